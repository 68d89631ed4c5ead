"""A citation is shown only if the document says it, character for character."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import Assistant, Citation, quoting, retrieval
from assistant.citations import cite, verify
from assistant.query import understand
from assistant.sentences import score_sentences
from index.errors import CitationError
from index.types import Document
from tests.letters import LetterCounts

TEXT = "One. Two. One."
DOCUMENT = Document("a.txt", "A", "0" * 64, "text", TEXT, ())
CITATION = Citation(1, "a.txt", "A", "0" * 64, None, 5, 9, "Two.", 1.0)


def test_a_true_citation_passes() -> None:
    verify(CITATION, DOCUMENT)


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "two."},
        {"quote": "Two. "},
        {"start": 4},
        {"end": 10},
        {"start": 100, "end": 104},
        {"start": 5, "end": 5, "quote": ""},
        {"path": "b.txt"},
    ],
)
def test_an_altered_citation_is_found_out(change: dict[str, object]) -> None:
    with pytest.raises(CitationError):
        verify(replace(CITATION, **change), DOCUMENT)  # type: ignore[arg-type]  # wrong on purpose


_PIECES = st.sampled_from(
    [
        *("The crane flew.", "The crane flew.", "\r\n\r\n", "\n\n", " ", "Né à Zürich.", "\t"),
        *("👩‍👩‍👧 smiled.", "e\u0301tude.", "- a point", "# not a title", "\u00ad."),
        *("بيت كبير.", "他来了。", "x" * 3000),
    ]
)
_QUESTIONS = st.sampled_from(["crane", "Zürich flew", "他来", "x"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parts=st.lists(_PIECES, min_size=1, max_size=30), question=_QUESTIONS)
def test_every_citation_is_its_document_at_its_place(
    parts: list[str], question: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("texts")
    text = "".join(parts)
    (folder / "a.txt").write_text(text, encoding="utf-8", newline="")
    store = tmp_path_factory.mktemp("store")
    with Assistant.open(folder, store, encoder=LetterCounts(12)) as assistant:
        answer = assistant.ask(question)
        if not text.strip():
            assert answer.refused
            return
        assert assistant.document("a.txt").text == text
        for citation in answer.citations:
            assert text[citation.start : citation.end] == citation.quote
            for start, end in citation.marks:
                assert citation.start <= start < end <= citation.end
        for evidence in answer.evidence:
            assert text[evidence.start : evidence.end] == evidence.text


def test_a_document_changed_since_is_not_quoted(tmp_path: Path, letters: LetterCounts) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("The crane flew over the lake.")
    with Assistant.open(folder, tmp_path / "store", encoder=letters) as assistant:
        citation = assistant.ask("Which crane flew over the lake?").citations[0]
        (folder / "a.txt").write_text("The heron flew over the lake.")
        assistant.sync()
        with pytest.raises(CitationError, match=r"a\.txt"):
            verify(citation, assistant.document("a.txt"))


def test_a_document_gone_since_is_left_out(tmp_path: Path, letters: LetterCounts) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("The crane flew over the lake.")
    with Assistant.open(tmp_path / "docs", tmp_path / "store", encoder=letters) as assistant:
        query = understand(assistant.index, "Which crane flew?")
        ranked = retrieval.rank(assistant.index, query, 50, 10, None, {})
        chosen = quoting.choose(query, score_sentences(query, ranked, letters), 3)
        quotations = quoting.quotations(query, chosen)
        assert len(cite(quotations, assistant.document)) == 1
        assistant.index.catalog.remove("a.txt")
        assert cite(quotations, assistant.document) == ()
