"""An export as Markdown: shown by a real renderer, it says what the documents say, and no more."""

import re
from dataclasses import replace

from markdown_it import MarkdownIt

from assistant.conversations import Exchange
from assistant.exporting import as_markdown, export
from assistant.types import Statement
from tests.assistant.exporting.samples import (
    ASKED,
    HOSTILE,
    answer,
    citation,
    document,
    exchange,
    refusal,
)


def shown(markdown: str) -> str:
    """As a renderer shows it that allows all it can: tables, strikethrough, HTML."""
    return str(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
               .render(markdown))  # fmt: skip


def words(html: str) -> str:
    text = re.sub(r"<[^>]*>", "", html)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


def test_an_answer_is_its_statements_then_their_references() -> None:
    source = document()
    heron = citation(source, "The heron stood in the reeds.")
    found = as_markdown(export([exchange(answer(heron))], made_at=ASKED))
    assert found.startswith("# What stood?\n\n*Asked")  # the question is not said twice
    assert "*Asked 2026-11-23 03:20 UTC, among all documents.*" in found
    assert "The heron stood in the reeds. \\[1\\]\n\n### References" in found
    assert f"\\[1\\] **birds.md**, line 3, sha256 `{source.sha256}`\n\n> The heron stood" in found
    assert "`python -m assistant verify FILE.json --folder DOCUMENTS`" in found


def test_disagreement_refusal_and_failure_are_told() -> None:
    source = document()
    gull, wren = citation(source, "a gull"), citation(source, "a wren", 2)
    failed = Exchange("And now?", error="the model is missing: install it", asked_at=ASKED)
    html = shown(
        as_markdown(
            export([exchange(answer(gull, wren)), exchange(refusal(wren, "No word.")), failed])
        )
    )
    assert "<strong>The documents disagree: a gull (birds.md, undated) [1] against" in html
    assert "<strong>The documents don't say.</strong>" in html
    assert "<li>No word.</li>" in html
    assert "<h3>What comes nearest</h3>" in html
    assert "the model is missing: install it" in html


def test_what_documents_and_names_say_stays_text() -> None:
    source = document(f"{HOSTILE}\n", "a [b](http:x.txt")
    one = citation(source, HOSTILE)
    answered = answer(one, question=HOSTILE)
    html = shown(as_markdown(export([exchange(answered, (HOSTILE,))])))
    tags = set(re.findall(r"<\s*/?\s*([a-z0-9]+)", html))
    assert tags <= {"h1", "h2", "h3", "p", "em", "strong", "code", "blockquote", "hr"}
    assert "href" not in re.sub(r">[^<]*<", "><", html)
    assert words(html).count(HOSTILE) == 4  # question, among, statement, quotation
    assert "a [b](http:x.txt" in words(html)


def test_lines_that_would_begin_a_heading_a_list_or_a_fence_do_not() -> None:
    lines = ["# no", "- no", "+ no", "1. no", "2) no", "> no", "```", "~~~", "===", "---", "***",
             "    four", "| a | b |", "\ttab", ":-- no"]  # fmt: skip
    source = document("\n".join(f"x\n{line}" for line in lines), "a.txt")
    html = shown(as_markdown(export([exchange(answer(citation(source, source.text)))])))
    quote = html[html.index("<blockquote>") : html.index("</blockquote>")]
    assert set(re.findall(r"<\s*/?\s*([a-z0-9]+)", quote)) == {"blockquote", "p", "br"}
    assert [line.strip() for line in words(quote).split("\n") if line.strip()] == [
        line.strip() for line in source.text.split("\n")
    ]


def test_what_steers_a_terminal_or_turns_direction_is_shown_as_unknown() -> None:
    source = document("It was \u202etxt.exe.\n", "a.txt")
    found = as_markdown(export([exchange(answer(citation(source, source.text.strip())))], "a\x1bb"))
    assert "\u202e" not in found
    assert "# a\ufffdb" in found


def test_a_quoted_list_is_a_list() -> None:
    source = document()
    quote = source.text[source.text.index("Nobody") : source.text.index("a wren") + 6]
    both = citation(source, quote)
    statements = (Statement("Nobody likes it.\na gull\na wren", (both,)),)
    found = as_markdown(export([exchange(replace(answer(both), statements=statements))]))
    assert "Nobody likes it.\n\n- a gull\n- a wren \\[1\\]\n" in found
