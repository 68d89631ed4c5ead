"""Small files that want to become large, and files that ask for others."""

import gzip
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.malformed.bad import Bad
from tests.malformed.good import good_files, tarred, zipped

SECRET = "SECRET-OF-ANOTHER-FILE"  # stands in a file outside the folder that files ask for
_MEMBERS = {
    "xlsx": ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"),
    "docx": ("word/document.xml", "word/media/a.png"),
    "pptx": ("ppt/slides/slide1.xml",),
    "odt": ("content.xml", "Pictures/a.png"),
    "ods": ("content.xml",),
    "odp": ("content.xml", "styles.xml"),
    "epub": ("a.xhtml", "c.opf"),
}
_LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "words and words "}">' for n in range(12)
)


def bombs(size: int, secret: str, port: int) -> Iterator[Bad]:
    """size: bytes that a bomb becomes. secret: a file, port: of a server, neither to be asked."""
    zeros = bytes(size)
    words = b"words and " * (size // 10)
    yield Bad("bomb", "zeros.zip", zipped({"a.txt": zeros}, ZIP_DEFLATED))
    yield Bad("bomb", "words.zip", zipped({f"{n}.txt": words for n in range(12)}, ZIP_DEFLATED))
    yield Bad("bomb", "overlapping.zip", _overlapping(words))
    yield Bad("bomb", "itself.zip", _listed_in_itself())
    yield Bad("bomb", "many.zip", zipped({f"{n}.txt": b"" for n in range(30_000)}))
    yield Bad("bomb", "zeros.tar.gz", gzip.compress(tarred({"a.txt": zeros})))
    yield Bad("bomb", "zeros.tgz", gzip.compress(zeros))
    yield Bad("bomb", "twice.tgz", tarred({"a.tgz": gzip.compress(gzip.compress(zeros))}, "w:gz"))
    inner = zipped({"a.txt": words}, ZIP_DEFLATED)
    yield Bad("bomb", "zips.zip", zipped({f"{n}.zip": inner for n in range(30)}, ZIP_DEFLATED))
    yield Bad("bomb", "stream.pdf", _stream(zeros))
    good = good_files()
    for kind, names in _MEMBERS.items():
        for name in names:
            for what, inside in (("zeros", zeros), ("spaces", b"<a>" + b" " * size + b"</a>")):
                with_bomb = _put(good[kind][1], name, inside)
                yield Bad("bomb in a member", f"{kind} {what}{good[kind][0]}", with_bomb)
    yield from _entities(secret, port)
    yield Bad("alias bomb", "a.yaml", _aliases())
    loop = b"a: &a\n  - *a\n  - {b: *a}\n<<: *a\nwords: kept\n"
    yield Bad("alias bomb", "loop.yaml", loop)


def _entities(secret: str, port: int) -> Iterator[Bad]:
    """XML that defines more than it says, or would have a file or a page read."""
    asked = f"http://127.0.0.1:{port}/words"
    heads = {
        "laughs": f"<!DOCTYPE a [{_LAUGHS}]>",
        "square": f'<!DOCTYPE a [<!ENTITY l11 "{"words " * 20_000}">]>',
        "file": f'<!DOCTYPE a [<!ENTITY l11 SYSTEM "file://{secret}">]>',
        "passwords": '<!DOCTYPE a [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>',
        "web": f'<!DOCTYPE a [<!ENTITY l11 SYSTEM "{asked}">]>',
        "elsewhere": f'<!DOCTYPE a SYSTEM "{asked}.dtd">',
        "parameter": f'<!DOCTYPE a [<!ENTITY % p SYSTEM "{asked}"> %p;]>',
        "circle": '<!DOCTYPE a [<!ENTITY l11 "&l2;"><!ENTITY l2 "&l11;">]>',
    }
    good = good_files()
    for what, head in heads.items():
        for ending in (".xml", ".html", ".xhtml"):
            said = "&l11; " * (1_000 if what == "square" else 1)
            yield Bad("entities", f"{what}{ending}", f"{head}<a>words {said}</a>".encode())
        for kind, (name, *_) in _MEMBERS.items():
            data = BytesIO(good[kind][1])
            with ZipFile(data) as archive:
                xml = archive.read(name).decode()
            start, _, rest = xml.partition("?>")
            if not rest:
                start, rest = "<?xml version='1.0'", xml
            at = rest.find(">", rest.find("<", 2))
            spoilt = f"{start}?>{head}{rest[: at + 1]}&l11;{rest[at + 1 :]}".encode()
            yield Bad("entities", f"{what}{good[kind][0]}", _put(good[kind][1], name, spoilt))
    pull = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
        f'href="file://{secret}" parse="text"/>'
    )
    yield Bad("asks for another file", "a.xml", f"<a>words {pull}</a>".encode())
    asks = {
        ".rst": f"Words.\n\n.. include:: {secret}\n\n.. raw:: html\n   :file: {secret}\n\n"
        f".. csv-table::\n   :file: {secret}\n\n.. literalinclude:: {secret}\n",
        ".tex": f"\\begin{{document}}Words. \\input{{{secret}}}\\include{{{secret}}}"
        f"\\verbatiminput{{{secret}}}\\end{{document}}",
        ".adoc": f"Words.\n\ninclude::{secret}[]\n\nimage::{asked}[]\n",
        ".md": f"Words.\n\n![a]({asked}) <iframe src='file://{secret}'></iframe>\n",
        ".html": f"<p>Words.<img src='{asked}'><iframe src='file://{secret}'></iframe>"
        f"<link rel=stylesheet href='{asked}'><script src='{asked}'></script>"
        f"<object data='file://{secret}'></object>",
        ".yaml": f"a: !!python/object/apply:os.system ['cat {secret}']\nb: !include {secret}\n",
        ".rtf": f"{{\\rtf1 Words.{{\\field{{\\*\\fldinst INCLUDETEXT {secret}}}}}}}",
        ".eml": f"Subject: a\nContent-Type: message/external-body; access-type=local-file;"
        f' name="{secret}"\n\nWords.\n',
        ".csv": f"a,b\n=WEBSERVICE(\"{asked}\"),=cmd|' /C cat {secret}'!A0\n",
        ".svg.html": f"<svg><image href='{asked}'/><use href='file://{secret}'/></svg><p>Words.",
    }
    for ending, text in asks.items():
        yield Bad("asks for another file", f"a{ending}", text.encode())


def _put(archive: bytes, name: str, data: bytes) -> bytes:
    """An archive with a member replaced or added."""
    out = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, data)
    return out.getvalue()


def _overlapping(words: bytes) -> bytes:
    """300 entries of the list that all point at the one member there is."""
    archive = bytearray(zipped({"a.txt": words}, ZIP_DEFLATED))
    at = archive.index(b"PK\x01\x02")
    end = archive.index(b"PK\x05\x06")
    entries = b"".join(bytes(archive[at:end]).replace(b"a.txt", b"%05d" % n) for n in range(300))
    tail = bytearray(archive[end:])
    struct.pack_into("<HHII", tail, 8, 300, 300, len(entries), at)
    return bytes(archive[:at]) + entries + bytes(tail)


def _listed_in_itself() -> bytes:
    """An archive one of whose members is the archive: its bytes from the start to the end."""
    archive = bytearray(zipped({"a.zip": b"x" * 400}))
    at = archive.index(b"PK\x01\x02")
    struct.pack_into("<I", archive, at + 42, 0)
    for place in (18, 22):  # sizes in the member's head
        struct.pack_into("<I", archive, place, len(archive) - 35)
    for place in (20, 24):  # and in the list
        struct.pack_into("<I", archive, at + place, len(archive) - 35)
    return bytes(archive)


def _stream(data: bytes) -> bytes:
    from tests.malformed.nested import pdf

    packed = zlib.compress(data.replace(b"\0", b" "), 9)
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed),
    )
    return pdf(b"<</Type/Pages/Kids[3 0 R]/Count 1>>", *page)


def _aliases() -> bytes:
    lines = ["a0: &a0 [words, words, words]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines).encode()
