"""What a sentence denies: whether a model's sentence and its source differ in that."""

from collections.abc import Sequence
from itertools import pairwise

import regex

from index.types import Span

_DENIALS = (
    r"not|never|no|none|nobody|nothing|nowhere|neither|nor|without|cannot|hardly|scarcely|barely"
    r"|\p{L}+n['’]t"
)
# Words that can say in the source what "not" says in the sentence, and the other way round.
_ALIKE = (
    r"fail(?:s|ed|ing|ure)?|lack(?:s|ed|ing)?|refus(?:e|es|ed|al|ing)|den(?:y|ies|ied|ial|ying)"
    r"|reject(?:s|ed|ion|ing)?|prevent(?:s|ed|ing)?|prohibit(?:s|ed|ion|ing)?|ban(?:s|ned|ning)?"
    r"|forb(?:id|ids|ade|idden)|avoid(?:s|ed|ing)?|exclud(?:e|es|ed|ing)|except(?:ion|ions)?"
    r"|instead|rather\sthan|other\sthan|unless|unlike|absen(?:t|ce)|rarely|seldom|ceas(?:e|ed|es)"
    r"|un(?:able|likely|aware|willing|known|clear|available|used|common|necessary|successful|equal"
    r"|paid|changed|safe|fair|lawful|related|certain|expected)(?:ly)?|non-?\p{L}{3,}"
    r"|im(?:possible|probable|proper|perfect)(?:ly)?|ir(?:regular|relevant|reversible)(?:ly)?"
    r"|il(?:legal|logical)(?:ly)?|dis(?:agree|allow|approv|believ|qualif|regard|satisf)\p{L}*"
    r"|in(?:valid|complete|correct|accurate|active|adequate|effective|eligible|sufficient|visible"
    r"|capable|frequent)(?:ly)?"
)
# Of these, the ones that nobody leaves out when saying the same.
_STRONG = (
    r"forb(?:id|ids|ade|idden)|prohibit(?:s|ed|ion|ing)?|ban(?:s|ned|ning)?|refus(?:e|es|ed|al|ing)"
    r"|reject(?:s|ed|ion|ing)?|den(?:ies|ied|ial)|illegal|unlawful|unable|impossible|fail(?:s|ed)"
)
_STRONG_WORD = regex.compile(rf"\b(?:{_STRONG})\b", regex.IGNORECASE)
_DENIAL = regex.compile(rf"\b(?:{_DENIALS})\b", regex.IGNORECASE)
_ALIKE_WORD = regex.compile(rf"\b(?:{_ALIKE})\b", regex.IGNORECASE)
_NOT_ONLY = regex.compile(
    r"\bnot\s(?:only|just|merely|simply|least)\b|\bno\s(?:fewer|less|later|more)\sthan\b"
    r"|\bnone\sother\b|\bno\.\s?\d|(?-i:(?<=\w\s)Nos?\.)|\bor\snot\b",
    regex.IGNORECASE,
)
_CLAUSE = regex.compile(
    r"[;:—–]|,\s|\s\(|\)\s|\s(?=(?:but|although|though|while|whereas|because|unless|which|who|that"
    r"|and|or|if|when)\s)",
    regex.IGNORECASE,
)


def denials(text: str) -> tuple[str, ...]:
    """The words of a text that deny, as they stand.

    >>> denials("It didn't rain, not only here, and no one left.")
    ("didn't", 'no')
    """
    spared = [found.span() for found in _NOT_ONLY.finditer(text)]
    return tuple(
        found.group()
        for found in _DENIAL.finditer(text)
        if not any(start <= found.start() < end for start, end in spared)
    )


def clauses(text: str) -> list[Span]:
    """The clauses of a sentence, roughly: offsets that tile it.

    >>> text = "He did not go, but she went."
    >>> [text[start:end] for start, end in clauses(text)]
    ['He did not go, ', 'but she went.']
    """
    cuts = [0, *(found.end() for found in _CLAUSE.finditer(text)), len(text)]
    return [Span(a, b) for a, b in pairwise(cuts) if a < b]


def differing_denials(text: str, source: Sequence[str]) -> tuple[str, ...]:
    """The words by which a sentence denies what its source affirms, or the other way round.

    source: the clauses of the source that bear the sentence out. Only how many words
    deny counts, not what: a sentence that denies something else than its source passes.

    >>> differing_denials("It did not sell boats.", ["It sold boats"])
    ('not',)
    >>> differing_denials("It sold boats.", ["It never sold boats"])
    ('never',)
    >>> differing_denials("It did not sell boats.", ["It refused to sell boats"])
    ()
    """
    together = " ".join(source)
    said, there = denials(text), denials(together)
    if len(said) > _count(together):
        return said
    if len(there) > _count(text):
        return there
    if not _count(text):
        return tuple(_STRONG_WORD.findall(together))
    return tuple(_STRONG_WORD.findall(text)) if not _count(together) else ()


def _count(text: str) -> int:
    """How many words of a text deny, or say as much, such as "failed" or "unable"."""
    return len(denials(text)) + len(_ALIKE_WORD.findall(text))
