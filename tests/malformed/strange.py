"""PDFs and pictures that are odd in other ways, and names that no one should give a file."""

import struct
import zlib
from collections.abc import Iterator

from tests.malformed.bad import Bad
from tests.malformed.nested import pdf

NAMES: tuple[str | bytes, ...] = (
    "two\nlines.txt", "tab\there.md", "return\r.txt", 'double".txt', "single'.csv",
    "back`tick`.txt", "<script>alert(1)<∕script>.html", "<img src=x onerror=alert(1)>.txt",
    "a..\\..\\up.txt", "a..%2f..%2fup.txt", "a...txt", "a..txt", "right\u202eto left.txt",
    "\u200e.txt", "\U0001f469\u200d\U0001f469\u200d\U0001f467 family.txt", "é é.txt",
    "n" * 250 + ".txt", b"no utf-8 \xff\xfe.txt", b"\xe9t\xe9.md", "-rf.txt", "--help",
    "trailing dot.txt.", "trailing space.txt ", " leading.txt", "CON", "NUL.txt", "aux.md",
    "[1].txt", "{a}.txt", "%s%n%d.txt", "$(reboot).txt", "; rm -rf ~.txt", "a|b.txt", "*.txt",
    "?.txt", "a\\b.txt", "a:b.txt", "null␀.txt", "\x01\x02\x1b[31mred.txt", "\x7f.txt",
    "\u2028line\u2029.txt", "\ufeffbom.txt", "zip.zip.txt", "a.TXT", "A.tXt", "a", "a.",
    "a.pdf.exe", "Index.sqlite3", "current", "~lock.docx#", "a.tar.gz.txt", "日本語の名前.txt",
    "اسم.txt", "Ω≈ç.txt", "' OR 1=1 --.txt", 'x"); DROP TABLE document;--.txt', "{{7*7}}.md",
    "[a](b).md", "# a.md",
)  # fmt: skip


def named() -> Iterator[Bad]:
    """Small good files under odd names."""
    for number, name in enumerate(NAMES):
        yield Bad(
            "odd name", name, f"The file number {number} is good, its name is not.\n".encode()
        )


def drawn(pages: int) -> Iterator[Bad]:
    """PDFs that no printer makes, and pictures that are called PDFs."""
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(pages))
    empty = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"] * pages
    yield Bad(
        "many pages", "empty.pdf", pdf(b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages), *empty)
    )
    same = b"<</Type/Pages/Kids[" + b"3 0 R " * pages + b"]/Count %d>>" % pages
    yield Bad("many pages", "same.pdf", pdf(same, *_page(b"0 0 99 99", b"(Words.) Tj")))
    one = b"<</Type/Pages/Kids[3 0 R]/Count %d>>"
    yield Bad("many pages", "claimed.pdf", pdf(one % 2**31, *_page(b"0 0 99 99", b"(Words.) Tj")))
    for box in (
        b"0 0 1e30 1e30", b"0 0 0 0", b"-99999999 -99999999 99999999 99999999", b"9 9 1 1",
        b"0 0 14400 144000000", b"(a) (b) (c) (d)", b"0 0 nan inf",
    ):  # fmt: skip
        shown = box.decode().replace(" ", "_")
        yield Bad("huge page", f"{shown}.pdf", pdf(one % 1, *_page(box, b"(Words.) Tj")))
    for size in (b"0", b"1e-30", b"1e30", b"-12", b"99999999"):
        told = b"(Words.) Tj 9e9 9e9 Td (more) Tj"
        yield Bad(
            "odd letters",
            f"size {size.decode()}.pdf",
            pdf(one % 1, *_page(b"0 0 99 99", told, size)),
        )
    many = b"(Words of it.) Tj 0 0 Td " * 40_000
    yield Bad("odd letters", "on one spot.pdf", pdf(one % 1, *_page(b"0 0 99 99", many)))
    yield Bad(
        "odd letters",
        "one string.pdf",
        pdf(one % 1, *_page(b"0 0 99 99", b"(" + b"w" * 900_000 + b") Tj")),
    )
    yield Bad("odd letters", "q.pdf", pdf(one % 1, *_page(b"0 0 99 99", b"q " * 500_000)))
    lines = b"0 0 m 9 9 l S " * 100_000
    yield Bad(
        "odd letters", "lines.pdf", pdf(one % 1, *_page(b"0 0 99 99", lines + b"(Words.) Tj"))
    )
    for start, ending in (
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"GIF89a", "gif"),
    ):
        yield Bad("a picture", f"{ending}.pdf", start + bytes(2_000))
        yield Bad("a picture", f"{ending}.txt", start + bytes(2_000))
    yield Bad("a picture", "huge.png.html", _png(60_000, 60_000))


def _page(box: bytes, told: bytes, size: bytes = b"12") -> tuple[bytes, ...]:
    content = b"BT /F %s Tf 9 9 Td %s ET" % (size, told)
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>" % box,
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    drawn = zlib.compress(bytes(100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", drawn) + chunk(b"IEND", b"")
