"""Statements that are true of a passage, and some that are not, made of a test set."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import regex

from evaluation.twisting import exchanged, halves_turned, one_reversed, without_reserve
from evaluation.types import Dataset, Question
from index.sentences import sentences

Kind = Literal[
    "copied", "turned round", "said otherwise", "reference",
    "other passage", "figure of elsewhere", "figure of the passage", "name of elsewhere",
    "name of the passage", "word of elsewhere", "denied", "denial dropped",
    "names exchanged", "nouns exchanged", "figures exchanged", "opposite word", "reserve dropped",
]  # fmt: skip
TRUE: tuple[Kind, ...] = get_args(Kind)[:4]
FALSE: tuple[Kind, ...] = get_args(Kind)[4:]
_POINT = regex.compile(r"^\s*\d{1,2}[.)]\s|\s\d{1,2}[.)]$")  # of a list, cut off with a sentence
_FEWEST = 25  # characters of a sentence that says something

_NAMED = r"(?:the|an?)\s.+|\p{Lu}.+"
_STRANDED = regex.compile(  # what follows the noun of "What was the house built of?"
    r"\b(?:\p{L}+(?:ed|ing)|made|known|called|found|used|in|of|for|by|to|with|at|on|from|as|born"
    r"|held|built|seen|given|taken|written|said|done|led|lost|won|paid|put|set)$"
)
_WHAT_IS = regex.compile(rf"(?:[Ww]hat|[Ww]ho)\s(?P<verb>is|are|was|were)\s(?P<rest>{_NAMED})")
_WHO_DID = regex.compile(
    r"[Ww]ho\s(?P<rest>(?!is\b|are\b|was\b|were\b|has\b|have\b|had\b|can\b|could\b|will\b|would\b"
    r"|may\b|might\b|must\b|should\b|do\b|does\b|did\b)\p{L}+\s.+)"
)
_WHO_WAS = regex.compile(
    r"(?:[Ww]ho|(?:[Ww]hich|[Ww]hat)\s\p{L}+|[Hh]ow\smany\s(?P<many>\p{L}+(?:\s\p{L}+)?))\s"
    r"(?P<rest>(?:is|are|was|were|has|have|had|can|could|will)\s(?:\p{L}+ed|made|known|called|found"
    r"|used|born|held|built|given|taken|written|led|lost|won|able|part|in|the)\b.+)"
)
_AUXILIARY = regex.compile(r"\b(?:is|are|was|were|has|have|had|can|could|will|would|may|must)\b")
_NOT = regex.compile(r"(?<=\b(?:is|are|was|were|has|have|had|can|could|did|does|do|would))\snot\b")
_FIGURE = regex.compile(
    r"(?<![\p{L}\p{N}.,-])\p{Nd}+(?:,\p{Nd}{3})*(?:\.\p{Nd}+)?(?![\p{L}\p{N}-]|[.,]\p{Nd})"
)
_NAME = regex.compile(r"(?<=[\p{Ll},] )\p{Lu}\p{Ll}{2,}(?:\s\p{Lu}\p{Ll}{2,})*")
_WORD = regex.compile(r"(?<=\b(?:the|a|an|of|and|to|in) )\p{Ll}{5,}(?=[ .,])")
_FIRST_NAME = regex.compile(r"^\p{Lu}\p{Ll}{2,}(?:\s\p{Lu}\p{Ll}{2,})*")
_NOUN = regex.compile(r"(?<=\b(?:the|a) )\p{Ll}{4,}(?=[ .,])")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, the documents that it cites, and how it came to be.

    number: of the question or sentence that it was made from: what is made of the same has the
    same number.
    """

    kind: Kind
    text: str
    paths: tuple[str, ...]
    number: int


def declared(question: str, answer: str) -> str | None:
    """A question and its answer as a statement; None where its form does not lend itself.

    >>> declared("Who won Super Bowl XLIX?", "New England Patriots")
    'New England Patriots won Super Bowl XLIX.'
    >>> declared("What is the capital of Velm?", "Ost")
    'The capital of Velm is Ost.'
    """
    asked = question.strip().rstrip("?").strip()
    answer = answer.strip().rstrip(".")
    if (found := _WHAT_IS.fullmatch(asked)) and not _STRANDED.search(asked):
        rest = found["rest"]
        return f"{rest[0].upper()}{rest[1:]} {found['verb']} {answer}."
    if found := _WHO_DID.fullmatch(asked):
        return f"{answer[0].upper()}{answer[1:]} {found['rest']}."
    if found := _WHO_WAS.fullmatch(asked):
        many = found["many"]
        counted = f" {many}" if many and many not in answer else ""
        return f"{answer[0].upper()}{answer[1:]}{counted} {found['rest']}."
    return None


def statements(dataset: Dataset, seed: int = 1) -> list[Statement]:
    """What can be made of a test set; the same for the same seed.

    Of questions with answers in a paragraph: the answer put as a statement, sentences of the
    paragraph as they stand, and both with a figure, a name or a denial changed, or citing another
    paragraph of the same article. Of questions with a reference: the sentences of the reference.
    """
    draw = random.Random(seed)
    true = list(_true(dataset, draw))
    made = list(true)
    for one in true:
        if one.kind != "reference":
            made += _changed(one, dataset, draw)
    return made + list(_turned(dataset, max((one.number for one in made), default=0), seed))


def _turned(dataset: Dataset, number: int, seed: int) -> Iterator[Statement]:
    """Of each sentence of a grouped set: its halves the other way round, two things exchanged."""
    draw = random.Random(seed)
    for path in sorted(dataset.documents) if number and dataset.groups else ():
        text = dataset.documents[path]
        for span in sentences(text, 0, len(text)):
            said = text[span.start : span.end].strip()
            if not said.endswith(".") or len(said) < _FEWEST:
                continue
            number += 1
            made: tuple[tuple[Kind, str | None], ...] = (
                ("turned round", halves_turned(said)),
                ("names exchanged", exchanged(said, _NAME, draw)),
                ("nouns exchanged", exchanged(said, _NOUN, draw)),
                ("figures exchanged", exchanged(said, _FIGURE, draw)),
                ("opposite word", one_reversed(said, draw)),
                ("reserve dropped", without_reserve(said)),
            )
            yield from (Statement(kind, new, (path,), number) for kind, new in made if new)


def _true(dataset: Dataset, draw: random.Random) -> Iterator[Statement]:
    number = 0
    for question in dataset.questions:
        for kind, text, paths in _of(question, dataset):
            number += 1
            yield Statement(kind, text, paths, number)
    for path in sorted(dataset.documents) if number and dataset.groups else ():
        text = dataset.documents[path]
        said = [text[span.start : span.end] for span in sentences(text, 0, len(text))]
        said = [one for one in said if len(one) > _FEWEST]
        denying = [one for one in said if _NOT.search(one)]
        for one in dict.fromkeys([*said[:1], *denying]):
            number += 1
            yield Statement("copied", one, (path,), number)


def _of(question: Question, dataset: Dataset) -> Iterator[tuple[Kind, str, tuple[str, ...]]]:
    if question.places:
        place = question.places[0]
        said = dataset.documents[place.path][place.start : place.end]
        if text := declared(question.text, said):
            yield "said otherwise", text, (place.path,)
    elif question.reference and question.answerability == "answerable" and question.relevant:
        whole = question.reference
        for span in sentences(whole, 0, len(whole)):
            said = _POINT.sub("", whole[span.start : span.end]).strip()
            if len(said) > _FEWEST:
                yield "reference", said, tuple(question.relevant)


def _changed(true: Statement, dataset: Dataset, draw: random.Random) -> Iterator[Statement]:
    (path,) = true.paths
    beside = [p for p, group in dataset.groups.items() if group == dataset.groups[path]]
    others = [p for p in sorted(beside) if p != path]
    if not others:
        return
    here, there = dataset.documents[path], " ".join(dataset.documents[p] for p in others)
    yield replace(true, kind="other passage", paths=(draw.choice(others),))
    figures, names = [_FIGURE], [_NAME, _FIRST_NAME]
    swaps: tuple[tuple[Kind, list[regex.Pattern[str]], str, str], ...] = (
        ("figure of elsewhere", figures, there, here),
        ("figure of the passage", figures, here, ""),
        ("name of elsewhere", names, there, here),
        ("name of the passage", names, here, ""),
        ("word of elsewhere", [_WORD], there, here),
    )
    for kind, patterns, source, avoided in swaps:
        if text := _swapped(true.text, patterns, source, avoided, draw):
            yield replace(true, kind=kind, text=text)
    if (found := _NOT.search(true.text)) is not None:
        affirmed = true.text[: found.start()] + true.text[found.end() :]
        yield replace(true, kind="denial dropped", text=affirmed)
    elif found := _AUXILIARY.search(true.text):
        denied = f"{true.text[: found.end()]} not{true.text[found.end() :]}"
        yield replace(true, kind="denied", text=denied)


def _swapped(
    text: str,
    patterns: Sequence[regex.Pattern[str]],
    source: str,
    avoided: str,
    draw: random.Random,
) -> str | None:
    """The text with one thing that a pattern finds put in another's place, from the source."""
    found = [match for pattern in patterns for match in pattern.finditer(text)]
    if not found:
        return None
    old = draw.choice(found)
    offered = sorted(
        {
            match.group()
            for match in patterns[0].finditer(source)
            if match.group() not in text and not (avoided and match.group() in avoided)
        }
    )
    if not offered:
        return None
    return text[: old.start()] + draw.choice(offered) + text[old.end() :]
