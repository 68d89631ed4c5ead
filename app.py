"""The page's front door: `python app.py [FOLDER ...] [--collection NAME=FOLDER] ...`."""

import argparse
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.assistant import Assistant
from assistant.collections import Collections
from assistant.settings import Settings
from assistant.web.address import is_free
from assistant.writing import kinds
from index.errors import FootnoteError, SettingsError
from index.interrupt import leave
from index.passwords import read_passwords
from index.status import in_words
from index.types import SyncReport


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the page until it is interrupted; 2 where something stands in the way."""
    try:
        settings = _settings(arguments)
        if not is_free(settings.port):
            raise SettingsError(
                f"port {settings.port} is in use: stop what uses it, or choose another with "
                f"--port {settings.port + 1 if settings.port < 65535 else 7860}"
            )
        with Collections.open(settings, on_read=_say) as collections:
            if collections.notice:
                print(collections.notice, file=sys.stderr)
            _serve(collections, settings.port)
    except FootnoteError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print()
    return 0


def _settings(arguments: Sequence[str] | None) -> Settings:
    settings = Settings.from_environment()
    parser = argparse.ArgumentParser(
        prog="python app.py", description="Ask a folder of documents, in the browser."
    )
    parser.add_argument("folder", nargs="*", type=Path, help="one or several; default: seeds")
    parser.add_argument(
        "--collection", action="append", default=[], metavar="NAME=FOLDER",
        help="another set of documents to choose on the page; may be given often",
    )  # fmt: skip
    parser.add_argument(
        "--port", type=int, default=settings.port, help="0 takes any free one; default: %(default)s"
    )
    parser.add_argument(
        "--store", type=Path, default=settings.store, help="the index; default: beside the folder"
    )
    parser.add_argument(
        "--passwords", type=Path, metavar="FILE", help="passwords to try on files, one a line"
    )
    kinds.add_options(parser)
    given = parser.parse_args(arguments)
    if not 0 <= given.port <= 65535:
        raise SettingsError(f"--port is {given.port}: give a number from 0 to 65535")
    is_named = given.collection and settings.folders == Settings().folders
    settings = replace(
        settings,
        folders=tuple(given.folder) or (() if is_named else settings.folders),
        collections=tuple(_named(one) for one in given.collection),
        port=given.port,
        store=given.store,
        passwords=read_passwords(given.passwords) or settings.passwords,
        llm=settings.llm if given.llm is None else given.llm,
        llm_url=settings.llm_url if given.llm_url is None else given.llm_url,
    )
    kinds.opened(settings)  # a model that cannot be is said before a folder is read
    return settings


def _serve(collections: Collections, port: int) -> None:
    # Gradio takes seconds to import: by now the port is known to be free.
    from assistant.web.desk import Desk
    from assistant.web.page import build_page
    from assistant.web.routes import Routes
    from assistant.web.serving import serve

    assistant, _ = collections.get(collections.default).opened()
    desk = Desk(collections)
    page = build_page(desk)
    try:
        address = serve(page, port, Routes(desk).listed())
    except OSError as error:
        raise SettingsError(f"port {port} could not be served: {error}") from error
    print(f"Footnote serves {assistant.index.folders} at {address}", flush=True)
    threading.Thread(target=_warm, args=(assistant,), daemon=True).start()
    try:
        threading.Event().wait()
    finally:
        page.close(verbose=False)
        desk.close()


def _named(given: str) -> tuple[str, Path]:
    name, equals, folder = given.partition("=")
    if not (name.strip() and equals and folder.strip()):
        raise SettingsError(f"--collection is {given!r}: give NAME=FOLDER")
    return name, Path(folder.strip())


def _say(name: str, report: SyncReport) -> None:
    print(f"Read the folder: {in_words(report)} ({name})", flush=True)


def _warm(assistant: Assistant) -> None:
    try:
        assistant.warm()
    except FootnoteError as error:
        print(error, file=sys.stderr)


if __name__ == "__main__":
    leave(main(), at_once=True)
