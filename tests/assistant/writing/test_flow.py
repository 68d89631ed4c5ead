"""A model's words become sentences, however they are cut into pieces."""

import pytest

from assistant.writing.flow import Flow, Sentence

TEXTS = {
    "marks before the stop": (
        "It was sold [1]. Then it rained [2][3].",
        [("It was sold.", (1,)), ("Then it rained.", (2, 3))],
    ),
    "marks after the stop": (
        "It was sold. [1] Then it rained. [2, 3]",
        [("It was sold.", (1,)), ("Then it rained.", (2, 3))],
    ),
    "marks after the stop without a space": (
        "It was sold.[1] Then it rained.[2][3]",
        [("It was sold.", (1,)), ("Then it rained.", (2, 3))],
    ),
    "no marks": ("It was sold. Then it rained.", [("It was sold.", ()), ("Then it rained.", ())]),
    "a list": (
        "These are:\n- **Ann** came [1]\n2. Bob left [2]\n",
        [("These are:", ()), ("Ann came", (1,)), ("Bob left", (2,))],
    ),
    "abbreviations and figures": (
        "Dr. Ost paid 1,200.50 euros on 3 Sept. 2019 [1]. He left [2].",
        [("Dr. Ost paid 1,200.50 euros on 3 Sept. 2019.", (1,)), ("He left.", (2,))],
    ),
    "a comma between marks": (
        "The fee is 3. [1], [2] So it is. [1]",
        [("The fee is 3.", (1, 2)), ("So it is.", (1,))],
    ),
    "marks in round brackets": (
        "It was sold. ([1]) Then it rained ([2], [3]).",
        [("It was sold.", (1,)), ("Then it rained.", (2, 3))],
    ),
    "a source named": (
        "It was sold. (Source: [1]) Then it rained. [2]",
        [("It was sold.", (1,)), ("Then it rained.", (2,))],
    ),
    "marks on a line of their own": (
        "It was sold.\n[1] and [2].\nThen it rained.\n[3]",
        [("It was sold.", (1, 2)), ("Then it rained.", (3,))],
    ),
    "a mark behind an initial": (
        "It is Kiln C. [1] It does not burn. [2]",
        [("It is Kiln C.", (1,)), ("It does not burn.", (2,))],
    ),
    "italics": ("The *price* is *3 euros*. [1]", [("The price is 3 euros.", (1,))]),
    "a date that begins a line": (
        "12. Mai 2019 war es so weit [1].",
        [("12. Mai 2019 war es so weit.", (1,))],
    ),
    "more than": ("> 5 boats were sold [1].", [("> 5 boats were sold.", (1,))]),
    "no stop at the end": ("It was sold [1]", [("It was sold", (1,))]),
    "Chinese": ("船已售出[1]。下雨了[2]。", [("船已售出。", (1,)), ("下雨了。", (2,))]),
    "nothing but marks": ("[1] [2]", [("", (1, 2))]),
    "empty": ("\n \n", []),
}


def _read(pieces: list[str]) -> list[Sentence]:
    flow = Flow()
    found = [one for piece in pieces for one in flow.add(piece)]
    return [*found, *flow.rest()]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 1000])
@pytest.mark.parametrize("name", TEXTS)
def test_pieces_of_any_size_are_the_same_sentences(name: str, size: int) -> None:
    text, expected = TEXTS[name]
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    assert [(one.text, one.marks) for one in _read(pieces)] == expected


def test_a_sentence_comes_as_soon_as_the_next_one_begins() -> None:
    flow = Flow()
    assert list(flow.add("It was sold [1]. ")) == []
    assert [one.text for one in flow.add("Then it ra")] == ["It was sold."]


def test_what_is_cut_off_is_not_whole() -> None:
    flow = Flow()
    assert [one.is_whole for one in flow.add("It was sold [1]. Then it ra")] == [True]
    assert [(one.text, one.is_whole) for one in flow.rest(is_over=False)] == [("Then it ra", False)]


def test_a_text_cut_off_behind_a_stop_is_whole() -> None:
    flow = Flow()
    assert [*flow.add("It was sold [1]."), *flow.rest(is_over=False)][0].is_whole


def test_what_never_ends_is_stuck() -> None:
    flow = Flow()
    assert not list(flow.add("word " * 300))
    assert not flow.is_stuck
    list(flow.add("word " * 300))
    assert flow.is_stuck


@pytest.mark.parametrize(
    "mark",
    [
        "[a]",
        "[01]",
        "[1-3]",
        "[see 2]",
        "[12345]",
        "【9】",
        "［1］",
        "[^1]",
        "[1](http://a.b)",
        "[]",
    ],
)
@pytest.mark.parametrize("size", [1, 1000])
def test_what_is_no_mark_but_looks_like_one_is_strange(mark: str, size: int) -> None:
    text = f"It was sold {mark}. Then it rained. {mark} [1]"
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    assert _read(pieces) == [
        Sentence("It was sold.", (), strange=(mark,)),
        Sentence("Then it rained.", (1,), strange=(mark,)),
    ]


def test_a_raised_figure_behind_a_word_is_strange_and_a_unit_is_not() -> None:
    assert _read(["It cost 1200 euros⁹. [1]"])[0].strange == ("⁹",)
    assert _read(["It has 30 km² of woods. [1]"])[0].strange == ()
