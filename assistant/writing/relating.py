"""Whether a sentence joins what it names as its sources do: who did what, and how surely."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.faults import Fault
from assistant.writing.attributed import said_of_another
from assistant.writing.exchanged import exchanged
from assistant.writing.hedged import unreserved
from assistant.writing.named import names
from assistant.writing.opposed import opposed
from assistant.writing.replaced import replaced
from assistant.writing.tabled import apart
from index import lexical
from index.encoder import Encoder


def relation_faults(
    encoder: Encoder, text: str, bearing: Sequence[str], passages: Sequence[str]
) -> Iterator[Fault]:
    """What the sources join otherwise than the text does.

    Of the first four one is named: the same two words may be meant by several.
    bearing: the sentences that bear the text out. passages: those, whole.
    """
    held = frozenset[str]().union(*map(_stems, passages))
    known = frozenset[str]().union(*map(_names, passages))
    if pair := exchanged(text, bearing, known):
        yield Fault("exchanged", pair)
    elif pair := opposed(text, bearing):
        yield Fault("opposite", pair)
    elif pair := replaced(encoder, text, bearing, known):
        yield Fault("replaced", pair)
    elif other := said_of_another(text, bearing, held, known):
        yield Fault("another", other)
    if reserves := unreserved(text, bearing):
        yield Fault("reserve", reserves)
    if pair := apart(text, "\n".join(passages)):
        yield Fault("apart", pair)


# The sentences of an answer are held against the same few passages.
@lru_cache(maxsize=64)
def _stems(passage: str) -> frozenset[str]:
    return frozenset(lexical.stems(passage))


@lru_cache(maxsize=64)
def _names(passage: str) -> frozenset[str]:
    """The stems of its names."""
    return frozenset(word.stem for word in names(passage))
