"""An answer as a chat message: what comes first, what is struck through, what is made harmless."""

from collections.abc import Iterable

import pytest
from markdown_it import MarkdownIt

from assistant.api.content import Content, exact, inert, spoken
from assistant.faults import Fault, Note
from assistant.types import (
    REFUSAL,
    UNSURE,
    Answer,
    Answered,
    Disagreement,
    Event,
    Finished,
    Prose,
    Quoted,
    Side,
    Written,
    Wrote,
)
from tests.assistant.api.scripted import cited, quoted, written

GULL, HERON = "A gull flew.", "A heron stood."
STANDS = written("It flew.", 1)
LEFT = written("Then it left.", 2)
FAILS = written("It flew in ~1932~.", 1, faults=(Fault("number", ("1932",)),))


def content(events: Iterable[Event]) -> tuple[Content, list[str]]:
    made = Content(lambda citation: f"to {citation.number}", "ollama:tiny")
    return made, [piece for event in events for piece in made.take(event)]


def with_prose(answer: Answer, *notes: Note) -> list[Event]:
    sentences = (STANDS, FAILS, LEFT)
    whole = quoted(GULL, HERON, prose=Prose("ollama:tiny", sentences, notes))
    return [
        *(Quoted(statement) for statement in answer.statements),
        Answered(answer),
        *(Wrote(one) for one in (STANDS, None, FAILS, LEFT)),
        Finished(whole),
    ]


def test_the_quotations_come_first_then_what_stands_then_what_does_not() -> None:
    note = Note("cut-off", "ollama:tiny")
    made, pieces = content(with_prose(quoted(GULL, HERON), note))
    assert made.text == "".join(pieces)
    assert made.text.splitlines() == [
        "A gull flew. [1]",
        "A heron stood. [2]",
        "",
        "[1] birds.txt, page 3",
        "[2] birds.txt, page 3",
        "",
        "Written by ollama:tiny, checked against the passages:",
        "It flew. [1]",
        "Then it left. [2]",
        r"~~It flew in \~1932\~. [1]~~ (Its sources do not give these figures or dates: “1932”.)",
        "ollama:tiny broke off.",
    ]
    marks = [one.url_citation for one in made.annotations]
    assert [made.text[one.start_index : one.end_index] for one in marks] == [
        "[1]",
        "[2]",
        "[1]",
        "[2]",
    ]
    assert [one.url for one in marks] == ["to 1", "to 2", "to 1", "to 2"]


def test_a_sentence_that_stands_is_a_piece_as_soon_as_it_is_there() -> None:
    made = Content(str)
    [*made.take(Answered(quoted(GULL)))]
    assert next(made.take(Wrote(STANDS))).endswith("It flew. [1]")
    assert [*made.take(Wrote(None))] == [*made.take(Wrote(FAILS))] == []


def test_sources_of_the_prose_alone_are_listed_after_it() -> None:
    prose = Prose("m", (written("It was late.", 7),))
    answer = quoted(GULL)
    made, _ = content(
        [Answered(answer), Wrote(prose.sentences[0]), Finished(quoted(GULL, prose=prose))]
    )
    assert made.text.endswith("It was late. [7]\n\n[7] birds.txt, page 3")


def test_the_text_is_the_answers_own() -> None:
    sides = (Side(1, "a.txt", "1931", None), Side(2, "b.txt", "1932", "2020"))
    answer = quoted(GULL, HERON, disagreements=(Disagreement(sides),))
    made, pieces = content([Finished(answer)])
    assert made.text.startswith(answer.text + "\n\n[1] birds.txt")
    assert pieces[0] == f"{answer.disagreements[0]}\n"
    unsure, _ = content([Finished(quoted(GULL, is_unsure=True))])
    assert unsure.text.startswith(f"{UNSURE}\n\nA gull flew. [1]\n\n[1] ")


def test_a_document_can_have_no_image_fetched_and_no_tag_made() -> None:
    hostile = "See ![x](http://example.org/?q) and <img src=http://example.org>, if 1 < 2!"
    made, _ = content([Finished(quoted(hostile))])
    assert r"!\[x]\(http" in made.text
    assert r"\<img" in made.text
    assert "if 1 < 2!" in made.text
    mark = made.annotations[0].url_citation
    assert made.text[mark.start_index : mark.end_index] == "[1]"
    assert spoken(made.text) == f"{hostile} [1]"


ACTIVE = {
    "![": r"!\[",
    r"!\[": r"!\\\[",
    "[x](http://example.org)": r"[x]\(http://example.org)",
    r"[x]\\(y)": r"[x]\\\\\(y)",
    "~~1200~~": r"\~\~1200\~\~",
    r"\~1\\~": r"\\\~1\\\\\~",
    "<b>": r"\<b>",
    "</b>": r"\</b>",
    "<!--": r"\<!--",
    r"\<b>": r"\\\<b>",
    r"\\<b>": r"\\\\\<b>",
    "[1]: http://example.org": r"[1]\: http://example.org",
}
BLOCKS = {
    "# Birds": r"\# Birds",
    "### Birds": r"\### Birds",
    "#": r"\#",
    r"\# Birds": r"\\\# Birds",
    "- A gull": r"\- A gull",
    " * A gull": r" \* A gull",
    "+ A gull": r"\+ A gull",
    "12. A gull": r"12\. A gull",
    r"12\) A gull": r"12\\\) A gull",
    "> A gull": r"\> A gull",
    "Gulls\n====": "Gulls\n\\====",
    "Gulls\n--": "Gulls\n\\--",
    "* * *": r"\* * *",
    "___": r"\___",
    "| a | b |\n|---|---|": "\\| a | b |\n\\|---|---|",
    "```\nx": "\\```\nx",
}


@pytest.mark.parametrize("text",
    [*ACTIVE, *BLOCKS, "a", "1 < 2", "!!", "[1] a", r"a\b", "x<1", "<", "#1 gull", "-5 degrees",
     "1.5 m", "1931.", "a # b", "a - b", "*a*", "=5", "`a`", "F-35 - x", ""],
)  # fmt: skip
def test_only_what_could_act_is_changed_and_can_be_had_back(text: str) -> None:
    changed = {**ACTIVE, **BLOCKS, "1931.": r"1931\."}
    assert inert(text) == changed.get(text, text)
    assert exact(inert(text)) == text


@pytest.mark.parametrize("text", ["![a](http://x)", r"\![a](http://x)", *ACTIVE, *BLOCKS])
def test_markdown_makes_nothing_of_what_is_sent(text: str) -> None:
    tokens = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .parse(f"{inert(text)}\n\nSaid. [1]")
    )
    kinds = {one.type for token in tokens for one in (token, *(token.children or ()))}
    assert kinds <= {
        "paragraph_open",
        "paragraph_close",
        "inline",
        "text",
        "text_special",
        "softbreak",
    }


def shown(sentence: Written) -> str:
    """A sentence of a model, as a chat's page renders it."""
    answer = quoted(GULL)
    whole = quoted(GULL, prose=Prose("m", (sentence,)))
    made, _ = content([Answered(answer), Wrote(sentence), Finished(whole)])
    rendered = MarkdownIt("commonmark").enable(["strikethrough", "linkify"]).render(made.text)
    return str(rendered)


WRONG = (Fault("word", ("`c",)),)


@pytest.mark.parametrize(
    "text",
    [
        "# It flew",
        "- It flew",
        "12. flew",
        "~~1200~~ birds",
        "It [flew](http://a.example)",
        r"\~~x\~~",
        "a `b",
        r"`\`",
    ],
)
def test_a_models_words_are_struck_out_only_where_they_fail(text: str) -> None:
    html = shown(written(text, 1))
    assert "<s>" not in html
    assert "<a " not in html
    assert f"\n{text} [1]" in html
    assert f"<s>{text} [1]</s>" in shown(written(text, 1, faults=WRONG))


@pytest.mark.parametrize("text", ["It flew\\", "\\\\", "It `flew", "a~"])
def test_what_fails_is_struck_out_however_it_ends(text: str) -> None:
    assert f"<s>{text}</s>" in shown(written(text, faults=WRONG))


def test_what_is_unseen_in_a_models_words_is_shown() -> None:
    unseen = "\u202e1200\U000e0041"
    note = Note("failed", unseen, advice=unseen)
    fails = written(unseen, 1, faults=(Fault("name", (unseen,)),))
    prose = Prose("m", (written(unseen, 1), fails), (note,))
    made = Content(str, unseen)
    for event in (Answered(quoted(GULL)), *map(Wrote, prose.sentences),
                  Finished(quoted(GULL, prose=prose))):  # fmt: skip
        [*made.take(event)]
    assert made.text.count("\ufffd1200\ufffd") == 6
    assert "\u202e" not in made.text


def test_a_mark_that_leads_nowhere_stands_in_no_sentence() -> None:
    assert "<s>It flew. [1]</s> (Its source is no longer there.)" in shown(
        Written("It flew.", (1,))
    )


def test_that_the_passages_left_this_machine_is_said() -> None:
    prose = Prose("m", (STANDS,), address="https://llm.example", is_local=False)
    made, _ = content([Answered(quoted(GULL)), Wrote(STANDS), Finished(quoted(GULL, prose=prose))])
    assert made.text.endswith("were sent to https://llm.example.")
    assert "were sent" in str(prose)
    assert "were sent" not in str(Prose("m", (STANDS,), address="http://127.0.0.1:1"))


def test_what_was_said_before_is_the_quotations_alone() -> None:
    made, _ = content(with_prose(quoted(GULL, HERON)))
    assert spoken(made.text) == quoted(GULL, HERON).text
    unsure, _ = content([Finished(quoted(GULL, is_unsure=True))])
    assert spoken(unsure.text) == "A gull flew. [1]"
    refusal = f"{REFUSAL}\nNo passage covers it."
    assert spoken(f"{refusal}\n\nWhat comes nearest:\n- A gull. (a.txt)") == refusal
    other = "Some other model's words.\n\nIn two paragraphs."
    assert spoken(other) == other


@pytest.mark.parametrize("text", BLOCKS)
def test_no_statement_is_a_heading_and_each_mark_is_where_it_is_said_to_be(text: str) -> None:
    sentence = written(text, 1)
    whole = quoted(text, GULL, prose=Prose("m", (sentence,)))
    made, _ = content([Answered(quoted(text, GULL)), Wrote(sentence), Finished(whole)])
    kinds = {one.type for one in MarkdownIt("commonmark").enable("table").parse(made.text)}
    assert kinds == {"paragraph_open", "inline", "paragraph_close"}
    marks = [one.url_citation for one in made.annotations]
    cut = [made.text[one.start_index : one.end_index] for one in marks]
    assert cut == ["[1]", "[2]", "[1]"]
    assert spoken(made.text) == quoted(text, GULL).text


def test_what_comes_nearest_is_a_list_whose_items_are_text() -> None:
    made, _ = content([Finished(quoted(nearest=(cited(1, "# A gull"), cited(2, "- A heron"))))])
    html = MarkdownIt("commonmark").render(made.text)
    assert html.count("<li>") == 2
    assert "<li># A gull (birds.txt)</li>" in html
    assert "<h1>" not in html
