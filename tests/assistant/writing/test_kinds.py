"""Which model the settings name, and what is said where they name none that can be."""

import subprocess
import sys

import pytest

from assistant.settings import Settings
from assistant.writing.kinds import KINDS, Named, named, opened
from index.errors import SettingsError
from tests.conftest import ROOT

KEY = "sk-planted-7f3a91"


def test_a_kind_and_a_name_are_told_apart() -> None:
    assert named(Settings(llm=" ")) is None
    assert named(Settings(llm="ollama:llama3.2:1b")) == Named(
        "ollama", "llama3.2:1b", "http://127.0.0.1:11434"
    )
    assert named(Settings(llm=" openai-like: a/b ", llm_url="http://127.0.0.1:1/v1/ ")) == Named(
        "openai-like", "a/b", "http://127.0.0.1:1/v1"
    )


@pytest.mark.parametrize(
    "given", ["gpt-4", "openai:gpt-4", "ollama", "ollama:", ":x", "ollama:a\nb"]
)
def test_what_is_of_no_known_kind_lists_the_known_ones(given: str) -> None:
    with pytest.raises(SettingsError) as refused:
        named(Settings(llm=given))
    assert all(kind.example in str(refused.value) for kind in KINDS.values())
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (Settings(llm="openai-like:heron"), "--llm-url"),
        (Settings(llm="ollama:heron", llm_url="http://me:x@127.0.0.1"), "FOOTNOTE_LLM_KEY"),
        (Settings(llm="huggingface:seeds", llm_url="http://127.0.0.1"), "leave --llm-url out"),
        (Settings(llm="ollama:heron", llm_key="sk-\nplanted"), "FOOTNOTE_LLM_KEY"),
        (Settings(llm="ollama:heron", llm_key="sk-plantéd"), "FOOTNOTE_LLM_KEY"),
        (Settings(llm="ollama:heron", llm_key=KEY, llm_url=f"http://127.0.0.1/{KEY}"), "the key"),
        (Settings(llm=f"ollama:{KEY}", llm_key=KEY), "the key"),
        (Settings(llm=f"huggingface:{KEY}", llm_key=KEY), "the key"),
        (Settings(llm=f"opnai:x:{KEY}", llm_key=KEY), "the key"),
        (Settings(llm=f"opnai:x:{KEY}"), "no kind"),
        (Settings(llm=KEY), "no kind"),
    ],
)
def test_what_cannot_be_is_a_sentence_without_the_key(settings: Settings, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as refused:
        opened(settings)
    assert "plant" not in str(refused.value)


def test_a_missing_library_is_said_with_the_command_that_installs_it() -> None:
    """In a Python that cannot find the libraries, as where they were never installed."""
    hidden = tuple(kind.module for kind in KINDS.values())
    program = (
        "import sys\n"
        "class Hides:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name.startswith({hidden!r}): raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Hides())\n"
        "from assistant.settings import Settings\n"
        "from assistant.writing.models import open_model\n"
        "from index.errors import SettingsError\n"
        f"for kind in {tuple(KINDS)!r}:\n"
        "    try: open_model(Settings(llm=f'{kind}:seeds', llm_url='http://127.0.0.1:1'))\n"
        "    except SettingsError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for kind, line in zip(KINDS, done.stdout.splitlines(), strict=True):
        assert line.endswith(f"not installed: pip install -r requirements-{kind}.txt")
        assert (ROOT / f"requirements-{kind}.txt").is_file()
