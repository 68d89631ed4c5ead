"""Files whose insides nest far deeper than anything that people make."""

from collections.abc import Iterator
from email.message import EmailMessage

from docx import Document as Word

from tests.malformed.bad import Bad
from tests.malformed.good import saved, tarred, zipped

_FILES = 50  # of files in files
_TABLES = 60  # of Word tables in cells
_BRACES = {
    ".tex": (b"\\begin{document}", b"{", b"words", b"}", b"\\end{document}"),
    ".rtf": (b"{\\rtf1 ", b"{", b"words", b"}", b"}"),
    ".json": (b"", b"[", b"1", b"]", b""),
    ".yaml": (b"a: ", b"[", b"1", b"]", b""),
    ".yml": (b"", b"- ", b"words", b"", b"\n"),
    ".xml": (b"<a>", b"<b>", b"words", b"</b>", b"</a>"),
    ".html": (b"<body>", b"<div>", b"words", b"</div>", b""),
    ".htm": (b"<body>", b"<ul><li>", b"words", b"", b""),
    ".md": (b"", b">", b" words", b"", b"\n"),
    ".mdown": (b"", b"- ", b"words", b"", b"\n"),
    ".markdown": (b"", b"[", b"words", b"](a)", b"\n"),
    ".mkd": (b"", b"*a **b ", b"words", b"", b"\n"),
    ".rst": (b"", b"* ", b"words", b"", b"\n"),
    ".adoc": (b"", b"*", b" words", b"", b"\n"),
    ".ipynb": (b'{"cells":', b"[", b"1", b"]", b"}"),
    ".jsonl": (b"", b'{"a":', b"1", b"}", b"\n"),
    ".fodt": (b"<?xml version='1.0'?><office:document>", b"<text:p>", b"a", b"</text:p>", b""),
    ".py": (b"a = ", b"(", b"1", b")", b"\n"),
    ".srt": (b"1\n00:00:01,000 --> 00:00:02,000\n", b"<i>", b"words", b"</i>", b"\n"),
}


def nested(depth: int) -> Iterator[Bad]:
    """Brackets of every format that has any, files in files, a PDF whose pages run in circles."""
    for ending, (start, opened, middle, closed, end) in _BRACES.items():
        data = start + opened * depth + middle + closed * depth + end
        yield Bad("nested deep", f"a{ending}", data)
        yield Bad("nested deep, never closed", f"a{ending}", start + opened * depth)
    steps = b"".join(b" " * n + b"a:\n" for n in range(min(depth, 1_500)))
    yield Bad("nested deep", "steps.yaml", steps)
    lists = b"".join(b"  " * n + b"- a\n" for n in range(min(depth, 1_000)))
    yield Bad("nested deep", "lists.md", lists)
    yield Bad("nested deep", "lists.rst", lists.replace(b"\n", b"\n\n"))
    archive, packed, letter = b"Words.", b"Words.", EmailMessage()
    letter.set_content("Words.")
    for number in range(_FILES):
        archive = zipped({"a.zip" if number else "a.txt": archive})
        packed = tarred({"a.tar.gz" if number else "a.txt": packed}, "w:gz")
        outer = EmailMessage()
        outer["Subject"] = f"Letter {number}"
        outer.add_attachment(letter)
        letter = outer
    yield Bad("files in files", "a.zip", archive)
    yield Bad("files in files", "a.tar.gz", packed)
    yield Bad("files in files", "a.eml", letter.as_bytes())
    boundaries = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n)
        for n in range(min(depth, 5_000))
    )
    yield Bad("nested deep", "parts.eml", b"Subject: a\nMIME-Version: 1.0\n" + boundaries)
    yield Bad("nested deep", "tables.docx", _tables())
    yield Bad("nested deep", "pages.pdf", pdf(*_page_tree(min(depth, 20_000))))
    cycle = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"
    yield Bad("runs in a circle", "pages.pdf", pdf(cycle))
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>/Length 5>>"
    )
    yield Bad("runs in a circle", "form.pdf", pdf(
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
        b"/Resources<</XObject<</F 4 0 R>>>>>>",
        form + b"\nstream\n/F Do\nendstream",
    ))  # fmt: skip
    outline = b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>"
    yield Bad("runs in a circle", "parent.pdf", pdf(outline, b"<</Type/Page/Parent 3 0 R>>"))


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects from the second on; the first says that the second is its pages."""
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, one in enumerate([b"<</Type/Catalog/Pages 2 0 R>>", *objects], 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    at = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, at)
    return bytes(made)


def _page_tree(depth: int) -> Iterator[bytes]:
    for number in range(2, depth + 2):
        yield b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (number + 1, number - 1)
    yield b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 99 99]>>" % (depth + 1)


def _tables() -> bytes:
    made = Word()
    cell = made.add_table(1, 1).cell(0, 0)
    for _ in range(_TABLES):
        cell.text = "words"
        cell = cell.add_table(1, 1).cell(0, 0)
    return bytes(saved(made))
