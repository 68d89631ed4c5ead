"""One run: a set's documents written, opened by each system, every question asked and scored."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.writing.models import Model
from evaluation.asking import THERE, Outcomes, ask_all, ask_follow_ups
from evaluation.figures import Figure, Scores, by_answerability, figures, of_follow_ups
from evaluation.files import write
from evaluation.near import ask_near
from evaluation.opening import opened
from evaluation.scoring import scores
from evaluation.types import Dataset, DatasetError, Indexing, Question
from index.encoder import Encoder


@dataclass(frozen=True, slots=True)
class Asked:
    """What one system made of every question, and the figures of it."""

    outcomes: Outcomes
    scores: Scores
    figures: Mapping[str, Figure]
    follow_ups: Mapping[str, Figure]
    answerability: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Run:
    """A set, the questions that were asked of it, and each system by its name."""

    dataset: Dataset
    questions: tuple[Question, ...]
    documents: int
    systems: Mapping[str, Asked]


def run(
    dataset: Dataset,
    names: Sequence[str],
    encoder: Encoder,
    most: int | None = None,
    near: Sequence[str] = (),
    model: Model | None = None,
) -> Run:
    """Ask the systems `names` a sample of a set's questions; those of `near` also near folders.

    model: puts Footnote's follow-ups so that they stand alone, where they would be refused.
    Raises DatasetError where none of the documents can be read.
    """
    questions = dataset.sample(most)
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        folder = dataset.folder or write(dataset.documents, place / "documents")
        outcomes: dict[str, Outcomes] = {}
        every_score: dict[str, Scores] = {}
        indexing: dict[str, Indexing | None] = {}
        with opened(names, folder, place / "stores", encoder, model=model) as (systems, source):
            if not source.passages:
                raise DatasetError(f"{dataset.name}: none of its documents can be read")
            questions = tuple(map(source.merged, questions))
            has_histories = any(question.history for question in questions)
            for system in systems:
                found = ask_all(system, questions, dataset.leaves_out)
                if has_histories:
                    found |= ask_follow_ups(system, questions, found[THERE])
                outcomes[system.name], indexing[system.name] = found, system.indexing
                every_score[system.name] = {
                    question.id: scores(question, found[THERE][question.id], source)
                    for question in questions
                }
            if near and len(set(dataset.groups.values())) > 1:
                nearby = ask_near(near, dataset, questions, source, encoder, place)
                for name, found in nearby.items():
                    outcomes[name] |= found
            documents = len(set(source.paths.tolist()))
    return Run(
        dataset,
        questions,
        documents,
        {
            name: Asked(
                found,
                every_score[name],
                figures(questions, found, every_score[name], indexing[name]),
                of_follow_ups(questions, found),
                by_answerability(questions, found[THERE]),
            )
            for name, found in outcomes.items()
        },
    )
