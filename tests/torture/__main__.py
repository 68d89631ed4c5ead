"""`python -m tests.torture`: kill, starve and race for an index, and print what came of it."""

import argparse
import multiprocessing
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

from tests.torture import full, kill, race
from tests.torture.tally import Tally, tables, together

SIZES = (1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000, 11_000, 12_000)  # KiB
_LANE = 10  # kills, after which a fresh folder is begun
_SHARES = {"serve": 0.1, "rebuild": 0.1, "model": 0.2, "sync": 0.6}

Part = tuple[Callable[..., Tally], tuple[object, ...]]


def main(arguments: list[str] | None = None) -> int:
    """Run the harness; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="SIGKILLs in all")
    parser.add_argument("--races", type=int, default=20, help="rounds of each race")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="of the disk, in KiB")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="parts at once")
    options = parser.parse_args(arguments)
    began = time.monotonic()
    tallies = together(_results(list(_parts(options)), options.jobs))
    print("\n".join(tables(tallies)))
    minutes = (time.monotonic() - began) / 60
    cores = f"{os.cpu_count()} cores, {platform.machine()}"
    print(f"\nseed {options.seed}, {minutes:.0f} minutes, {cores}")
    return 1 if any(tally.faults for tally in tallies) else 0


def _parts(options: argparse.Namespace) -> Iterator[Part]:
    """What is to be done; each part has a seed of its own."""
    seed = 1000 * options.seed
    if options.sizes:
        yield full.run, (seed, options.sizes)
    if options.races:
        yield from ((race.run, (kind, seed, options.races)) for kind in race.KINDS)
    for kind, share in _SHARES.items():
        left = round(options.kills * share)
        while left > 0:
            seed += 1
            kills = min(_LANE, left)
            left -= kills
            is_large = kind == "sync" and seed % 4 == 0
            lane = kill.Lane(
                kind="sync" if kind == "model" else kind,
                seed=seed,
                kills=kills,
                encoder="model" if kind == "model" else "letters",
                files=12 if kind == "model" else 24,
                paragraphs=40 if is_large else 5,
            )
            yield kill.run, (lane,)


def _results(parts: list[Part], jobs: int) -> Iterator[Tally]:
    """Each part in a process of its own; one that fails by itself is a fault."""
    os.environ["OMP_NUM_THREADS"] = "1"  # the parts are what runs at the same time
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=spawn, max_tasks_per_child=1) as pool:
        running = [(pool.submit(part, *given), given) for part, given in parts]
        for future, given in running:
            try:
                tally = future.result()
                so_far = (
                    f"{tally.kind}: {tally.counts['rounds']} rounds, {len(tally.faults)} faults"
                )
                print("\n".join([so_far, *tally.faults]), file=sys.stderr, flush=True)
                yield tally
            except Exception as error:
                failed = f"{given}: {type(error).__name__}: {error}"
                print(failed, file=sys.stderr, flush=True)
                yield Tally("failed", faults=[failed])


if __name__ == "__main__":
    sys.exit(main())
