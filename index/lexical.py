"""BM25 over the passages' words, in SQLite's FTS5: in step with the catalog by transaction."""

import json
import math
import sqlite3
import threading
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex
from Stemmer import Stemmer

SCHEMA = """
CREATE VIRTUAL TABLE lexical USING fts5(
    words, content='', tokenize="unicode61 remove_diacritics 0 categories 'L* N* M*'"
);
CREATE VIRTUAL TABLE lexical_terms USING fts5vocab(lexical, row);
"""

_WORD = regex.compile(
    r"(?<![\p{L}\p{N}])\p{L}{1,2}-\p{N}+\p{L}?"  # F-35, S-400s
    r"|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’]\p{L}+)?"
)
_POSSESSIVE = regex.compile(r"['’].*")
_ACCENTS = regex.compile(r"[\u0300-\u036f]")
_CJK = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_STOP_WORDS = frozenset(
    "a about after again all also although am among an and any anybody anyone anything are as "
    "at be because been before being between both but by can cannot could did do does doing "
    "done during each either else ever every everybody everyone everything few for from had has "
    "have having he her here hers him his how however i if in into is it its itself just least "
    "less like many may me might mine more most much must my neither no nobody nor not nothing "
    "of off on once one only or other others our ours out over own per same several shall she "
    "should since so some somebody someone something still such than that the their theirs them "
    "then there these they this those through thus to too toward towards under until up upon us "
    "very via was we were what when where whether which while who whom whose why will with "
    "within without would yes yet you your yours please tell describe explain".split()
)
_stemmer = Stemmer("porter")
_stemming = threading.Lock()  # a Stemmer is not thread-safe


class Word(NamedTuple):
    """A word of a text: as it stands there, what BM25 knows it by, and where it is.

    is_common: whether it is a stop word, not worth looking for.
    """

    text: str
    stem: str
    start: int
    end: int
    is_common: bool


def words(text: str) -> list[Word]:
    """The words of a text in order.

    A stem has no case, no accents and no possessive; a model number such as F-35 is one word; a
    run of Chinese, Japanese or Korean characters becomes its overlapping pairs.

    >>> [word.stem for word in words("Sanctions on the S-400's buyers")]
    ['sanction', 'on', 'the', 's400', 'buyer']
    """
    return list(_words(text))


def _words(text: str) -> Iterator[Word]:
    shouts = text.isupper()
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if _CJK.search(word):
            for i in range(max(1, len(word) - 1)):
                pair = word[i : i + 2]
                yield Word(pair, pair, start + i, start + i + len(pair), False)
            continue
        stem, is_common = _stem(word)
        is_name = word.isupper() and len(word) > 1 and not shouts  # the US, the WHO, IT
        yield Word(word, stem, start, match.end(), is_common and not is_name)


def stems(text: str) -> list[str]:
    """The stems of a text's words in order, stop words and all: what FTS5 is given."""
    return [word.stem for word in _words(text)]


def content_words(text: str) -> dict[str, str]:
    """The words of a text that are worth looking for: stem -> word.

    >>> content_words("Which sanctions are those sanctions?")
    {'sanction': 'sanctions'}
    """
    found: dict[str, str] = {}
    for word in words(text):
        if not word.is_common:
            found.setdefault(word.stem, word.text)
    return found


def idf(passages: int, holding: int) -> float:
    """The inverse document frequency of a word that `holding` of `passages` hold, above 0.

    A word that none holds counts as held by one: in a small folder, where most words of English
    stand nowhere, a single such word would otherwise outweigh all the others of a question.
    Source: the BM25 idf as Lucene has it (Robertson & Zaragoza, 2009, with 1 + inside the log).
    """
    holding = max(1, holding)
    return math.log1p(max(0, passages - holding + 0.5) / (holding + 0.5))


def add(db: sqlite3.Connection, passage: int, text: str) -> None:
    """Index a passage's words under its id."""
    db.execute("INSERT INTO lexical(rowid, words) VALUES (?, ?)", (passage, " ".join(stems(text))))


def remove(db: sqlite3.Connection, passage: int, text: str) -> None:
    """Take a passage out; `text` must be the text that it was added with."""
    db.execute(
        "INSERT INTO lexical(lexical, rowid, words) VALUES ('delete', ?, ?)",
        (passage, " ".join(stems(text))),
    )


def clear(db: sqlite3.Connection) -> None:
    """Take every passage out."""
    db.execute("INSERT INTO lexical(lexical) VALUES ('delete-all')")


def optimize(db: sqlite3.Connection) -> None:
    """Join what many transactions have left in parts; nothing else changes."""
    db.execute("INSERT INTO lexical(lexical) VALUES ('optimize')")


def scratch() -> sqlite3.Connection:
    """An empty index of the same kind in memory."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript(SCHEMA)
    return db


def occurrences(db: sqlite3.Connection) -> Iterator[tuple[str, int, int]]:
    """Every word that is indexed, by stem: the stem, its passage, its place among the words."""
    db.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.lexical_places"
        " USING fts5vocab(main, lexical, instance)"
    )
    yield from db.execute("SELECT term, doc, offset FROM temp.lexical_places")


def lengths(db: sqlite3.Connection) -> Iterator[tuple[int, bytes]]:
    """Of every passage that is indexed its id and its count of words, as FTS5 packs it."""
    yield from db.execute("SELECT id, sz FROM lexical_docsize ORDER BY id")


def totals(db: sqlite3.Connection) -> tuple[int, int]:
    """How many passages and words there are in all, as BM25 counts them."""
    row = db.execute("SELECT block FROM lexical_data WHERE id = 1").fetchone()
    numbers, number = [], 0
    for byte in row[0] if row else b"":  # SQLite's varints: 7 bits a byte, the last without the 8th
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(number)
            number = 0
    passages, words_, *_ = *numbers, 0, 0
    return passages, words_


def unfindable(db: sqlite3.Connection) -> Iterator[str]:
    """The stems that are in the index but that a search for them does not find."""
    for term, held in db.execute("SELECT term, doc FROM lexical_terms"):
        found = db.execute("SELECT doc FROM lexical_terms WHERE term = ?", (term,)).fetchone()
        if found != (held,):
            yield str(term)


def search(
    db: sqlite3.Connection, stemmed: Iterable[str], k: int, among: Sequence[int] | None = None
) -> list[tuple[int, float]]:
    """The k passages that score best by BM25 (k1 1.2, b .75) for any of the stems, best first.

    among: the ids of the documents to look in, None for all.
    Returns (passage id, score) pairs; a higher score is better.
    """
    query = " OR ".join(f'"{stem}"' for stem in stemmed)
    if not query:
        return []
    narrowed, arguments = "", [query]
    if among is not None:
        narrowed = (
            "AND rowid IN (SELECT id FROM passage"
            " WHERE document IN (SELECT value FROM json_each(?)))"
        )
        arguments.append(json.dumps(list(among)))
    rows = db.execute(
        f"SELECT rowid, -bm25(lexical) FROM lexical WHERE lexical MATCH ? {narrowed} "
        f"ORDER BY bm25(lexical), rowid LIMIT {int(k)}",
        arguments,
    )
    return [(int(passage), float(score)) for passage, score in rows]


def frequencies(db: sqlite3.Connection, stemmed: Collection[str]) -> dict[str, int]:
    """In how many passages each stem stands; 0 for one that stands nowhere."""
    found = dict.fromkeys(stemmed, 0)
    marks = ",".join("?" * len(found))
    rows = db.execute(f"SELECT term, doc FROM lexical_terms WHERE term IN ({marks})", [*found])
    found.update((str(term), int(count)) for term, count in rows)
    return found


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> tuple[str, bool]:
    """A word's stem, and whether it is a stop word: no case, accents, possessive or hyphen."""
    folded = _ACCENTS.sub("", unicodedata.normalize("NFKD", word.casefold()))
    is_negation = folded.endswith(("n't", "n’t"))
    plain = _POSSESSIVE.sub("", folded).replace("-", "") or word
    with _stemming:
        return _stemmer.stemWord(plain) or plain, is_negation or plain in _STOP_WORDS
