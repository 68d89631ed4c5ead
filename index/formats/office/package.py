"""Office files are ZIP archives of XML: what is checked before any library unpacks one."""

import re
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from xml.etree import ElementTree
from xml.parsers import expat

from index.errors import UnreadableFile
from index.formats import room
from index.formats.alive import tick
from index.formats.pdf.titles import is_title

_CHUNK = 1 << 16
_MOST_BYTES = 500 * 1024**2  # of all members, unpacked
_MOST_XML = 128 * 1024**2  # of one member that is read as a tree, some ten times its size
_MOST_MEMBERS = 20_000
_RATIO, _RATIO_FROM = 200, 50 * 1024**2  # real text packs to a tenth
_XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<", b"\x00<")
_DAMAGED = "broken: it is cut short or damaged: get it again, or open it and save it anew"
_TEMPLATE_TITLES = re.compile(
    r"unbenannt.*|sans titre.*|titel|.*power ?point.?pr[^ ]+|"
    r"pr[^ ]+( (de|standard di))? power ?point|"
    r"\W*(document|dokument|presentation|workbook|book|mappe|template|vorlage)( ?title)?\W*\d*\W*|"
    r"(word|excel|office)[ -](document|dokument|workbook|template)|pr[eéä]sentation ?\d*",
    re.IGNORECASE,
)


def unpacked(data: bytes) -> zipfile.ZipFile:
    """An office file as an archive each of whose members was unpacked once, within limits.

    Raises UnreadableFile where it is damaged, unpacks to more than it may, declares entities
    in its XML, or is packed with a password.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members = archive.infolist()
        _check_sizes(members, len(data))
        for member in members:
            tick()
            with archive.open(member) as stream:
                refuse_entities(iter(lambda s=stream: s.read(_CHUNK), b""))  # type: ignore[misc]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise UnreadableFile(_DAMAGED) from error
    except NotImplementedError as error:
        raise UnreadableFile(
            "packed in an unusual way: open it in an office program and save it anew"
        ) from error
    return archive


def office(data: bytes, words: str, makes_trees: bool = True) -> zipfile.ZipFile:
    """A file of Word, PowerPoint or Excel, `unpacked`; `words` is what it should be.

    makes_trees: whether the library that reads it makes a tree of each part.
    Raises UnreadableFile as `unpacked` does, and for what no library here knows.
    """
    archive = unpacked(data)
    names = archive.namelist()
    if "[Content_Types].xml" not in names:
        raise UnreadableFile(f"mislabelled: it is a ZIP archive or of another program, not {words}")
    if b"purl.oclc.org/ooxml" in (member(archive, "_rels/.rels") or b""):
        raise UnreadableFile(
            "saved as Strict Open XML: open it and save it as an ordinary Office document"
        )
    for name in names if makes_trees else ():
        if name.endswith((".xml", ".rels")):
            _check_part(archive, name)
    return archive


def refuse_entities(chunks: Iterable[bytes]) -> None:
    """Read a member to its end; raises UnreadableFile where it is XML that declares entities.

    A few entities can be made to stand for gigabytes, and no office program writes one. They
    are declared before the first element, so that is how far the XML is parsed.
    """
    parser = expat.ParserCreate()
    parses = True

    def stop(*_: object) -> None:
        nonlocal parses
        parses = False

    def refuse(*_: object) -> None:
        raise UnreadableFile(
            "unsafe: its XML declares entities, which office programs never do: open it in the "
            "program it comes from and save it anew"
        )

    parser.StartElementHandler = stop
    parser.EntityDeclHandler = refuse
    for number, chunk in enumerate(chunks):
        if number == 0 and not chunk.lstrip().startswith(_XML_STARTS):
            parses = False
        if parses:
            try:
                parser.Parse(chunk)
            except (expat.ExpatError, LookupError, ValueError):  # whoever reads it will say
                parses = False


def member(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """A member's bytes, None where there is none. Raises UnreadableFile where it is too large."""
    if name not in archive.NameToInfo:
        return None
    _check_part(archive, name)
    return archive.read(name)


def tree(archive: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    """A member parsed as XML, None where there is none or it is none."""
    data = member(archive, name)
    try:
        return ElementTree.fromstring(data) if data else None
    except ElementTree.ParseError:
        return None


def own_title(text: str | None) -> str:
    """The title in a file's properties, "" where it is a template's or a program's.

    >>> own_title(" The  Ferry Line "), own_title("PowerPoint Presentation"), own_title("Book1")
    ('The Ferry Line', '', '')
    """
    title = " ".join((text or "").split())
    return title if is_title(title) and not _TEMPLATE_TITLES.fullmatch(title) else ""


def _check_part(archive: zipfile.ZipFile, name: str) -> None:
    if archive.getinfo(name).file_size > _MOST_XML:
        raise UnreadableFile(
            f"too large: its part {name} unpacks to over {_MOST_XML // 1024**2} MiB; split it"
        )


def _check_sizes(members: list[zipfile.ZipInfo], packed: int) -> None:
    if len(members) > _MOST_MEMBERS:
        raise UnreadableFile(f"too large: it is made of over {_MOST_MEMBERS:,} parts; split it")
    if any(info.flag_bits & 1 for info in members):
        raise UnreadableFile("encrypted: save a copy without its password")
    size = sum(info.file_size for info in members)
    if size > _MOST_BYTES or (size > _RATIO_FROM and size > _RATIO * packed):
        raise UnreadableFile(
            f"too large: it unpacks to {size // 1024**2:,} MiB, as archives made to do harm do; "
            f"at most {_MOST_BYTES // 1024**2} MiB and {_RATIO} times its size are read; split it"
        )
    if size > room.current().work:
        raise UnreadableFile("too large: with what else is inside the same file; unpack that file")
    room.current().work -= size


def unread(pictures: int, objects: int) -> str:
    """What a document's note says of what is in it and not read.

    >>> unread(1, 2)
    '1 picture is not read. 2 embedded objects are not read.'
    """
    counts = ((pictures, "picture"), (objects, "embedded object"))
    return " ".join(
        f"{count} {name}{'s are' if count > 1 else ' is'} not read."
        for count, name in counts
        if count
    )
