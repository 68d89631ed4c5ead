"""What was made lately is kept, never more than there is room for."""

import time

from index.kept import Kept


def test_what_was_asked_for_longest_ago_gives_way() -> None:
    kept = Kept(1_000)
    kept.put("a", "A", 400)
    kept.put("b", "B", 400)
    assert kept.get("a") == "A"
    kept.put("c", "C", 400)
    assert [kept.get(key) for key in "abc"] == ["A", None, "C"]


def test_the_same_key_counts_once() -> None:
    kept = Kept(1_000)
    for thing in "xyz":
        kept.put("a", thing, 600)
    kept.put("b", "B", 400)
    assert (kept.get("a"), kept.get("b")) == ("z", "B")


def test_what_is_larger_than_the_room_is_not_kept() -> None:
    kept = Kept(1_000)
    kept.put("a", "A", 400)
    kept.put("b", "B", 1_001)
    assert (kept.get("a"), kept.get("b")) == (None, None)
    kept.put("c", "C", 1_000)
    assert kept.get("c") == "C"


def test_the_smallest_things_have_a_weight_too() -> None:
    kept = Kept(1_000)
    for number in range(100):
        kept.put(number, "", 0)
    assert sum(kept.get(number) is not None for number in range(100)) == 5


def test_some_things_are_kept_for_a_time() -> None:
    kept = Kept(1_000)
    kept.put("a", "A", 900, time.monotonic() + 60)
    kept.put("b", "B", 100, time.monotonic() - 1)
    assert (kept.get("a"), kept.get("b")) == (None, None)  # the room it took is free again:
    kept.put("c", "C", 1_000)
    assert kept.get("c") == "C"
