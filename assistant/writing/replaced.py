"""One wrong word among right ones: in the very place of another, and nothing like it."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import numpy as np

from index import lexical
from index.encoder import Encoder
from index.language import detect
from index.lexical import Word

LITERAL = 0.875  # share of a sentence's words that its sources have, for it to be all but copied
ALIKE = 0.4  # cosine similarity of two words, each encoded alone, for them to mean the same
_UNDERSTOOD = ("en", "")  # what the model that Footnote ships reads; "" is too short to tell
_LONGEST = 300  # words of a sentence that is compared


def replaced(encoder: Encoder, text: str, sources: Sequence[str]) -> tuple[str, ...]:
    """A word of an all but copied text and the one in whose place it stands; else ().

    The words beside it are the same there; the sources have the word nowhere; and the two are not
    alike. A name or figure is none: they are held against the sources themselves.
    sources: the sentences that bear the text out.
    """
    words = lexical.words(text)
    held = {stem for source in sources for stem in lexical.stems(source)}
    content = [word for word in words if not word.is_common]
    foreign = [word for word in content if word.stem not in held]
    if not foreign or len(content) - len(foreign) < LITERAL * len(content):
        return ()
    if detect(text) not in _UNDERSTOOD:
        return ()
    for source in sources:
        for word, other in _substitutes(words, lexical.words(source)):
            if word.stem not in held and not _is_alike(encoder, word.text, other.text):
                return word.text, other.text
    return ()


def _substitutes(words: Sequence[Word], there: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """One word for one other between words that both have."""
    if max(len(words), len(there)) > _LONGEST:
        return
    stems, others = [word.stem for word in words], [word.stem for word in there]
    for kind, a, b, c, d in SequenceMatcher(None, stems, others, autojunk=False).get_opcodes():
        if kind != "replace" or not (a > 0 and b < len(words) and c > 0 and d < len(there)):
            continue
        one = [word for word in words[a:b] if not word.is_common]
        other = [word for word in there[c:d] if not word.is_common]
        if len(one) == len(other) == 1 and one[0].text.islower():
            yield one[0], other[0]


def _is_alike(encoder: Encoder, word: str, other: str) -> bool:
    one, two = (encoding.pooled for encoding in encoder.encode([word, other]))
    return float(np.dot(one, two)) >= ALIKE
