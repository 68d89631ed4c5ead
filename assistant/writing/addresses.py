"""The address of a model's server: what may be one, how it is shown, whether it is this machine."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from index.errors import SettingsError

_EXAMPLE = "http://127.0.0.1:8080/v1"


def checked(url: str) -> str:
    """The address as it is used, without the slash at its end.

    Raises SettingsError where it is none; the message repeats nothing that may be a secret.
    """
    wanted = f"give an address such as {_EXAMPLE}"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SettingsError(f"--llm-url is no address: {wanted}") from None
    if "@" in parts.netloc:
        raise SettingsError(
            "--llm-url holds a user or a password: leave them out, and put the server's key into "
            "FOOTNOTE_LLM_KEY"
        )
    if parts.query or parts.fragment or "?" in url or "#" in url:
        raise SettingsError(
            f"--llm-url goes on after a ? or #, where only keys and such stand: {wanted}, and "
            "put the server's key into FOOTNOTE_LLM_KEY"
        )
    is_plain = url.isascii() and url.isprintable() and not set(url) & set(" \\<>\"'`{}|^")
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or not is_plain:
        raise SettingsError(f"--llm-url is no address of a web server: {wanted}")
    return url.rstrip("/")


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
