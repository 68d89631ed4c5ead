"""Files that hold others: EPUB books, ZIP and TAR archives."""

import tarfile
from dataclasses import replace
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import pyzipper

from tests.mixed.prose import Story
from tests.mixed.written import Made, Written

Parts = tuple[tuple[str, Made], ...]
_XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


def epub(story: Story) -> Made:
    """A book, a chapter a section, named by its table of contents."""
    said, chapters = Written("chapter"), list[str]()
    for number, section in enumerate(story.sections, 1):
        said.page(f"Part {number}")
        said.add(section.heading)
        body = f"<h1>{escape(section.heading)}</h1>"
        for sentences in section.paragraphs:
            said.add(" ".join(sentences), "", *sentences)
            body += f"<p>{escape(' '.join(sentences))}</p>\n"
        chapters.append(f"<html {_XHTML}><head><title/></head><body>{body}</body></html>")
    names = [f"c{number}.xhtml" for number in range(1, len(chapters) + 1)]
    nav = "".join(f'<li><a href="{name}">Part {n}</a></li>' for n, name in enumerate(names, 1))
    items = "".join(f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
                    for n, name in enumerate(names))  # fmt: skip
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(names)))
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
        'container"><rootfiles><rootfile full-path="b/book.opf"/></rootfiles></container>',
        "b/book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata><title xmlns='
        f'"http://purl.org/dc/elements/1.1/">{escape(story.title)}</title></metadata><manifest>'
        f'{items}<item id="nav" href="nav.xhtml" properties="nav" media-type='
        f'"application/xhtml+xml"/></manifest><spine>{spine}</spine></package>',
        "b/nav.xhtml": f"<html {_XHTML}><body><nav><ol>{nav}</ol></nav></body></html>",
        **{f"b/{name}": text for name, text in zip(names, chapters, strict=True)},
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return said.made(file.getvalue(), "epub", "epub", language=story.language)


def zipped(parts: Parts, hidden: int = 0, password: str = "") -> Made:
    """A ZIP archive; with a password, its members cannot be read."""
    file = BytesIO()
    with pyzipper.AESZipFile(
        file, "w", pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES if password else None
    ) as archive:
        if password:
            archive.setpassword(password.encode())
        for name, made in parts:
            archive.writestr(name, made.data)
        for number in range(hidden):
            archive.writestr(f"__MACOSX/._{number}", b"by-product")
    made = Made(file.getvalue(), "zip", "zip", reason=_note(hidden), parts=parts)
    if not password:
        return made
    locked = Made(b"", "", "", reason="encrypted: ")
    return replace(made, parts=tuple((name, locked) for name, _ in parts), unlocked=made)


def tarred(parts: Parts, ending: str = "tar.gz", links: bool = False) -> Made:
    """A TAR archive; links: with a link in it, which is not followed."""
    file = BytesIO()
    mode = {"tar": "w", "tar.gz": "w:gz", "tgz": "w:gz", "tar.bz2": "w:bz2", "tar.xz": "w:xz"}
    with tarfile.open(fileobj=file, mode=mode[ending]) as archive:  # type: ignore[call-overload]
        for name, made in parts:
            member = tarfile.TarInfo(name)
            member.size = len(made.data)
            archive.addfile(member, BytesIO(made.data))
        if links:
            member = tarfile.TarInfo("link.txt")
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/hosts"
            archive.addfile(member)
            parts = (*parts, ("link.txt", Made(b"", "", "txt", reason="a link inside")))
    return Made(file.getvalue(), "tar", ending, parts=parts)


def _note(hidden: int) -> str:
    files = "1 hidden file in it was" if hidden == 1 else f"{hidden} hidden files in it were"
    return f"{files} not read" if hidden else ""
