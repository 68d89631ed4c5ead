"""XML as a tree, parsed as from a stranger: no entity is expanded, nothing else is fetched."""

from typing import Any

from lxml import etree

from index.errors import UnreadableFile


def parse(data: bytes) -> Any:
    """The root element of an XML file. Raises UnreadableFile where it is not well formed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError as error:
        reason = " ".join(str(error.msg).split())
        if "depth" in reason.lower():
            raise UnreadableFile("its elements nest too deeply to be read: flatten it") from error
        raise UnreadableFile(f"broken: it is not well-formed XML ({reason}); save it again") from (
            error
        )


def name(element: Any) -> str:
    """An element's name without its namespace; "" for a comment or an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, wanted: str) -> list[Any]:
    """The child elements of a name, whatever their namespace."""
    return [child for child in element if name(child) == wanted]


def text(element: Any) -> str:
    """All the words in an element, entities as they are written, comments left out."""
    words: list[str] = []
    open_: list[Any] = []
    for part in element.iter():
        while open_ and part.getparent() is not open_[-1]:
            words.append(open_.pop().tail or "")
        if name(part) or (part.text or "").startswith("&"):
            words.append(part.text or "")
        open_.append(part)
    while len(open_) > 1:
        words.append(open_.pop().tail or "")
    return "".join(words)
