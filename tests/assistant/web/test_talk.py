"""Questions, quotations and refusals as HTML."""

import re

from assistant.types import REFUSAL, Answer, Citation, Evidence, Statement, Turn
from assistant.web.chat.render import (
    Conversation,
    Exchange,
    render_conversation,
    shown_citations,
)


def citation(number: int, path: str = "a.pdf", page: int | None = 3) -> Citation:
    place = "" if page is None else f"page {page}"
    return Citation(number, path, "A", "", page, 0, 5, "quote", 1.0, place=place)


def answer(*statements: Statement) -> Answer:
    citations = tuple(c for statement in statements for c in statement.citations)
    return Answer("q", "the text", statements, citations, False, (), (), 1.0, {"total": 5.0})


def refusal(reasons: tuple[str, ...] = (), passages: int = 0) -> Answer:
    evidence = tuple(
        Evidence(f"{n}.md", "T", "", None, n, n + 4, f"text {n}", 1.0) for n in range(passages)
    )
    return Answer("q", REFUSAL, (), (), True, reasons, evidence, 0.1, {})


def render(*exchanges: Exchange) -> str:
    return render_conversation(Conversation(exchanges))


def test_before_the_first_question_there_are_examples_to_click() -> None:
    html = render_conversation(Conversation(), ["Who & why?"])
    assert 'data-question="Who &amp; why?"' in html
    assert "For example" not in render_conversation(Conversation())


def test_each_statement_is_a_quotation_with_its_marks() -> None:
    html = render(Exchange("q", answer=answer(Statement("Said <so>.", (citation(1), citation(2))))))
    assert 'Said <span class="cites">&lt;so&gt;.<button' in html
    assert re.findall(r'class="cite" data-answer="0" data-number="(\d)"', html) == ["1", "2"]
    assert 'aria-label="Quotation 1: show it in a.pdf, page 3"' in html


def test_a_word_too_long_for_its_line_may_be_parted_from_its_marks() -> None:
    html = render(Exchange("q", answer=answer(Statement("See " + "x" * 50, (citation(1),)))))
    assert 'x<span class="cites"><button' in html


def test_the_bars_of_a_quoted_row_are_still_in_the_text() -> None:
    html = render(Exchange("q", answer=answer(Statement("2019 | Bought | so", (citation(1),)))))
    assert re.sub(r"<[^>]+>", "", html).startswith("q2019 | Bought | so1")


def test_sources_are_listed_once_a_page_with_their_numbers() -> None:
    statements = [
        Statement("x", (citation(1),)),
        Statement("y", (citation(2, "b.md", None),)),
        Statement("z", (citation(3),)),
    ]
    html = render(Exchange("q", answer=answer(*statements)))
    listed = re.findall(r'"numbers">([^<]+)</span> <span class="file">([^<]+)<', html)
    assert listed == [("1, 3", "a.pdf, page 3"), ("2", "b.md")]


def test_statements_are_shown_while_the_answer_is_on_its_way() -> None:
    html = render(Exchange("q", statements=(Statement("So far.", ()),)))
    assert "So " in html
    assert "far." in html
    assert 'class="waiting"' in html
    assert 'class="waiting"' not in render(Exchange("q", answer=answer()))


def test_a_refusal_says_so_gives_its_reasons_and_the_nearest_passages() -> None:
    html = render(Exchange("q", answer=refusal(("Because <1>.", "And 2."), passages=5)))
    assert "The documents don&#39;t say." in html
    assert "Because &lt;1&gt;." in html
    found = re.findall(r'class="passage" data-answer="0" data-number="(\d)"', html)
    assert found == ["1", "2", "3"]


def test_the_nearest_passages_can_be_opened_like_citations() -> None:
    shown = shown_citations(refusal(passages=5))
    assert [(c.number, c.path, c.start, c.end, c.quote) for c in shown] == [
        (1, "0.md", 0, 4, "text 0"),
        (2, "1.md", 1, 5, "text 1"),
        (3, "2.md", 2, 6, "text 2"),
    ]


def test_an_error_is_a_sentence_in_its_exchange() -> None:
    html = render(Exchange("q", error="The <model> is gone."))
    assert '<p class="error" dir="auto">The &lt;model&gt; is gone.</p>' in html


def test_questions_are_escaped() -> None:
    html = render(Exchange("<script>${x}{{y}}"))
    assert "&lt;script&gt;&#36;&#123;x&#125;&#123;&#123;y&#125;&#125;" in html


def test_the_history_holds_every_question_that_came_to_an_end() -> None:
    conversation = Conversation(
        (
            Exchange("one", answer=answer()),
            Exchange("broken", error="x"),
            Exchange("two", answer=refusal()),
            Exchange("under way"),
        )
    )
    assert conversation.history() == (
        Turn("user", "one"),
        Turn("assistant", "the text"),
        Turn("user", "two"),
        Turn("assistant", REFUSAL),
    )
