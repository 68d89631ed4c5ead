"""`python -m evaluation squad FILE | beir FOLDER | questions FILE | checks DATA | speed`."""

import argparse
import json
import sys
from pathlib import Path

from assistant import Assistant, Settings
from assistant.pinning import PINNED
from assistant.writing import kinds
from assistant.writing.models import Model, open_model
from evaluation import beir, checks, compare, opening, record, report, speed, squad
from evaluation.asking import THERE
from evaluation.run import Run, run
from evaluation.types import Dataset, DatasetError
from index.encoder import SentenceEncoder
from index.errors import FootnoteError
from index.place import default_store

_NOTES = {
    "LlamaIndex default": "LlamaIndex default returns 2 passages: all its figures are of these.",
    "LlamaIndex hybrid": "LlamaIndex hybrid is given Footnote's passages and vectors.",
    "BM25 alone": "BM25 alone is LlamaIndex's BM25Retriever on Footnote's passages.",
    "dense alone": "dense alone is Footnote's vectors, searched exactly.",
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; 0 if it worked, 1 if a pinned answer has changed.

    2 if it could not, with a sentence on stderr.
    """
    options = _parser().parse_args(arguments)
    try:
        if options.command == "speed":
            print(speed.of_folder(options.folder))
        elif options.command == "checks":
            read = beir.read if options.data.is_dir() else squad.read
            dataset = read(options.data)
            print(checks.shown(dataset, checks.check_all(dataset, SentenceEncoder(), options.most)))
        elif options.command == "questions":
            return _ask_questions(options)
        else:
            _compare(options)
    except FootnoteError as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 2
    except ModuleNotFoundError as error:
        print(
            f"evaluation: {error.name} is not installed: "
            f"pip install -r evaluation/requirements.txt",
            file=sys.stderr,
        )
        return 2
    except KeyboardInterrupt:
        print("evaluation: stopped", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in (
        ("squad", "a SQuAD file, each paragraph one document"),
        ("beir", "a folder with corpus.jsonl, queries.jsonl and qrels, with or without histories"),
        ("questions", "question-answer pairs in YAML, as tests/questions.yaml, and pinned answers"),
    ):
        command = commands.add_parser(name, help=what)
        if name == "questions":
            command.add_argument(
                "data", type=Path, nargs="?", metavar="FILE", help=f"default: the index's {PINNED}"
            )
            command.add_argument(
                "--folder", type=Path, nargs="+", default=[Path("seeds")], help="the documents"
            )
            command.add_argument(
                "--store", type=Path, help="the index that pinned answers are asked from"
            )
        else:
            command.add_argument("data", type=Path, metavar="FOLDER" if name == "beir" else "FILE")
        command.add_argument(
            "--systems",
            default=",".join(opening.KNOWN),
            help="which, by commas: all of %(default)s",
        )
        command.add_argument(
            "--most", type=_count, help="ask only so many questions, evenly spread"
        )
        command.add_argument("--json", type=Path, help="write every question's outcome here")
        command.add_argument(
            "--compare", type=Path, metavar="OLD.json", help="list what got better or worse since"
        )
        command.add_argument(
            "--plots", type=Path, metavar="FOLDER", help="draw retrieval, refusal and latency here"
        )
        if name == "beir":
            kinds.add_options(command)
        if name == "squad":
            command.add_argument(
                "--no-near", action="store_true", help="leave out the small folders of neighbours"
            )
    command = commands.add_parser("checks", help="how well a model's sentences are checked")
    command.add_argument("data", type=Path, help="a SQuAD file, or a folder in BEIR's form")
    command.add_argument("--most", type=_count, help="of each kind only so many statements")
    command = commands.add_parser("speed", help="seconds to start, milliseconds a question")
    command.add_argument("--folder", type=Path, default=Path("seeds"))
    return parser


def _ask_questions(options: argparse.Namespace) -> int:
    """The pairs of a file, of which figures are made, then its pinned answers."""
    from evaluation import pinned, rerun  # what their library is missing for, as below

    settings = Settings.from_environment()
    store = options.store or settings.store or default_store(options.folder[0])
    if options.data is None and not (store / PINNED).exists():
        raise DatasetError(f"nothing is pinned in {store}: name a FILE, or keep an answer first")
    options.data = options.data or store / PINNED
    pins = pinned.read(options.data)
    if _read(options).questions:
        if len(options.folder) > 1:
            raise DatasetError(f"the pairs of {options.data} are about one folder: give only that")
        _compare(options)
        print()
    if not pins:
        return 0
    with Assistant.open(options.folder, store, settings) as assistant:
        found = rerun.rerun(pins, assistant)
        print(rerun.report(found, assistant.staleness))
    return 1 if any(one.is_changed for one in found) else 0


def _compare(options: argparse.Namespace) -> None:
    names = opening.named(options.systems)
    model = _model(options) if options.command == "beir" else None
    if options.json and (options.json.is_dir() or not options.json.parent.is_dir()):
        # said now: a run of minutes should not end with it
        raise DatasetError(f"{options.json} cannot be written: name a file in a folder that exists")
    old = compare.read_scores(options.compare) if options.compare else None
    dataset = _read(options)
    has_near = options.command == "squad" and not options.no_near
    near = names if has_near else ()
    made = run(dataset, names, SentenceEncoder(), options.most, near, model)
    print(_shown(made))
    written = record.record(made)
    if options.json:
        _write(options.json, json.dumps(written, indent=1, ensure_ascii=False))
    if options.plots:
        from evaluation import plots

        drawn = plots.write(made, options.plots)
        print(f"\nDrawn: {', '.join(map(str, drawn))}")
    if old is not None:
        print(f"\n{compare.compare(old, written)}")


def _model(options: argparse.Namespace) -> Model | None:
    """What is named to put follow-ups so that they stand alone; None unless it is named here."""
    if not options.llm:
        return None
    key = Settings.from_environment().llm_key
    return open_model(Settings(llm=options.llm, llm_url=options.llm_url or "", llm_key=key))


def _read(options: argparse.Namespace) -> Dataset:
    if options.command == "squad":
        return squad.read(options.data)
    if options.command == "beir":
        return beir.read(options.data)
    from evaluation import questions  # what its library is missing for need not stop the others

    return questions.read(options.data, options.folder[0])


def _shown(made: Run) -> str:
    head = f"{made.dataset.name}: {len(made.questions)} questions, {made.documents} documents"
    parts = ["\n".join([head, *made.dataset.notes])]
    parts.append(report.table({name: one.figures for name, one in made.systems.items()}))
    parts += [note for name, note in _NOTES.items() if name in made.systems]
    for name, one in made.systems.items():
        if put := sum(bool(outcome.condensed) for outcome in one.outcomes[THERE].values()):
            parts.append(f"{name} asked {put} follow-ups as the model put them too.")
    for title, columns in (
        ("refused", {name: one.answerability for name, one in made.systems.items()}),
        ("follow-ups", {name: one.follow_ups for name, one in made.systems.items()}),
    ):
        if any(len(rows) > 1 for rows in columns.values()):
            parts.append(f"{title}:\n\n{report.table(columns)}")
    return "\n\n".join(parts)


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise DatasetError(f"{file} cannot be written ({error.strerror})") from error


def _count(written: str) -> int:
    number = int(written)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{written} is no number of questions: give 1 or more")
    return number


if __name__ == "__main__":
    sys.exit(main())
