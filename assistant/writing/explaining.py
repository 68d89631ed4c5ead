"""Why a model gave no answer: from what became of the request, never from a server's words."""

from typing import NamedTuple, Protocol

from assistant.faults import NoteKind


class What(NamedTuple):
    """What happened.

    status: HTTP's, 0 where there was none. retry_after: seconds that a server asks to be left
    alone, None where it does not. seconds: how long it was waited for in silence.
    """

    kind: NoteKind
    status: int = 0
    retry_after: float | None = None
    seconds: float = 0.0


class Request(Protocol):
    """What became of a request; see `assistant.writing.line.Line`."""

    status: int
    retry_after: float | None
    is_through: bool
    is_flooded: bool


def explain(request: Request, error: BaseException) -> What:
    """What to call an error that came out of a model's library."""
    status = request.status
    if request.is_flooded:
        return What("endless")
    if status in (429, 503):
        return What("busy", status, request.retry_after)
    if 400 <= status < 500:
        return What("refused", status)
    if status and not 200 <= status < 300:
        return What("failed", status)
    if isinstance(error, ImportError | MemoryError | RecursionError):
        return What("failed")
    if not request.is_through:
        return What("unreachable")
    if _is_of_the_line(error):
        return What("cut-off")
    # It got through and was understood, but what came cannot be read, or says that it failed.
    return What("nonsense" if isinstance(error, ValueError | TypeError | LookupError
                                         | AttributeError) else "failed")  # fmt: skip


def _is_of_the_line(error: BaseException | None) -> bool:
    from httpx import TransportError

    seen = 0
    while error is not None and seen < 10:
        if isinstance(error, TransportError):
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False


def advice(what: What, served_by: str, name: str, has_key: bool) -> str:
    """What to do next, in a sentence; "" where there is nothing to say.

    served_by: the kind of the model, such as "ollama".
    """
    is_ollama = served_by == "ollama"
    match what.kind:
        case "unreachable" if is_ollama:
            return "Start it with `ollama serve`, or check --llm-url."
        case "unreachable" if served_by == "openai-like":
            return (
                "Start it, say with `llama-server -m MODEL.gguf --port 8080`, or check --llm-url."
            )
        case "unreachable":
            return "See that the server runs, and check --llm-url."
        case "refused" if what.status in (401, 403):
            if has_key:
                return "It does not take the key in FOOTNOTE_LLM_KEY."
            return "It asks for a key: put it into the environment as FOOTNOTE_LLM_KEY."
        case "refused" if what.status == 404 and is_ollama:
            return f"Get the model with `ollama pull {name}`, or check --llm-url."
        case "refused" if what.status == 404:
            return "Check the model's name and --llm-url, which mostly ends in /v1."
        case "refused":
            return "It may not know the model, or not read as much as it was given."
        case "failed" if 300 <= what.status < 400:
            return "It sends the request elsewhere, where it does not go: check --llm-url."
        case "elsewhere":
            return "To send it all the same, give --llm its name in the cloud, as NAME-cloud."
        case "busy" if what.retry_after is not None:
            return f"It asks to wait {what.retry_after:.0f} s."
        case "busy":
            return "Ask again in a while."
        case "nonsense" if served_by == "openai-like":
            return "Check --llm-url, which mostly ends in /v1."
        case "failed" if served_by == "huggingface":
            return "See that the folder holds a transformer that writes text, with its tokenizer."
    return ""
