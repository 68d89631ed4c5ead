"""Compacting: the space of what is gone comes back, and answers stay what they were."""

import argparse
import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index import lexical
from index.__main__ import _compact, main
from index.compact import compact
from index.doctor.examine import examine
from index.encoder import SentenceEncoder
from index.errors import StoreBusy, StoreError
from index.index import Index
from index.model import DEFAULT_MODEL
from index.place import CATALOG, size_of
from tests.index.conftest import start_python
from tests.index.test_lock import HOLD
from tests.letters import LetterCounts

KEPT = 4
WORDS = [f"{a}{b}{c}" for a in "bdklmnrst" for b in "aeiou" for c in "bdklmnrst"]
QUERIES = np.random.default_rng(7).standard_normal((8, 32)).astype(np.float32)


def prose(number: int) -> str:
    drawn = np.random.default_rng(number).choice(WORDS, (60, 12))
    return "\n\n".join(" ".join(words).capitalize() + "." for words in drawn)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of which most files are gone, and its store, made once."""
    place = tmp_path_factory.mktemp("whole")
    folder = place / "folder"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(prose(number))
    with closing(Index.open(folder, place / "store", LetterCounts())) as index:
        index.sync()
        for path in sorted(folder.iterdir())[KEPT:]:
            path.unlink()
        index.sync()
    return place


@pytest.fixture
def emptied(whole: Path, folder: Path, store: Path) -> Iterator[Index]:
    shutil.copytree(whole / "folder", folder, dirs_exist_ok=True)
    shutil.copytree(whole / "store", store)
    with closing(sqlite3.connect(store / "index-1" / CATALOG)) as db, db:
        db.execute("UPDATE meta SET value = ? WHERE key = 'folder'", (str(folder),))
    with closing(Index.open(folder, store, LetterCounts())) as index:
        yield index


def answers(index: Index) -> list[object]:
    """What both searches find for some questions, and all that is known of the passages found."""
    with index.snapshot():
        dense = [index.dense_search(query, 10) for query in QUERIES]
        words = [index.lexical_search(lexical.stems(word), 10) for word in WORDS[:40]]
        passages = [
            (p.id, p.path, p.text, p.signature.tobytes(), p.vector.tobytes())
            for found in dense
            for p in index.passages(found)
        ]
    return [dense, words, passages]


def test_the_space_of_what_is_gone_comes_back_and_answers_stay(emptied: Index) -> None:
    before, size = answers(emptied), size_of(emptied.store)
    assert before[0][0]  # type: ignore[index]
    said = compact(emptied.place)
    after = size_of(emptied.store)
    assert after < size / 2
    megabytes = [f"{number / 1e6:,.1f} MB" for number in (size, after, size - after)]
    assert said == f"{megabytes[0]} -> {megabytes[1]}, {megabytes[2]} given back"
    assert answers(emptied) == before
    assert emptied.open_vector_store()
    assert answers(emptied) == before
    assert examine(emptied.folders, emptied.place, LetterCounts()).is_well
    assert (
        not (emptied.directory / f"{CATALOG}-wal").exists()
        or not (emptied.directory / f"{CATALOG}-wal").stat().st_size
    )


def test_what_is_of_no_use_goes(emptied: Index) -> None:
    for name in ("index-5", "index-7"):
        shutil.copytree(emptied.directory, emptied.store / name)
    (emptied.directory / "chroma-9").mkdir()
    with closing(sqlite3.connect(emptied.directory / CATALOG)) as db, db:
        db.execute("INSERT INTO vector SELECT id + 99999, randomblob(32), pieces, vector,"
                   " signature FROM vector")  # fmt: skip
    compact(emptied.place)
    assert [path.name for path in emptied.place.built()] == ["index-1"]
    chromas = [path for path in emptied.directory.glob("chroma-*") if path.is_dir()]
    assert [path.name for path in chromas] == ["chroma-10"]
    with closing(sqlite3.connect(emptied.directory / CATALOG)) as db:
        assert db.execute("SELECT max(id) < 99999 FROM vector").fetchone() == (1,)
        assert db.execute("PRAGMA freelist_count").fetchone() == (0,)


def test_without_room_for_a_copy_nothing_is_begun(emptied: Index) -> None:
    before = (emptied.directory / CATALOG).read_bytes()
    chroma = list(emptied.directory.glob("chroma-*"))
    with pytest.raises(StoreError, match=r"and \d+\.\d MB are missing for it on the disk of /"):
        compact(emptied.place, free=lambda _: 200_000)
    assert (emptied.directory / CATALOG).read_bytes() == before
    assert list(emptied.directory.glob("chroma-*")) == chroma


def test_who_keeps_the_index_is_not_disturbed(emptied: Index) -> None:
    with start_python("-c", HOLD, str(emptied.directory)) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        with pytest.raises(StoreBusy, match="the index is kept by process"):
            compact(emptied.place)
        holder.kill()


def test_who_reads_goes_on_reading_and_the_space_comes_back_later(emptied: Index) -> None:
    before = answers(emptied)
    with emptied.snapshot():
        emptied.states()
        assert compact(emptied.place).endswith("; more when the process that is reading it has end"
                                               "ed")  # fmt: skip
        assert answers(emptied) == before
    assert answers(emptied) == before


KILLED = """
import os, sys
from pathlib import Path
from index import compact, dense, place

at, steps = int(sys.argv[2]), 0

def trace(frame, event, argument):
    global steps
    if event == "call" and frame.f_code.co_filename in (compact.__file__, dense.__file__):
        steps += 1
        if steps == at:
            os._exit(9)

sys.settrace(trace)
compact.compact(place.Place(Path(sys.argv[1])))
"""


@pytest.mark.parametrize("at", [4, 8, 12, 16, 20, 24])
def test_killed_half_way_nothing_is_lost(emptied: Index, at: int) -> None:
    before = answers(emptied)
    with start_python("-c", KILLED, str(emptied.store), str(at)) as process:
        process.communicate(timeout=60)
        assert process.returncode == 9
    assert answers(emptied) == before
    assert emptied.open_vector_store()
    assert answers(emptied) == before
    emptied.close()
    compact(emptied.place)
    assert examine(emptied.folders, emptied.place, LetterCounts()).is_well


def test_as_a_command(emptied: Index, capsys: pytest.CaptureFixture[str]) -> None:
    emptied.catalog.put(fingerprint=SentenceEncoder().fingerprint)
    arguments = ["compact", str(emptied.folder), "--store", str(emptied.store)]
    assert main(arguments) == 0
    assert re.fullmatch(r"\d\.\d MB -> \d\.\d MB, \d\.\d MB given back\n", capsys.readouterr().out)
    stop = threading.Event()
    stop.set()
    options = argparse.Namespace(folder=[emptied.folder], store=emptied.store, model=DEFAULT_MODEL)
    assert _compact(options, stop) == 130
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "", "index: stopped; nothing is lost, compact again to go on\n",
    )  # fmt: skip
