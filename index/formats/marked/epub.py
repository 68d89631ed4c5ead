"""EPUB: the chapters of a book in the order in which they are read."""

import posixpath
import zlib
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from index.errors import UnreadableFile
from index.formats.alive import tick
from index.formats.data import xmltree
from index.formats.marked.markup import add_html, decode_html
from index.formats.outline import Outline

MAX_BYTES = 500 * 1024**2  # of all that is packed in it
MAX_MEMBER = 64 * 1024**2
_OBFUSCATED_FONT = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def read(data: bytes) -> Outline:
    """A book, a page a document of its spine, named as in its table of contents.

    Raises UnreadableFile where it is no EPUB, is broken, too large or copy-protected.
    """
    try:
        book = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError) as error:
        raise UnreadableFile(f"broken: its packing cannot be opened ({error}); get it again") from (
            error
        )
    with book:
        if sum(member.file_size for member in book.infolist()) > MAX_BYTES:
            raise UnreadableFile(f"too large: over {MAX_BYTES // 1024**2} MiB unpacked; split it")
        return _Book(book).read()


class _Book:
    """One open EPUB; paths are those of its members."""

    def __init__(self, book: ZipFile) -> None:
        self.book = book
        container = xmltree.parse(self._bytes("META-INF/container.xml"))
        roots = [e.get("full-path") for e in container.iter() if xmltree.name(e) == "rootfile"]
        if not roots or not roots[0]:
            raise UnreadableFile("broken: it does not say where its contents are; get it again")
        self.folder = posixpath.dirname(roots[0])
        self.package = xmltree.parse(self._bytes(roots[0]))

    def read(self) -> Outline:
        outline = Outline(unit="chapter")
        outline.title = next(
            (_words(e) for e in self.package.iter() if xmltree.name(e) == "title" and _words(e)), ""
        )
        items = {e.get("id"): e for e in self.package.iter() if xmltree.name(e) == "item"}
        spine = [items.get(e.get("idref")) for e in self.package.iter()
                 if xmltree.name(e) == "itemref"]  # fmt: skip
        # A spine may name a chapter a thousand times: it is read once.
        paths = list(dict.fromkeys(self._path(item) for item in spine if item is not None))
        self._refuse_protected(paths)
        names = self._names(items)
        unread = spine.count(None)
        for number, path in enumerate(paths, 1):
            try:
                source = decode_html(self._bytes(path))
            except UnreadableFile:
                unread += 1
                continue
            _add_chapter(outline, number, names.get(path, ""), source)
            tick()
        if unread:
            outline.note = f"{unread} of its {len(spine)} chapters could not be read"
        return outline.finish()

    def _names(self, items: dict[str, Any]) -> dict[str, str]:
        """What the table of contents calls each document: the first entry that points to it."""
        names: dict[str, str] = {}
        for item in items.values():
            is_nav = "nav" in (item.get("properties") or "").split()
            if not is_nav and item.get("media-type") != "application/x-dtbncx+xml":
                continue
            path = self._path(item)
            try:
                contents = xmltree.parse(self._bytes(path))
            except UnreadableFile:
                continue
            label = ""
            for element in contents.iter():
                kind = xmltree.name(element)
                if kind == "text":  # of a label, which comes before its content
                    label = _words(element)
                target = element.get("src" if kind == "content" else "href", "")
                words = label if kind == "content" else _words(element)
                if kind in ("a", "content") and target and words:
                    names.setdefault(_join(posixpath.dirname(path), target), words)
        return names

    def _refuse_protected(self, paths: list[str]) -> None:
        if "META-INF/encryption.xml" not in self.book.namelist():
            return
        for data in xmltree.parse(self._bytes("META-INF/encryption.xml")).iter():
            if xmltree.name(data) != "EncryptedData":
                continue
            ways = [e.get("Algorithm") for e in xmltree.children(data, "EncryptionMethod")]
            files = {unquote(e.get("URI", "")) for e in data.iter()}
            if files & set(paths) and not set(ways) & set(_OBFUSCATED_FONT):
                raise UnreadableFile(
                    "encrypted: it is copy-protected (DRM); get an edition without protection"
                )

    def _path(self, item: Any) -> str:
        return _join(self.folder, item.get("href") or "")

    def _bytes(self, path: str) -> bytes:
        """A member's content. Raises UnreadableFile where it is missing, broken or too large."""
        try:
            member = self.book.getinfo(path)
            if member.file_size > MAX_MEMBER:
                raise UnreadableFile(
                    f"too large: {path} in it is over {MAX_MEMBER >> 20} MiB; split it"
                )
            return self.book.read(member)
        except KeyError:
            raise UnreadableFile(f"broken: {path} is missing in it; get it again") from None
        except RuntimeError as error:
            raise UnreadableFile(f"encrypted: {path} in it needs a password; unlock it") from error
        except (
            BadZipFile,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            zlib.error,
        ) as error:
            raise UnreadableFile(f"broken: {path} in it is damaged ({error}); get it again") from (
                error
            )


def _add_chapter(outline: Outline, number: int, name: str, source: str) -> None:
    chapter = Outline()
    add_html(chapter, source, lambda line: "")
    if not chapter.blocks:
        return  # a picture of the cover
    text = chapter.text
    heads = (text[b.start : b.end] for b in chapter.blocks if b.kind == "heading")
    outline.add_page(number, name or next(heads, ""))
    for block in chapter.blocks:
        outline.add(block.kind, text[block.start : block.end], block.level)


def _join(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
