"""`python -m tests.malformed [--files N] [--seed N]`: the long form, and its table."""

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from index.process import Limits
from tests.malformed.bombs import SECRET
from tests.malformed.checking import listening, run
from tests.malformed.making import LONG, SHORT, malformed, put
from tests.malformed.table import summary, table

_TIMEOUT = 4 * 3600.0


def main() -> int:
    """0 if every malformed file came to no harm and did none, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.malformed", description=__doc__)
    parser.add_argument("--files", type=int, default=LONG.files, help="about how many, at least")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a directory to make the files and the index in")
    options = parser.parse_args()
    size = replace(LONG if options.files >= LONG.files else SHORT, files=options.files)
    with tempfile.TemporaryDirectory() as temporary, listening() as server:
        work = options.keep or Path(temporary)
        (work / "folder").mkdir(parents=True)
        secret = work / "secret.txt"
        secret.write_text(SECRET)
        made = put(work / "folder", malformed(size, options.seed, secret, server.port))
        print(f"{len(made.wrong):,} malformed files, seed {options.seed}", flush=True)
        result = run(work / "folder", work / "store", made, Limits(), _TIMEOUT)
        if server.asked:
            result.faults.append(f"a page on the network was asked for {server.asked} times")
    print("\n".join([*table(result), "", *summary(result), *result.faults]))
    return 1 if result.faults else 0


if __name__ == "__main__":
    sys.exit(main())
