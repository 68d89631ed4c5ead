"""An export as JSON: it comes back as it was, and nothing else does."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from assistant.exporting import File, as_json, export, file_name, from_json
from assistant.types import Statement
from index.errors import RecordError
from tests.assistant.exporting.samples import answer, citation, document, exchange, refusal

SOURCE = document()
HERON = citation(SOURCE, "The heron stood in the reeds.", word="heron")
GULL = citation(SOURCE, "a gull", 2)


def test_an_export_comes_back_without_what_is_the_askers_own() -> None:
    asked = exchange(answer(HERON, GULL), ("birds.md",))
    taken = export([asked, exchange(refusal(GULL, "No word."))], made_at="now")
    found = from_json(as_json(taken))
    assert found == taken
    assert found.title == "What stood?"
    assert found.files == (File("birds.md", SOURCE.title, SOURCE.sha256),)
    assert found.exchanges[0] == replace(asked, id=0, thumb="")
    plain = json.loads(as_json(taken))
    assert plain["footnote"] == 1
    assert not {"id", "thumb"} & set(plain["exchanges"][0])
    assert plain["exchanges"][0]["answer"]["citations"][0]["quote"] == HERON.quote


def test_a_list_and_its_items_are_the_quotations_words() -> None:
    quote = SOURCE.text[SOURCE.text.index("a gull") : SOURCE.text.index("a wren") + 6]
    both = citation(SOURCE, quote)
    listed = replace(answer(both), statements=(Statement("a gull\na wren", (both,)),))
    listed = replace(listed, text="a gull\na wren [1]")
    assert from_json(as_json(export([exchange(listed)]))).exchanges[0].answer == listed


def test_a_document_may_have_marks_of_its_own() -> None:
    source = document("It stood there [7] [8]\n", "a.txt")
    marked = answer(citation(source, "It stood there [7] [8]"))
    assert marked.text == "It stood there [7] [8] [1]"
    assert from_json(as_json(export([exchange(marked)]))).exchanges[0].answer == marked


def _altered(change: Callable[[dict[str, Any]], None]) -> str:
    plain = json.loads(as_json(export([exchange(answer(HERON))])))
    change(plain)
    return json.dumps(plain)


def _statement(plain: dict[str, Any]) -> None:
    plain["exchanges"][0]["answer"]["statements"][0]["text"] = "The gull stood in the reeds."


def _quotation(plain: dict[str, Any]) -> None:
    quoted = plain["exchanges"][0]["answer"]["statements"][0]["citations"][0]
    quoted["quote"] = "The stork stood in the reeds."


def _text(plain: dict[str, Any]) -> None:
    plain["exchanges"][0]["answer"]["text"] += "\nThe gull sang. [1]"


@pytest.mark.parametrize("change", [_statement, _quotation, _text])
def test_statements_that_say_more_than_the_quotations_are_an_alteration(
    change: Callable[[dict[str, Any]], None],
) -> None:
    with pytest.raises(RecordError, match="it was altered: in answer 1"):
        from_json(_altered(change))


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("", "no export of Footnote's"),
        ("{}", "no export of Footnote's: footnote"),
        ("[1, 2]", "no export of Footnote's"),
        ('{"footnote": "1"}', "no export of Footnote's: footnote"),
        ('{"footnote": true}', "no export of Footnote's: footnote"),
        ('{"footnote": 2}', "form 2, and this Footnote reads form 1"),
        ('{"footnote": 1}', "no export of Footnote's: made_at"),
        ('{"footnote": 1, "x": ' + "[" * 100_000, "no export of Footnote's"),
        (_altered(lambda p: p["exchanges"].append(None)), "exchanges.1"),
        (_altered(lambda p: p.update(title=float("nan"))), "title"),
        (_altered(lambda p: p["exchanges"][0]["answer"].update(confidence=float("nan"))), "number"),
        (_altered(lambda p: p["files"].append({"path": "../x"})), "files.1"),
        (
            _altered(lambda p: p["exchanges"][0]["answer"]["citations"][0].update(start=-1)),
            "does not fit its place",
        ),
    ],
)
def test_what_is_no_export_is_a_sentence(record: str, message: str) -> None:
    with pytest.raises(RecordError) as raised:
        from_json(record)
    assert message in str(raised.value)
    assert len(str(raised.value)) < 400


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("What stood?", "footnote-what-stood.json"),
        ("../../etc/passwd", "footnote-etc-passwd.json"),
        ("متى بُنيت؟", "footnote-متى-بُنيت.json"),
        ("\x00\n", "footnote.json"),
        ("a" * 500, f"footnote-{'a' * 60}.json"),
    ],
)
def test_the_files_name_is_letters_and_digits(title: str, name: str) -> None:
    assert file_name(export([], title), ".json") == name
