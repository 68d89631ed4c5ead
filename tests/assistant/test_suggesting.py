"""Suggested questions: each is answered from its document, and they are spread over the folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.suggesting import question, suggestions
from index.encoder import SentenceEncoder
from tests.conftest import ROOT
from tests.letters import LetterCounts


@pytest.fixture
def ferries(tmp_path: Path, encoder: SentenceEncoder) -> Iterator[Assistant]:
    folder = ROOT / "tests" / "kinds"
    with Assistant.open(folder, tmp_path / "store", encoder=encoder) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("topic", "language", "asked"),
    [
        ("Laws and sanctions", "en", "Tell me about “Laws and sanctions”."),
        ("The fleet", "en", "Tell me about the fleet."),
        ("How the dispute began", "en", "Tell me how the dispute began."),
        ("How to borrow", "en", "How to borrow?"),
        ("Why a new lamp", "en", "Why a new lamp?"),
        ("What is compared", "en", "What is compared?"),
        ("Who pays?", "de", "Who pays?"),
        ("Verhalten bei Nebel", "de", "Was steht zu „Verhalten bei Nebel“?"),
        ("Wie man ein Boot mietet", "de", "Erkläre, wie man ein Boot mietet."),
        ("Teslimat koşulları", "tr", "“Teslimat koşulları” hakkında ne yazıyor?"),
        ("Tekne nasıl kiralanır", "tr", "Tekne nasıl kiralanır?"),
        ("雾中航行", "zh", "关于“雾中航行”说了什么？"),
        ("如何租船", "zh", "如何租船？"),
        ("La Révolution française", "fr", "La Révolution française"),
    ],
)
def test_a_topic_is_asked_about_in_its_language(topic: str, language: str, asked: str) -> None:
    assert question(topic, language) == asked


def _cited_first(assistant: Assistant, asked: tuple[str, ...]) -> list[str]:
    answers = [assistant.ask(one) for one in asked]
    assert not any(answer.refused for answer in answers)
    return [answer.citations[0].path for answer in answers]


def test_each_is_answered_they_differ_and_come_from_several_documents(
    seeds_assistant: Assistant, ferries: Assistant
) -> None:
    for assistant in (seeds_assistant, ferries):
        asked = suggestions(assistant)
        assert len(asked) == len(set(asked)) == 4
        assert len(set(_cited_first(assistant, asked))) >= 3


def test_one_document_is_enough(tmp_path: Path, encoder: SentenceEncoder) -> None:
    (tmp_path / "docs").mkdir()
    words = (ROOT / "seeds" / "brief.md").read_text(encoding="utf-8")
    (tmp_path / "docs" / "brief.md").write_text(words, encoding="utf-8")
    with Assistant.open(tmp_path / "docs", encoder=encoder) as assistant:
        assert len(_cited_first(assistant, suggestions(assistant))) >= 3


def test_they_are_in_the_documents_language_and_the_readers_comes_first(
    tmp_path: Path, encoder: SentenceEncoder
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.md").write_text(
        "# Handbook\n\n## Sailing in fog\n\nIn fog the ship goes at half speed and sounds its horn "
        "every two minutes until the fog has lifted.\n",
        encoding="utf-8",
    )
    (folder / "b.md").write_text(
        "# Handbuch\n\n## Verhalten bei Sturm\n\nBei Sturm bleibt das Schiff im Hafen und die "
        "Mannschaft macht alle Leinen doppelt fest, bis der Wind nachlässt.\n",
        encoding="utf-8",
    )
    english = "Tell me about “Sailing in fog”."
    german = "Was steht zu „Verhalten bei Sturm“?"
    with Assistant.open(folder, encoder=encoder) as assistant:
        assert suggestions(assistant, "en") == (english, german)
        assert suggestions(assistant, "de") == (german, english)
        assert suggestions(assistant, "de", most=1) == (german,)


def test_what_would_be_refused_is_not_suggested(tmp_path: Path, letters: LetterCounts) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.md").write_text("## Quiz by jury\n\nA heron stood there for a very long time.\n")
    with Assistant.open(folder, tmp_path / "store", encoder=letters) as assistant:
        assert suggestions(assistant) == ()


def test_they_are_made_once_until_the_folder_changes(tmp_path: Path, letters: LetterCounts) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    text = "## The {0} stood\n\nThe {0} stood in the reeds and the {0} stood still all day long.\n"
    (folder / "a.md").write_text(text.format("heron"))
    with Assistant.open(folder, tmp_path / "store", encoder=letters) as assistant:
        assert suggestions(assistant) == ("Tell me about the heron stood.",)
        before = letters.texts_encoded
        assert len(suggestions(assistant)) == 1
        assert letters.texts_encoded == before
        (folder / "a.md").write_text(text.format("hen"))
        assistant.sync()
        assert suggestions(assistant) == ("Tell me about the hen stood.",)


def test_an_empty_folder_and_one_of_nothing_but_numbers_suggest_nothing(
    tmp_path: Path, letters: LetterCounts
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    with Assistant.open(folder, tmp_path / "store", encoder=letters) as assistant:
        assert suggestions(assistant) == ()
        (folder / "a.csv").write_text("1,2,3\n4,5,6\n")
        assistant.sync()
        assert suggestions(assistant) == ()


def test_a_large_folder_is_looked_into_here_and_there(
    tmp_path: Path, letters: LetterCounts
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number:03}.txt").write_text(f"nothing {number}")
    with Assistant.open(folder, tmp_path / "store", encoder=letters) as assistant:
        before = letters.texts_encoded
        suggestions(assistant)
        assert letters.texts_encoded - before <= 32
