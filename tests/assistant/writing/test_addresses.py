"""What may be a server's address, how it is shown, and which are this machine."""

import pytest

from assistant.writing.addresses import checked, is_loopback, shown
from index.errors import SettingsError


@pytest.mark.parametrize(
    "url",
    [
        "127.0.0.1:8080", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http:///v1", "x",
        "http://127.0.0.1:99999", "http://127.0.0.1:0", "http://127.0.0.1:x", "http://[::1",
        "http://me:planted@127.0.0.1/v1", "http://planted@127.0.0.1/", "http://127.0.0.1/?key=planted",
        "http://127.0.0.1/#planted", "http://127.0.0.1/?", "http://a b/", "http://a\nb/",
        "http://127.0.0.1\\@planted.org/", "http://mö.example/", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_what_is_no_address_is_a_sentence_without_a_secret(url: str) -> None:
    with pytest.raises(SettingsError) as refused:
        checked(url)
    assert str(refused.value).startswith("--llm-url")
    assert "planted" not in str(refused.value)


def test_an_address_is_taken_as_it_is() -> None:
    for url in ("http://127.0.0.1:8080/v1", "https://llm.example.org/v1", "http://[::1]:8080"):
        assert checked(url) == checked(url + "/") == shown(url) == url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://127.9.9.9", True),
        ("http://[::1]:8080/", True),
        ("http://localhost:11434", True),
        ("http://LOCALHOST", True),
        ("http://localhost.example.org", False),
        ("http://127.0.0.1.example.org", False),
        ("http://127.0.0.1@example.org", False),
        ("http://192.168.1.5", False),
        ("http://0.0.0.0", False),
        ("https://api.openai.com/v1", False),
        ("", False),
        ("http://[", False),
    ],
)
def test_this_machine_is_told_from_any_other(url: str, expected: bool) -> None:
    assert is_loopback(url) is expected


def test_what_is_shown_holds_no_secret() -> None:
    assert shown("https://me:planted@llm.example.org:1/v1/?key=planted#x") == (
        "https://llm.example.org:1/v1"
    )
    assert shown("http://[") == shown("") == shown("data:planted") == ""
