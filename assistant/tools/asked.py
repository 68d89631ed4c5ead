"""What a model asks of each tool; a field's description is what the model is told of it."""

from dataclasses import Field, dataclass, field
from typing import Any

MOST_FOUND = 50  # passages
MOST_LISTED = 500  # documents
MOST_CONTEXT = 5_000  # characters on either side
MOST_READ = 20_000  # characters of a passage
USUAL_READ = 2_000  # where no end is given


def description(one: Field[Any]) -> str:
    """What the model is told of a field."""
    return str(one.metadata["description"])


def _told(words: str) -> dict[str, str]:
    return {"description": words}


_DOCUMENTS = _told("Paths to look in, as list_documents gives them; leave it out to look in all.")
_COLLECTION = _told("A collection by name; leave it out for the default one.")


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to be answered in quotations."""

    question: str = field(
        metadata=_told("The question in plain words, whole in itself: no 'it', no 'he'.")
    )
    documents: list[str] | str | None = field(default=None, metadata=_DOCUMENTS)
    collection: str = field(default="", metadata=_COLLECTION)
    anyway: bool = field(
        default=False,
        metadata=_told(
            "Quote what comes nearest even where it would be refused; the answer is marked unsure."
        ),
    )


@dataclass(frozen=True, slots=True)
class Search:
    """A search for passages."""

    question: str = field(metadata=_told("A question or words to look for."))
    k: int = field(default=5, metadata=_told(f"How many passages, 1 to {MOST_FOUND}."))
    documents: list[str] | str | None = field(default=None, metadata=_DOCUMENTS)
    collection: str = field(default="", metadata=_COLLECTION)


@dataclass(frozen=True, slots=True)
class Read:
    """A look at one place of a document."""

    path: str = field(
        metadata=_told("The document's path, as ask, search and list_documents give it.")
    )
    start: int | None = field(
        default=None,
        metadata=_told(
            "Where to begin: a character's offset in the document, counted from 0, such as the "
            "start of a citation. Leave it out where place is given, or to begin at the top."
        ),
    )
    end: int | None = field(
        default=None,
        metadata=_told(
            "Where to end: the offset after the last character, such as the end of a citation. "
            f"Without it {USUAL_READ:,} characters are read from start; {MOST_READ:,} at most."
        ),
    )
    place: str = field(
        default="",
        metadata=_told(
            "Instead of start and end: a place as a citation names it, such as 'page 3' or "
            "'line 12'; the whole of it is read."
        ),
    )
    quote: str = field(
        default="",
        metadata=_told(
            "The citation's quote, word for word, to have checked whether it still stands there: "
            "the result's fit and check tell."
        ),
    )
    sha256: str = field(
        default="",
        metadata=_told("The citation's sha256, to have checked whether the file is the same."),
    )
    context: int = field(
        default=600,
        metadata=_told(
            f"Characters to show before and after the passage, 0 to {MOST_CONTEXT:,} each."
        ),
    )
    collection: str = field(default="", metadata=_COLLECTION)


@dataclass(frozen=True, slots=True)
class ListDocuments:
    """A look at what is in the folder."""

    matching: str = field(
        default="", metadata=_told("Only those with these words in their path or title.")
    )
    skip: int = field(
        default=0, metadata=_told("Leave out as many from the top, to page through a long list.")
    )
    most: int = field(default=100, metadata=_told(f"How many to list at most, 1 to {MOST_LISTED}."))
    collection: str = field(default="", metadata=_COLLECTION)


Asked = Ask | Search | Read | ListDocuments
