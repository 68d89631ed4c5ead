"""Addresses as people mistype them: what is wrong with one, and which one is meant."""

from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

import regex

USUAL = {"ollama": "http://127.0.0.1:11434", "openai-like": "http://127.0.0.1:8080/v1"}
_PORT = regex.compile(r":?(?P<port>[1-9]\d{0,4})/?")
# "htpp://", "http:/", "http//" and the like.
_MISSPELT = regex.compile(
    r"(?:h\w{1,5}:/{1,3}|h\w{1,4}ps?/{1,2}|hppt\w?:?/{1,3})", regex.IGNORECASE
)
# A host that could not be a key: keys have long parts, or capitals.
_HOST = regex.compile(
    r"(?P<host>localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\]|(?:[a-z0-9-]{1,24}\.)+[a-z]{2,6}"
    r"|[a-z0-9-]{1,24}(?=:\d))(?P<port>:\d{1,5})?(?P<path>(?:/[\w.-]{1,24})*)/?"
)
_EVERYWHERE = {"0.0.0.0", "::"}
# What comes after the address where a protocol begins, as the pages of servers name it.
_REQUESTS = {
    "ollama": regex.compile(
        r"/(?:v1|api)(?:/(?:chat|generate|tags|show|version)|(?:/chat)?/completions|/models)?$"
    ),
    "openai-like": regex.compile(
        r"(?:(?P<own>/api)/(?:chat|generate|tags|show|version)"
        r"|(?:/chat)?/completions|/chat|/models|/embeddings|/responses)$"
    ),
}


class Slip(NamedTuple):
    """What is wrong, as the end of a sentence that begins with the option; what may be meant."""

    wrong: str
    meant: str


def slip_of(url: str, kind: str) -> Slip | None:
    """The slip in an address for a kind of server, None where none is known.

    >>> slip_of("localhost:11434", "ollama")
    Slip(wrong='does not begin with http://', meant='http://localhost:11434')
    >>> slip_of("http://127.0.0.1:8080/v1/chat/completions", "openai-like").meant
    'http://127.0.0.1:8080/v1'
    """
    end = urlsplit(USUAL[kind]).path
    if found := _PORT.fullmatch(url):
        return Slip("is a port alone", f"http://127.0.0.1:{found['port']}{end}")
    if not url.lower().startswith(("http://", "https://")):
        bare = _MISSPELT.sub("", url, 1) if _MISSPELT.match(url) else url
        return _schemeless(bare, kind, is_secure=url.lower().startswith("https"))
    parts = urlsplit(url)
    begun = _begun(parts.path, kind)
    if parts.hostname in _EVERYWHERE:
        port = f":{parts.port}" if parts.port else ""
        path = parts.path.rstrip("/") if begun is None else begun
        return Slip(
            f"names {parts.hostname}, where a server listens and is not reached",
            f"{parts.scheme}://127.0.0.1{port}{path}",
        )
    if begun is not None:
        return Slip(
            "goes on after the address where all requests begin",
            f"{parts.scheme}://{parts.netloc}{begun}",
        )
    return None


def _schemeless(bare: str, kind: str, is_secure: bool) -> Slip | None:
    found = _HOST.fullmatch(bare)
    if found is None:
        return None
    host = found["host"].strip("[]")
    is_near = bool(found["port"]) or host == "localhost" or _is_number(host)
    scheme = "https" if is_secure or not is_near else "http"
    path = _begun(found["path"], kind)
    path = found["path"] if path is None else path
    url = f"{scheme}://{found['host']}{found['port'] or ''}{path or urlsplit(USUAL[kind]).path}"
    again = slip_of(url, kind)
    return Slip(f"does not begin with {scheme}://", again.meant if again else url)


def _begun(path: str, kind: str) -> str | None:
    """The path as far as the protocol's requests begin; None where it goes no further."""
    path = path.rstrip("/")
    found = _REQUESTS[kind].search(path)
    if found is None:
        return None
    return f"{path[: found.start()]}{'/v1' if found.groupdict().get('own') else ''}"


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
