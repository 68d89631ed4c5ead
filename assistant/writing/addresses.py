"""The address of a model's server: what may be one, how it is shown, whether it is this machine."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from assistant.writing.slips import USUAL, slip_of
from index.errors import SettingsError


def checked(url: str, kind: str = "openai-like", option: str = "--llm-url") -> str:
    """The address as it is used, without the slash at its end.

    kind: of the server that is meant to be there. option: what the address was given by.
    Raises SettingsError where it is none; the message repeats nothing that may be a secret.
    """
    wanted = f"give an address such as {USUAL[kind]}"
    key = "and put the server's key into FOOTNOTE_LLM_KEY"
    try:
        parts = urlsplit(url)
        port = parts.port if parts.scheme in ("http", "https") else None
    except ValueError:
        raise SettingsError(f"{option} is no address: {wanted}") from None
    if "@" in url:
        raise SettingsError(f"{option} holds a user or a password: leave them out, {key}")
    if parts.query or parts.fragment or "?" in url or "#" in url:
        raise SettingsError(
            f"{option} goes on after a ? or #, where only keys and such stand: {wanted}, {key}"
        )
    is_plain = url.isascii() and url.isprintable() and not set(url) & set(" \\<>\"'`{}|^")
    if is_plain and (slip := slip_of(url, kind)) is not None:
        said = f"{option} {slip.wrong}: try {given(option, slip.meant)}"
        if kind == "ollama" and parts.path.rstrip("/").endswith("/v1"):
            said += (
                f", or, for a server that is no Ollama, --llm openai-like:NAME with {slip.meant}/v1"
            )
        raise SettingsError(said)
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or not is_plain:
        raise SettingsError(f"{option} is no address of a web server: {wanted}")
    return url.rstrip("/")


def given(option: str, value: str) -> str:
    """How a value is given: by an option, or in the environment.

    >>> given("--llm-url", "http://127.0.0.1"), given("FOOTNOTE_LLM_URL", "http://127.0.0.1")
    ('--llm-url http://127.0.0.1', 'FOOTNOTE_LLM_URL=http://127.0.0.1')
    """
    return f"{option} {value}" if option.startswith("-") else f"{option}={value}"


def shown(url: str) -> str:
    """An address without user, password, query and fragment, for people; "" where it is none.

    >>> shown("https://me:secret@example.org:8443/v1?key=secret")
    'https://example.org:8443/v1'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}".rstrip("/")


def is_loopback(url: str) -> bool:
    """Whether the address is of this machine and no other, by its letters alone."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_of_a_cloud(name: str) -> bool:
    """Whether it is a model of Ollama's cloud by its name.

    >>> is_of_a_cloud("gpt-oss:120b-cloud"), is_of_a_cloud("kimi:cloud"), is_of_a_cloud("cloud:1b")
    (True, True, False)
    """
    return name.partition(":")[2].lower().endswith("cloud")
