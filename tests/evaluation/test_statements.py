"""Statements made of a set: what is changed in a false one is all that is changed."""

import random
from dataclasses import replace

import regex

from evaluation.statements import FALSE, TRUE, Kind, declared, statements
from evaluation.twisting import exchanged, halves_turned, one_reversed, without_reserve
from evaluation.types import Dataset, Place, Question

BRIDGE = "Ann Ost built the bridge of Velm in 1987. It was not paid for by the town of Kiel."
HARBOUR = "The harbour was dug by Bo Lind in 1902. It is used by the ferries of Arnheim today."
SET = Dataset(
    name="set",
    questions=(
        Question("1", "Who built the bridge of Velm?", places=(Place("a.txt", 0, 7),)),
        Question("2", "Why?", places=(Place("a.txt", 0, 7),)),
    ),
    documents={"a.txt": BRIDGE, "b.txt": HARBOUR},
    groups={"a.txt": "Velm", "b.txt": "Velm"},
)
# Made of a sentence as it stands, beside no true statement.
TWISTED: tuple[Kind, ...] = (
    "turned round", "names exchanged", "nouns exchanged", "figures exchanged", "opposite word",
    "reserve dropped",
)  # fmt: skip


def test_kinds_are_true_or_false() -> None:
    made = statements(SET)
    assert {one.kind for one in made} <= {*TRUE, *FALSE}
    assert not {*TRUE} & {*FALSE}
    assert [one.text for one in made if one.kind == "said otherwise"] == [
        "Ann Ost built the bridge of Velm."
    ]
    assert "It was not paid for by the town of Kiel." in [
        one.text for one in made if one.kind == "copied"
    ]


def test_a_false_one_differs_from_its_true_one_in_what_its_kind_says() -> None:
    made = statements(SET)
    true = {one.number: one for one in made if one.kind in TRUE}
    for one in made:
        if one.kind in TWISTED:
            continue
        source = true[one.number]
        if one.kind == "other passage":
            assert (one.text, one.paths == source.paths) == (source.text, False)
        elif one.kind in FALSE:
            assert (one.text != source.text, one.paths) == (True, source.paths)
        if one.kind == "denial dropped":
            assert one.text == source.text.replace(" not", "")
        if one.kind == "figure of elsewhere":
            here, there = ("1987", "1902") if "1987" in source.text else ("1902", "1987")
            assert one.text == source.text.replace(here, there)
    assert {"other passage", "denial dropped", "figure of elsewhere"} <= {one.kind for one in made}


def test_the_halves_of_a_sentence_are_turned_round_and_two_things_exchanged() -> None:
    text = (
        "The first ferry of the harbour came from Arnheim in 1902, while the last boat of the "
        "owner Lind may have gone to Kiel in 1987."
    )
    documents = {**SET.documents, "c.txt": text}
    larger = replace(SET, documents=documents, groups={**SET.groups, "c.txt": "Velm"})
    made = [one for one in statements(larger) if one.kind in TWISTED]
    mine = {one.kind: one.text for one in made if one.paths == ("c.txt",)}
    assert set(mine) == set(TWISTED)
    words = sorted(regex.findall(r"\w+", text.lower()))
    for kind, said in mine.items():
        found = sorted(regex.findall(r"\w+", said.lower()))
        assert (found == words) == (kind not in ("opposite word", "reserve dropped"))
        assert said != text
    assert mine["turned round"].startswith(
        "The last boat of the owner Lind may have gone to Kiel in 1987, "
    )
    assert mine["figures exchanged"] == (
        text.replace("1902", "#").replace("1987", "1902").replace("#", "1987")
    )
    assert mine["reserve dropped"] == text.replace("may ", "")
    assert text.replace("first", "last") == mine["opposite word"] or (
        text.replace("last", "first") == mine["opposite word"]
    )


def test_what_has_no_two_things_is_left_as_it_is() -> None:
    assert halves_turned("It rained, while it snowed.") is None
    assert exchanged("Ann and Bo left.", regex.compile("Ann|Bo"), random.Random(1)) is None
    assert one_reversed("It rained.", random.Random(1)) is None
    assert without_reserve("It may rain, or it may not.") is None


def test_the_same_seed_makes_the_same() -> None:
    assert statements(SET, seed=3) == statements(SET, seed=3)


def test_a_question_of_another_form_makes_none() -> None:
    assert declared("Why did it fall?", "the storm") is None
