"""Questions, quotations and refusals as HTML."""

import re
from dataclasses import replace
from typing import Any

import pytest

from assistant.exchanges import Conversation, Exchange
from assistant.reasons import Reason, Unread
from assistant.types import REFUSAL, Answer, Citation, Disagreement, Evidence, Side, Statement
from assistant.verifying import Verdict
from assistant.web.chat.foot import export_address
from assistant.web.chat.render import Asking, View, render_talk, shown_citations
from assistant.web.chat.taking import disposition
from assistant.web.texts import LANGUAGES
from assistant.web.wording import Wording
from index.types import Span

EN = Wording("en")


def citation(number: int, path: str = "a.pdf", page: int | None = 3) -> Citation:
    place = "" if page is None else f"page {page}"
    return Citation(number, path, "A", "", page, 0, 5, "quote <q>", 1.0, place=place)


def answer(*statements: Statement, **more: Any) -> Answer:
    citations = tuple(c for statement in statements for c in statement.citations)
    made = Answer("q", "the text", statements, citations, False, (), (), 1.0, {"total": 5.0})
    return replace(made, **more)


def refusal(*why: Reason, passages: int = 0, **more: Any) -> Answer:
    evidence = tuple(
        Evidence(f"{n}.md", "T", "", None, n, n + 4, f"text {n}", 1.0) for n in range(passages)
    )
    made = Answer("q", REFUSAL, (), (), True, tuple(map(str, why)), evidence, 0.1, {}, why=why)
    return replace(made, **more)


def render(*exchanges: Exchange, t: Wording = EN, **view: Any) -> str:
    numbered = [replace(one, id=one.id or n) for n, one in enumerate(exchanges, start=1)]
    return render_talk(Conversation("c", exchanges=tuple(numbered)), t, view=View(**view))


def shown(html: str) -> str:
    """What can be read, without what is hidden until the server is gone."""
    return re.sub(r"<[^>]+>", "", re.sub(r'<div class="lost".*?</div>', "", html))


def test_before_the_first_question_there_are_suggestions_to_click() -> None:
    html = render(suggested=("Who & why?",))
    assert 'data-do="ask" data-question="Who &amp; why?"' in html
    assert "For example" not in render()


def test_each_statement_is_a_quotation_with_its_marks() -> None:
    html = render(Exchange("q", answer(Statement("Said <so>.", (citation(1), citation(2))))))
    assert 'Said <span class="cites">&lt;so&gt;.<button' in html
    assert re.findall(r'class="cite" data-answer="1" data-do="show" data-number="(\d)"', html) == [
        "1",
        "2",
    ]
    assert 'aria-label="Quotation 1: show it in a.pdf, page 3"' in html


def test_a_mark_carries_what_its_card_shows_and_no_title() -> None:
    html = render(Exchange("q", answer(Statement("x", (citation(1),)))))
    assert 'data-file="a.pdf, page 3" data-quote="quote &lt;q&gt;"' in html
    assert "title=" not in html


def test_a_word_too_long_for_its_line_may_be_parted_from_its_marks() -> None:
    html = render(Exchange("q", answer(Statement("See " + "x" * 50, (citation(1),)))))
    assert 'x<span class="cites"><button' in html


def test_the_bars_of_a_quoted_row_are_still_in_the_text() -> None:
    html = render(Exchange("q", answer(Statement("2019 | Bought | so", (citation(1),)))))
    assert shown(html).startswith("q2019 | Bought | so1")


def test_sources_are_listed_once_a_page_with_their_numbers() -> None:
    statements = [
        Statement("x", (citation(1),)),
        Statement("y", (citation(2, "b.md", None),)),
        Statement("z", (citation(3),)),
    ]
    html = render(Exchange("q", answer(*statements)))
    listed = re.findall(r'"numbers">([^<]+)</span> <span class="file" dir="auto">([^<]+)<', html)
    assert listed == [("1, 3", "a.pdf, page 3"), ("2", "b.md")]


def test_statements_are_shown_while_the_answer_is_on_its_way() -> None:
    asked = Conversation("c", exchanges=(Exchange("q", answer(), id=1),))
    html = render_talk(asked, EN, Asking("then", (Statement("So far.", ()),)))
    assert "So " in html
    assert "far." in html
    assert 'class="waiting"' in html
    assert 'data-do="again"' not in html, "the last answer is not the last any more"
    assert 'class="waiting"' not in render(Exchange("q", answer()))


def test_statements_that_disagree_stand_side_by_side() -> None:
    sides = (Side(1, "<a>.txt", "1987", "2001-02-03"), Side(2, "b.txt", "1989", None))
    html = render(Exchange("q", answer(disagreements=(Disagreement(sides),))))
    found = re.findall(r'data-number="(\d)"><span class="value" dir="auto">(\d+)<', html)
    assert found == [("1", "1987"), ("2", "1989")]
    assert "&lt;a&gt;.txt, 2001-02-03" in shown(html)
    assert "b.txt, undated" in shown(html)


REASONS = (
    Reason("empty"),
    Reason("no-passages"),
    Reason("no-word"),
    Reason("not-covered", confidence=0.214, threshold=0.5),
    Reason("lacks-number"),
    Reason("unknown-words", words=("<b>", "zeppelin")),
    Reason("unread-files", files=(Unread("<i>.pdf", "no text"),), more=1234),
    Reason("stale", text="The folder is being read."),
)


def test_a_refusal_says_so_and_gives_every_kind_of_reason() -> None:
    html = render(Exchange("q", refusal(*REASONS)))
    assert '<p class="verdict">The documents don&#39;t say.</p>' in html
    told = shown(html)
    assert "a confidence of 0.21, and an answer needs 0.50." in told
    assert '<bdi class="unknown">&lt;b&gt;</bdi> <bdi class="unknown">zeppelin</bdi>' in html
    assert "&lt;i&gt;.pdf (no text)and 1,234 more" in told
    assert "The folder is being read." in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_are_told_in_the_visitors_language(language: Any) -> None:
    html = render(Exchange("q", refusal(*REASONS)), t=Wording(language))
    listed = re.findall(r'<li dir="auto">(.*?)</li>', html)
    english = [str(reason) for reason in REASONS[:3]]
    assert len(listed) == len(REASONS)
    assert (listed[:3] == english) == (language == "en")
    assert ("0,21" in html) == (language in ("de", "tr"))
    assert ("1.234" in html) == (language in ("de", "tr"))


def test_a_refusal_kept_without_typed_reasons_gives_its_sentences() -> None:
    html = render(Exchange("q", replace(refusal(), reasons=("Because <1>.",))))
    assert '<li dir="auto">Because &lt;1&gt;.</li>' in html


def test_a_refusal_leads_on_where_there_is_a_way() -> None:
    nearest = refusal(nearest=(citation(1),))
    assert 'data-do="anyway" data-answer="1"' in render(Exchange("q", nearest))
    assert 'data-do="everywhere"' not in render(Exchange("q", nearest))
    assert 'data-do="everywhere"' in render(Exchange("q", nearest, documents=("a.pdf",)))
    assert 'class="ways"' not in render(Exchange("q", refusal(passages=2)))


def test_an_answer_asked_for_anyway_says_that_it_may_be_none() -> None:
    html = render(Exchange("q", answer(is_unsure=True, why=(Reason("lacks-number"),))))
    assert "These come nearest; they may not answer the question." in html
    assert "The question asks for a number" in html


def test_the_nearest_passages_can_be_opened_like_citations() -> None:
    found = shown_citations(refusal(passages=5))
    assert [(c.number, c.path, c.start, c.end, c.quote) for c in found] == [
        (1, "0.md", 0, 4, "text 0"),
        (2, "1.md", 1, 5, "text 1"),
        (3, "2.md", 2, 6, "text 2"),
    ]
    html = render(Exchange("q", refusal(passages=5)))
    assert re.findall(r'class="passage" data-answer="1" data-do="show" data-number="(\d)"', html)


def test_only_the_last_question_can_be_asked_again_or_changed() -> None:
    html = render(Exchange("q", answer()), Exchange("r", error="x"))
    for do in ("again", "edit"):
        assert re.findall(f'data-do="{do}" data-answer="(\\d)"', html) == ["2"]
    assert re.findall(r'data-do="thumb" data-answer="(\d)"', html) == ["1", "1"], "no answer in 2"


def test_a_question_being_changed_is_set_off_with_a_way_back() -> None:
    html = render(Exchange("q", answer()), Exchange("r", answer()), editing=2)
    assert re.findall(r'class="exchange" data-answer="(\d)" data-editing', html) == ["2"]
    assert 'data-do="keep-question"' in html


def test_a_thumb_is_shown_pressed_and_up_offers_a_test() -> None:
    up = render(Exchange("q", answer(), thumb="up"))
    assert re.findall(r'data-thumb="(\w+)" aria-pressed="(\w+)"', up) == [
        ("up", "true"),
        ("down", "false"),
    ]
    assert 'data-do="pin" data-answer="1"' in up
    kept = render(Exchange("q", answer(), thumb="up"), kept={1: "<pinned>.yaml"})
    assert "Kept as a test in &lt;pinned&gt;.yaml." in kept
    assert 'data-do="pin"' not in kept
    assert "Kept with what was shown." in render(Exchange("q", answer(), thumb="down"))


def verdict(number: int, standing: Any, **more: Any) -> Verdict:
    return Verdict(citation(number), standing, **more)


def keyed(verdicts: dict[int, Verdict]) -> dict[Citation, Verdict]:
    return {verdict.citation: verdict for verdict in verdicts.values()}


def test_a_quotation_that_does_not_stand_as_it_was_is_marked_and_told() -> None:
    statements = [Statement("x", (citation(n),)) for n in (1, 2, 3, 4)]
    verdicts = {
        1: verdict(1, "unchanged", path="a.pdf"),
        2: verdict(2, "moved", path="<b>.pdf", place="page 9"),
        3: verdict(3, "altered"),
        4: verdict(4, "gone", reason="a password is needed"),
    }
    html = render(Exchange("q", answer(*statements)), verdicts={1: keyed(verdicts)})
    assert re.findall(r'data-number="(\d)"[^>]*data-standing="(\w+)"', html) == [
        ("2", "moved"),
        ("3", "altered"),
        ("4", "gone"),
    ]
    told = shown(html)
    assert "2 The very words now stand elsewhere: &lt;b&gt;.pdf, page 9." in told
    assert "3 a.pdf no longer says these words." in told
    assert "4 a.pdf cannot be read: a password is needed." in told
    assert "The other quotations stand as they were quoted." in told


def test_that_all_quotations_stand_is_said_once() -> None:
    one = Exchange("q", answer(Statement("x", (citation(1),))))
    verdicts = {n: keyed({1: verdict(1, "unchanged")}) for n in (1, 2)}
    html = render(one, one, one, verdicts=verdicts)
    assert html.count("All quotations stand in the documents as they were quoted.") == 1
    assert "data-standing" not in html
    assert 'class="since"' not in html
    moved = {1: keyed({1: verdict(1, "moved", path="a.pdf", span=Span(7, 9))})}
    assert "elsewhere: character 7." in shown(render(one, verdicts=moved))
    assert 'class="standing"' not in render(one, verdicts=moved)


def test_an_answer_and_a_whole_conversation_can_be_taken_away() -> None:
    html = render(Exchange("q", answer()), Exchange("r", answer()), collection="a & b")
    links = re.findall(r'<a class="deed" download href="([^"]+)"', html)
    assert links[0] == "/own/export/c?form=html&amp;exchange=1&amp;collection=a+%26+b"
    assert len(links) == 9
    assert export_address("c/../d", "", "md") == "/own/export/c%2F..%2Fd?form=md"


def test_a_files_name_in_any_script_fits_its_header() -> None:
    assert disposition("grüße.md").isascii()
    assert disposition('a"; x="\r\n.md').count('"') == 2
    assert "\n" not in disposition('a"; x="\r\n.md')


def test_an_error_is_a_sentence_in_its_exchange() -> None:
    html = render(Exchange("q", error="The <model> is gone."))
    assert '<p class="error" dir="auto">The &lt;model&gt; is gone.</p>' in html


def test_questions_are_escaped() -> None:
    html = render(Exchange("<script>${x}{{y}}"))
    assert "&lt;script&gt;&#36;&#123;x&#125;&#123;&#123;y&#125;&#125;" in html
