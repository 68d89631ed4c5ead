"""Chosen sentences become quotations: contradictions next to each other, lists whole, no echo."""

from pathlib import Path

from assistant import Answer, Assistant, Settings
from tests.letters import LetterCounts


def _ask(tmp_path: Path, question: str, **texts: str) -> Answer:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text)
    settings = Settings(threshold=0.3)
    with Assistant.open(folder, tmp_path / "store", settings, encoder=LetterCounts()) as assistant:
        answer = assistant.ask(question)
        for citation in answer.citations:
            text = assistant.document(citation.path).text
            assert text[citation.start : citation.end] == citation.quote
        return answer


def test_a_list_is_quoted_once_and_its_items_are_not_quoted_again(tmp_path: Path) -> None:
    answer = _ask(tmp_path, "Which boats sailed?", a="These boats sailed:\n\n- Alma boats\n- Cora")
    assert [citation.quote for citation in answer.citations] == [
        "These boats sailed:\n\nAlma boats\nCora"
    ]
    assert answer.statements[0].text == "These boats sailed:\nAlma boats\nCora"


def test_the_sides_of_a_contradiction_come_first_with_their_dates(tmp_path: Path) -> None:
    answer = _ask(
        tmp_path,
        "How many seats does the ferry have?",
        a="Velm, 14 May 2019\n\nThe ferry has 310 seats.",
        b="The ferry has 280 seats.",
        c="Nobody sits on the ferry.",
    )
    (found,) = answer.disagreements
    assert {(side.value, side.date) for side in found.sides} == {
        ("310 seats", "14 May 2019"),
        ("280 seats", None),
    }
    for side in found.sides:
        assert side.value in answer.citations[side.number - 1].quote
        assert answer.citations[side.number - 1].path == side.path


def test_a_refusal_disagrees_with_nothing(tmp_path: Path) -> None:
    texts = {"a": "The ferry has 310 seats.", "b": "The ferry has 280 seats."}
    answer = _ask(tmp_path, "How many quizzical zebras jump?", **texts)
    assert answer.refused
    assert answer.disagreements == ()
