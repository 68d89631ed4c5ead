"""`python -m tests.mixed DIR` writes a mixed folder; `--check` reads one and checks the account."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.mixed.folder import make
from tests.mixed.run import run


def main() -> int:
    """Run the command line: 0 if all is as it should be, 1 if not."""
    parser = argparse.ArgumentParser(prog="python -m tests.mixed", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="where to write it")
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true", help="index it and compare")
    parser.add_argument("--model", action="store_true", help="with the real model")
    options = parser.parse_args()
    if not options.check:
        if options.folder is None:
            parser.error("name a folder to write to, or --check")
        mixed = make(options.folder, options.files, options.seed)
        print(f"{mixed.on_disk:,} files in {options.folder}")
        return 0
    with tempfile.TemporaryDirectory(prefix="mixed-") as place:
        root = options.folder or Path(place) / "folder"
        return run(root, Path(place) / "store", options.files, options.seed, options.model)


if __name__ == "__main__":
    sys.exit(main())
