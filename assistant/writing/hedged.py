"""What a sentence says for certain that its sources only hold possible: "may", "allegedly"."""

from collections.abc import Iterator, Sequence

import regex

from index import lexical

# "May" is a month, "may not" forbids; "would" also tells what came later, "can" what is so.
_RESERVE = regex.compile(
    r"\b(?:may(?!\snot\b)|(?i:might|could|possibly|perhaps|maybe|probably|allegedly|reportedly|supposedly"
    r"|presumably))\b"
)
# A word of these, and a sentence is not said for certain: which of them, no one can tell by words.
_ANY_RESERVE = regex.compile(
    r"\b(?:may|might|can|could|would|will|should|must|whether|if|unless|perhaps|maybe|possib\p{L}+"
    r"|probab\p{L}+|potential\p{L}*|likely|likelihood|alleg\p{L}+|report\p{L}*|supposed\p{L}*"
    r"|presum\p{L}+|assum\p{L}+|suggest\p{L}*|claim\p{L}*|expect\p{L}*|hop(?:e|es|ed|ing)|plan\p{L}*"
    r"|propos\p{L}+|intend\p{L}*|believ\p{L}+|thought|think\p{L}*|consider\p{L}*|seem\p{L}*"
    r"|appear\p{L}*|risk\p{L}*|danger\p{L}*|threat\p{L}*|fear\p{L}*|sometimes|unclear|uncertain"
    r"|rumou?r\p{L}*|help\p{L}*|able|capab\p{L}+|eligib\p{L}+|option\p{L}*|permit\p{L}*"
    r"|allow\p{L}*|entitled|ensur\p{L}+|chance\p{L}*|theor\p{L}+|hypothe\p{L}+|estimat\p{L}+)\b",
    regex.IGNORECASE,
)
_BESIDE = frozenset(
    "not also be have been has had never only even then still well soon a an the".split()
)
_REACH = 60  # characters behind a reserve, in which what it is said of begins


def unreserved(text: str, sources: Sequence[str]) -> tuple[str, ...]:
    """The words by which the sources say with a reserve what the text says for certain; else ().

    A reserve is said of the next word that says something; that word stands in the text, and in
    the sources nowhere without one. sources: the sentences that bear the text out. English alone.

    >>> unreserved("It weakened the bridge.", ["The flood may have weakened the bridge."])
    ('may',)
    >>> unreserved("It possibly weakened it.", ["The flood may have weakened the bridge."])
    ()
    """
    if _ANY_RESERVE.search(text):
        return ()
    said = set(lexical.content_words(text))
    reserved = [pair for source in sources for pair in _reserved(source)]
    all_stems = [stem for source in sources for stem in lexical.stems(source)]
    certain = {
        stem
        for _, stem in reserved
        if all_stems.count(stem) > sum(other == stem for _, other in reserved)
    }
    return tuple(
        dict.fromkeys(word for word, stem in reserved if stem in said and stem not in certain)
    )


def _reserved(source: str) -> Iterator[tuple[str, str]]:
    """Each word of reserve, and the stem of what it is said of."""
    for found in _RESERVE.finditer(source):
        for word in lexical.words(source[found.end() : found.end() + _REACH]):
            plain = word.text.lower()
            if plain in _BESIDE or plain.endswith("ly"):
                continue
            if not word.is_common:
                yield found.group(), word.stem
            break
