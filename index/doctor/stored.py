"""The catalog as the doctor reads it: row by row, of one moment, and without a byte written."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from index import lexical, schema
from index.errors import Stopped, StoreDamaged, StoreError
from index.reading import CatalogReader

_STEPS = 200_000  # of SQLite's machine between looks at whether to stop: some milliseconds
_AT_MOST = 100  # complaints of SQLite's own check


class StoredFile(NamedTuple):
    """A row of the table of documents, as it says the file stands; is_read: has passages."""

    path: str
    container: str
    sha256: str
    size: int
    reason: str
    same_as: str
    kind: str
    is_read: int


class StoredDocument(NamedTuple):
    """A row of the table of documents, whatever may stand in it."""

    id: int
    path: Any
    container: Any
    characters: Any
    text: Any
    blocks: Any
    pages: Any
    unit: Any


class StoredVector(NamedTuple):
    """A row of the table of vectors; passages: how many have it."""

    id: int
    key: Any
    pieces: Any
    vector: Any
    signature: Any
    passages: int


class SampledPassage(NamedTuple):
    """A passage, the file that it is of, and its vector."""

    id: int
    vector_id: int
    file: str
    text: Any
    pieces: Any
    vector: Any
    signature: Any


class StoredCatalog(CatalogReader):
    """A catalog opened for reading alone. Its rows are read inside `snapshot`."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, read_only=True)

    def _connect(self) -> Any:
        db = super()._connect()
        db.text_factory = lambda raw: raw.decode("utf-8", errors="replace")  # damage is compared
        return db

    def complaints(self, is_stopped: Callable[[], bool]) -> Iterator[str]:
        """What SQLite's own check finds, and the tables that are not there.

        Raises Stopped as soon as it is to stop.
        """
        try:
            with self._reading() as db:
                db.set_progress_handler(is_stopped, _STEPS)
                try:
                    found = db.execute(f"PRAGMA integrity_check({_AT_MOST})").fetchall()
                    held = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
                finally:
                    db.set_progress_handler(None, 0)
        except StoreDamaged as error:
            yield str(error.__cause__)
            return
        except StoreError:
            if is_stopped():
                raise Stopped("stopped") from None
            raise
        yield from (line for row in found for line in str(row[0]).splitlines() if line != "ok")
        if self.form() in (0, schema.VERSION):
            missing = sorted(schema.names() - held)
            yield from (f"there is no table or index {name}" for name in missing)

    def form(self) -> int:
        """The version of its tables."""
        return self._check_version()

    def orphans(self) -> Iterator[tuple[str, int | None, str]]:
        """Rows that point at rows which are not there: table, row (if it has one), other table."""
        with self._reading() as db:
            for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
                yield table, row, parent

    def files(self) -> Iterator[StoredFile]:
        """How every file stands, and every file inside one, by path."""
        for row in self._each(
            "SELECT path, container, sha256, size, reason, same_as, kind,"
            " EXISTS (SELECT 1 FROM passage WHERE passage.document = document.id)"
            " FROM document ORDER BY path"
        ):
            yield StoredFile(*row)

    def documents(self) -> Iterator[StoredDocument]:
        """Every document and every file that was left out, one by one."""
        rows = self._each(
            "SELECT id, path, container, characters, text, blocks, pages, unit FROM document"
        )
        yield from (StoredDocument(*row) for row in rows)

    def cuts(self, document: int) -> list[tuple[Any, ...]]:
        """A document's passages in order: start, end, page, sentences, text."""
        return self._rows(
            "SELECT start, end, page, sentences, text FROM passage WHERE document = ?"
            " ORDER BY start, end",
            document,
        )

    def layouts(self, document: int) -> list[tuple[Any, ...]]:
        """The pages of a document whose lines are known: page, packed lines."""
        return self._rows("SELECT page, lines FROM layout WHERE document = ?", document)

    def texts(self) -> Iterator[tuple[int, str, Any, Any]]:
        """Every passage by id: its id, its file, its text, the key of its vector (or None)."""
        return self._each(
            "SELECT p.id, coalesce(nullif(d.container, ''), d.path, ''), p.text, v.key"
            " FROM passage p LEFT JOIN document d ON d.id = p.document"
            " LEFT JOIN vector v ON v.id = p.vector ORDER BY p.id"
        )

    def text_of(self, passage: int) -> tuple[str, Any]:
        """Where a passage stands, in words, and its text."""
        row = self._row(
            "SELECT coalesce(d.path, 'no document'), p.start, p.text FROM passage p"
            " LEFT JOIN document d ON d.id = p.document WHERE p.id = ?",
            passage,
        )
        return (f"{row[0]}, the passage at {row[1]}", row[2]) if row else ("", "")

    def sample(self, count: int) -> list[SampledPassage]:
        """Some passages, spread evenly; where one has no vector, the next that has."""
        first, last = self._rows("SELECT min(id), max(id) FROM passage")[0]
        if first is None:
            return []
        places = sorted({first + (last - first) * i // max(1, count - 1) for i in range(count)})
        found = {}
        for place in places:
            row = self._row(
                "SELECT p.id, v.id, coalesce(nullif(d.container, ''), d.path), p.text, v.pieces,"
                " v.vector, v.signature FROM passage p JOIN document d ON d.id = p.document"
                " JOIN vector v ON v.id = p.vector WHERE p.id >= ? ORDER BY p.id LIMIT 1",
                place,
            )
            if row:
                found[row[0]] = SampledPassage(*row)
        return [*found.values()]

    def stored_vectors(self) -> Iterator[StoredVector]:
        """Every vector by id."""
        rows = self._each(
            "SELECT id, key, pieces, vector, signature,"
            " (SELECT count(*) FROM passage WHERE passage.vector = vector.id)"
            " FROM vector ORDER BY id"
        )
        yield from (StoredVector(*row) for row in rows)

    def piece_counts(self) -> Iterator[tuple[int, int]]:
        """Every word piece and in how many passages it is said to stand."""
        return self._each("SELECT id, passages FROM piece ORDER BY id")

    def occurrences(self) -> Iterator[tuple[str, int, int]]:
        """See `lexical.occurrences`."""
        with self._reading() as db:
            yield from lexical.occurrences(db)

    def lengths(self) -> Iterator[tuple[int, bytes]]:
        """See `lexical.lengths`."""
        with self._reading() as db:
            yield from lexical.lengths(db)

    def totals(self) -> tuple[int, int]:
        """See `lexical.totals`."""
        with self._reading() as db:
            return lexical.totals(db)

    def unfindable(self) -> Iterator[str]:
        """See `lexical.unfindable`."""
        with self._reading() as db:
            yield from lexical.unfindable(db)

    def _each(self, query: str, *arguments: object) -> Iterator[Any]:
        with self._reading() as db:
            yield from db.execute(query, arguments)
