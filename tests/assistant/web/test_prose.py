"""What a model wrote, as HTML: struck out where it fails, its words never more than words."""

import re
from dataclasses import replace
from typing import Any, get_args

import pytest

from assistant.exchanges import Conversation, Exchange
from assistant.faults import Fault, FaultKind, Note, NoteKind
from assistant.types import Answer, Prose, Statement, Written
from assistant.verifying import Verdict
from assistant.web.chat.prose import render_note, render_prose
from assistant.web.chat.render import View, render_talk
from assistant.web.chat.writers import render_writer
from assistant.web.state import Visit
from assistant.web.texts import LANGUAGES
from assistant.web.wording import Wording
from assistant.writing.models import Model
from tests.assistant.web.test_talk import answer, citation

EN, DE = Wording("en"), Wording("de")
HOSTILE = "<img src=x onerror=alert(1)> **bold** [x](http://a.example) \u202e${1}{{2}}\U000e0041"


def prose(*sentences: Written, **more: Any) -> Prose:
    return Prose(**{"model": "ollama:wren", "sentences": sentences, **more})


def render(found: Prose, t: Wording = EN, **more: Any) -> str:
    return render_prose(7, found, t, {}, **more)


def words(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_sentences_that_stand_run_on_and_each_mark_leads_to_its_own_words() -> None:
    one, two = citation(1), replace(citation(3), quote="other", end=5)
    html = render(prose(Written("One.", (1,), (one,)), Written("Two.", (3, 1), (two, one))))
    assert html.count('<p class="stands"') == 1
    assert re.findall(r'data-answer="([\d.]+)" data-do="show" data-number="(\d)"', html) == [
        ("7.1", "1"), ("7.2", "3"), ("7.2", "1"),
    ]  # fmt: skip
    assert 'data-quote="other"' in html
    assert 'aria-label="Source 3: show its words in a.pdf, page 3"' in html
    assert "<del>" not in html


def test_a_sentence_that_fails_is_struck_out_with_each_reason() -> None:
    fault = Fault("not-covered", coverage=0.194, threshold=0.5)
    bad = Written("Bad one.", (1, 9), (citation(1),), (fault, Fault("unknown-mark", ("[9]",))))
    html = render(prose(Written("Good.", (1,), (citation(1),)), bad, Written("Last.", (), ())))
    struck = html[html.index('<div class="fallen">') : html.index("</div>")]
    assert '<del>Bad <span class="cites">one.' in struck
    assert "Struck out:" in words(struck)
    assert "say too little of this: 19% of it is found in them, and at least 50% must" in struck
    assert 'not given: <bdi class="unknown">[9]</bdi>' in struck
    assert '<span class="cite nothing" role="img" aria-label="Source 9: it was not given">9' in html
    assert 'data-number="9"' not in html
    assert html.count('<p class="stands"') == 2
    assert "19 % des Satzes finden sich in ihnen, mindestens 50 %" in render(prose(bad), DE)


def test_a_mark_whose_words_are_not_those_of_its_quotation_says_so() -> None:
    first, second = citation(1), replace(citation(2), start=100, end=105)
    above = (first, second)
    elsewhere = replace(citation(1), start=200, end=205)
    said = Written("Two.", (1,), (replace(second, number=1),))
    both = "Other words of this source than quotation 1 shows: those of quotation 2."
    assert f'data-aside="{both}"' in render(prose(said), quotations=above)
    assert f"page 3. {both}" in render(prose(said), quotations=above)
    other = render(prose(Written("Three.", (1,), (elsewhere,))), quotations=above)
    assert 'data-aside="Other words of this source than quotation 1 shows."' in other
    same = replace(first, end=first.end + 20)
    further = replace(elsewhere, number=3)  # not quoted at all
    for one in (same, further):
        assert "data-aside" not in render(prose(Written("x", (1, 3), (one,))), quotations=above)


def test_of_many_struck_out_in_a_row_the_first_three_are_in_view_and_all_are_there() -> None:
    good = Written("Good.", (1,), (citation(1),))
    bad = [
        Written(f"Bad {number}.", (1,), (citation(1),), (Fault("no-mark"),)) for number in "abcde"
    ]
    html = render(prose(good, *bad, good, *bad[:3]))
    shown, _, folded = html.partition('<details class="fold" data-fold="7.5">')
    inside, _, after = folded.partition("</details>")
    assert [shown.count("<del>"), inside.count("<del>"), after.count("<del>")] == [3, 2, 3]
    assert '<summary dir="auto">2 more sentences struck out</summary>' in inside
    assert 'data-answer="7.6"' in inside  # each leads where it led
    fewer = render(prose(good, *bad[:4]))  # as more come it is known again
    assert 'data-fold="7.5"><summary dir="auto">1 more sentence struck out<' in fewer


def test_a_mark_whose_source_is_gone_leads_nowhere_and_never_stands() -> None:
    gone = Written("Bad one.", (1, 3), (citation(1),), (Fault("gone"),))
    kept_before = replace(gone, faults=())  # of a check that did not look
    for html in (render(prose(gone)), render(prose(kept_before))):
        assert '<p class="stands"' not in html
        assert '<li dir="auto">Its source is no longer there.</li>' in html
        assert 'role="img" aria-label="3: Its source is no longer there.">3<' in html
        assert 'data-number="3"' not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_and_every_note_has_words_in_every_language(language: Any) -> None:
    t = Wording(language)
    for kind in get_args(FaultKind):
        fault = Fault(kind, ("1999",), 0.2, 0.5)
        assert "{" not in render(prose(Written("x", (), (), (fault,))), t)
    for kind in get_args(NoteKind):
        note = Note(kind, "wren", "http://h", 30.0, 429, 2, 6)
        said = words(render_note(note, t))
        assert "wren" in said
        assert "{" not in said
    assert "429" in words(render_note(Note("busy", "m", "", status=429), t))
    assert "30" in words(render_note(Note("slow", "m", "", seconds=30.2), t))


def test_advice_stays_english_and_its_commands_are_code() -> None:
    advice = "Start it with `ollama serve`, or check <--llm-url>."
    html = render_note(Note("unreachable", "ollama:wren", "http://h:1", advice=advice), DE)
    assert "ollama:wren unter http://h:1 war nicht zu erreichen." in words(html)
    assert 'lang="en" dir="ltr">Start it with <code>ollama serve</code>, or check &lt;' in html


def test_a_models_words_stay_words_and_what_is_unseen_is_shown() -> None:
    fault = Fault("name", (HOSTILE,))
    bad = Written(HOSTILE, (9,), (), (fault,))
    note = Note("failed", HOSTILE, HOSTILE, advice=HOSTILE)
    html = render(prose(Written(HOSTILE, (9,)), bad, model=HOSTILE, notes=(note,)))
    tags = set(re.findall(r"<\s*([a-z0-9]+)", html))
    assert tags == {"div", "h3", "bdi", "p", "span", "del", "ul", "li"}
    for character in ("\u202e", "\U000e0041", "${", "{{"):
        assert character not in html
    assert "**bold** [x](http://a.example)" in words(html)
    assert html.count("�") >= 6
    assert html.count('dir="auto"') == html.count("<p ") + html.count("<li ")


def test_where_the_passages_went_is_said_only_where_they_left_the_machine() -> None:
    away = prose(is_local=False, address="https://llm.example/v1")
    assert "were sent to https://llm.example/v1." in words(render(away))
    assert "were sent to a service on another machine." in words(render(replace(away, address="")))
    assert "were sent" not in render(prose(address="http://127.0.0.1:1"))
    for kind in ("unreachable", "elsewhere"):  # nothing was
        unsent = replace(away, sentences=(), notes=(Note(kind, "wren"),))
        assert "were sent" not in render(unsent)


def test_how_a_model_understood_the_question_is_told() -> None:
    talk = Conversation("c", exchanges=(Exchange("q", replace(answer(), condensed="<b>q"), id=4),))
    assert "Understood as: <bdi>&lt;b&gt;q</bdi>" in render_talk(talk, EN)


def test_where_nothing_was_written_nothing_is_said_to_be() -> None:
    nothing = prose(notes=(Note("unreachable", "ollama:wren", "http://h"),))
    for said in (render(nothing), str(nothing)):
        assert "Written by" not in said
        assert "could not be reached" in said
    under_way = words(render(prose(), is_waiting=True))
    assert "Written by" not in under_way
    assert "ollama:wren is writing." in under_way


def test_a_caution_about_what_is_not_struck_out_comes_only_where_something_is_not() -> None:
    good, bad = Written("One.", (), ()), Written("Two.", (), (), (Fault("no-mark"),))
    for found, is_said in ((prose(good, bad), True), (prose(bad), False)):
        assert ("What is not struck out" in render(found)) == is_said
        assert ("What is not struck out" in str(found)) == is_said


def test_what_is_too_little_never_looks_enough() -> None:
    assert Fault("not-covered", coverage=0.4999, threshold=0.5).percent == (49, 50)
    assert Fault("not-covered", coverage=0.448, threshold=0.45).percent == (44, 45)
    said = str(Fault("not-covered", coverage=0.4999, threshold=0.5))
    assert said.endswith("49% of it is found in them, and at least 50% must be.")


def test_the_welcome_promises_no_more_than_what_comes() -> None:
    welcome = render_talk(Conversation(""), EN)
    assert "Every sentence of an answer is a quotation." in welcome
    written = render_talk(Conversation(""), EN, view=View(has_writer=True))
    assert "Every sentence of an answer is a quotation." not in written
    assert "struck out where they do not bear it out." in written


def test_while_it_writes_there_is_a_sign_of_life_and_no_foot_and_no_word_of_a_stop() -> None:
    stopped = prose(Written("One.", (), ()), notes=(Note("stopped", "ollama:wren"),))
    made: Answer = replace(answer(Statement("x", (citation(1),))), prose=stopped)
    talk = Conversation("c", exchanges=(Exchange("q", made, id=4),))
    under_way = render_talk(talk, EN, view=View(writing=4))
    assert "is writing. Stop ends it; the quotations stay." in words(under_way)
    assert 'class="waiting"' in under_way
    assert "was stopped" not in under_way
    assert 'class="deeds"' not in under_way
    assert 'class="source"' in under_way
    done = render_talk(talk, EN)
    assert "ollama:wren was stopped." in words(done)
    assert 'class="waiting"' not in done
    assert 'class="deeds"' in done


def test_what_a_sentence_rests_on_is_marked_where_it_no_longer_stands() -> None:
    one = citation(1)
    moved = Verdict(one, "altered")
    made = replace(answer(), prose=prose(Written("One.", (1,), (one,))))
    talk = Conversation("c", exchanges=(Exchange("q", made, id=4),))
    html = render_talk(talk, EN, view=View(verdicts={4: {one: moved}}))
    assert 'data-standing="altered"' in html
    assert html.count("a.pdf no longer says these words.") == 3  # its name, its card, a line


class Elsewhere:
    """A source that only says where it is."""

    kind, name, has_key, context = "openai-like", "wren<b>", False, 1

    def __init__(self, address: str, is_local: bool) -> None:
        self.address, self.is_local = address, is_local

    def call(self, messages: object) -> Any:
        raise AssertionError("nothing is asked of it")


def test_before_any_question_it_is_said_where_a_question_goes_to() -> None:
    assert render_writer(None, Visit()) == ""
    far = Model(Elsewhere("https://llm.example/v1", False))
    said = render_writer(far, Visit())
    assert "are sent to https://llm.example/v1" in words(said)
    assert "wren&lt;b&gt;" in said
    assert 'class="writer away"' in said
    assert 'aria-checked="true"' in said
    here = words(render_writer(Model(Elsewhere("http://127.0.0.1:1", True)), Visit()))
    assert here == "Written answerby openai-like:wren&lt;b&gt;, on this machine"
    seems_here = Elsewhere("http://127.0.0.1:1", True)
    handing_on = Model(seems_here)
    seems_here.is_local = False
    assert handing_on.context
    said = words(render_writer(handing_on, Visit()))
    assert "so nothing is sent to it" in said
    assert "are sent to" not in said
    off = render_writer(far, Visit(writes=False))
    assert 'aria-checked="false"' in off
    assert "off: only quotations" in off
    assert "llm.example" not in off
