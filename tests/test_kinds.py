"""Kinds of questions, each with fixed pairs: tests/kinds.yaml over the documents in tests/kinds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import Answer, Assistant
from index.encoder import SentenceEncoder

HERE = Path(__file__).parent
KINDS = yaml.safe_load((HERE / "kinds.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def assistant(
    encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    store = tmp_path_factory.mktemp("kinds")
    with Assistant.open(HERE / "kinds", store, encoder=encoder) as opened:
        yield opened


def _cases() -> list[Any]:
    return [
        pytest.param(
            pair,
            id=f"{kind}: {pair['question']}",
            marks=[pytest.mark.xfail(reason=pair["gap"], strict=True)] if "gap" in pair else [],
        )
        for kind, pairs in KINDS.items()
        for pair in pairs
    ]


@pytest.mark.parametrize("pair", _cases())
def test_pair(pair: dict[str, Any], assistant: Assistant) -> None:
    answer = assistant.ask(pair["question"])
    assert answer.refused == pair.get("refused", False), answer.text
    if answer.refused:
        return
    quotes = [" ".join(citation.quote.split()) for citation in answer.citations]
    for words in pair.get("first", []):
        assert words in quotes[0]
    for words in pair.get("also", []):
        assert any(words in quote for quote in quotes), f"{words} in {quotes}"
    for words in pair.get("never", []):
        assert not any(words in quote for quote in quotes)
    assert len(quotes) <= pair.get("most", 3)
    if "lines" in pair:
        assert answer.statements[0].text.count("\n") + 1 == pair["lines"]
    if "before" in pair:
        before = answer.statements[0].before
        assert before.startswith(pair["before"])
        assert bool(before) == bool(pair["before"])
    if "disagree" in pair:
        assert _disagreement(answer) == pair["disagree"]


def _disagreement(answer: Answer) -> list[list[str | None]]:
    return [[side.value, side.date] for one in answer.disagreements for side in one.sides]


def test_every_kind_has_pairs_that_pass() -> None:
    kinds = ("yes or no", "list", "comparison", "definition", "disagreement", "neighbour", "order")
    for kind in kinds:
        assert len([pair for pair in KINDS[kind] if "gap" not in pair]) >= 2, kind


def test_a_disagreement_is_said_before_the_quotations(assistant: Assistant) -> None:
    answer = assistant.ask("When was the new pier opened?")
    assert answer.text.splitlines()[0] == (
        "The documents disagree: 12 June 1988 (gazette.html, 7 October 2003) [1] against "
        "3 May 1987 (letter.txt, 14 October 2003) [2]."
    )


def test_what_a_sentence_follows_on_is_neither_cited_nor_said(assistant: Assistant) -> None:
    answer = assistant.ask("What were the planks used for?")
    citation, statement = answer.citations[0], answer.statements[0]
    assert citation.before is not None
    text = assistant.document(citation.path).text
    assert " ".join(text[slice(*citation.before)].split()) == statement.before
    assert citation.before.end <= citation.start
    assert statement.before not in answer.text
    assert f"It follows on: {statement.before}" in str(answer)


def test_a_refusal_shows_what_came_nearest_but_cites_nothing(assistant: Assistant) -> None:
    answer = assistant.ask("What is the name of the mayor?")
    assert answer.citations == ()
    assert answer.statements == ()
    for citation in answer.nearest:
        text = assistant.document(citation.path).text
        assert text[citation.start : citation.end] == citation.quote
    assert any("the mayor" in citation.quote for citation in answer.nearest)
