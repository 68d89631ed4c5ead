"""`python -m evaluation squad FILE`: Footnote beside a dense-only baseline, in one run."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from assistant import Assistant
from evaluation import report, squad
from evaluation.systems import Dense, Footnote
from index.errors import FootnoteError


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; 0 if it worked, 2 if it could not, with a sentence on stderr."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="squad")
    command = commands.add_parser("squad", help="a SQuAD file, each paragraph one document")
    command.add_argument("file", type=Path)
    command.add_argument("--most", type=int, help="ask only so many questions, evenly spread")
    command.add_argument("--json", type=Path, help="write the figures to this file too")
    options = parser.parse_args(arguments)
    try:
        data = squad.read(options.file)
        questions = data.questions[:: max(1, len(data.questions) // (options.most or 10**9))]
        with tempfile.TemporaryDirectory() as place:
            data.write(Path(place, "paragraphs"))
            with Assistant.open(Path(place, "paragraphs"), Path(place, "index")) as assistant:
                columns = {
                    system.name: report.run(system, data, questions)
                    for system in (Footnote(assistant), Dense(assistant))
                }
    except FootnoteError as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 2
    print(f"{options.file.name}: {len(questions)} questions, {len(data.paragraphs)} documents\n")
    print(report.table(columns))
    if options.json:
        options.json.write_text(json.dumps(columns, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
