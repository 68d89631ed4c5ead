"""One outcome against one question: what was right about it, in numbers."""

from collections.abc import Sequence
from math import nan

from evaluation import metrics
from evaluation.source import Source
from evaluation.types import Outcome, Question, Quote

FIRST = "H@1"
ANSWER = "answer in the 1st quotation"
THREE = "answer in the first 3"
ASIDE = ", refusals aside"


def scores(question: Question, outcome: Outcome, source: Source) -> dict[str, float]:
    """The outcome of a question asked with all documents, by the names of the table's rows.

    NaN where there is nothing to score: no gold, or no words in what is not shown. A question
    that is refused holds no answer, and cites nothing of it; "refusals aside", it is scored by what
    would have been quoted.

    Citation precision and recall are by the character, against the sentences in which the gold
    answers stand: of an answer of one word, any sentence around it would be nearly all beside the
    point. "gold answer quoted" is the recall of the answers' own characters.
    """
    found = dict.fromkeys(
        ("H@1", "recall@5", "MRR@10", "nDCG@10", ANSWER, THREE, ANSWER + ASIDE, THREE + ASIDE,
         "citation precision", "citation recall", "gold answer quoted"), nan
    )  # fmt: skip
    ranked, relevant = outcome.ranked, question.relevant
    if relevant:
        found |= {
            "H@1": metrics.hit(ranked, relevant, 1),
            "recall@5": metrics.recall(ranked, relevant, 5),
            "MRR@10": metrics.reciprocal_rank(ranked, relevant, 10),
            "nDCG@10": metrics.ndcg(ranked, relevant, 10),
        }
    if question.words:
        would_quote = outcome.nearest if outcome.refused else outcome.quoted
        found |= {
            ANSWER: _answered(question, outcome.quoted, 1),
            THREE: _answered(question, outcome.quoted, 3),
            ANSWER + ASIDE: _answered(question, would_quote, 1),
            THREE + ASIDE: _answered(question, would_quote, 3),
        }
    quoted = [(*quote.place,) for quote in outcome.quoted]
    if question.places:
        gold = source.gold(question.places)
        found |= {
            "citation precision": metrics.covered(gold, quoted),
            "citation recall": metrics.covered(quoted, gold),
            "gold answer quoted": metrics.covered(quoted, [(*one,) for one in question.places]),
        }
    is_shown = bool(quoted) and not outcome.refused
    return found | {
        "words shown": float(sum(len(q.text.split()) for q in outcome.quoted)) if is_shown else nan,
        "statements": float(outcome.statements) if is_shown else nan,
        "quotations verified": _verified(outcome, source) if is_shown else nan,
    }


def _answered(question: Question, quotes: Sequence[Quote], among: int) -> float:
    return float(
        any(
            quote.place.path in question.relevant
            and metrics.holds(quote.text, question.words, question.exact)
            for quote in quotes[:among]
        )
    )


def _verified(outcome: Outcome, source: Source) -> float:
    """The share of the quotations that stand in their document where they say."""
    held = [source.text(place.path)[place.start : place.end] == text for place, text in
            (quote for quote in outcome.quoted)]  # fmt: skip
    return sum(held) / len(held)
