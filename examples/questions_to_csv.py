"""Ask a file of questions; write a CSV with a row for each quotation.

    $ python -m examples.questions_to_csv examples/questions.csv
    Who is Hakan Fidan?,answered,Hakan Fidan is the foreign minister of Turkey.,glossary.pdf,1,...

The questions: one a line or, of a file that ends in .csv, the column "question". A question that
cannot be asked gets a row that says why, and the rest go on. A cell that a spreadsheet would take
for a formula begins with an apostrophe.
"""

import argparse
import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from assistant import Assistant, Settings
from index.errors import FootnoteError

COLUMNS = ("question", "outcome", "quote", "file", "page", "place", "start", "end", "why")


def main() -> None:
    """Ask them all."""
    parser = argparse.ArgumentParser(prog="python -m examples.questions_to_csv")
    parser.add_argument("questions", type=Path, nargs="?", default="examples/questions.csv")
    parser.add_argument("--folder", default="seeds")
    parser.add_argument("--store", help="the index; default: beside the folder")
    given = parser.parse_args()
    asked = list(questions(given.questions))
    table = csv.writer(sys.stdout)
    table.writerow(COLUMNS)
    settings = Settings.from_environment()
    with Assistant.open(given.folder, given.store, settings) as assistant:
        for question in asked:
            table.writerows([cell(value) for value in row] for row in rows(assistant, question))


def questions(file: Path) -> Iterator[str]:
    """The questions of a file, "" where a row of a table has none."""
    text = file.read_text(encoding="utf-8-sig", errors="replace").replace("\0", "\ufffd")
    if file.suffix.lower() != ".csv":
        yield from filter(None, map(str.strip, text.splitlines()))
        return
    csv.field_size_limit(len(text) + 1)
    yield from (row.get("question") or "" for row in csv.DictReader(io.StringIO(text, newline="")))


def rows(assistant: Assistant, question: str) -> Iterator[tuple[object, ...]]:
    """A row for each quotation of the answer, or one that says why there is none."""
    nothing = [""] * 6
    if not question.strip():
        yield question, "error", *nothing, "the row has no question"
        return
    try:
        answer = assistant.ask(question, write=False)
    except FootnoteError as error:
        yield question, "error", *nothing, str(error)
        return
    if answer.refused:
        yield question, "refused", *nothing, " ".join(answer.reasons)
    for one in answer.citations:
        place = (one.path, one.page, one.place, one.start, one.end)
        yield question, "answered", one.quote, *place, ""


def cell(value: object) -> object:
    """A value that is no formula in a spreadsheet, whatever a document says."""
    is_text = isinstance(value, str) and value.lstrip()[:1] in tuple("=+-@")
    return f"'{value}" if is_text else value


if __name__ == "__main__":
    try:
        main()
    except (FootnoteError, OSError) as error:
        sys.exit(f"questions_to_csv: {error}")
