"""The kinds of models that write, what each needs, and which one the settings name."""

from argparse import ArgumentParser
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from assistant.settings import Settings
from assistant.writing.addresses import checked, given
from assistant.writing.slips import USUAL
from index.errors import SettingsError

if TYPE_CHECKING:
    from assistant.writing.served import Served
    from assistant.writing.transformer import Transformer


class Kind(NamedTuple):
    """A kind: an example of its option, LlamaIndex's module for it, what it brings in."""

    example: str
    module: str
    library: str


KINDS = {
    "ollama": Kind("ollama:llama3.2", "llama_index.llms.ollama", "ollama"),
    "openai-like": Kind(
        "openai-like:NAME --llm-url http://127.0.0.1:8080/v1",
        "llama_index.llms.openai_like",
        "openai",
    ),
    "huggingface": Kind("huggingface:PATH", "llama_index.llms.huggingface", "transformers"),
}


def add_options(parser: ArgumentParser) -> None:
    """Give a command --llm and --llm-url.

    There is none for the key: it would be listed with the process and kept in a shell's history.
    """
    parser.add_argument(
        "--llm", metavar="KIND:NAME",
        help="a model that writes on top of the quotations, such as ollama:llama3.2, "
        "openai-like:NAME or huggingface:PATH; its key, if any, is FOOTNOTE_LLM_KEY",
    )  # fmt: skip
    parser.add_argument("--llm-url", metavar="URL", help="the address of its server")


class Named(NamedTuple):
    """What the settings name: the kind, the model's name or folder, and its server's address."""

    kind: str
    name: str
    url: str


def named(settings: Settings) -> Named | None:
    """The model that the settings name, None where they name none; nothing is loaded.

    Raises SettingsError where it is of no known kind, a library is missing, or its address or
    key is none.
    """
    if not settings.llm.strip():
        return None
    key, url = settings.llm_key.strip(), settings.llm_url.strip()
    option, url_option = settings.source("llm"), settings.source("llm_url")
    if key and key in f"{url} {settings.llm}":  # first, as others repeat what they are about
        raise SettingsError(f"the key stands in {option} or {url_option} too: take it out there")
    kind, _, name = (part.strip() for part in settings.llm.partition(":"))
    if kind not in KINDS or not name or not settings.llm.isprintable():
        known = ", ".join(one.example for one in KINDS.values())
        # What was given is not repeated: it may be a key in the wrong place.
        raise SettingsError(
            f"{option} names no kind that is known: give KIND:NAME, such as {known}"
        )
    model = given(option, f"{kind}:{name}")
    if not (_is_there(KINDS[kind].module) and _is_there(KINDS[kind].library)):
        raise SettingsError(
            f"{model} needs libraries that are not installed: "
            f"pip install -r requirements-{kind}.txt"
        )
    if kind == "huggingface":
        if url:
            raise SettingsError(
                f"{model} runs on this machine and {url_option} names a server: "
                f"leave {url_option} out"
            )
        return Named(kind, name, "")
    if not url and kind == "openai-like":
        raise SettingsError(
            f"{model} needs the address of its server: add "
            f"--llm-url {USUAL[kind]}, or where it listens"
        )
    if not (key.isascii() and key.isprintable()):
        raise SettingsError(
            "FOOTNOTE_LLM_KEY holds what no key has: letters beyond ASCII, or breaks"
        )
    return Named(kind, name, checked(url or USUAL[kind], kind, url_option))


def opened(settings: Settings) -> "Served | Transformer | None":
    """The model that the settings name, ready to be asked. Raises SettingsError; see `named`."""
    model = named(settings)
    if model is None:
        return None
    if model.kind == "huggingface":
        from assistant.writing.transformer import transformer

        return transformer(model.name)
    from assistant.writing.served import Served

    option = settings.source("llm_url")
    return Served(model.kind, model.name, model.url, settings.llm_key.strip(), option)


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # nor the package that it would be in
        return False
