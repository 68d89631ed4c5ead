"""`python -m index sync|status|doctor|compact FOLDER...`: keep, look at and mend an index."""

import argparse
import sys
import threading
from pathlib import Path

from index import doctor
from index.compact import compact
from index.encoder import SentenceEncoder
from index.errors import FootnoteError, Stopped
from index.folder import Folders
from index.index import Index
from index.interrupt import INTERRUPTED, leave, stop_on_interrupt
from index.model import DEFAULT_MODEL
from index.passwords import read_passwords
from index.place import CATALOG, Place, default_store
from index.progress import progress_bar
from index.status import in_words, table, totals
from index.types import FileState
from index.watch import changes

_COMMANDS = {
    "sync": "read what is new or changed, forget what is gone",
    "status": "say of each file what was read, and what not and why",
    "doctor": "compare files, catalog, lexical index and vector store row by row",
    "compact": "give space back to the disk",
}
_STOPPED_DOCTOR = "stopped; what was mended is, nothing is lost"
_STOPPED = "stopped; what was finished is kept, sync again to go on"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    0 if it worked, 1 if the doctor found something, 2 if it could not run, with a sentence on
    stderr, 130 if it was stopped.
    """
    options = _options(arguments)
    try:
        with stop_on_interrupt() as stop:
            command = {"sync": _sync, "status": _status, "doctor": _doctor, "compact": _compact}
            return command[options.command](options, stop)
    except FootnoteError as error:
        print(f"index: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"index: {_STOPPED}", file=sys.stderr)
        return INTERRUPTED


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m index", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, help_ in _COMMANDS.items():
        command = commands.add_parser(name, help=help_)
        command.add_argument("folder", type=Path, nargs="+", help="one folder or several")
        command.add_argument("--store", type=Path, help="the directory of the index")
        command.add_argument("--model", default=DEFAULT_MODEL, help="the embedding model")
        if name == "sync":
            command.add_argument("--rebuild", action="store_true", help="make the index anew")
            command.add_argument("--watch", action="store_true", help="go on as files change")
        if name == "doctor":
            command.add_argument("--repair", action="store_true", help="mend what differs")
        if name in ("sync", "doctor"):
            command.add_argument(
                "--passwords", type=Path, metavar="FILE", help="passwords to try, one a line"
            )
    return parser.parse_args(arguments)


def _open(options: argparse.Namespace, rebuild: bool = False) -> Index:
    return Index.open(options.folder, options.store, SentenceEncoder(options.model), rebuild)


def _open_existing(options: argparse.Namespace) -> Index:
    folder = options.folder[0]
    store = options.store or default_store(folder)
    if folder.is_dir() and not (Place(store).current() / CATALOG).is_file():
        raise FootnoteError(f"no index of {folder} yet: run `python -m index sync {folder}`")
    return _open(options)


def _sync(options: argparse.Namespace, stop: threading.Event) -> int:
    passwords = read_passwords(options.passwords)
    index = _open(options, options.rebuild)
    try:
        is_complete = _sync_once(index, passwords, stop)
        if options.watch and is_complete:
            print(f"watching {index.folders}; Ctrl-C ends it", flush=True)
            for _ in changes(index.folders.roots, stop, index.store):
                _sync_once(index, passwords, stop)
            return 0
    finally:
        index.close()
    return 0 if is_complete else INTERRUPTED


def _sync_once(index: Index, passwords: tuple[str, ...], stop: threading.Event) -> bool:
    with progress_bar() as show:
        report = index.sync(show, passwords, stop)
    if not report.is_complete:
        print(f"index: {_STOPPED}", file=sys.stderr)
    print(in_words(report), flush=True)
    _print_unread(index.states())
    return report.is_complete


def _status(options: argparse.Namespace, stop: threading.Event) -> int:
    index = _open_existing(options)
    states, listing = index.states(), index.folders.listing(index.store)
    print("\n".join(table(states, listing, index.near_duplicates())))
    print(totals(states, listing))
    index.close()
    return 0


def _doctor(options: argparse.Namespace, stop: threading.Event) -> int:
    folders, encoder = Folders(options.folder), SentenceEncoder(options.model)
    store = Path(options.store or default_store(folders.roots[0])).expanduser().resolve()
    if not store.is_dir() or not any(store.iterdir()):
        raise FootnoteError(f"no index of {folders} yet: run `python -m index sync {folders}`")
    try:
        is_well = doctor.visit(
            folders,
            Place(store),
            encoder,
            print,
            doctor.Pace(stop),
            options.repair,
            read_passwords(options.passwords),
        )
    except Stopped:
        print(f"index: {_STOPPED_DOCTOR}", file=sys.stderr)
        return INTERRUPTED
    return 0 if is_well else 1


def _compact(options: argparse.Namespace, stop: threading.Event) -> int:
    index = _open_existing(options)  # says so where it is another folder's or another model's
    index.close()
    try:
        print(compact(index.place, stop))
    except Stopped:
        print("index: stopped; nothing is lost, compact again to go on", file=sys.stderr)
        return INTERRUPTED
    return 0


def _print_unread(states: list[FileState]) -> None:
    for state in states:
        if state.is_unread:
            print(f"not read: {state.path}: {state.reason}")
        elif state.reason and not state.is_removed:
            print(f"in part: {state.path}: {state.reason}")


if __name__ == "__main__":
    leave(main())
