"""`python -m assistant.tools --folder FOLDER`: the tools over standard input and output.

For programs that start their tools themselves. Standard output carries the protocol alone.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from assistant.collections import Collections
from assistant.settings import Settings
from assistant.tools.toolset import Toolset
from index.errors import FootnoteError
from index.passwords import read_passwords


def main(arguments: list[str] | None = None) -> int:
    """Serve until standard input ends; 2 where the folder cannot be opened, with a sentence."""
    try:
        with Collections.open(_settings(arguments)) as collections:
            if collections.notice:
                print(collections.notice, file=sys.stderr)
            # It takes a second to import: by now the folder is being read.
            from assistant.tools.server import over_stdio

            over_stdio(Toolset(collections))
    except FootnoteError as error:
        print(f"assistant.tools: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


def _settings(arguments: list[str] | None) -> Settings:
    settings = Settings.from_environment()
    parser = argparse.ArgumentParser(prog="python -m assistant.tools", description=__doc__)
    parser.add_argument(
        "--folder", type=Path, nargs="+", default=settings.folders, help="default: seeds"
    )
    parser.add_argument(
        "--store", type=Path, default=settings.store, help="the index; default: beside the folder"
    )
    parser.add_argument("--model", default=settings.model, help="the embedding model")
    parser.add_argument("--passwords", type=Path, help="a file of passwords, one a line")
    given = parser.parse_args(arguments)
    return replace(
        settings,
        folders=tuple(given.folder),
        store=given.store,
        model=given.model,
        passwords=read_passwords(given.passwords) or settings.passwords,
        llm="",  # who asks is a model itself: none is opened to write
    )


if __name__ == "__main__":
    sys.exit(main())
