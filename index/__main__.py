"""`python -m index sync|status FOLDER`: bring a folder's index up to date, or look at it."""

import argparse
import sys
from pathlib import Path

from index.encoder import SentenceEncoder
from index.errors import FootnoteError
from index.index import Index, default_store
from index.model import DEFAULT_MODEL
from index.progress import progress_bar
from index.types import FileState, SyncReport


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; 0 if it worked, 2 if it could not, with a sentence on stderr."""
    parser = argparse.ArgumentParser(prog="python -m index", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, help_ in (
        ("sync", "read what is new or changed, forget what is gone"),
        ("status", "say of each file what was read, or why not"),
    ):
        command = commands.add_parser(name, help=help_)
        command.add_argument("folder", type=Path)
        command.add_argument("--store", type=Path, help="the directory of the index")
        command.add_argument("--model", default=DEFAULT_MODEL, help="the embedding model")
        if name == "sync":
            command.add_argument("--rebuild", action="store_true", help="read everything anew")
    options = parser.parse_args(arguments)
    try:
        if options.command == "sync":
            _sync(options)
        else:
            _status(options)
    except FootnoteError as error:
        print(f"index: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("index: stopped; what was finished is kept, sync again to go on", file=sys.stderr)
        return 130
    return 0


def _sync(options: argparse.Namespace) -> None:
    encoder = SentenceEncoder(options.model)
    index = Index.open(options.folder, options.store, encoder, rebuild=options.rebuild)
    with progress_bar() as show:
        report = index.sync(show)
    print(_summary(report))
    _print_unread(index.states())
    index.close()


def _status(options: argparse.Namespace) -> None:
    store = options.store or default_store(options.folder)
    if options.folder.is_dir() and not (store / "catalog.sqlite3").is_file():
        raise FootnoteError(
            f"no index of {options.folder} yet: run `python -m index sync {options.folder}`"
        )
    index = Index.open(options.folder, options.store, SentenceEncoder(options.model))
    states = index.states()
    width = max((len(state.path) for state in states), default=4)
    print(f"{'file':{width}}  {'pages':>5}  {'characters':>10}  {'passages':>8}  state")
    for state in states:
        pages = str(state.pages or "")
        print(
            f"{state.path:{width}}  {pages:>5}  {state.characters:>10}  {state.passages:>8}  "
            f"{state.reason or 'read'}"
        )
    read = [state for state in states if state.indexed]
    print(
        f"{_count(len(states), 'file')}: {len(read)} read, {len(states) - len(read)} not; "
        f"{sum(s.characters for s in read)} characters, {sum(s.passages for s in read)} passages"
    )
    index.close()


def _summary(report: SyncReport) -> str:
    if report.is_current:
        return f"up to date: {_count(report.unchanged, 'file')}, nothing to read"
    return (
        f"{len(report.added)} added, {len(report.changed)} changed, "
        f"{len(report.removed)} removed, {report.unchanged} unchanged; "
        f"{_count(report.passages_embedded, 'passage')} embedded"
    )


def _print_unread(states: list[FileState]) -> None:
    for state in states:
        if state.reason:
            print(f"not read: {state.path}: {state.reason}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


if __name__ == "__main__":
    sys.exit(main())
