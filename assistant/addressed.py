"""Which quotations speak to a machine: they are exact all the same, and a person is told."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from assistant.types import Citation, Evidence
from assistant.writing.instructions import speaks_to_a_machine, withheld
from index.reading import StoredPassage
from index.sentences import sentences
from index.types import Passage, Span

TOLD = "This passage speaks to a machine. It is quoted as it stands."


def speaks(citation: Citation, evidence: Sequence[Evidence] = ()) -> bool:
    """Whether a quotation holds what no model would be given.

    evidence: of its answer; with the passage around it, a part of an order is known for one too.
    """
    return _speaks(citation.quote) or any(
        a < citation.end - one.start and citation.start - one.start < b
        for one in evidence
        if one.path == citation.path and one.start < citation.end and citation.start < one.end
        for a, b in _withheld(one.text, one.heading)
    )


@lru_cache(maxsize=1024)
def _speaks(text: str) -> bool:
    return speaks_to_a_machine(text)


@lru_cache(maxsize=1024)
def _withheld(text: str, heading: str) -> tuple[Span, ...]:
    """The parts of a passage that no model gets, as offsets into its text."""
    spans = tuple(sentences(text, 0, len(text)))
    nothing = np.empty((0, 0), np.uint8), np.empty(0, np.float16)
    return withheld(
        StoredPassage(0, "", "", text, Passage(0, len(text), heading, None, spans), *nothing)
    )
