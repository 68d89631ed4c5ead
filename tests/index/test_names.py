"""Names from inside a file: nothing unseen, no way out, none twice, thousands of them cheap."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.names import Names


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a/b.txt", "a/b.txt"),
        ("/etc/passwd", "etc/passwd"),
        ("..\\..\\a.txt", "a.txt"),
        ("a/../../b.txt", "a/b.txt"),
        (" a / . /b.txt ", "a/b.txt"),
        ("a\nb\u2028c\x00.txt", "abc.txt"),
        ("bill\u202ecod.exe", "billcod.exe"),  # would be shown as "billexe.doc"
        ("cafe\u0301.txt", "café.txt"),
        ("..", "unnamed"),
        ("\ud800", "unnamed"),
        ("x" * 300 + ".txt", "x" * 196 + ".txt"),
        ("x../" + "y" * 197, "y" * 197),  # the cut would leave "../" behind
    ],
)
def test_names_are_made_fit(name: str, safe: str) -> None:
    assert Names().safe(name) == safe


def test_a_name_given_before_gets_a_number() -> None:
    names = Names()
    given_names = [names.safe(name, under="a.zip") for name in ("b.c", "b.c", "b (2).c", "b.c")]
    assert given_names == ["a.zip/b.c", "a.zip/b (2).c", "a.zip/b (2) (2).c", "a.zip/b (3).c"]
    assert [names.safe(name) for name in ("b.c", ".b", ".b", "d.e/f", "d.e/f")] == [
        "b.c", ".b", ".b (2)", "d.e/f", "d.e/f (2)",
    ]  # fmt: skip


def test_names_are_unique_over_all_depths() -> None:
    names = Names()
    assert names.safe("b.zip/c.txt", under="a.zip") == "a.zip/b.zip/c.txt"
    assert names.safe("c.txt", under="a.zip/b.zip") == "a.zip/b.zip/c (2).txt"


@given(st.lists(st.text(st.characters() | st.sampled_from("./\\ ab"), max_size=9), max_size=9))
@example(["..", "a/..", "....//"])
def test_no_name_leads_out_or_comes_twice(wanted: list[str]) -> None:
    names = Names()
    safe = [names.safe(name, under="x") for name in wanted]
    assert len(set(safe)) == len(safe)
    for name in safe:
        assert name.startswith("x/")
        assert not {"", ".", ".."} & set(name.split("/"))


def test_many_namesakes_take_no_longer_each() -> None:
    names, start = Names(), time.monotonic()
    last = [names.safe("a.txt") for _ in range(50_000)][-1]
    assert last == "a (50000).txt"
    assert time.monotonic() - start < 5
