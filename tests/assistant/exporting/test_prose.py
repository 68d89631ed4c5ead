"""A model's prose in what is taken away: whole, struck out where it fails, and never believed."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from assistant.exporting import as_html, as_json, as_markdown, export, from_json
from assistant.faults import Fault, Note
from assistant.types import Prose
from assistant.verify_command import run
from index.errors import RecordError
from tests.assistant.exporting.samples import (
    HOSTILE,
    answer,
    citation,
    document,
    exchange,
    prose,
    written,
)

SOURCE = document()
HERON = citation(SOURCE, "The heron stood in the reeds.")
SLEPT = citation(SOURCE, "It slept.", 2)
STANDS = written("A heron stood in reeds.", HERON)
FAILS = written(
    "It slept 12 hours.", SLEPT, numbers=(2, 9),
    faults=(Fault("number", ("12",)), Fault("unknown-mark", ("[9]",))),
)  # fmt: skip
PROSE = prose(STANDS, FAILS, notes=(Note("cut-off", "ollama:wren"),))


def taken(written_on_top: Prose) -> str:
    return as_markdown(export([exchange(replace(answer(HERON), prose=written_on_top))]))


def page(written_on_top: Prose) -> str:
    answered = replace(answer(HERON), prose=written_on_top)
    return as_html(export([exchange(answered)]), lambda path: SOURCE)


def shown(markdown: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable(["strikethrough"]).render(markdown))


def test_in_markdown_what_fails_is_struck_out_and_says_why() -> None:
    html = shown(taken(PROSE))
    assert "<h3>Written by ollama:wren from these passages</h3>" in html
    assert "<p>A heron stood in reeds. [1]</p>" in html
    assert "<p><s>It slept 12 hours. [2] [9]</s></p>\n<p><em>Its sources do not give" in html
    assert "<em>ollama:wren broke off.</em>" in html
    assert "[2], sentence 2 <strong>birds.md</strong>" in html


def test_in_html_a_mark_leads_to_the_words_and_a_mark_of_nothing_nowhere() -> None:
    html = page(PROSE)
    targets = set(re.findall(r' id="([^"]+)"', html))
    links = set(re.findall(r'href="#([^"]+)"', html))
    assert {"a1-1", "a1-s1-1", "a1-s2-2"} <= targets
    assert links <= targets
    assert "a1-s2-9" not in links
    assert '<span class="cite">9</span></del></p><p class="why" dir="auto">Its sources' in html
    assert "What is struck out is not borne out" in html
    assert "What is struck out" not in page(prose(STANDS))


def test_how_a_model_understood_the_question_is_told() -> None:
    asked = export([exchange(replace(answer(HERON), condensed="Who <stood>\u202e?"))])
    assert "<em>Understood as: Who &lt;stood&gt;�?</em>" in shown(as_markdown(asked))
    assert "Understood as: Who &lt;stood&gt;�?" in as_html(asked, lambda path: SOURCE)


@pytest.mark.parametrize("made", [taken, page])
def test_what_was_sent_elsewhere_is_told(made: Callable[[Prose], str]) -> None:
    away = prose(STANDS, is_local=False, address="https://llm.example/v1")
    said = made(away).replace("\\", "")
    assert "The question and the passages were sent to a service on another machine." in said
    assert "were sent" not in made(PROSE)


def test_no_form_tells_at_which_address_a_model_runs() -> None:
    """It may be of a private network, and the file is handed on."""
    address = "http://llm.corp.internal:8080/v1"
    note = Note("refused", "m", address, status=404, advice=f"Try --llm-url {address}.")
    away = prose(STANDS, is_local=False, address=address, notes=(note,))
    made = export([exchange(replace(answer(HERON), prose=away))])
    for form in (as_json(made), as_markdown(made), as_html(made, lambda path: SOURCE)):
        assert "corp" not in form.replace("\\", "")
        assert "404" in form
    kept = json.loads(as_json(made))
    kept["exchanges"][0]["answer"]["prose"]["address"] = address  # as files used to have it
    read = from_json(json.dumps(kept)).exchanges[0].answer
    assert read
    assert read.prose
    assert read.prose.address == address


def test_a_models_words_stay_text_and_what_is_unseen_in_them_is_shown() -> None:
    nasty = prose(written(f"\u202e{HOSTILE}\U000e0041", numbers=(7,)), model="<b>\u202eevil")
    html = shown(taken(nasty))
    assert set(re.findall(r"<\s*/?\s*([a-z0-9]+)", html)) <= {
        "h1", "h3", "p", "em", "strong", "code", "blockquote", "hr", "s",
    }  # fmt: skip
    for made in (html, page(nasty)):
        assert "\u202e" not in made
        assert "\U000e0041" not in made
        assert "<script" not in made
        assert "�&lt;script&gt;" in made


def test_json_holds_all_of_it_and_its_citations_are_checked() -> None:
    answered = replace(answer(HERON), prose=PROSE)
    record = as_json(export([exchange(answered)]))
    assert from_json(record).exchanges[0].answer == answered
    plain = json.loads(record)
    sentence = plain["exchanges"][0]["answer"]["prose"]["sentences"][0]
    sentence["citations"][0]["quote"] = "The stork stood in the reeds"
    with pytest.raises(RecordError, match="does not fit its place"):
        from_json(json.dumps(plain))


def test_verify_holds_what_the_sentences_cite_against_the_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "birds.md").write_text(SOURCE.text.replace("It slept.", "It sang."))
    file = folder.parent / "taken.json"
    file.write_text(as_json(export([exchange(replace(answer(HERON), prose=PROSE))])))
    assert run(file, [folder], ()) == 1
    *rows, counts, of_prose = capsys.readouterr().out.splitlines()
    assert [row.split("\t")[:2] for row in rows] == [
        ["1", "unchanged"], ["s1-1", "unchanged"], ["s2-2", "altered"],
    ]  # fmt: skip
    assert counts == "3 quotations: 2 unchanged, 0 moved, 1 altered, 0 gone"
    assert of_prose.startswith("Of what a model wrote (2 sentences), only the quotations ")
