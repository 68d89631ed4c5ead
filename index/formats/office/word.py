"""Word documents, opened: the body, and around it notes, comments, headers and footers."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx.opc.part import PartFactory
from docx.oxml import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart

from index.errors import UnreadableFile
from index.formats.office import package
from index.formats.office.unlocking import unlocked
from index.formats.office.word_body import Body
from index.formats.office.word_lists import Numbers, Styles
from index.formats.office.word_text import R, W, words_of
from index.formats.outline import Outline

# python-docx knows .docx alone; templates and files with macros are made of the same parts.
for _kind in (
    "ms-word.document.macroEnabled",
    "ms-word.template.macroEnabledTemplate",
    "openxmlformats-officedocument.wordprocessingml.template",
):
    PartFactory.part_type_for[f"application/vnd.{_kind}.main+xml"] = DocumentPart
_BROKEN = "broken: a part of it is missing: open it in Word or LibreOffice and save it anew"


def read(data: bytes, passwords: Sequence[str] = ()) -> Outline:
    """A Word document as text.

    The number Word shows before a paragraph is part of its text; a bullet is not. A footnote
    follows its paragraph as "[1] ...", and its mark in the text is left out. Comments come after
    all else, then headers and footers, once each. What a tracked change deletes is left out,
    what it inserts is kept; hidden text is left out. Places: "paragraph 12" counts the
    paragraphs with text outside tables; "table 2, row 3" the rows that are seen.

    Raises UnreadableFile where the file is damaged, locked or no Word document.
    """
    data = unlocked(data, passwords)
    package.office(data, "a Word document")
    try:
        opened: Any = Package.open(BytesIO(data))
        part = opened.main_document_part
    except SyntaxError as error:  # of lxml's
        raise UnreadableFile(
            "broken: its XML is damaged, or nests too deeply to be read: open it in Word or "
            "LibreOffice and save it anew"
        ) from error
    except KeyError as error:
        raise UnreadableFile(_BROKEN) from error
    if not isinstance(part, DocumentPart):
        raise UnreadableFile("mislabelled: there is no Word document in it; rename it")
    body = part.element.body
    if body is None:
        raise UnreadableFile("empty: there is no text in it")
    kinds = {relation.reltype.rsplit("/", 1)[-1]: relation.rId for relation in part.rels.values()}

    def root(name: str) -> Any:
        return _root(part, kinds.get(name, ""))

    outline = Outline()
    reader = Body(
        outline,
        styles=Styles(root("styles")),
        numbers=Numbers(root("numbering")),
        notes=[note for kind in ("footnotes", "endnotes") for note in _children(root(kind))],
        drawing=lambda relation: _root(part, relation),
    )
    reader.read(body)
    for comment in _children(root("comments")):
        _add_comment(outline, comment, reader.commented.get(comment.get(W + "id", ""), ""))
    _add_margins(outline, part, body)
    own = package.own_title(opened.core_properties.title)
    outline.title = own or reader.titled or outline.title
    outline.note = package.unread(reader.pictures, reader.objects)
    return outline.finish()


def _root(part: Any, relation: str) -> Any:
    """The XML of the part that a relationship leads to, None where there is none to parse."""
    try:
        related = part.related_parts[relation]
        return getattr(related, "element", None) if hasattr(related, "element") else parse_xml(
            related.blob
        )  # fmt: skip
    except (KeyError, ValueError, SyntaxError):
        return None


def _children(root: Any) -> list[Any]:
    return [] if root is None else [child for child in root if isinstance(child.tag, str)]


def _add_comment(outline: Outline, comment: Any, place: str) -> None:
    texts = [words_of(paragraph).text for paragraph in comment.iter(W + "p")]
    text = "\n".join(text for text in texts if text)
    if text:
        author = " ".join(comment.get(W + "author", "").split())
        by = f" by {author}" if author else ""
        outline.add("paragraph", f"Comment{by}: {text}", 0, f"comment on {place or 'the text'}")


def _add_margins(outline: Outline, part: Any, body: Any) -> None:
    """Add the headers and footers of all sections, each text once."""
    seen = set[str]()
    for name in ("header", "footer"):
        for reference in body.iter(f"{W}{name}Reference"):
            root = _root(part, reference.get(R + "id", ""))
            for paragraph in root.iter(W + "p") if root is not None else ():
                text = words_of(paragraph).text
                if text and not text.isdecimal() and text not in seen:
                    seen.add(text)
                    outline.add("furniture", text, 0, name)
