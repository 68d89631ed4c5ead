"""The vector store: it finds what exact search finds, and mends itself from the catalog alone."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import chromadb
import numpy as np
import pytest

from index.catalog import Catalog
from index.dense import VectorStore
from index.entries import Cut, PassageVectors
from index.exact import ExactSearch
from index.types import Block, Document, Passage, Span

SIGNS = np.array([-1, 1], np.float32) / np.float32(32**0.5)
QUERIES = np.random.default_rng(7).standard_normal((8, 32)).astype(np.float32)


def fill(catalog: Catalog, path: str, count: int) -> None:
    """A document of so many passages of one word, with vectors of signs drawn by lot."""
    words = [f"{path}{i:03}" for i in range(count)]
    text, long = "".join(words), len(path) + 3
    spans = [Span(i * long, (i + 1) * long) for i in range(count)]
    passages = [Passage(*span, "", None, (span,)) for span in spans]
    vectors = np.random.default_rng([*path.encode()]).choice(SIGNS, (count, 32))
    bits, pieces = np.zeros((1, 4), np.uint8), np.ones(1, np.int32)
    document = Document(path, path, path, "text", text, (Block("paragraph", 0, len(text)),))
    made = [PassageVectors(vector, bits, pieces) for vector in vectors]
    catalog.stage(dict(zip(words, made, strict=True)))
    catalog.replace(path, [Cut(document, len(text), passages)])


def found(vectors: VectorStore, k: int = 10) -> list[list[int] | None]:
    return [vectors.search(query, k) for query in QUERIES]


def exact(catalog: Catalog, k: int = 10) -> list[list[int]]:
    """The nearest vectors' ids by plain arithmetic; here they are those of the passages too."""
    ids, vectors = catalog.vectors()
    return [ids[np.argsort(-(vectors @ query))[:k]].tolist() for query in QUERIES]


def pointer(store: Path) -> dict[str, object]:
    """Where the vector store says it is and how far it got; whose it is has a test of its own."""
    noted = json.loads((store / "chroma.json").read_text())
    return {key: noted[key] for key in ("directory", "generation")}


@pytest.fixture
def built(catalog: Catalog, store: Path) -> Catalog:
    """A catalog of 60 passages whose vector store stands, closed."""
    fill(catalog, "a.txt", 60)
    vectors = VectorStore(store)
    assert vectors.bring_up_to_date(catalog)
    vectors.close()
    return catalog


def test_it_finds_what_exact_search_finds_as_documents_come_and_go(
    catalog: Catalog, store: Path
) -> None:
    vectors = VectorStore(store)
    fill(catalog, "a.txt", 200)
    assert vectors.bring_up_to_date(catalog)
    assert found(vectors) == exact(catalog)
    fill(catalog, "b.txt", 30)
    assert not vectors.is_current(catalog)
    assert vectors.bring_up_to_date(catalog)
    assert vectors.is_current(catalog)
    assert found(vectors, k=230) == exact(catalog, k=230)
    catalog.remove("b.txt")
    assert vectors.bring_up_to_date(catalog)
    assert found(vectors, k=500) == exact(catalog, k=200)
    assert pointer(store) == {
        "directory": "chroma-1",
        "generation": 3,
    }
    catalog.remove("a.txt")
    fill(catalog, "c.txt", 5)
    assert vectors.bring_up_to_date(catalog)
    assert found(vectors) == exact(catalog)
    assert pointer(store)["directory"] == "chroma-2"  # more had gone than stayed
    assert not (store / "chroma-1").exists()
    vectors.close()


def test_an_empty_catalog_has_no_neighbours(catalog: Catalog, store: Path) -> None:
    vectors = VectorStore(store)
    assert vectors.bring_up_to_date(catalog)
    assert vectors.search(QUERIES[0], 5) == []
    assert ExactSearch().search(catalog, QUERIES[0], 5, None) == []
    vectors.close()


def collection(store: Path) -> tuple[chromadb.ClientAPI, chromadb.Collection]:
    client = chromadb.PersistentClient(
        str(store / "chroma-1"), chromadb.config.Settings(anonymized_telemetry=False)
    )
    return client, client.get_collection("passages", embedding_function=None)


def lose_rows(store: Path) -> None:
    client, passages = collection(store)
    passages.delete(ids=[str(i) for i in range(1, 41)])
    client.close()


def swap_vectors(store: Path) -> None:
    client, passages = collection(store)
    passages.update(ids=[str(i) for i in range(1, 61)], embeddings=np.eye(60, 32) + 1)
    client.close()


def write(name: str, text: str) -> Callable[[Path], None]:
    def damage(store: Path) -> None:
        (store / name).write_text(text)

    return damage


@pytest.mark.parametrize(
    ("damage", "is_made_anew"),
    [
        (lambda store: shutil.rmtree(store / "chroma-1"), True),
        (lose_rows, True),
        (swap_vectors, True),
        (write("chroma-1/chroma.sqlite3", "no database" * 1_000), True),
        (lambda store: (store / "chroma.json").unlink(), True),
        (write("chroma.json", '{"directory": "chr'), True),
        (write("chroma.json", '["chroma-1"]'), True),
        (write("chroma.json", '{"directory": "/etc", "generation": 1}'), True),
        (write("chroma.json", '{"directory": "chroma-1", "generation": "new"}'), True),
    ],
    ids=[
        "directory deleted", "rows removed", "vectors swapped", "files overwritten",
        "pointer deleted", "pointer torn", "pointer no object", "pointer astray", "pointer wrong",
    ],
)  # fmt: skip
def test_a_damaged_store_is_mended_from_the_catalog(
    built: Catalog, store: Path, damage: Callable[[Path], None], is_made_anew: bool
) -> None:
    damage(store)
    vectors = VectorStore(store)
    assert vectors.bring_up_to_date(built)
    assert found(vectors) == exact(built)
    directory = "chroma-2" if is_made_anew else "chroma-1"
    assert pointer(store) == {"directory": directory, "generation": built.generation()}
    assert [path.name for path in store.glob("chroma-*")] == [directory]
    vectors.close()


def test_a_store_that_is_behind_catches_up_when_it_is_opened(built: Catalog, store: Path) -> None:
    fill(built, "b.txt", 7)
    vectors = VectorStore(store)
    assert vectors.bring_up_to_date(built)
    assert found(vectors, k=67) == exact(built, k=67)
    assert pointer(store) == {"directory": "chroma-1", "generation": 2}
    vectors.close()


def test_vectors_that_cannot_find_themselves_are_left_to_exact_search(
    catalog: Catalog, store: Path
) -> None:
    fill(catalog, "a.txt", 2)
    with catalog.transaction() as db:
        db.execute("UPDATE vector SET vector = zeroblob(64)")
    vectors = VectorStore(store)
    assert not vectors.bring_up_to_date(catalog)
    assert not vectors.is_current(catalog)
    assert ExactSearch().search(catalog, QUERIES[0], 5, None) == [1, 2]


def test_exact_search_keeps_to_documents_and_sees_every_change(catalog: Catalog) -> None:
    search = ExactSearch()
    fill(catalog, "a.txt", 4)
    fill(catalog, "b.txt", 4)
    order = exact(catalog)[0]
    assert search.search(catalog, QUERIES[0], 3, None) == order[:3]
    assert search.search(catalog, QUERIES[0], 9, among=[2]) == [i for i in order if i > 4]
    assert search.search(catalog, QUERIES[0], 9, among=[1, 2]) == order
    assert search.search(catalog, QUERIES[0], 9, among=[]) == []
    catalog.remove("a.txt")
    assert search.search(catalog, QUERIES[0], 9, None) == [i for i in order if i > 4]


def test_another_catalogs_store_is_not_trusted(built: Catalog, store: Path) -> None:
    """Same generation, same count, same vectors, other order: only the identity differs."""
    other = Catalog(store / "other.sqlite3")
    fill(other, "a.txt", 60)
    with other.transaction() as db:
        rows = db.execute("SELECT id, vector FROM vector").fetchall()
        db.executemany(
            "UPDATE vector SET vector = ? WHERE id = ?",
            [(rows[-1 - i][1], rows[i][0]) for i in range(len(rows))],
        )
    assert other.generation() == built.generation()
    vectors = VectorStore(store)
    assert vectors.bring_up_to_date(other)
    assert found(vectors) == exact(other) != exact(built)
    vectors.close()
    other.close()
