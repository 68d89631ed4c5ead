"""Answers kept as tests: any text comes back, what people wrote stays, faults are sentences."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import Answer, Assistant, Settings, Turn
from assistant.pinning import THUMBS_DOWN, keep_thumb_down, pin
from index.errors import PinError, StoreError
from tests.letters import LetterCounts

TEXTS = {"fruit.txt": "An apple fell. The pear stayed.", "birds.txt": "A heron stood."}
ODD = [
    "plain", 'quotes " and \' and \\ back', "two\nlines\r\nand\rthree", "---\n...\n- a: b # c",
    "tab\t nul\x00 bell\x07 del\x7f", "\x85 \u2028 \u2029 \ufeff \u200b \xa0", "🦆 \U0010ffff",
    "سلام שלום 雾中航行", "\ud800 half", "yes", "null", "2019-01-01", "{x: [1, 2", "*alias &anchor",
    " leading and trailing ", "%TAG !", "x" * 5_000, "key: value", "? !!python/object:os.system",
]  # fmt: skip


@pytest.fixture
def assistant(tmp_path: Path, letters: LetterCounts) -> Assistant:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    settings = Settings(threshold=0.0)
    return Assistant.open(folder, tmp_path / "store", settings, encoder=letters)


def pinned(file: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))["pinned"]
    return entries


def test_an_answer_is_kept_with_its_quotes_and_what_it_depended_on(assistant: Assistant) -> None:
    answer = assistant.ask("Where is the heron?")
    file = pin(assistant, answer)
    assert file == assistant.index.store / "pinned.yaml"
    (entry,) = pinned(file)
    citation = answer.citations[0]
    assert entry["quotes"][0] == {
        "file": "birds.txt",
        "quote": "A heron stood.",
        "characters": [0, 14],
        "sha256": citation.sha256,
    }
    assert entry["question"] == answer.question
    assert entry["model"] == {"name": "letters", "fingerprint": "letters-1"}
    assert entry["settings"]["threshold"] == 0.0
    assert len(entry["folder"]) == 64
    assert "refused" not in entry
    assert "documents" not in entry


def test_a_refusal_its_history_and_its_documents_are_kept(assistant: Assistant) -> None:
    history = [
        Turn("user", "first"), Turn("assistant", "one"),
        Turn("user", "second"), Turn("assistant", "two"),
    ]  # fmt: skip
    answer = assistant.ask("", documents=["fruit.txt"])
    answer = replace(answer, question="?!")
    assert answer.refused
    (entry,) = pinned(pin(assistant, answer, history, ["fruit.txt"]))
    assert entry["refused"] is True
    assert "quotes" not in entry
    assert entry["documents"] == ["fruit.txt"]
    assert entry["history"] == [{"user": "second"}, {"assistant": "two"}]


def test_what_was_given_anyway_says_so(tmp_path: Path, assistant: Assistant) -> None:
    strict = Assistant(assistant.index, Settings(threshold=2.0))
    (entry,) = pinned(pin(strict, strict.ask("heron", anyway=True)))
    assert entry["anyway"] is True
    assert entry["quotes"]


def test_any_text_comes_back_as_it_was(assistant: Assistant) -> None:
    kept = []
    for text in ODD:
        answer = Answer(f"q {text}", "", (), (), True, (), (), 0.0, {})
        file = pin(assistant, answer, [Turn("user", text)], [text])
        kept.append(text.replace("\ud800", "\ufffd"))
    entries = pinned(file)
    assert [entry["question"] for entry in entries] == [f"q {text}" for text in kept]
    assert [entry["history"][0]["user"] for entry in entries] == kept
    assert [entry["documents"] for entry in entries] == [[text] for text in kept]


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# mine\n",
        "pinned:\n",
        "pinned:\n  - question: a  # why\n    refused: true",
        "pinned:\r\n- question: a\r\n  refused: true\r\n# the end\r\n",
        "answered:\n  - question: b\n    files: [c.txt]\n    words: [d]\n",
        "answered: []\npinned:\n\n  # a note\n  - {question: a, refused: true}\n\n\n",
        "\ufeff# with a mark\npinned:\n  - question: a\n",
    ],
)
def test_what_people_wrote_stays_to_the_byte(before: str, assistant: Assistant) -> None:
    file = assistant.index.store / "pinned.yaml"
    file.write_bytes(before.encode())
    old = yaml.safe_load(before) or {}
    pin(assistant, assistant.ask("heron"))
    pin(assistant, assistant.ask("apple"))
    assert file.read_bytes().startswith(before.encode())
    new = yaml.safe_load(file.read_bytes())
    assert len(new.pop("pinned")) == len(old.get("pinned") or []) + 2
    assert new == {key: value for key, value in old.items() if key != "pinned"}
    wanted = [one["question"] for one in old.get("pinned") or []] + ["heron", "apple"]
    assert [one["question"] for one in pinned(file)] == wanted


@pytest.mark.parametrize(
    ("before", "message"),
    [
        ("pinned: [\n", "line 2: not YAML"),
        ("- a\n", "is no file of questions"),
        ("pinned:\n  - question: a\nrefused: []\n", "write `pinned` as its last key"),
        ("pinned: [{question: a}]\n", "write `pinned` as its last key"),
        ("pinned: 5\n", "has a `pinned` that is no list"),
        ("a: 1\n---\nb: 2\n", "not YAML"),
        ("a: &a [1]\nb: *a\n", "holds an alias"),
        ("a: " + "[" * 5_000, "not YAML"),
        ("a: !!python/object:os.system {}\n", "not YAML"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_told_and_stays(
    before: str, message: str, assistant: Assistant
) -> None:
    file = assistant.index.store / "pinned.yaml"
    file.write_text(before)
    with pytest.raises(PinError, match=message):
        pin(assistant, assistant.ask("heron"))
    assert file.read_text() == before


def test_a_file_of_other_bytes_is_told(assistant: Assistant) -> None:
    (assistant.index.store / "pinned.yaml").write_bytes(b"pinned:\n# \xff\n")
    with pytest.raises(PinError, match="UTF-8"):
        pin(assistant, assistant.ask("heron"))


def test_the_same_question_is_pinned_once_and_with_other_documents_again(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("heron")
    file = pin(assistant, answer)
    with pytest.raises(PinError, match=r"pinned already, as number 1 in .*pinned\.yaml"):
        pin(assistant, answer)
    pin(assistant, answer, documents=["birds.txt"])
    pin(assistant, answer, [Turn("user", "Which birds?")])
    assert len(pinned(file)) == 3


def test_an_empty_question_is_not_pinned(assistant: Assistant) -> None:
    with pytest.raises(PinError, match="empty question"):
        pin(assistant, assistant.ask(" "))
    assert not (assistant.index.store / "pinned.yaml").exists()


def test_a_link_is_followed_and_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, assistant: Assistant
) -> None:
    real = tmp_path / "kept" / "mine.yaml"
    real.parent.mkdir()
    real.write_text("# mine\n")
    link = assistant.index.store / "pinned.yaml"
    link.symlink_to(real)
    pin(assistant, assistant.ask("heron"))
    assert link.is_symlink()
    assert len(pinned(real)) == 1
    with pytest.raises(StoreError, match="cannot be written"):
        pin(assistant, assistant.ask("heron"), file=real / "under-a-file.yaml")


def test_a_thumb_down_is_a_line_after_whatever_stands_there(assistant: Assistant) -> None:
    file = assistant.index.store / THUMBS_DOWN
    file.write_text('{"half')
    answer = assistant.ask("heron \ud800")
    history = [Turn("user", "before"), Turn("assistant", "said")]
    assert keep_thumb_down(assistant, answer, history, ["birds.txt"]) == file
    keep_thumb_down(assistant, answer)
    half, first, second = file.read_text(encoding="utf-8").split("\n")[:-1]
    assert half == '{"half'
    record = json.loads(first)
    assert record["question"] == "heron \ufffd"
    assert record["documents"] == ["birds.txt"]
    assert record["history"][0] == {"role": "user", "text": "before"}
    assert record["answer"]["citations"][0]["quote"] == "A heron stood."
    assert json.loads(second)["documents"] is None
