"""What to do next where a model gave no answer: a sentence, with the very address to try."""

from urllib.parse import urlsplit

from assistant.writing.addresses import given, is_loopback
from assistant.writing.explaining import Spoken, What
from assistant.writing.slips import USUAL

_SPEAKS = {"ollama": "Ollama's protocol", "openai-like": "OpenAI's protocol"}
_OTHERS = (
    "llama-server listens at http://127.0.0.1:8080/v1, LM Studio at http://127.0.0.1:1234/v1, vLLM "
    "at http://127.0.0.1:8000/v1"
)


def advice(what: What, served_by: str, name: str, has_key: bool) -> str:
    """What to do next, in a sentence; "" where there is nothing to say.

    served_by: the kind of the model, such as "ollama". name: of the model.
    """
    match what.kind:
        case "unreachable":
            return _reached(what, served_by)
        case "refused" if what.status in (401, 403):
            if has_key:
                return "It does not take the key in FOOTNOTE_LLM_KEY."
            return "It asks for a key: put it into the environment as FOOTNOTE_LLM_KEY."
        case "refused" | "nonsense" if what.spoken is not None:
            return _spoken(what, what.spoken, served_by, name)
        case "refused":
            return "It may not know the model, or not read as much as it was given."
        case "failed" if 300 <= what.status < 400:
            return f"It sends the request elsewhere, where it does not go: check {what.option}."
        case "elsewhere":
            return "To send it all the same, give --llm its name in the cloud, as NAME-cloud."
        case "busy" if what.retry_after is not None:
            return f"It asks to wait {what.retry_after:.0f} s."
        case "busy":
            return "Ask again in a while."
        case "cut-off" if not what.status and what.url.startswith("http://"):
            secure = given(what.option, what.url.replace("http://", "https://", 1))
            return f"Ask again; if it answers by https alone, try {secure}."
        case "failed" if served_by == "huggingface":
            return "See that the folder holds a transformer that writes text, with its tokenizer."
    return ""


def _reached(what: What, served_by: str) -> str:
    """Of a server that could not be."""
    plain = given(what.option, what.url.replace("https://", "http://", 1))
    match what.obstacle:
        case "no-name":
            host = urlsplit(what.url).hostname
            return f"No machine is known by the name {host}: check {what.option}."
        case "no-https" if is_loopback(what.url):
            return f"It does not answer by https: try {plain}."
        case "no-https":
            return f"It does not answer by https. If you trust the way there, try {plain}."
        case "certificate":
            return "This machine does not trust its certificate: check its name and who signed it."
    if served_by not in USUAL:
        return f"See that the server runs, and check {what.option}."
    is_usual = not is_loopback(what.url) or what.url == USUAL[served_by]
    if served_by == "ollama":
        usual = "" if is_usual else f": where nothing else is said it listens at {USUAL['ollama']}"
        return f"Start it with `ollama serve`, or check {what.option}{usual}."
    port = (urlsplit(what.url).port if is_loopback(what.url) else None) or 8080
    usual = f": {_OTHERS}" if is_loopback(what.url) else ""
    return (
        f"Start it, say with `llama-server -m MODEL.gguf --port {port}`, or check "
        f"{what.option}{usual}."
    )


def _spoken(what: What, spoken: Spoken, served_by: str, name: str) -> str:
    """Of a server that answered, but not as its kind does."""
    if (spoken.kind, spoken.url) == (served_by, what.url):
        if served_by == "ollama":
            return f"Get the model with `ollama pull {name}`."
        return f"It may not know the model: {what.url}/models lists those that it has."
    url = given(what.option, spoken.url)
    if spoken.kind == served_by:
        return f"{_SPEAKS[spoken.kind]} is spoken at another address of it: try {url}."
    if spoken.kind:
        return f"It speaks {_SPEAKS[spoken.kind]}: try --llm {spoken.kind}:NAME with {url}."
    if served_by == "openai-like" and not what.url.endswith("/v1"):
        return f"Check the model's name and {what.option}: try {given(what.option, what.url)}/v1."
    return f"Nothing there speaks {_SPEAKS[served_by]}: check {what.option}."
