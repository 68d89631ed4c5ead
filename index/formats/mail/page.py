"""Saved web pages (MHTML): the page itself and its frames; what it was drawn with is left aside."""

from index.errors import UnreadableFile
from index.formats.mail import mime
from index.formats.mail.letter import Letter, html_blocks
from index.formats.mail.mime import Entity
from index.formats.outline import Outline, Part

_DRAWING = ("image/", "font/", "audio/", "video/", "text/css", "text/javascript",
            "application/javascript", "application/x-javascript", "application/font",
            "application/x-font", "application/vnd.ms-fontobject")  # fmt: skip
_PAGES = ("text/html", "application/xhtml+xml")
_MAX_DEPTH = 10


def read_page(data: bytes) -> Outline:
    """A page that a browser saved as one file.

    Raises UnreadableFile where no HTML page is in it.
    """
    entity = mime.parse(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    leaves, is_whole = _leaves(entity)
    pages = [leaf for leaf in leaves if leaf.type in _PAGES]
    if not pages:
        raise UnreadableFile(
            "mislabelled: there is no saved web page in it; save the page again, or rename it"
        )
    start = entity.parameter("start").strip("<>")
    pages.sort(key=lambda page: page.header("content-id").strip("<>") != start)
    letter = Letter()
    titles = [
        html_blocks(page.text if page.charset else page.content, letter, above=0) for page in pages
    ]
    outline = Outline(title=entity.header("subject") or titles[0])
    for number, (kind, text, level) in enumerate(letter.blocks, 1):
        outline.add(kind, text, level, f"paragraph {number}")
    if not is_whole:
        letter.notes.append("it is cut off: its last part has no end; get it whole")
    pictures = sum(leaf.type.startswith("image/") for leaf in leaves)
    if pictures:
        many = "1 picture in it was" if pictures == 1 else f"{pictures:,} pictures in it were"
        letter.notes.append(f"{many} not read")
    outline.note = "; ".join(dict.fromkeys(letter.notes))
    outline.parts = letter.parts + [
        Part(leaf.filename or leaf.header("content-location").rsplit("/", 1)[-1], leaf.content)
        for leaf in leaves
        if leaf.type not in _PAGES and not leaf.type.startswith(_DRAWING)
    ]
    return outline.finish()


def _leaves(entity: Entity) -> tuple[list[Entity], bool]:
    """The parts that have no parts, in order, and whether all of them have an end."""
    found: list[Entity] = []
    is_whole = True
    waiting = [(entity, 0)]
    while waiting:
        part, depth = waiting.pop()
        inner, ends = part.parts() if part.type.startswith("multipart/") else ([], True)
        is_whole = is_whole and ends
        if inner and depth < _MAX_DEPTH:
            waiting += [(one, depth + 1) for one in reversed(inner)]
        else:
            found.append(part)
    return found, is_whole
