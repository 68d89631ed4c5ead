"""Names of collections: what may be one, and the folder's name that is made from it."""

import unicodedata
from collections.abc import Collection

from index.errors import CollectionError

LONGEST = 60  # characters
_FOLDER_BYTES = 180  # most disks take 255 for a name, and a number may come after it
_UNSEEN = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
_JOINERS = "\u200c\u200d"  # Persian and Indic words, and some emoji, are spelt with them
_NOT_IN_NAMES = '/\\:*?"<>|'
RESERVED = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(10))}


def checked(name: str) -> str:
    """A name as it is kept: trimmed, runs of white space made one space, composed.

    Raises CollectionError where it is empty, too long or holds what cannot be seen.

    >>> checked("  Trips  2024 ")
    'Trips 2024'
    """
    if not isinstance(name, str) or any(is_unseen(c) for c in name.strip()):
        raise CollectionError(
            "the name holds a character that cannot be seen, such as a line's end: type it anew"
        )
    plain = unicodedata.normalize("NFC", " ".join(name.split()))
    if not any(unicodedata.category(c)[0] in "LNPS" for c in plain):
        raise CollectionError("a collection needs a name: give one of 1 to 60 characters")
    if len(plain) > LONGEST:
        raise CollectionError(
            f"the name has {len(plain):,} characters: give one of {LONGEST} at most"
        )
    return plain


def made_from(folders: Collection[str]) -> str:
    """A collection's name from those of its folders, whatever they are.

    >>> made_from(["papers", "notes"])
    'papers, notes'
    """
    seen = "".join(" " if is_unseen(c) else c for c in ", ".join(folders))
    plain = unicodedata.normalize("NFC", " ".join(seen.split()))
    try:
        return checked(plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip() + "…")
    except CollectionError:
        return "Documents"


def same(name: str) -> str:
    """Equal for names that count as one: without regard to case.

    >>> same("Straße") == same("STRASSE")
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def distinct(name: str, taken: Collection[str]) -> str:
    """The name, or with a number after it where it is taken; `taken` holds what `same` gives.

    >>> distinct("Trips", {"trips"})
    'Trips (2)'
    """
    given, number = name, 1
    while same(given) in taken:
        number += 1
        given = f"{name[: LONGEST - 6].rstrip()} ({number})"
    return given


def folder_name(name: str) -> str:
    """A name for a folder that every disk takes.

    >>> folder_name("a/b: ..c. "), folder_name("CON"), folder_name("...")
    ('a-b- ..c', 'CON-', 'collection')
    """
    plain = "".join("-" if c in _NOT_IN_NAMES or is_unseen(c) else c for c in name)
    plain = plain.encode()[:_FOLDER_BYTES].decode(errors="ignore").lstrip(" .").rstrip(" .")
    if plain.split(".")[0].strip().lower() in RESERVED:
        plain += "-"
    return plain or "collection"


def is_unseen(c: str) -> bool:
    """Whether a character has no look of its own or changes that of others; joiners may stay."""
    category = unicodedata.category(c)
    return category in _UNSEEN or (category == "Cf" and c not in _JOINERS)
