"""The Python API: its contracts, with the real model on the seeds."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from assistant import Answer, Assistant, Finished, Quoted, Settings, Turn
from assistant.keeping import NOT_CURRENT
from assistant.types import REFUSAL, UNSURE
from index.encoder import SentenceEncoder
from index.errors import FolderError, ModelError, ModelMismatch, StoreError, UnknownDocument
from tests.conftest import ROOT
from tests.letters import LetterCounts

QUESTION = "Who is Hakan Fidan?"


def test_every_statement_is_a_quotation_of_its_document(seeds_assistant: Assistant) -> None:
    answer = seeds_assistant.ask("What does American law forbid Turkey?")
    assert not answer.refused
    assert [citation.number for citation in answer.citations] == list(
        range(1, len(answer.citations) + 1)
    )
    for statement in answer.statements:
        (citation,) = statement.citations
        document = seeds_assistant.document(citation.path)
        assert document.text[citation.start : citation.end] == citation.quote
        assert statement.text == " ".join(citation.quote.split())
        assert citation.sha256 == document.sha256
        assert f"{statement.text} [{citation.number}]" in answer.text


def test_marks_are_the_words_that_matched(seeds_assistant: Assistant) -> None:
    citation = seeds_assistant.ask(QUESTION).citations[0]
    text = seeds_assistant.document(citation.path).text
    assert {"Hakan", "Fidan"} <= {text[start:end] for start, end in citation.marks}


def test_a_pdf_citation_knows_its_page(seeds_assistant: Assistant) -> None:
    answer = seeds_assistant.ask("What is strategic autonomy?", documents=["glossary.pdf"])
    assert {citation.path for citation in answer.citations} == {"glossary.pdf"}
    assert answer.citations[0].page == 2
    assert "Strategic autonomy" in answer.citations[0].quote


def test_the_answer_is_json_and_prints(seeds_assistant: Assistant) -> None:
    answer = seeds_assistant.ask(QUESTION)
    whole = json.loads(json.dumps(answer.to_dict()))
    assert whole["citations"][0]["quote"] == answer.citations[0].quote
    assert set(whole) == {
        "question", "text", "statements", "citations", "refused", "reasons", "evidence",
        "confidence", "timings", "disagreements", "nearest", "why", "is_unsure", "prose",
        "condensed",
    }  # fmt: skip
    first = answer.citations[0]
    assert str(answer).startswith(answer.text)
    assert f"[1] {first.path}, page 1, characters {first.start}-{first.end}" in str(answer)


def test_the_stream_ends_with_the_answer_that_ask_returns(seeds_assistant: Assistant) -> None:
    *quoted, last = seeds_assistant.stream(QUESTION)
    assert isinstance(last, Finished)
    assert [event.statement for event in quoted if isinstance(event, Quoted)] == list(
        last.answer.statements
    )
    assert last.answer.text == seeds_assistant.ask(QUESTION).text


def test_a_refusal_says_why(seeds_assistant: Assistant) -> None:
    answer = seeds_assistant.ask("How long does a sourdough loaf need in the oven?")
    assert answer.refused
    assert answer.statements == answer.citations == ()
    assert answer.text.startswith(REFUSAL)
    assert "“sourdough”" in " ".join(answer.reasons)
    assert answer.evidence
    assert answer.reasons == tuple(map(str, answer.why))
    assert TypeAdapter(Answer).validate_json(json.dumps(answer.to_dict())) == answer


def test_what_comes_nearest_is_quoted_anyway_and_said_not_to_be_sure(
    seeds_assistant: Assistant,
) -> None:
    question = "How long does a sourdough loaf need in the oven?"
    refused, answer = seeds_assistant.ask(question), seeds_assistant.ask(question, anyway=True)
    assert not answer.refused
    assert answer.is_unsure
    assert not refused.is_unsure
    assert answer.nearest == ()
    assert answer.citations == refused.nearest
    assert answer.why == refused.why
    assert str(answer).startswith(f"{UNSURE}\n\n{answer.text}\n\n[1] ")
    assert not answer.text.startswith(UNSURE)  # it goes into the history
    assert TypeAdapter(Answer).validate_json(json.dumps(answer.to_dict())) == answer


def test_anyway_changes_nothing_where_the_answer_is_sure_or_there_is_nothing_to_look_for(
    seeds_assistant: Assistant, tmp_path: Path, letters: LetterCounts
) -> None:
    sure, same = seeds_assistant.ask(QUESTION), seeds_assistant.ask(QUESTION, anyway=True)
    assert replace(same, timings=sure.timings) == sure
    for question in ("", "and what of it"):
        assert seeds_assistant.ask(question, anyway=True).refused
    (tmp_path / "docs").mkdir()
    with Assistant.open(tmp_path / "docs", encoder=letters) as assistant:
        answer = assistant.ask("Anything?", anyway=True)
        assert [one.kind for one in answer.why] == ["no-passages"]
        assert answer.refused
        assert not answer.is_unsure


def test_search_ranks_as_many_as_asked(seeds_assistant: Assistant) -> None:
    found = seeds_assistant.search(QUESTION, k=4)
    assert len(found) == 4
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert "Fidan" in found[0].text
    assert len(seeds_assistant.search(QUESTION, k=1000)) == 13


def test_a_document_left_out_is_not_cited(seeds_assistant: Assistant) -> None:
    only = ["brief.md", "timeline.html"]
    answer = seeds_assistant.ask(QUESTION, documents=only)
    assert {evidence.path for evidence in answer.evidence} <= set(only)
    with pytest.raises(UnknownDocument, match=r"other\.md"):
        seeds_assistant.ask(QUESTION, documents=["other.md"])


def test_a_change_of_subject_is_not_dragged_back(seeds_assistant: Assistant) -> None:
    first = seeds_assistant.ask(QUESTION)
    history = [Turn("user", QUESTION), Turn("assistant", first.text)]
    assert seeds_assistant.ask("How high is Mount Everest?", history).refused


@pytest.mark.parametrize(
    "question",
    ["", "   \n", "?!", "who is it and what of the", "这是什么武器系统?", "ما هو نظام الدفاع؟",
     "\x00\ud800", "🦆" * 50, '"; DROP TABLE passage; --', "word " * 4000, "x" * 20_000],
)  # fmt: skip
def test_an_odd_question_is_answered_or_refused(question: str, seeds_assistant: Assistant) -> None:
    answer = seeds_assistant.ask(question)
    assert isinstance(answer, Answer)
    assert answer.refused == (not answer.citations)
    assert answer.reasons or answer.citations


def test_an_empty_question_is_told_so(seeds_assistant: Assistant) -> None:
    assert seeds_assistant.ask(" ").reasons == ("The question is empty.",)


def test_an_empty_folder_refuses(tmp_path: Path, letters: LetterCounts) -> None:
    (tmp_path / "docs").mkdir()
    with Assistant.open(tmp_path / "docs", encoder=letters) as assistant:
        assert assistant.ask("Anything?").reasons == ("There are no passages to answer from.",)
        assert assistant.search("Anything?") == []


def test_unread_files_are_among_the_reasons(tmp_path: Path, letters: LetterCounts) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("A heron stood.")
    (folder / "scan.pdf").write_bytes(b"not a pdf at all")
    with Assistant.open(folder, encoder=letters) as assistant:
        assert "scan.pdf (mislabelled" in " ".join(assistant.ask("zebra quagga?").reasons)


def test_errors_say_what_to_do(tmp_path: Path, letters: LetterCounts) -> None:
    with pytest.raises(FolderError, match="no folder"):
        Assistant.open(tmp_path / "nowhere", encoder=letters)
    with pytest.raises(ModelError, match="all-MiniLM-L6-v2"):
        Assistant.open(ROOT / "seeds", tmp_path, settings=Settings(model="nope"))


def test_another_model_is_refused_with_the_command_that_mends_it(
    tmp_path: Path, letters: LetterCounts, encoder: SentenceEncoder
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("A heron stood.")
    Assistant.open(folder, encoder=letters).close()
    with pytest.raises(ModelMismatch, match="--rebuild"):
        Assistant.open(folder, encoder=encoder)
    with Assistant.open(folder, encoder=letters) as assistant:
        assert assistant.search("heron")[0].text == "A heron stood."


def test_the_default_store_is_beside_the_folder(tmp_path: Path, letters: LetterCounts) -> None:
    (tmp_path / "docs").mkdir()
    with Assistant.open(tmp_path / "docs", encoder=letters) as assistant:
        assert assistant.index.store == tmp_path / ".footnote" / "docs"


def test_one_path_may_be_given_as_it_is(seeds_assistant: Assistant) -> None:
    answer = seeds_assistant.ask(QUESTION, documents="brief.md")
    assert {evidence.path for evidence in answer.evidence} == {"brief.md"}


def test_a_closed_assistant_says_so(tmp_path: Path, letters: LetterCounts) -> None:
    (tmp_path / "docs").mkdir()
    assistant = Assistant.open(tmp_path / "docs", encoder=letters)
    assistant.close()
    with pytest.raises(StoreError, match="closed"):
        assistant.documents()


def test_where_another_process_keeps_the_index_the_answer_says_so(
    tmp_path: Path, letters: LetterCounts
) -> None:
    folder, store = tmp_path / "docs", tmp_path / "store"
    folder.mkdir()
    (folder / "a.txt").write_text("A heron stood.")
    Assistant.open(folder, store, encoder=letters).close()
    code = (
        "import sys, pathlib; from index.lock import WriterLock;"
        f"lock = WriterLock(pathlib.Path({str(store / 'index-1')!r}));"
        "print(lock.acquire(), flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"True\n"
        (folder / "b.txt").write_text("A gull flew.")
        with Assistant.open(folder, store, encoder=letters) as assistant:
            assert assistant.staleness == NOT_CURRENT
            assert "Another process keeps the index" in assistant.ask("zebra?").text
            assert assistant.search("heron")[0].path == "a.txt"
        other.communicate()
