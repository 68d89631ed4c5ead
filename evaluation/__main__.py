"""`python -m evaluation squad FILE` and `speed`: Footnote beside a baseline, in one run."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from assistant import Assistant
from evaluation import report, speed, squad
from evaluation.systems import Dense, Footnote
from index.errors import FootnoteError


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; 0 if it worked, 2 if it could not, with a sentence on stderr."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("squad", help="a SQuAD file, each paragraph one document")
    command.add_argument("file", type=Path)
    command.add_argument("--most", type=int, help="ask only so many questions, evenly spread")
    command.add_argument("--json", type=Path, help="write the figures to this file too")
    command = commands.add_parser("speed", help="seconds to start, milliseconds a question")
    command.add_argument("--folder", type=Path, default=Path("seeds"))
    options = parser.parse_args(arguments)
    try:
        print(_squad(options) if options.command == "squad" else _speed(options.folder))
    except FootnoteError as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 2
    return 0


def _squad(options: argparse.Namespace) -> str:
    data = squad.read(options.file)
    total = len(data.questions)
    most = min(options.most or total, total)
    questions = [data.questions[i * total // most] for i in range(most)]
    with tempfile.TemporaryDirectory() as place:
        data.write(Path(place, "paragraphs"))
        with Assistant.open(Path(place, "paragraphs"), Path(place, "index")) as assistant:
            columns = {
                system.name: report.run(system, data, questions)
                for system in (Footnote(assistant), Dense(assistant))
            }
    if options.json:
        options.json.write_text(json.dumps(columns, indent=1))
    title = f"{options.file.name}: {len(questions)} questions, {len(data.paragraphs)} documents"
    return f"{title}\n\n{report.table(columns)}"


def _speed(folder: Path) -> str:
    with Assistant.open(folder) as assistant:
        titles = [state.title for state in assistant.documents() if state.indexed]
    return speed.measure(folder, [f"What is said of {title}?" for title in titles])


if __name__ == "__main__":
    sys.exit(main())
