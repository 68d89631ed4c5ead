"""Near duplicates: most of their word runs are the same."""

import random

import pytest

from index.near import minhash, near_duplicates

WORDS = [f"word{i}" for i in range(5_000)]


def text(seed: int, count: int = 400) -> list[str]:
    return random.Random(seed).choices(WORDS, k=count)


def test_a_document_and_its_next_version_find_each_other_and_nothing_else() -> None:
    first = text(1)
    second = [*first[:200], "new", *first[200:]]
    made = {"a": minhash(first), "b": minhash(second), "c": minhash(text(2)), "d": minhash(text(3))}
    assert near_duplicates(made) == {"a": ["b"], "b": ["a"]}


def test_half_of_a_text_is_not_nearly_the_same() -> None:
    first, second = text(1), text(2)
    assert near_duplicates({"a": minhash(first), "b": minhash(first[:200] + second)}) == {}


def test_many_versions_are_all_named_in_order() -> None:
    made = {name: minhash([*text(1), name]) for name in ("d", "b", "a", "c")}
    assert near_duplicates(made)["b"] == ["a", "c", "d"]


def test_short_texts_are_alike_by_chance_and_do_not_count() -> None:
    assert minhash(text(1, 13)) == b""  # nine runs of five words
    assert len(minhash(text(1, 14))) == 4 * 128
    assert near_duplicates({"a": b"", "b": b""}) == near_duplicates({}) == {}
    assert near_duplicates({"a": minhash(text(1)), "b": b""}) == {}


def test_the_same_words_give_the_same_bytes() -> None:
    assert minhash(text(1)) == minhash(text(1)) != minhash(text(2))


@pytest.mark.parametrize("seed", range(4))
def test_the_measure_is_the_share_of_runs_in_common(seed: int) -> None:
    """Some 90 % of the runs in common are found, some 60 % are not."""
    first = text(seed, 1_000)
    most, some = list(first), list(first)
    most[::100] = [f"new{i}" for i in range(10)]  # 50 of 996 runs differ: .90 in common
    some[::20] = [f"new{i}" for i in range(50)]  # 250 differ: .60
    made = {"a": minhash(first), "most": minhash(most), "some": minhash(some)}
    assert near_duplicates(made)["a"] == ["most"]
