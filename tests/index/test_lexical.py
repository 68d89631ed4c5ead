"""Words and BM25: stems, the order by hand, frequencies, removal, hostile questions."""

import math
import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import lexical

PASSAGES = {
    1: "The cat and the cat met a dog.",
    2: "Fish! Fish, birds; cats.",
    3: "A dog barks.",
    4: "Ships sail.",
    5: "Ships sink: ships sail on.",
    6: "Trees grow.",
}
WORDS = {1: 8, 2: 4, 3: 3, 4: 2, 5: 5, 6: 2}  # how many each has, stop words and all


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:")
    made.executescript(lexical.SCHEMA)
    for passage, text in PASSAGES.items():
        lexical.add(made, passage, text)
    yield made
    made.close()


def bm25(passage: int, times: int, holding: int) -> float:
    idf = math.log((len(PASSAGES) - holding + 0.5) / (holding + 0.5))
    length = WORDS[passage] / (sum(WORDS.values()) / len(WORDS))
    return idf * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * length))


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("Sanctions sanctioned SANCTIONING", ["sanction"] * 3),
        ("Turkey’s Ministry's", ["turkei", "ministri"]),
        ("F-35s, the S-400 and MiG-29", ["f35", "the", "s400", "and", "mig", "29"]),
        ("Café ÉTÉ cafe\u0301 Straße", ["cafe", "et", "cafe", "strass"]),
        ("土耳其, 日", ["土耳", "耳其", "日"]),
        ("Анкара नमस्ते", ["анкара", "नमस्ते"]),
        ("👍 -- _*_ \u200b", []),
    ],
)
def test_stems(text: str, stems: list[str]) -> None:
    assert lexical.stems(text) == stems


def test_a_name_in_capitals_is_no_stop_word() -> None:
    assert lexical.content_words("What is the WHO and who are US?") == {"who": "WHO", "u": "US"}
    assert lexical.content_words("WHO ARE YOU?") == {}


def test_a_negation_is_a_stop_word() -> None:
    assert lexical.content_words("Why don't they, and why won’t he? Who won?") == {"won": "won"}


def test_words_know_their_places_and_whether_they_are_common() -> None:
    text = "Which of the S-400’s  buyers?"
    assert [(text[w.start : w.end], w.text, w.is_common) for w in lexical.words(text)] == [
        ("Which", "Which", True),
        ("of", "of", True),
        ("the", "the", True),
        ("S-400", "S-400", False),
        ("s", "s", False),
        ("buyers", "buyers", False),
    ]
    assert lexical.content_words("Which are the Ships, a ship’s ships?") == {"ship": "Ships"}


def test_idf_is_lucenes_and_a_word_that_stands_nowhere_counts_as_rare() -> None:
    assert lexical.idf(10, 3) == pytest.approx(math.log(1 + 7.5 / 3.5))
    assert lexical.idf(10, 0) == lexical.idf(10, 1) == pytest.approx(math.log(1 + 9.5 / 1.5))
    assert lexical.idf(10, 10) == pytest.approx(math.log(1 + 0.5 / 10.5))


def test_bm25_by_hand(db: sqlite3.Connection) -> None:
    assert lexical.search(db, ["cat"], 5) == [
        (1, pytest.approx(bm25(1, times=2, holding=2))),
        (2, pytest.approx(bm25(2, times=1, holding=2))),
    ]
    both = lexical.search(db, ["fish", "dog"], 5)
    assert both == [
        (2, pytest.approx(bm25(2, times=2, holding=1))),
        (3, pytest.approx(bm25(3, times=1, holding=2))),
        (1, pytest.approx(bm25(1, times=1, holding=2))),
    ]
    assert lexical.search(db, ["fish", "dog"], 2) == both[:2]
    assert lexical.search(db, ["ship", "sail"], 5) == [
        (4, pytest.approx(bm25(4, times=1, holding=2) * 2)),
        (5, pytest.approx(bm25(5, times=2, holding=2) + bm25(5, times=1, holding=2))),
    ]


def test_equal_scores_come_in_the_order_of_their_ids(db: sqlite3.Connection) -> None:
    lexical.add(db, 9, "Trees grow.")
    lexical.add(db, 7, "Trees grow.")
    assert [passage for passage, _ in lexical.search(db, ["tree"], 5)] == [6, 7, 9]


def test_frequencies(db: sqlite3.Connection) -> None:
    assert lexical.frequencies(db, ["ship", "cat", "fish", "nowhere"]) == {
        "ship": 2, "cat": 2, "fish": 1, "nowhere": 0,
    }  # fmt: skip
    assert lexical.frequencies(db, []) == {}


def test_removal_leaves_no_trace(db: sqlite3.Connection) -> None:
    before = lexical.search(db, ["ship", "cat"], 9)
    lexical.add(db, 10, "Ships, cats and café krakens.")
    assert lexical.frequencies(db, ["kraken", "ship"]) == {"kraken": 1, "ship": 3}
    lexical.remove(db, 10, "Ships, cats and café krakens.")
    assert lexical.frequencies(db, ["kraken", "ship"]) == {"kraken": 0, "ship": 2}
    assert lexical.search(db, ["kraken"], 9) == []
    assert lexical.search(db, ["ship", "cat"], 9) == before


@pytest.mark.parametrize(
    "question",
    [
        '"ships" AND sail OR NOT (NEAR(fish dog, 2))',
        'ships* ^ships words:ships -ships "',
        "👍 ships’ '; DROP TABLE lexical; --",
        "½ ﷺ ⒈ ⑴ OR中 ships \x00 \u202e",
    ],
)
def test_hostile_questions_only_look_for_their_words(db: sqlite3.Connection, question: str) -> None:
    found = [passage for passage, _ in lexical.search(db, lexical.stems(question), 9)]
    assert {4, 5} <= set(found)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(st.characters(exclude_categories=["Cs"])))
@example('NEAR("a" b*) AND NOT c:d')
def test_no_text_raises_and_its_removal_leaves_no_trace(text: str) -> None:
    db = sqlite3.connect(":memory:")
    db.executescript(lexical.SCHEMA)
    lexical.add(db, 1, "one word")
    lexical.add(db, 2, text)
    for word in lexical.words(text):
        assert text[word.start : word.end] == word.text
    lexical.search(db, lexical.stems(text), 5)
    lexical.frequencies(db, lexical.stems(text))
    lexical.remove(db, 2, text)
    assert db.execute("SELECT term FROM lexical_terms").fetchall() == [("on",), ("word",)]
    db.close()


def test_very_long_questions_are_answered(db: sqlite3.Connection) -> None:
    many = [f"w{n}" for n in range(5_000)] + ["tree"]
    assert [passage for passage, _ in lexical.search(db, many, 5)] == [6]
    assert lexical.frequencies(db, many)["tree"] == 1
    assert lexical.search(db, [], 5) == []
