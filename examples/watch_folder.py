"""Answer a standing question again whenever a file of the folder changes, until Ctrl-C.

    $ python -m examples.watch_folder "What does American law forbid Turkey?" --folder seeds
    American law, according to Ambassador Tom Barrack, forbids Turkey to possess or operate the...

The first answer comes when the folder has been read; each further one after what was changed.
"""

import argparse
import queue
import sys
import time

from assistant import Assistant, Settings
from assistant.keeping import Keeper
from index.errors import FootnoteError
from index.status import in_words
from index.types import SyncReport


def main() -> None:
    """Watch and answer."""
    parser = argparse.ArgumentParser(prog="python -m examples.watch_folder")
    parser.add_argument("question", nargs="?", default="What does American law forbid Turkey?")
    parser.add_argument("--folder", default="seeds")
    parser.add_argument("--store", help="the index; default: beside the folder")
    given = parser.parse_args()
    settings = Settings.from_environment()
    readings: queue.Queue[SyncReport] = queue.Queue()
    with Assistant.open(given.folder, given.store, settings, is_synced=False) as assistant:
        keeper = Keeper(assistant, readings.put)
        keeper.start()
        try:
            is_first = True
            while True:
                try:
                    report = readings.get(timeout=0.5)
                except queue.Empty:
                    if keeper.keeping.error:
                        sys.exit(f"watch_folder: {keeper.keeping.error}")
                    continue
                while keeper.keeping.is_reading:  # it is about to end
                    time.sleep(0.05)
                if is_first or not report.is_current:
                    print(f"{in_words(report)}\n{assistant.ask(given.question)}\n", flush=True)
                is_first = False
        finally:
            keeper.close()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        print("ended")
    except FootnoteError as error:
        sys.exit(f"watch_folder: {error}")
