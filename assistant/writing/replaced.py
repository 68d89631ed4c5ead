"""One wrong word, name or figure among right ones: in the very place of another."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from assistant.writing.mentions import Mention, mentions
from index import lexical
from index.encoder import Encoder
from index.language import detect
from index.lexical import Word

LITERAL = 0.8  # share of a sentence's words that its sources have, for places to be compared
COPIED = 0.875  # the same, for a common word to be compared
ALIKE = 0.4  # cosine similarity of two words, each encoded alone, for them to mean the same
_BEFORE = 2  # words that both have before the place of a name or figure
_UNDERSTOOD = ("en", "")  # what the model that Footnote ships reads; "" is too short to tell
_LONGEST = 300  # words of a sentence that is compared
_WIDEST = 3  # words that stand in another's place


def replaced(
    encoder: Encoder, text: str, sources: Sequence[str], known: Collection[str] = ()
) -> tuple[str, ...]:
    """What stands in a text in the very place of something else, and that; () if nothing does.

    The text is held against the source that is most like it, and only if most of its words are
    there. A name or figure is in another's place where the words beside both are the same; so is a
    common word of an all but copied text, if no source has it and the two are not alike.
    sources: the sentences that bear the text out. known: the stems of names.
    """
    words = lexical.words(text)
    held = {stem for source in sources for stem in lexical.stems(source)}
    content = [word for word in words if not word.is_common]
    share = sum(word.stem in held for word in content) / max(1, len(content))
    if share < LITERAL:
        return ()
    source, places = _closest(words, sources)
    said, meant = mentions(text, known), mentions(source, known)
    for place in places:
        one, other = _mentioned(said, place.words), _mentioned(meant, place.others)
        if one and other and place.before >= _BEFORE and _is_another(one, other):
            return one.text, other.text
    if share < COPIED or share == 1 or detect(text) not in _UNDERSTOOD:
        return ()
    for place in places:
        mine = [word for word in place.words if not word.is_common and word.text.islower()]
        theirs = [word for word in place.others if not word.is_common]
        if len(mine) != 1 or len(theirs) != 1 or mine[0].stem in held:
            continue
        if not _is_alike(encoder, mine[0].text, theirs[0].text):
            return mine[0].text, theirs[0].text
    return ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Words that stand where the source has others; before: how many words both have before."""

    words: Sequence[Word]
    others: Sequence[Word]
    before: int


def _closest(words: Sequence[Word], sources: Sequence[str]) -> tuple[str, list[_Place]]:
    """The source that is most like a text, and the places in which they differ."""
    found: list[tuple[float, str, list[_Place]]] = [(0.0, "", [])]
    for source in sources:
        there = lexical.words(source)
        if max(len(words), len(there)) <= _LONGEST:
            stems, others = [word.stem for word in words], [word.stem for word in there]
            matcher = SequenceMatcher(None, stems, others, autojunk=False)
            same = sum(size for _, _, size in matcher.get_matching_blocks())
            found.append((same, source, list(_places(matcher, words, there))))
    _, source, places = max(found, key=lambda one: one[0])
    return source, places


def _places(
    matcher: "SequenceMatcher[str]", words: Sequence[Word], there: Sequence[Word]
) -> Iterator[_Place]:
    before = 0
    for kind, a, b, c, d in matcher.get_opcodes():
        is_behind = (b < len(words) and d < len(there)) or b == len(words)
        if kind == "replace" and max(b - a, d - c) <= _WIDEST and before and is_behind:
            yield _Place(words[a:b], there[c:d], before)
        before = b - a if kind == "equal" else 0


def _mentioned(found: Sequence[Mention], words: Sequence[Word]) -> Mention | None:
    """The name or figure that these words are, or are part of, if there is but one."""
    start, end = words[0].start, words[-1].end
    inside = [one for one in found if one.kind != "thing" and start < one.end and one.start < end]
    return inside[0] if len(inside) == 1 else None


def _is_another(one: Mention, other: Mention) -> bool:
    return one.kind == other.kind and not one.is_same(other) and not one.stems & other.stems


def _is_alike(encoder: Encoder, word: str, other: str) -> bool:
    one, two = (encoding.pooled for encoding in encoder.encode([word, other]))
    return float(np.dot(one, two)) >= ALIKE
