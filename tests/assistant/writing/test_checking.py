"""A sentence is held against the passages that it names, by the real model."""

from collections.abc import Callable, Iterator

import pytest

from assistant.writing.checking import Check, check
from assistant.writing.evidence import readable
from index.encoder import SentenceEncoder
from index.index import Index

BIRDS = """\
# Birds of the lake of Velm

Ann Ost, a biologist from Kiel, has counted the herons of the lake since 2009. She found 27 nests \
in that year and 41 nests in 2019, which she explains by the ban on motor boats. The town did not \
pay for the count.
"""
FISH = """\
# Fish of the lake of Velm

Pike and perch live in the lake. Bo Lind, who owns the boat house, takes 300 kilograms of perch \
out of it each year, although nobody has given him a licence.
"""

SALE = """\
# The boat house of Velm

In 2020 Ann Ost sold the boat house to Bo Lind. After the sale the price of the boat house rose.

| Fish | Caught in 2018 | Caught in 2019 |
|---|---|---|
| Pike | 120 | 135 |
| Perch | 290 | 310 |
"""

Hold = Callable[..., Check]


@pytest.fixture(scope="module")
def hold(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hold]:
    place = tmp_path_factory.mktemp("velm")
    (place / "texts").mkdir()
    (place / "texts" / "birds.md").write_text(BIRDS)
    (place / "texts" / "fish.md").write_text(FISH)
    (place / "texts" / "sale.md").write_text(SALE)
    index = Index.open(place / "texts", place / "store", encoder)
    index.sync()
    ids = [int(one) for one in index.catalog.passage_vectors()[:, 0]]
    given = {i: [readable(one)] for i, one in enumerate(index.passages(ids), start=1)}
    assert [one.stored.path for (one,) in given.values()] == ["birds.md", "fish.md", "sale.md"]
    yield lambda text, *marks: check(index, text, marks, given)
    index.close()


def kinds(found: Check) -> list[str]:
    return [fault.kind for fault in found.faults]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Ann Ost has been counting the lake's herons since 2009.", [1]),
        ("In 2019 she found 41 nests.", [1]),
        ("Ost, who comes from Kiel, has counted herons since 2009.", [1]),
        ("In 2009 she found 27 nests.", [1]),
        ("The town paid nothing for the count.", [1]),
        ("Bo Lind catches 300 kilograms of perch a year without a licence.", [2]),
        ("Ann Ost counts herons, and Bo Lind takes perch out of the lake of Velm.", [1, 2]),
        ("She found 41 nests in 2019 and 27 in 2009.", [1]),
        ("Bo Lind bought the boat house from Ann Ost in 2020.", [3]),
        ("The boat house was sold to Bo Lind by Ann Ost.", [3]),
        ("In 2018, 290 perch and 120 pike were caught.", [3]),
    ],
)
def test_what_the_passages_say_stands(hold: Hold, text: str, marks: list[int]) -> None:
    found = hold(text, *marks)
    assert kinds(found) == []
    assert found.coverage > 0.5


@pytest.mark.parametrize(
    ("text", "marks", "kind"),
    [
        ("In 2019 she found 14 nests.", [1], "number"),
        ("Bo Lind has counted the herons since 2009.", [1], "name"),
        ("The town paid for the count.", [1], "negation"),
        ("Bo Lind, who owns the boat house, takes 300 kilograms of tulips out.", [2], "word"),
        ("The price of diesel engines rose sharply.", [1], "not-covered"),
        ("In 2019 she found 41 nests.", [2], "number"),
        ("In 2019 she found 41 nests.", [], "no-mark"),
        ("In 2019 she found 41 nests.", [4], "unknown-mark"),
        ("In 2019 she found 41 nests.", [1, 4], "unknown-mark"),
        ("In 2019 Ann Ost found 41 nests.", [1, 2], "idle-mark"),
        ("Ann Ost takes 300 kilograms of perch out of the lake each year.", [1, 2], "number"),
        ("She found 41 nests in that year and 27 nests in 2019.", [1], "exchanged"),
        ("The count did not pay for the town.", [1], "exchanged"),
        ("Bo Lind sold the boat house to Ann Ost.", [3], "exchanged"),
        ("The price of the boat house fell after the sale.", [3], "opposite"),
        ("Of pike 290 were caught in 2018.", [3], "apart"),
        ("Of perch 290 were caught in 2019.", [3], "apart"),
    ],
)
def test_what_they_do_not_say_is_a_fault(
    hold: Hold, text: str, marks: list[int], kind: str
) -> None:
    assert kind in kinds(hold(text, *marks))


def test_the_sentences_that_bear_it_out_are_found(hold: Hold) -> None:
    (support,) = hold("Ann Ost found 41 nests in 2019.", 1).supports[1]
    offset = support.passage.stored.passage.start
    said = [support.passage.text[a - offset : b - offset] for a, b in support.sentences]
    assert any(one.startswith("She found 27 nests") for one in said)
    assert not any(one.startswith("The town") for one in said)


def test_a_text_without_a_word_and_a_very_long_one_are_checked_too(hold: Hold) -> None:
    assert hold("!", 1).coverage <= 0.5
    assert "not-covered" in kinds(hold("tax " * 5_000, 1))
