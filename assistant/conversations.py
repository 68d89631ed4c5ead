"""Conversations on disk: kept as they go on, listed, searched, renamed, deleted, taken up again."""

import secrets
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

from assistant.exchanges import (
    COLUMNS,
    THUMBS,
    Conversation,
    Exchange,
    Summary,
    Thumb,
    exchange_from,
    fold,
    listed,
    now,
    paths_from,
    row_of,
)
from assistant.shelf import Connection, Shelf
from index.errors import ConversationsError, UnknownConversation
from index.types import well_formed

__all__ = ["Conversation", "Conversations", "Exchange", "Summary", "Thumb"]

MAX_TITLE = 200  # characters
_MOST_WORDS = 20  # of a search
_UNUSED = timedelta(days=30)  # after which a conversation without a question is forgotten
_VALUES = ", ".join("?" * len(COLUMNS))
_SETS = ", ".join(f"{column} = ?" for column in COLUMNS)


class Conversations:
    """All conversations, in one SQLite file. Safe to share by threads and by processes.

    path: None to keep them in memory only. Every method raises ConversationsError where the file
    cannot be read or written, and UnknownConversation for an id that is not there.
    """

    def __init__(self, path: Path | None) -> None:
        self._shelf = Shelf(path)

    @property
    def notice(self) -> str:
        """A sentence where a broken file was put aside and a new one begun; "" otherwise."""
        return self._shelf.notice

    def begin(self) -> str:
        """A new conversation, listed once it has a question; its id, which cannot be guessed."""
        identity = secrets.token_urlsafe(12)
        with self._shelf.writing() as db:
            db.execute(
                "DELETE FROM conversation WHERE changed_at < ? AND NOT EXISTS"
                " (SELECT 1 FROM exchange WHERE conversation = conversation.id)",
                (now(-_UNUSED),),
            )
            db.execute("INSERT INTO conversation (id, changed_at) VALUES (?, ?)", (identity, now()))
        return identity

    def add(self, conversation: str, exchange: Exchange) -> int:
        """Keep one more exchange; its id, which stays."""
        with self._shelf.writing() as db:
            _touch(db, conversation)
            added = db.execute(
                f"INSERT INTO exchange ({', '.join(COLUMNS)}, conversation) VALUES ({_VALUES}, ?)",
                (*row_of(exchange), conversation),
            )
            return int(added.lastrowid or 0)

    def replace(self, exchange: Exchange) -> None:
        """Put an exchange in the place of the one with its id, as after a retry or an edit."""
        with self._shelf.writing() as db:
            _touch(db, _conversation_of(db, exchange.id))
            db.execute(
                f"UPDATE exchange SET {_SETS} WHERE id = ?", (*row_of(exchange), exchange.id)
            )

    def go_on(self, exchange: Exchange) -> bool:
        """Keep an answer's further text; False, and nothing, where its question was asked anew.

        An exchange that takes the place of another has another `asked_at`.
        """
        _, answer, _, _, asked_at, _, folded = row_of(exchange)
        with self._shelf.writing() as db:
            conversation = _conversation_of(db, exchange.id)
            changed = db.execute(
                "UPDATE exchange SET answer = ?, folded = ? WHERE id = ? AND asked_at = ?",
                (answer, folded, exchange.id, asked_at),
            )
            if changed.rowcount:
                _touch(db, conversation)
            return bool(changed.rowcount)

    def set_thumb(self, exchange: int, thumb: Thumb) -> None:
        """What a person thinks of an answer; "" takes it back."""
        if thumb not in THUMBS:
            raise ConversationsError(f"a thumb is 'up', 'down' or '', not {thumb!r}")
        with self._shelf.writing() as db:
            _conversation_of(db, exchange)
            db.execute("UPDATE exchange SET thumb = ? WHERE id = ?", (thumb, exchange))

    def set_documents(self, conversation: str, paths: Collection[str] | None) -> None:
        """The documents that its questions are asked among; None for all."""
        self._set(conversation, "documents = ?", listed(paths))

    def rename(self, conversation: str, title: str) -> None:
        """Give it a title; "" for its first question."""
        title = " ".join(well_formed(title).split())[:MAX_TITLE]
        self._set(conversation, "title = ?, folded = ?", title, fold(title))

    def delete(self, conversation: str) -> None:
        """Forget a conversation and all its exchanges."""
        with self._shelf.writing() as db:
            gone = db.execute("DELETE FROM conversation WHERE id = ?", (conversation,))
            _require(gone.rowcount)

    def get(self, conversation: str) -> Conversation:
        """A conversation whole."""
        found = self._shelf.rows(
            "SELECT title, documents FROM conversation WHERE id = ?", conversation
        )
        _require(len(found))
        ((title, documents),) = found
        rows = self._shelf.rows(
            f"SELECT id, {', '.join(COLUMNS)} FROM exchange WHERE conversation = ? ORDER BY id",
            conversation,
        )
        exchanges = tuple(exchange_from(*row) for row in rows)
        first = exchanges[0].question if exchanges else ""
        return Conversation(conversation, title or first, paths_from(documents), exchanges)

    def summaries(self, search: str = "") -> list[Summary]:
        """The conversations that have a question, the last changed first.

        search: words that each stand, whatever their case, in the title, a question or a quotation.
        """
        words = fold(search).split()[:_MOST_WORDS]
        stands = (
            " AND (instr(c.folded, ?) OR EXISTS"
            " (SELECT 1 FROM exchange WHERE conversation = c.id AND instr(folded, ?)))"
        )
        rows = self._shelf.rows(
            "SELECT c.id, CASE c.title WHEN '' THEN (SELECT question FROM exchange"
            " WHERE conversation = c.id ORDER BY id LIMIT 1) ELSE c.title END, c.changed_at,"
            " count(*) FROM conversation c JOIN exchange e ON e.conversation = c.id"
            f" WHERE true{stands * len(words)} GROUP BY c.id"
            " ORDER BY c.changed_at DESC, max(e.id) DESC",
            *(word for word in words for _ in range(2)),
        )
        return [Summary(*row) for row in rows]

    def close(self) -> None:
        """Let go of the file."""
        self._shelf.close()

    def _set(self, conversation: str, columns: str, *values: str | None) -> None:
        with self._shelf.writing() as db:
            changed = db.execute(
                f"UPDATE conversation SET {columns} WHERE id = ?", (*values, conversation)
            )
            _require(changed.rowcount)


def _require(found: int) -> None:
    if not found:
        raise UnknownConversation("this conversation is no longer kept: begin a new one")


def _touch(db: Connection, conversation: str) -> None:
    changed = "UPDATE conversation SET changed_at = ? WHERE id = ?"
    _require(db.execute(changed, (now(), conversation)).rowcount)


def _conversation_of(db: Connection, exchange: int) -> str:
    row = db.execute("SELECT conversation FROM exchange WHERE id = ?", (exchange,)).fetchone()
    if row is None:
        raise UnknownConversation("this question is no longer kept: ask it again")
    return str(row[0])
