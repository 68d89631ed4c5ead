"""The list of conversations: by day, marked, in short, and nothing of it is ever run."""

from datetime import UTC, date, datetime, timedelta

from assistant.conversations import Summary
from assistant.web.conversations.days import day_in_words, day_of
from assistant.web.conversations.render import MOST, render_found
from assistant.web.wording import Wording

EN = Wording("en")
NOON = datetime.now().astimezone().replace(hour=12, minute=0)


def summary(identity: str, title: str, days_ago: int = 0, exchanges: int = 1) -> Summary:
    moment = (NOON - timedelta(days=days_ago)).astimezone(UTC)
    return Summary(identity, title, moment.isoformat(timespec="microseconds"), exchanges)


def test_conversations_stand_under_their_days() -> None:
    found = [
        summary("a", "Now?"), summary("b", "Earlier?", exchanges=3), summary("c", "Then?", 1),
        summary("d", "Long ago?", 400),
    ]  # fmt: skip
    html = render_found(found, EN)
    long_ago = (NOON - timedelta(days=400)).date()
    words = ["Today", "Now?", "Earlier?", "3 questions", "Yesterday", "Then?", str(long_ago.year)]
    assert sorted(words, key=html.index) == words
    assert html.count("<h2>") == 3


def test_a_day_is_said_as_each_language_says_it() -> None:
    day, later = date(2026, 3, 5), date(2026, 11, 1)
    said = [day_in_words(day, later, Wording(one)) for one in ("en", "de", "tr", "zh")]  # type: ignore[arg-type]
    assert said == ["5 March 2026", "5. März 2026", "5 Mart 2026", "2026年3月5日"]
    assert day_in_words(day, day, Wording("de")) == "Heute"
    assert day_in_words(None, day, EN) == ""
    assert day_of("no moment") is None


def test_the_one_in_view_is_marked_and_titles_are_escaped_and_cut() -> None:
    hostile = '<img src=x onerror="1"> ' + "long " * 60
    html = render_found([summary("a", hostile), summary("b", "Plain?")], EN, "b")
    assert "<img" not in html
    assert "…" in html
    assert html.count('aria-current="true"') == 1
    assert 'data-conversation="b" aria-current="true"' in html


def test_nothing_found_and_too_many_to_list_are_said() -> None:
    assert "kept here" in render_found([], EN)
    assert " hidden" in render_found([], EN)
    assert "No conversation has these words" in render_found([], EN, search="heron")
    many = [summary(str(n), "Again?") for n in range(MOST + 2)]
    html = render_found(many, EN)
    assert html.count("past-open") == MOST
    assert "2 older conversations are not listed" in html
