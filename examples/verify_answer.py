"""Hold an answer that was taken away against the folder as it is today.

    $ python -m assistant ask "What does American law forbid Turkey?" --json > answer.json
    $ python -m examples.verify_answer answer.json
    [1] unchanged: glossary.pdf. It stands where it was quoted from.

What a model wrote cites words too: [s2-1] is mark 1 of its second sentence.

Takes what `ask --json` prints and what the page gives as JSON. The files are read again; no index
and no model is needed. Ends with 1 where some words no longer stand.
"""

import argparse
import sys
from pathlib import Path

from assistant import Citation
from assistant.exchanges import Exchange
from assistant.exporting.export import export
from assistant.lookups import FolderLookup
from assistant.records import answer_from
from assistant.verify_command import numbered, read
from assistant.verifying import verify
from index.errors import FootnoteError, RecordError


def main() -> int:
    """Verify; 0 if all words stand."""
    parser = argparse.ArgumentParser(prog="python -m examples.verify_answer")
    parser.add_argument("answer", type=Path, nargs="?", default="answer.json")
    parser.add_argument("--folder", type=Path, default="seeds")
    given = parser.parse_args()
    with FolderLookup([given.folder]) as lookup:
        cited = citations(given.answer)
        verdicts = verify([citation for _, citation in cited], lookup)
    for (name, _), one in zip(cited, verdicts, strict=True):
        print(f"[{name}] {one.standing}: {one.citation.path}. {one}")
    return int(not all(one.holds for one in verdicts))


def citations(file: Path) -> list[tuple[str, Citation]]:
    """What an answer or an exported conversation cites, each by its name."""
    try:
        taken = read(file)
    except RecordError as no_export:
        try:
            answer = answer_from(file.read_bytes())
        except (RecordError, OSError):
            raise no_export from None
        taken = export([Exchange(answer.question, answer)])
    return list(numbered(taken))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except FootnoteError as error:
        sys.exit(f"verify_answer: {error}")
