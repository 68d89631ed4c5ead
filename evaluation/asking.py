"""Every question asked of every system: with its documents there, without them, with a history."""

from collections.abc import Mapping, Sequence

from tqdm import tqdm

from assistant import Turn
from evaluation.systems import System
from evaluation.types import Outcome, Question

THERE = "asked"
LEFT_OUT = "left out"
NEAR = "near"
NEAR_LEFT_OUT = "near, left out"
LAST_TURN = "last turn only"
JOINED = "turns joined"
HISTORY = "with the history"
CHANGED = "changed subject, "

Outcomes = dict[str, dict[str, Outcome]]
"""Outcomes by the way of asking, then by the question's id."""


def ask_all(system: System, questions: Sequence[Question], leaves_out: bool) -> Outcomes:
    """Ask each question with all documents and, if `leaves_out`, again without its own.

    A system that takes no history is asked the last turn only: what else can be done without a
    language model, joining the user's turns, is asked by `ask_follow_ups`.
    """
    outcomes: Outcomes = {THERE: {}, LEFT_OUT: {}}
    for question in progress(questions, system.name):
        history = before(system, question)
        way = HISTORY if system.takes_history else LAST_TURN
        outcomes[THERE][question.id] = ask(system, question, history, way)
        if leaves_out and question.relevant:
            outcomes[LEFT_OUT][question.id] = ask(
                system, question, history, way, without=frozenset(question.relevant)
            )
    return outcomes


def ask_follow_ups(
    system: System, questions: Sequence[Question], asked: Mapping[str, Outcome]
) -> Outcomes:
    """Ask each question in each way that there is, its own history before it and another's.

    The other's, for `changes` of the subject, is what must not draw the answer away.
    asked: the outcomes of `ask_all`, which are one of the ways already.
    """
    ways = (LAST_TURN, JOINED, HISTORY) if system.takes_history else (LAST_TURN, JOINED)
    known = HISTORY if system.takes_history else LAST_TURN
    outcomes: Outcomes = {prefix + way: {} for prefix in ("", CHANGED) for way in ways}
    moved = changes(questions)
    for question in progress(questions, f"{system.name}, follow-ups"):
        for way in ways:
            outcomes[way][question.id] = (
                asked[question.id] if way == known else ask(system, question, question.history, way)
            )
            if question.id in moved:
                # the last turn alone is the same, whatever stood before it
                outcomes[CHANGED + way][question.id] = (
                    outcomes[way][question.id]
                    if way == LAST_TURN
                    else ask(system, question, moved[question.id], way)
                )
    return outcomes


def ask(
    system: System,
    question: Question,
    history: Sequence[Turn],
    way: str,
    without: frozenset[str] = frozenset(),
) -> Outcome:
    """Ask one question: its last turn only, its user's turns joined, or with its history."""
    if way == HISTORY:
        return system.ask(question.text, history, without)
    turns = [turn.text for turn in history if turn.role == "user"] if way == JOINED else []
    return system.ask(" ".join([*turns, question.text]), (), without)


def before(system: System, question: Question) -> tuple[Turn, ...]:
    """The turns before a question; where another is to be asked first, that and its answer."""
    if not question.after:
        return question.history
    said = " ".join(quote.text for quote in system.ask(question.after).quoted)
    return (Turn("user", question.after), Turn("assistant", said))


def changes(questions: Sequence[Question]) -> dict[str, tuple[Turn, ...]]:
    """Question id -> a history of another subject, for every question that has gold.

    Judgements name the documents of last turns alone, so that where a conversation changes its
    subject cannot be computed from them. A change is made instead: the question is put behind the
    history of the next conversation of the set that shares no relevant document with it.
    """
    found: dict[str, tuple[Turn, ...]] = {}
    for i, question in enumerate(questions):
        if not question.relevant:
            continue
        for other in (*questions[i + 1 :], *questions[:i]):
            if (
                other.history
                and other.relevant
                and not set(other.relevant) & set(question.relevant)
            ):
                found[question.id] = other.history
                break
    return found


def progress(questions: Sequence[Question], what: str) -> "tqdm[Question]":
    """The questions with a bar on stderr that goes when they are through."""
    return tqdm(questions, desc=what, unit=" questions", leave=False)
