"""What is looked at from outside: documents with the same bytes count as one."""

from pathlib import Path

from evaluation.files import write
from evaluation.run import run
from evaluation.types import Dataset, Place, Question
from tests.letters import LetterCounts


def test_a_copy_of_the_gold_document_is_as_good_as_the_one_that_was_read(
    letters: LetterCounts, tmp_path: Path
) -> None:
    documents = {"a.txt": "aaa abab.", "b.txt": "ccc cdcd.", "c.txt": "aaa abab.", "d.txt": "eee."}
    folder = write(documents, tmp_path)
    gold = {"a.txt": 1, "c.txt": 2}
    question = Question("1", "abab aaa", gold, (("abab",),), places=(Place("c.txt", 0, 9),))
    made = run(Dataset("copies", (question,), folder=folder), ["footnote", "dense"], letters)
    assert made.questions[0].relevant == {"a.txt": 2}
    assert made.questions[0].places == (Place("a.txt", 0, 9),)
    assert made.documents == 3
    for system in made.systems.values():
        assert system.figures["recall@5"].value == 1.0
    assert made.systems["dense alone"].figures["citation recall"].value == 1.0
