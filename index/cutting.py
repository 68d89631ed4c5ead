"""A document is cut into passages and described: what goes into the catalog but for vectors."""

from index import lexical
from index.entries import Cut
from index.language import detect
from index.near import minhash
from index.passages import Measure, split
from index.types import Document


def cut(document: Document, size: int, container: str, measure: Measure) -> Cut:
    """The passages of a document, its language and its MinHash.

    size: of its file, in bytes. container: the file it is inside of, "" for none.
    """
    return Cut(
        document=document,
        size=size,
        passages=split(document, measure),
        container=container,
        language=detect(document.text),
        minhash=minhash(lexical.stems(document.text)),
    )
