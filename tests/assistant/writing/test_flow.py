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
    "a mark of nothing": ("It was sold [12345].", [("It was sold [12345].", ())]),
    "no stop at the end": ("It was sold [1]", [("It was sold", (1,))]),
    "Chinese": ("船已售出[1]。下雨了[2]。", [("船已售出。", (1,)), ("下雨了。", (2,))]),
    "nothing but marks": ("[1] [2]", []),
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
    assert next(flow.add("It was sold [1]. Then it ra")).is_whole
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
