"""The harder unanswerable questions: asked of a small folder of what is nearest to their gold."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from evaluation.asking import NEAR, NEAR_LEFT_OUT, Outcomes, progress
from evaluation.files import write
from evaluation.memo import Memo
from evaluation.opening import opened
from evaluation.source import Source
from evaluation.types import Dataset, Question
from index.encoder import Encoder

NEIGHBOURS = 3  # articles beside a question's own


def neighbours(source: Source, groups: Mapping[str, str]) -> dict[str, list[str]]:
    """Each article with those nearest to it, itself first.

    Nearest by the cosine of the articles' mean passage vectors.
    """
    rows: dict[str, list[int]] = defaultdict(list)
    for i, path in enumerate(source.paths.tolist()):
        rows[groups[path]].append(i)
    names = list(rows)
    means = np.stack([source.vectors[rows[name]].mean(axis=0) for name in names])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    similarity = means @ means.T
    np.fill_diagonal(similarity, 2)
    order = np.argsort(-similarity, axis=1, kind="stable")[:, : 1 + NEIGHBOURS]
    return {name: [names[j] for j in row] for name, row in zip(names, order, strict=True)}


def ask_near(
    names: Sequence[str],
    dataset: Dataset,
    questions: Sequence[Question],
    source: Source,
    encoder: Encoder,
    place: Path,
) -> dict[str, Outcomes]:
    """Ask each question of a folder of its article and its neighbours: with its gold, without.

    Every such folder has an index of its own, with its own word frequencies. Returns the outcomes
    by system.
    """
    memo = Memo(encoder)
    outcomes: dict[str, Outcomes] = defaultdict(lambda: {NEAR: {}, NEAR_LEFT_OUT: {}})
    asked: dict[str, list[Question]] = defaultdict(list)
    beside = neighbours(source, dataset.groups)
    for question in questions:
        article = next((dataset.groups[path] for path in question.relevant), None)
        if article in beside:
            asked[article].append(question)
    bar = progress([q for mine in asked.values() for q in mine], "near folders")
    for number, (article, mine) in enumerate(asked.items()):
        kept = set(beside[article])
        folder, stores = place / f"near-{number}", place / f"near-{number}-stores"
        write({p: t for p, t in dataset.documents.items() if dataset.groups[p] in kept}, folder)
        with opened(names, folder, stores, memo, remember=True) as (systems, _):
            for question in mine:
                gold = frozenset(question.relevant)
                for system in systems:
                    found = outcomes[system.name]
                    found[NEAR][question.id] = system.ask(question.text)
                    found[NEAR_LEFT_OUT][question.id] = system.ask(question.text, without=gold)
                bar.update()
    bar.close()
    return dict(outcomes)
