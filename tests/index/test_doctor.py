"""The doctor: every kind of damage is found, named and mended, and nothing is written unasked."""

import argparse
import hashlib
import json
import shutil
import sqlite3
import threading
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import chromadb
import numpy as np
import pytest

from index import lexical
from index.__main__ import _doctor, main
from index.dense import open_client
from index.doctor import Pace, neighbours, visit
from index.doctor.examine import examine
from index.doctor.repair import repair
from index.encoder import SentenceEncoder
from index.errors import ModelMismatch, Stopped, StoreBusy, StoreError
from index.folder import Folders
from index.index import Index
from index.model import DEFAULT_MODEL
from index.place import CATALOG, Place
from tests.index.conftest import make_pdf, start_python
from tests.index.test_lock import HOLD
from tests.letters import LetterCounts

WORDS = "harbour lantern copper meadow violin granite thistle pepper".split()
Damage = Callable[[Path, Path], None]  # of a folder, of an index's directory


def fill(folder: Path) -> None:
    """Six files: two texts, a PDF, a copy, an archive with a text in it, and one that is broken."""
    (folder / "a.txt").write_text("\n\n".join(f"The {w} stands {n}." for n, w in enumerate(WORDS)))
    (folder / "b.md").write_text("# Ships\n\nShips sail. Ships sink.\n\n# Sails\n\nSails tear.")
    (folder / "c.pdf").write_bytes(make_pdf([(11, "One page.")], [(11, "Another page.")]))
    shutil.copy(folder / "a.txt", folder / "copy.txt")
    with zipfile.ZipFile(folder / "d.zip", "w") as archive:
        archive.writestr("inner.txt", "What is inside an archive.")
    (folder / "bad.pdf").write_text("no PDF")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder and a store, made once."""
    place = tmp_path_factory.mktemp("whole")
    (place / "folder").mkdir()
    fill(place / "folder")
    with closing(Index.open(place / "folder", place / "store", LetterCounts(12))) as made:
        assert made.sync().is_complete
    return place


@pytest.fixture
def index(whole: Path, folder: Path, store: Path) -> Path:
    """The directory of an index in which nothing is wrong."""
    shutil.copytree(whole / "folder", folder, dirs_exist_ok=True)
    shutil.copytree(whole / "store", store)
    sql("UPDATE meta SET value = ? WHERE key = 'folder'", str(folder))(folder, store / "index-1")
    return store / "index-1"


def consult(folder: Path, store: Path, mend: bool = False) -> tuple[bool, list[str]]:
    said: list[str] = []
    is_well = visit(
        Folders([folder]), Place(store), LetterCounts(12), said.append, Pace(), mend=mend
    )
    return is_well, said


def sql(statement: str, *arguments: object) -> Damage:
    def damage(folder: Path, index: Path) -> None:
        with closing(sqlite3.connect(index / CATALOG, isolation_level=None)) as db:
            assert db.execute(statement, arguments).rowcount != 0

    return damage


def in_chroma(change: Callable[[chromadb.Collection], object]) -> Damage:
    def damage(folder: Path, index: Path) -> None:
        client = chromadb.PersistentClient(
            str(index / "chroma-1"), chromadb.config.Settings(anonymized_telemetry=False)
        )
        change(client.get_collection("passages", embedding_function=None))
        client.close()

    return damage


def lexical_rows(change: Callable[[sqlite3.Connection], object]) -> Damage:
    def damage(folder: Path, index: Path) -> None:
        with closing(sqlite3.connect(index / CATALOG, isolation_level=None)) as db:
            change(db)

    return damage


def text_of_first(db: sqlite3.Connection) -> str:
    return str(db.execute("SELECT text FROM passage WHERE id = 1").fetchone()[0])


def fell(db: sqlite3.Connection) -> None:
    """Take the tree down over the blocks of the words; of few blocks there is none."""
    db.execute("INSERT INTO lexical(lexical, rank) VALUES ('pgsz', 32)")
    rows = db.execute("SELECT id, text FROM passage").fetchall()
    lexical.clear(db)
    for identity, text in rows:
        lexical.add(db, identity, text)
    lexical.optimize(db)
    db.execute("DELETE FROM lexical_idx")


def edit(name: str, data: bytes | None) -> Damage:
    def damage(folder: Path, index: Path) -> None:
        if data is None:
            (folder / name).unlink()
        else:
            (folder / name).write_bytes(data)

    return damage


def rewrite(name: str, change: Callable[[bytes], bytes]) -> Damage:
    def damage(folder: Path, index: Path) -> None:
        (index / name).write_bytes(change((index / name).read_bytes()))

    return damage


def scramble(data: bytes) -> bytes:
    """Every page but the first overwritten: SQLite opens it, and finds it damaged."""
    return data[:4096] + bytes(reversed(data[4096:]))


def of_chroma(facts: dict[str, object]) -> Damage:
    return rewrite("chroma.json", lambda data: json.dumps({**json.loads(data), **facts}).encode())


UNFIT = np.zeros(32, np.float16).tobytes()
OTHER = np.full(32, 32**-0.5, np.float16).tobytes()
DAMAGES: dict[str, tuple[Damage, str]] = {
    # files
    "a file is gone": (edit("b.md", None), "b.md: it is in the catalog, and no longer in the f"),
    "a file is new": (edit("e.txt", b"New."), "e.txt: it is not in the catalog yet"),
    "a file has changed": (edit("b.md", b"New."), "b.md: its bytes are not those that were read"),
    "a copy has changed": (edit("copy.txt", b"x"), "copy.txt: its bytes are not those that were"),
    "a size is wrong": (
        sql("UPDATE document SET size = 7 WHERE path = 'bad.pdf'"),
        "bad.pdf: the catalog says 7 bytes, it has 6",
    ),
    "a copy's first is gone": (
        sql("UPDATE document SET same_as = 'z.txt' WHERE path = 'copy.txt'"),
        "copy.txt: it is noted as the same as z.txt, which is not in the catalog",
    ),
    "a copy's first is unread": (
        sql("UPDATE document SET same_as = 'bad.pdf' WHERE path = 'copy.txt'"),
        "copy.txt: it is noted as the same as bad.pdf, which is not read",
    ),
    "a copy's first is another": (
        sql("UPDATE document SET same_as = 'b.md' WHERE path = 'copy.txt'"),
        "copy.txt: it is noted as the same as b.md, which has other bytes",
    ),
    "an archive is gone from the catalog": (
        sql("DELETE FROM document WHERE path = 'd.zip'"),
        "d.zip/inner.txt: the file it is inside of is not in the catalog",
    ),
    # documents
    "a letter of a passage": (
        sql("UPDATE passage SET text = replace(text, 'lantern', 'lantarn') WHERE id = 1"),
        "a.txt: the passage at 0 has other words than its text has there",
    ),
    "a letter of a text": (
        sql("UPDATE document SET text = replace(text, 'sail', 'fail') WHERE path = 'b.md'"),
        "b.md: the passage at 0 has other words than its text has there",
    ),
    "a text that is no UTF-8": (
        sql("UPDATE document SET text = CAST(x'ff' AS TEXT) || text WHERE path = 'b.md'"),
        "b.md: its passages do not tile its text",
    ),
    "bytes for a text": (
        sql("UPDATE document SET text = x'00ff' WHERE path = 'b.md'"),
        "b.md: its text, its blocks or its pages cannot be read",
    ),
    "a passage is gone": (
        sql("DELETE FROM passage WHERE id = 2"), "a.txt: its passages do not tile its text",
    ),
    "all passages are gone": (
        sql("DELETE FROM passage WHERE document = (SELECT id FROM document WHERE path = 'b.md')"),
        "b.md: it has a text, and no passages",
    ),
    "a passage is torn": (
        sql("UPDATE passage SET end = end + 1 WHERE id = 1"),
        "a.txt: its passages do not tile its text",
    ),
    "a passage without a number": (
        sql("UPDATE passage SET start = 'x' WHERE id = 1"), "a.txt: the passage at x has no place",
    ),
    "a page that is not there": (
        sql("UPDATE passage SET page = 9 WHERE page = 1"),
        "c.pdf: the passage at 0 is said to be on a page that is not there",
    ),
    "a sentence outside": (
        sql("UPDATE passage SET sentences = '[[0, 9999]]' WHERE id = 1"),
        "a.txt: the sentences of the passage at 0 do not lie in order inside it",
    ),
    "no sentences": (
        sql("UPDATE passage SET sentences = '{' WHERE id = 1"),
        "a.txt: the sentences of the passage at 0 do not lie in order inside it",
    ),
    "characters": (
        sql("UPDATE document SET characters = 1 WHERE path = 'b.md'"),
        "b.md: it is said to have 1 characters, and has ",
    ),
    "a block outside": (
        sql("UPDATE document SET blocks = '[[\"item\", 0, 9999, 0, \"\"]]' WHERE path = 'b.md'"),
        "b.md: its blocks do not lie in order inside its text",
    ),
    "pages that are no JSON": (
        sql("UPDATE document SET pages = '{' WHERE path = 'c.pdf'"),
        "c.pdf: its text, its blocks or its pages cannot be read",
    ),
    "a page outside": (
        sql("UPDATE document SET pages = '[[1, 5, 9999, \"\"]]' WHERE path = 'c.pdf'"),
        "c.pdf: its pages do not lie in order inside its text",
    ),
    "printed lines": (
        sql("INSERT OR REPLACE INTO layout SELECT id, 1, x'00' FROM document"
            " WHERE path = 'c.pdf'"),
        "c.pdf: the printed lines of its page 1 do not fit its text",
    ),
    "a passage of nothing": (
        sql("UPDATE passage SET document = 999 WHERE id = 2"),
        "row 2 of the table passage belongs to no document",
    ),
    "printed lines of nothing": (
        sql("INSERT INTO layout VALUES (999, 1, x'00')"),
        "a row of the table layout belongs to no document",
    ),
    # vectors
    "a vector of zeros": (
        sql("UPDATE vector SET vector = ? WHERE id = 2", UNFIT),
        "vector 2: its length is 0.000, not 1",
    ),
    "a vector of numbers that are none": (
        sql("UPDATE vector SET vector = ? WHERE id = 2", np.full(32, np.nan, "e").tobytes()),
        "vector 2: its length is nan, not 1",
    ),
    "a vector too short": (
        sql("UPDATE vector SET vector = ? WHERE id = 2", OTHER[:-2]),
        "vector 2: it is not of the model's width (32)",
    ),
    "a vector of another model": (
        sql("UPDATE vector SET vector = ? WHERE id = 1", OTHER),
        "a.txt, the passage at 0: its vector is not what the model makes of it",
    ),
    "a signature of another model": (
        sql("UPDATE vector SET signature = zeroblob(length(signature)) WHERE id = 1"),
        "a.txt, the passage at 0: its vector is not what the model makes of it",
    ),
    "a signature torn": (
        sql("UPDATE vector SET signature = x'00' WHERE id = 2"), "vector 2: its signature is torn",
    ),
    "a signature too short": (
        sql("UPDATE vector SET signature = x'00000000' WHERE id = 2"),
        "vector 2: it has 1 signatures for ",
    ),
    "pieces torn": (
        sql("UPDATE vector SET pieces = x'00' WHERE id = 2"), "vector 2: its word pieces are torn",
    ),
    "a vector is gone": (
        sql("DELETE FROM vector WHERE id = 2"), "a.txt, the passage at 68: it has no vector",
    ),
    "another text's vector": (
        sql("UPDATE passage SET vector = 1 WHERE id = 2"),
        "a.txt, the passage at 68: it has the vector of another text",
    ),
    "a key torn": (
        sql("UPDATE vector SET key = x'00' WHERE id = 2"), "vector 2: its key is torn",
    ),
    # words
    "a passage not in the lexical index": (
        lexical_rows(lambda db: lexical.remove(db, 1, text_of_first(db))),
        "a.txt, the passage at 0: it is not in the lexical index",
    ),
    "a passage too many in it": (
        lexical_rows(lambda db: lexical.add(db, 999, "Never said.")),
        "the lexical index holds a passage 999 that is not there",
    ),
    "other words in it": (
        lexical_rows(
            lambda db: (lexical.remove(db, 1, text_of_first(db)), lexical.add(db, 1, "Never."))
        ),
        "a.txt, the passage at 0: it has other words in the lexical index",
    ),
    "a passage twice in it": (
        lexical_rows(lambda db: lexical.add(db, 1, text_of_first(db))),
        "the lexical index counts ",
    ),
    "its tree": (
        lexical_rows(fell), "the lexical index does not find its own word ",
    ),
    "its blocks": (
        sql("UPDATE lexical_data SET block = x'00' WHERE id > 10"),
        "the lexical index cannot be read (",
    ),
    "its head": (
        sql("UPDATE lexical_data SET block = x'ff' WHERE id = 10"),
        "a.txt, the passage at 0: it has other words in the lexical index",
    ),
    "a count of a word piece": (
        sql("UPDATE piece SET passages = passages + 1 WHERE id = 321"),
        "word piece 321 is counted ",
    ),
    "a word piece is gone": (
        sql("DELETE FROM piece WHERE id = 321"), "word piece 321 is not counted, and stands in ",
    ),
    # the vector store
    "Chroma lost a row": (
        in_chroma(lambda passages: passages.delete(ids=["2"])),
        "the vector store does not hold vector 2",
    ),
    "Chroma has a row too many": (
        in_chroma(lambda passages: passages.add(ids=["999"], embeddings=[[0.5] * 32])),
        "the vector store holds a vector 999 that no passage has",
    ),
    "Chroma has another vector": (
        in_chroma(lambda passages: passages.update(ids=["2"], embeddings=[[0.5] * 32])),
        "the vector store holds another vector 2",
    ),
    "Chroma's file is none": (
        rewrite("chroma-1/chroma.sqlite3", lambda _: b"no database" * 1000),
        "the vector store cannot be read (",
    ),
    "Chroma is gone": (
        lambda _, index: shutil.rmtree(index / "chroma-1"),
        "the vector store is not there, or its pointer is torn",
    ),
    "the pointer is torn": (
        rewrite("chroma.json", lambda _: b'{"dir'),
        "the vector store is not there, or its pointer is torn",
    ),
    "the pointer is behind": (
        of_chroma({"generation": 1}), "the vector store is of change 1, the catalog of ",
    ),
    "another catalog's pointer": (
        of_chroma({"identity": "x"}), "the vector store is another catalog's",
    ),
    # the catalog
    "no identity": (
        sql("DELETE FROM meta WHERE key = 'identity'"),
        "the catalog does not say which one it is, or how often it changed",
    ),
    "no generation": (
        sql("UPDATE meta SET value = 'x' WHERE key = 'generation'"),
        "the catalog does not say which one it is, or how often it changed",
    ),
    "another way of reading": (
        sql("UPDATE meta SET value = '0' WHERE key = 'reading'"),
        "its files were read by another version of Footnote: sync",
    ),
    "pages of the catalog": (rewrite(CATALOG, scramble), "the catalog is damaged: "),
    "half of the catalog": (
        rewrite(CATALOG, lambda data: data[: len(data) // 2]), "the catalog is damaged: ",
    ),
    "no database": (rewrite(CATALOG, lambda _: b"no database" * 999), "the catalog is damaged: "),
    "an empty catalog": (rewrite(CATALOG, lambda _: b""), "the catalog is damaged: there is no "),
    "a table": (sql("DROP TABLE piece"), "the catalog is damaged: there is no table or index pie"),
    "no catalog": (lambda _, index: (index / CATALOG).unlink(), "there is no catalog at "),
}  # fmt: skip


def test_where_nothing_is_wrong_it_says_what_it_compared(folder: Path, index: Path) -> None:
    assert consult(folder, index.parent) == (
        True,
        ["compared 6 files, 4 documents, 6 passages, 6 vectors: all as it should be"],
    )


@pytest.mark.parametrize("name", DAMAGES)
def test_each_damage_is_named_untouched_and_mended(folder: Path, index: Path, name: str) -> None:
    damage, line = DAMAGES[name]
    damage(folder, index)
    before = digests(index)
    is_well, said = consult(folder, index.parent)
    assert digests(index) == before
    assert not is_well
    assert any(one.startswith(line) for one in said), said
    is_well, said = consult(folder, index.parent, mend=True)
    assert is_well, said
    assert said[-1].endswith(": all as it should be")
    with closing(Index.open(folder, index.parent, LetterCounts(12))) as mended:
        assert mended.sync().is_current
        assert {s.path for s in mended.states()} == {
            *(path.name for path in folder.iterdir()), "d.zip/inner.txt",
        }  # fmt: skip


def digests(index: Path) -> dict[str, str]:
    """The bytes of every file of an index; the lock, and memory that SQLite shares, left aside."""
    return {
        str(path.relative_to(index)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in index.rglob("*")
        if path.is_file() and path.stat().st_size and not path.name.startswith("writer.")
        and not path.name.endswith("-shm")
    }  # fmt: skip


@pytest.mark.parametrize("name", ["pages of the catalog", "no database", "a table"])
def test_a_damaged_catalog_is_kept_aside(folder: Path, index: Path, name: str) -> None:
    DAMAGES[name][0](folder, index)
    damaged = (index / CATALOG).read_bytes()
    aside = index.parent / "damaged-1"
    is_well, said = consult(folder, index.parent, mend=True)
    assert is_well
    assert f"the damaged catalog is kept in {aside}; a new one is made from the files" in said
    assert (aside / CATALOG).read_bytes() == damaged
    DAMAGES[name][0](folder, index)
    assert consult(folder, index.parent, mend=True)[0]
    assert (index.parent / "damaged-2" / CATALOG).is_file()


def test_of_many_lines_ten_are_shown(folder: Path, index: Path) -> None:
    for number in range(12):
        (folder / f"new {number:02}.txt").write_text("New.")
    _, said = consult(folder, index.parent)
    assert said == [
        *(f"new {number:02}.txt: it is not in the catalog yet" for number in range(10)),
        "... and 2 more",
        "compared 18 files, 4 documents, 6 passages, 6 vectors: 12 things differ; "
        "mend them with --repair",
    ]


def test_vectors_that_nobody_uses_are_counted_and_no_damage(folder: Path, index: Path) -> None:
    sql("INSERT INTO vector (key, pieces, vector, signature)"
        " SELECT randomblob(32), pieces, vector, signature FROM vector")(folder, index)  # fmt: skip
    assert consult(folder, index.parent) == (
        True,
        [
            "6 vectors are of no passage now: `python -m index compact` drops them",
            "compared 6 files, 4 documents, 6 passages, 12 vectors: all as it should be",
        ],
    )


def test_a_document_is_read_anew_without_new_vectors(folder: Path, index: Path) -> None:
    DAMAGES["a letter of a text"][0](folder, index)
    letters = LetterCounts(12)
    assert visit(Folders([folder]), Place(index.parent), letters, print, Pace(), mend=True)
    assert letters.texts_encoded <= 2 * 8  # the samples of two visits


def test_if_the_model_makes_one_vector_otherwise_all_are_made_anew(
    folder: Path, index: Path
) -> None:
    sql("UPDATE vector SET vector = ?", OTHER)(folder, index)
    assert consult(folder, index.parent, mend=True)[0]
    with closing(sqlite3.connect(index / CATALOG)) as db:
        assert db.execute("SELECT count(*), min(id) FROM vector").fetchone() == (6, 7)
        assert not db.execute("SELECT 1 FROM vector WHERE vector = ?", (OTHER,)).fetchall()


def test_what_cannot_be_read_again_is_kept_and_said(folder: Path, index: Path) -> None:
    (folder.parent / "out.md").write_bytes((folder / "b.md").read_bytes())
    (folder / "b.md").unlink()
    (folder / "b.md").symlink_to(folder.parent / "out.md")
    DAMAGES["a letter of a text"][0](folder, index)
    is_well, said = consult(folder, index.parent, mend=True)
    assert not is_well
    assert (
        "cannot be mended: b.md: its file cannot be opened (it is a link to a place outside the "
        "folder, which is not followed)"
    ) in said
    with closing(Index.open(folder, index.parent, LetterCounts(12))) as kept:
        assert "Ships fail." in kept.document("b.md").text
    (folder / "b.md").unlink()
    shutil.copy(folder.parent / "out.md", folder / "b.md")
    assert consult(folder, index.parent, mend=True)[0]


def test_a_file_that_was_encrypted_is_read_anew_with_its_password_alone(
    folder: Path, store: Path
) -> None:
    (folder / "a.pdf").write_bytes(make_pdf([(11, "Secret words.")], password="open"))
    with closing(Index.open(folder, store, LetterCounts(12))) as made:
        made.sync(passwords=["open"])
    sql("UPDATE passage SET text = 'Other words.'")(folder, store / "index-1")
    said: list[str] = []
    case = Folders([folder]), Place(store), LetterCounts(12), said.append, Pace()
    assert not visit(*case, mend=True)
    assert any(line.startswith("cannot be mended: a.pdf: its file gives no text now (encrypted")
               for line in said)  # fmt: skip
    assert visit(*case, mend=True, passwords=["open"])


def test_another_process_that_keeps_the_index_is_not_disturbed(folder: Path, index: Path) -> None:
    DAMAGES["Chroma lost a row"][0](folder, index)
    with start_python("-c", HOLD, str(index)) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        is_well, said = consult(folder, index.parent)
        assert is_well  # Chroma was left aside
        assert said[0].startswith("the vector store was not compared: another process keeps it")
        (folder / "new.txt").write_text("New.")
        with pytest.raises(StoreBusy, match="the index is kept by process"):
            consult(folder, index.parent, mend=True)
        holder.kill()
    assert consult(folder, index.parent, mend=True)[0]


def test_a_vector_is_found_if_it_or_its_like_is_near(tmp_path: Path) -> None:
    client = open_client(tmp_path)
    collection = client.create_collection("passages", embedding_function=None,
                                          configuration={"hnsw": {"space": "cosine"}})  # fmt: skip
    near, far = np.eye(2, 32, dtype=np.float32)
    collection.add(ids=["1", *map(str, range(20, 50))], embeddings=[near, *[far] * 30])
    assert neighbours.not_found(collection, {1: near, 2: near, 3: -near, 49: far}) == [3]
    assert neighbours.not_found(collection, {}) == []
    client.close()


def test_another_model_or_folder_is_no_damage(folder: Path, index: Path) -> None:
    other = LetterCounts()
    other.fingerprint = "letters-2"
    with pytest.raises(ModelMismatch, match="made with the model 'letters'"):
        examine(Folders([folder]), Place(index.parent), other)
    (folder.parent / "other").mkdir()
    with pytest.raises(StoreError, match="holds the index of"):
        examine(Folders([folder.parent / "other"]), Place(index.parent), LetterCounts(12))


def test_a_visit_that_is_stopped_ends_and_what_was_mended_is(folder: Path, index: Path) -> None:
    DAMAGES["a letter of a text"][0](folder, index)
    stop = threading.Event()
    case = Folders([folder]), Place(index.parent), LetterCounts(12)
    report = examine(*case)
    stop.set()
    before = digests(index)
    with pytest.raises(Stopped):
        examine(*case, Pace(stop))
    assert digests(index) == before
    with pytest.raises(Stopped):
        repair(*case, report, print, Pace(stop))
    assert consult(folder, index.parent, mend=True)[0]


KILLED = """
import os, sys
from pathlib import Path
from index.dense import open_client
from index.doctor import Pace, neighbours, visit
from index.folder import Folders
from index.place import Place
from tests.letters import LetterCounts

folder, store, at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
letters, steps = LetterCounts(12), 0
encode = letters.encode

def step(said):
    global steps
    steps += bool(steps) or "compared" in said  # the first look changes nothing
    if steps == at:
        os._exit(9)

def killed(texts):
    step("")
    return encode(texts)

letters.encode = killed
visit(Folders([folder]), Place(store), letters, step, Pace(), mend=True)
"""


SEVERAL = (
    "a letter of a text", "a vector of another model", "another text's vector", "its head",
    "Chroma lost a row", "a passage of nothing", "a file is new",
)  # fmt: skip


@pytest.mark.parametrize("at", [2, 4, 6])
@pytest.mark.parametrize("names", [SEVERAL, ["pages of the catalog"]], ids=["several", "pages"])
def test_a_repair_that_is_killed_can_be_taken_up(
    folder: Path, index: Path, names: Sequence[str], at: int
) -> None:
    for name in names:
        DAMAGES[name][0](folder, index)
    with start_python("-c", KILLED, str(folder), str(index.parent), str(at)) as process:
        said = process.communicate(timeout=60)
        assert process.returncode == 9, said
    assert consult(folder, index.parent, mend=True)[0]


def test_from_the_command_line_with_the_real_model(
    folder: Path, store: Path, encoder: SentenceEncoder, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(folder)
    arguments = [str(folder), "--store", str(store)]
    assert main(["doctor", *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"index: no index of {folder} yet: run `python -m i")
    assert main(["sync", *arguments]) == 0
    capsys.readouterr()
    assert main(["doctor", *arguments]) == 0
    well = "compared 6 files, 4 documents, 4 passages, 4 vectors: all as it should be"
    assert capsys.readouterr().out.splitlines() == [well]
    sql("UPDATE vector SET vector = (SELECT vector FROM vector WHERE id = 2) WHERE id = 1")(
        folder, store / "index-1"
    )
    assert main(["doctor", *arguments]) == 1
    assert "its vector is not what the model makes of it" in capsys.readouterr().out
    assert main(["doctor", *arguments, "--repair"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == well


def test_a_stop_is_a_sentence_and_130(
    folder: Path, index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = argparse.Namespace(folder=[folder], store=index.parent, repair=True, passwords=None)
    options.model = DEFAULT_MODEL
    sql("UPDATE meta SET value = ? WHERE key = 'fingerprint'", SentenceEncoder().fingerprint)(
        folder, index
    )
    stop = threading.Event()
    stop.set()
    assert _doctor(options, stop) == 130
    assert capsys.readouterr().err == "index: stopped; what was mended is, nothing is lost\n"
