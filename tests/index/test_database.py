"""The SQLite file: transactions, facts, other processes, and places where it cannot be."""

import sqlite3
from pathlib import Path

import pytest

from index import schema
from index.catalog import Catalog
from index.database import Database
from index.errors import StoreError
from tests.index.conftest import put, run_python


def test_facts_are_remembered(store: Path) -> None:
    database = Database(store / "catalog.sqlite3")
    database.put(model="one", folder="/f")
    database.put(model="two")
    database.close()
    again = Database(store / "catalog.sqlite3")
    assert [again.get(key) for key in ("model", "folder", "none")] == ["two", "/f", None]
    again.close()


def test_a_transaction_that_fails_leaves_nothing(store: Path) -> None:
    database = Database(store / "catalog.sqlite3")

    def fail() -> None:
        with database.transaction() as db:
            db.execute("INSERT INTO meta VALUES ('a', '1')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert database.get("a") is None
    database.put(a="2")
    assert database.get("a") == "2"
    database.close()


def test_another_process_sees_each_commit(catalog: Catalog, store: Path) -> None:
    put(catalog, "a.txt", "One.")
    code = "import sys; from pathlib import Path; from index.catalog import Catalog\n"
    code += "print([s.path for s in Catalog(Path(sys.argv[1])).states()])"
    assert run_python("-c", code, str(store / "catalog.sqlite3"))[1].strip() == "['a.txt']"


def test_a_place_where_no_catalog_can_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "torn.sqlite3").write_bytes(b"no database at all" * 100)
    for place in (tmp_path / "file" / "catalog.sqlite3", tmp_path / "torn.sqlite3", tmp_path):
        with pytest.raises(
            StoreError, match=r"^the index at .*(--store|--repair` mends it)"
        ) as told:
            Catalog(place)
        assert "is damaged" in str(told.value) or place.name != "torn.sqlite3"


def test_a_newer_versions_catalog_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "c.sqlite3") as db:
        db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    db.close()
    with pytest.raises(StoreError, match=r"a newer Footnote \(form 3, this is form 2\): use that,"):
        Catalog(tmp_path / "c.sqlite3")
