"""What people mistype in an address, and the address that they are told to try."""

import pytest

from assistant.settings import Settings
from assistant.writing.addresses import checked
from assistant.writing.kinds import named
from assistant.writing.slips import slip_of
from index.errors import SettingsError


@pytest.mark.parametrize(
    ("given", "ollama", "openai"),
    [
        ("8080", "http://127.0.0.1:8080", "http://127.0.0.1:8080/v1"),
        (":8080", "http://127.0.0.1:8080", "http://127.0.0.1:8080/v1"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080", "http://127.0.0.1:8080/v1"),
        ("localhost:8080/v1/", "http://localhost:8080", "http://localhost:8080/v1"),
        ("[::1]:8080", "http://[::1]:8080", "http://[::1]:8080/v1"),
        ("box:8080", "http://box:8080", "http://box:8080/v1"),
        ("htpp://127.0.0.1:8080", "http://127.0.0.1:8080", "http://127.0.0.1:8080/v1"),
        ("http:/localhost:1/v1", "http://localhost:1", "http://localhost:1/v1"),
        ("http//localhost:1", "http://localhost:1", "http://localhost:1/v1"),
        ("https:llm.example.org", None, None),
        ("llm.example.org/v1", "https://llm.example.org", "https://llm.example.org/v1"),
        ("http://0.0.0.0:11434", "http://127.0.0.1:11434", "http://127.0.0.1:11434"),
        ("http://[::]:80/v1", "http://127.0.0.1:80", "http://127.0.0.1:80/v1"),
        ("http://h/v1/chat/completions", "http://h", "http://h/v1"),
        ("http://h/v1/chat/completions/", "http://h", "http://h/v1"),
        ("http://h/v1/models", "http://h", "http://h/v1"),
        ("http://h:3000/api/chat/completions", "http://h:3000", "http://h:3000/api"),
        ("http://h/ollama/api/chat", "http://h/ollama", "http://h/ollama/v1"),
        ("http://h/v1", "http://h", None),
        ("http://h/v1/", "http://h", None),
        ("http://h:3000/api", "http://h:3000", None),
        ("http://h:8080", None, None),
        ("http://h/chat/llm", None, None),
        ("http://h/apichat", None, None),
    ],
)
def test_the_very_address_is_told(given: str, ollama: str | None, openai: str | None) -> None:
    for kind, meant in (("ollama", ollama), ("openai-like", openai)):
        slip = slip_of(given, kind)
        assert (slip and slip.meant) == meant
        if meant and slip:
            assert slip_of(meant, kind) is None  # whoever tries it gets on
            with pytest.raises(SettingsError) as refused:
                checked(given, kind)
            assert str(refused.value).startswith(f"--llm-url {slip.wrong}: try --llm-url {meant}")


@pytest.mark.parametrize(
    "secret",
    ["sk-planted-7f3a91", "eyJhbGciOiJIUzI1NiJ9.eyJwbGFudGVkIjoxfQ", "gsk_plantedA1.planted",
     "1f3a91c0ffee1f3a91c0ffee1f3a91c0.planted", "http://me:planted@h/v1/chat/completions",
     "planted:x@127.0.0.1:8080", "127.0.0.1:8080?key=planted"],
)  # fmt: skip
def test_what_may_be_a_key_is_not_said_again(secret: str) -> None:
    for kind in ("ollama", "openai-like"):
        with pytest.raises(SettingsError) as refused:
            checked(secret, kind)
        assert "lanted" not in str(refused.value)
        assert "eyJ" not in str(refused.value)


def test_an_ollama_with_v1_may_be_meant_for_a_server_of_the_other_kind() -> None:
    with pytest.raises(
        SettingsError, match=r"try --llm-url http://127\.0\.0\.1:8080, or"
    ) as refused:
        checked("http://127.0.0.1:8080/v1", "ollama")
    assert str(refused.value).endswith("--llm openai-like:NAME with http://127.0.0.1:8080/v1")


@pytest.mark.parametrize(
    ("llm", "url", "said"),
    [
        ("gpt-4", "", "FOOTNOTE_LLM names no kind that is known"),
        ("openai-like:x", "8080", "FOOTNOTE_LLM_URL is a port alone: try FOOTNOTE_LLM_URL=http:"),
        ("huggingface:x", "http://h", "FOOTNOTE_LLM=huggingface:x .* leave FOOTNOTE_LLM_URL out"),
        ("openai-like:x", "", "FOOTNOTE_LLM=openai-like:x needs .* --llm-url http"),
        ("ollama:x", "ftp://h", "FOOTNOTE_LLM_URL is no address of a web server"),
    ],
)
def test_what_the_environment_gave_is_called_by_its_variable(llm: str, url: str, said: str) -> None:
    environment = {"FOOTNOTE_LLM": llm, "FOOTNOTE_LLM_URL": url}
    with pytest.raises(SettingsError, match=said):
        named(Settings.from_environment(environment))
    option = said.partition(" ")[0].partition("=")[0].replace("FOOTNOTE_LLM_URL", "--llm-url")
    with pytest.raises(SettingsError, match=option.replace("FOOTNOTE_LLM", "--llm")):
        named(Settings(llm=llm, llm_url=url))
