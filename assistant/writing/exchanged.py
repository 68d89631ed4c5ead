"""Who did what to whom: names and figures of a sentence that its sources have the other way round.

No grammar is parsed. Where a sentence says "A ... B" and its source says "B ... A" with the same
words between them, one of both is wrong; where those words differ, or something turns them round
("was beaten by", "bought from", "the town's harbour"), nothing is said.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

import regex

from assistant.writing.mentions import PREPOSITIONS, Mention, mentions
from index import lexical
from index.lexical import Word

ALIKE = 0.5  # share of the words between two mentions that both sentences have, of all of them

# What tells who it is that does something, or of which of both it is said.
_TURNING = regex.compile(
    r"\b(?:by|to|from|of|for|than|over|against|before|after|into|onto|under|above|below|with|until"
    r"|since|towards?|behind|between)\b",
    regex.IGNORECASE,
)
# What two do to one another: it may be said in either order.
_MUTUAL = frozenset(
    lexical.stems(
        "met meet married marry join border equal neighbour similar different agree cooperate "
        "collaborate partner ally resemble fought fight compete versus share friend brother sister "
        "sibling cousin colleague adjacent opposite war conflict relation relationship contact "
        "talk negotiate union alliance merge"
    )
)
_GENITIVE = regex.compile(r"['’]s?\b")
# What makes a mention a place or a time of what is said, so that it may stand first or last.
_PLACING = regex.compile(
    rf"\b({'|'.join(sorted(PREPOSITIONS))})\s(?:the\s|an?\s|each\s|every\s|any\s)?$",
    regex.IGNORECASE,
)
_LISTING = regex.compile(r"\b(?:and|or|but|while|whereas|as)\b|[;,]\s", regex.IGNORECASE)
_LONGEST = 20  # characters of a preposition and an article


def exchanged(text: str, sources: Sequence[str], known: Collection[str] = ()) -> tuple[str, ...]:
    """Two mentions of one kind that no source has in this order, but one in the other; else ().

    sources: the sentences that bear the text out. known: the stems of names.

    >>> exchanged("Velm beat Ost by 3 goals.", ["In May, Ost beat Velm."])
    ('Velm', 'Ost')
    >>> exchanged("Velm was beaten by Ost.", ["In May, Ost beat Velm."])
    ()
    """
    said = _Sentence.of(text, known)
    there = [_Sentence.of(source, known) for source in sources]
    places = [[found.like(one) for found in there] for one in said.mentions]
    for (i, first), (j, second) in combinations(enumerate(said.mentions), 2):
        if not first.is_like(second) or first.is_same(second):
            continue
        both = list(zip(there, places[i], places[j], strict=True))
        if any(_nearest(a, b) for _, a, b in both):
            continue
        turned = [_Between.of(found, *pair) for found, a, b in both for pair in _nearest(b, a)]
        if not turned:
            continue
        between = _Between.of(said, first, second)
        if between.content and any(between.is_like(other) for other in turned):
            return first.text, second.text
    return ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    words: Sequence[Word]
    mentions: Sequence[Mention]

    @classmethod
    def of(cls, text: str, known: Collection[str]) -> "_Sentence":
        return cls(text, lexical.words(text), mentions(text, known))

    def like(self, mention: Mention) -> list[Mention]:
        return [one for one in self.mentions if mention.is_same(one)]

    def content(self, start: int, end: int) -> frozenset[str]:
        """The stems of the words in [start, end) that are no stop words."""
        inside = (word for word in self.words if start <= word.start and word.end <= end)
        return frozenset(word.stem for word in inside if not word.is_common)


@dataclass(frozen=True, slots=True)
class _Between:
    """What stands between two mentions, and after them; placing: the preposition before them.

    content: the stems of the words between that are no stop words; bare: less those of mentions.
    mentioned: what is mentioned between. turning: the words there that turn a sentence round.
    """

    placing: str
    content: frozenset[str]
    bare: frozenset[str]
    mentioned: frozenset[tuple[str, frozenset[str], tuple[float, float]]]
    turning: frozenset[str]
    is_genitive: bool
    is_list: bool
    after: frozenset[str]

    @classmethod
    def of(cls, said: _Sentence, first: Mention, second: Mention) -> "_Between":
        start, end = first.end, second.start
        between = said.text[start:end]
        placing = _PLACING.search(said.text, max(0, first.start - _LONGEST), first.start)
        inside = [one for one in said.mentions if start <= one.start and one.end <= end]
        content = said.content(start, end)
        return cls(
            placing=placing.group(1).lower() if placing else "",
            content=content,
            bare=content.difference(*(one.stems for one in inside)),
            mentioned=frozenset((one.kind, one.stems, one.value) for one in inside),
            turning=frozenset(one.lower() for one in _TURNING.findall(between)),
            is_genitive=_GENITIVE.match(between) is not None,
            is_list=_LISTING.search(between) is not None,
            after=said.content(second.end, len(said.text)),
        )

    def is_like(self, other: "_Between") -> bool:
        """Whether both say the same of what stands before and after them, in that order.

        Of two that are listed ("A sold 5 and B 7"), the one that is named first may be said to do
        what it does where it is named last: then nothing else may differ.
        """
        if (
            (self.placing, self.turning) != (other.placing, other.turning)
            or self.is_genitive != other.is_genitive
            or (self.content | other.content) & _MUTUAL
        ):
            return False
        alike = _share(self.content, other.content)
        if self.is_list or other.is_list:
            is_same = self.mentioned == other.mentioned
            return is_same and alike >= ALIKE and alike > _share(self.content, other.after)
        return max(alike, _share(self.bare, other.bare)) >= ALIKE


def _share(stems: frozenset[str], others: frozenset[str]) -> float:
    return len(stems & others) / max(1, len(stems | others))


def _nearest(
    firsts: Sequence[Mention], seconds: Sequence[Mention]
) -> list[tuple[Mention, Mention]]:
    """Each of the first with the next of the second that stands behind it."""
    pairs = []
    for first in firsts:
        behind = [second for second in seconds if first.end <= second.start]
        if behind:
            pairs.append((first, behind[0]))
    return pairs
