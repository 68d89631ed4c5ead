"""Whether the documents say it, and if they don't, why we think so."""

from collections.abc import Sequence

from assistant.asking import kind_asked
from assistant.matching import phrases
from assistant.query import Query
from assistant.reasons import Reason, Unread
from assistant.sentences import Sentence
from index.types import FileState

COVERAGE_SHARE = 0.2  # of the share of the question's words that a sentence or those before it hold
PHRASE_SHARE = 0.1  # of the share of the question's pairs of words that stand in the best passage
RANK_SHARE = 0.03  # of the best passage's score over the other candidates
WHOLE = 1.5  # what these come to together, at most

_MOST_WORDS, _LONGEST_WORD, _MOST_FILES = 12, 40, 5  # that a reason names


def confidence(query: Query, sentences: Sequence[Sentence], chosen: Sequence[Sentence]) -> float:
    """How surely the documents speak of what was asked, about 0 to 1; 0 without sentences.

    It rests on the best passages' sentences: the best MaxSim, what was said before included, with
    the question's history or without; the best coverage by words; the question's pairs of words;
    and how far the best passage stands out from the other candidates. It is half of that where a
    number is asked for and none is among the chosen sentences.
    """
    if not sentences:
        return 0.0
    best = sentences[0].ranked
    readings = (query.weights, query.weights_of_its_own)
    whole = (
        max(float(weights @ sentence.carried) for sentence in sentences for weights in readings)
        + COVERAGE_SHARE * max(sentence.coverage for sentence in sentences)
        + PHRASE_SHARE * phrases(query, best.stored.text)
        + RANK_SHARE * best.score
    )
    sure = max(0.0, whole / WHOLE)
    return sure / 2 if lacks_number(query, chosen) else sure


def lacks_number(query: Query, chosen: Sequence[Sentence]) -> bool:
    """Whether the question asks for a number that none of its best sentences holds."""
    kind = kind_asked(query.text)
    if kind is None or not kind.is_number:
        return False
    return not any(kind.is_in(one.text) for one in chosen)


def reasons(
    query: Query,
    chosen: Sequence[Sentence],
    sure: float,
    threshold: float,
    unread: Sequence[FileState],
    staleness: str = "",
) -> tuple[Reason, ...]:
    """Why the documents don't say, or why it is not sure that they do.

    chosen: the best sentences there were; sure: the confidence that they reach.
    staleness: the assistant's.
    """
    stale = (Reason("stale", text=staleness),) if staleness else ()
    if not query.text.strip():
        return (Reason("empty"), *stale)
    found: list[Reason] = []
    if not chosen:
        found.append(Reason("no-passages"))
    else:
        if not query.words:
            found.append(Reason("no-word"))
        found.append(Reason("not-covered", confidence=sure, threshold=threshold))
        if lacks_number(query, chosen):
            found.append(Reason("lacks-number"))
        if query.unknown:
            words = tuple(word[:_LONGEST_WORD] for word in query.unknown[:_MOST_WORDS])
            found.append(Reason("unknown-words", words=words))
    if unread:
        files = tuple(Unread(state.path, state.reason) for state in unread[:_MOST_FILES])
        found.append(Reason("unread-files", files=files, more=len(unread) - len(files)))
    return (*found, *stale)
