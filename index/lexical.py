"""BM25 over the passages' words, in SQLite's FTS5: in step with the catalog by transaction."""

import json
import math
import sqlite3
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import regex
from Stemmer import Stemmer

SCHEMA = """
CREATE VIRTUAL TABLE lexical USING fts5(
    words, content='', tokenize="unicode61 remove_diacritics 0 categories 'L* N* M*'"
);
CREATE VIRTUAL TABLE lexical_terms USING fts5vocab(lexical, row);
"""

_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’]\p{L}+)?")
_POSSESSIVE = regex.compile(r"['’].*")
_ACCENTS = regex.compile(r"[\u0300-\u036f]")
_CJK = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_STOP_WORDS = frozenset(
    "a about after all also am an and any are as at be because been before being but by can could "
    "did do does doing done each for from had has have he her here him his how i if in into is it "
    "its itself just may me might more most much must my no nor not of on once only or other our "
    "out over own same shall she should so some such than that the their them then there these "
    "they this those through to too under until up upon us very was we were what when where "
    "whether which while who whom whose why will with would you your "
    "please tell describe explain".split()
)
_stemmer = Stemmer("porter")


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

    A stem has no case, no accents and no possessive; a run of Chinese, Japanese or Korean
    characters becomes its overlapping pairs.

    >>> [word.stem for word in words("Sanctions on the S-400's buyers")]
    ['sanction', 'on', 'the', 's', '400', 'buyer']
    """
    found: list[Word] = []
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if _CJK.search(word):
            for i in range(max(1, len(word) - 1)):
                pair = word[i : i + 2]
                found.append(Word(pair, pair, start + i, start + i + len(pair), False))
            continue
        plain = _fold(word)
        found.append(
            Word(word, _stemmer.stemWord(plain), start, match.end(), plain in _STOP_WORDS)
        )
    return found


def stems(text: str) -> list[str]:
    """The stems of a text's words in order, stop words and all: what FTS5 is given."""
    return [word.stem for word in words(text)]


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

    Source: the BM25 idf as Lucene has it (Robertson & Zaragoza, 2009, with 1 + inside the log).
    """
    return math.log1p((passages - holding + 0.5) / (holding + 0.5))


def add(db: sqlite3.Connection, passage: int, text: str) -> None:
    """Index a passage's words under its id."""
    db.execute("INSERT INTO lexical(rowid, words) VALUES (?, ?)", (passage, " ".join(stems(text))))


def remove(db: sqlite3.Connection, passage: int, text: str) -> None:
    """Take a passage out; `text` must be the text that it was added with."""
    db.execute(
        "INSERT INTO lexical(lexical, rowid, words) VALUES ('delete', ?, ?)",
        (passage, " ".join(stems(text))),
    )


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


def _fold(word: str) -> str:
    """Lower case, no accents, no possessive."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", word.casefold()))
    return _POSSESSIVE.sub("", plain) or word
