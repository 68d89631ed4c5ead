"""What comes slowly is taken without waiting long; how it ends is told."""

import threading
from collections.abc import Generator
from itertools import count

import pytest

from assistant.writing.pump import Outcome, Patience, Pump


def nothing() -> None:
    pass


def run(pieces: Generator[str, None, None], patience: Patience) -> list[str | Outcome]:
    return [one for one in Pump(lambda: pieces, nothing, patience).run() if one != ""]


def test_pieces_come_in_order_and_the_end_is_told() -> None:
    pieces = (str(number) for number in range(500))
    *got, last = run(pieces, Patience())
    assert got == [str(number) for number in range(500)]
    assert last == Outcome("end")


def test_an_error_comes_after_what_came_before_it() -> None:
    error = KeyboardInterrupt()

    def pieces() -> Generator[str, None, None]:
        yield "a"
        raise error

    assert run(pieces(), Patience()) == ["a", Outcome("error", error)]


@pytest.mark.parametrize("first", ["", "a"])
def test_silence_is_told(first: str) -> None:
    never = threading.Event()

    def pieces() -> Generator[str, None, None]:
        if first:
            yield first
        never.wait(60)

    patience = Patience(first=60, silence=0.3) if first else Patience(first=0.3, silence=60)
    *said, last = run(pieces(), patience)
    never.set()
    assert "".join(map(str, said)) == first
    assert isinstance(last, Outcome)
    assert (last.why, last.seconds >= 0.3) == ("silence", True)


def test_a_dribble_without_end_is_ended() -> None:
    *_, last = run((str(number) for number in count()), Patience(total=0.2))
    assert isinstance(last, Outcome)
    assert last.why == "total"


def test_who_takes_the_pieces_slowly_is_no_silence_of_the_model() -> None:
    step = threading.Event()

    def pieces() -> Generator[str, None, None]:
        for _ in range(3):
            step.wait(60)
            yield "a"

    taken = Pump(pieces, nothing, Patience(first=60, silence=0.2)).run()
    step.set()
    assert next(filter(None, taken)) == "a"
    threading.Event().wait(0.5)  # the sentence is checked meanwhile
    assert [one for one in taken if one] == ["a", "a", Outcome("end")]


def test_who_wants_no_more_cuts_it_and_the_source_is_closed() -> None:
    cut, closed = threading.Event(), threading.Event()

    def pieces() -> Generator[str, None, None]:
        try:
            while True:
                yield "a"
        finally:
            closed.set()

    taken = Pump(pieces, cut.set, Patience()).run()
    assert next(filter(None, taken)) == "a"
    taken.close()
    assert cut.is_set()
    assert closed.wait(20)
