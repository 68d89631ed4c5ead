"""A story as an OpenDocument text, spreadsheet or presentation, its XML written by hand."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from tests.mixed.prose import Story
from tests.mixed.records import named
from tests.mixed.written import CELL, Made, Written

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("presentation", "presentation"), ("svg", "svg-compatible"),
    )
)  # fmt: skip


def text(story: Story) -> Made:
    """A text with headings, a list, a table and a footnote."""
    body, said, number = list[str](), Written(), 0

    def say(xml: str, *sentences: str, close: bool = False) -> None:
        nonlocal number
        number += 1
        body.append(xml)
        said.add(" ".join(sentences), f"paragraph {number}", *sentences, close=close)

    say(_heading(1, story.title), story.title)
    for section in story.sections:
        say(_heading(2, section.heading), section.heading)
        for sentences in section.paragraphs:
            say(f"<text:p>{escape(' '.join(sentences))}</text:p>", *sentences)
    note = f"Note of {story.rows[0][0]}"
    body.append(
        "<text:p>With a note<text:note text:note-class='footnote'><text:note-citation>1"
        f"</text:note-citation><text:note-body><text:p>{note}</text:p></text:note-body>"
        "</text:note>.</text:p>"
    )
    number += 1
    said.add("With a note.", f"paragraph {number}")
    said.add(f"[1] {note}", f"paragraph {number}", note)
    body.append("<text:list>")
    for item in story.items:
        say(f"<text:list-item><text:p>{escape(item)}</text:p></text:list-item>", item, close=True)
    body.append("</text:list>")
    rows = (story.names, *story.rows)
    body.append(_table("T", rows))
    for at, row in enumerate(rows, 1):
        said.add(CELL.join(row), f"table 1, row {at}", row[-1] if at > 1 else CELL.join(row),
                 close=True)  # fmt: skip
    return said.made(_packed("text", "".join(body)), "odt", "odt", language=story.language)


def sheets(story: Story) -> Made:
    """Two sheets of rows, numbers in them as numbers."""
    body, said = "", Written("sheet")
    for name, mark in (("Register", ""), ("Copy", "b")):
        rows = [(row[0] + mark, row[1], row[2], row[3] if not mark else f"{row[0]}c")
                for row in story.rows]  # fmt: skip
        body += _table(name, (story.names, *rows))
        said.page(name)
        said.add(name, is_found=False)
        said.add(CELL.join(story.names), "A1:D1", is_found=False, close=True)
        for number, row in enumerate(rows, 2):
            said.add(named(story.names, row), f"A{number}:D{number}", row[-1], close=True)
    return said.made(_packed("spreadsheet", body), "ods", "ods")


def slides(story: Story) -> Made:
    """A slide a section: a title, points, notes."""
    body, said = "", Written("slide")
    for number, section in enumerate(story.sections, 1):
        points = "".join(f"<text:list-item><text:p>{escape(sentence)}</text:p></text:list-item>"
                         for sentence in section.paragraphs[0])  # fmt: skip
        notes = " ".join(section.paragraphs[1])
        body += (
            f'<draw:page draw:name="page{number}">'
            + _frame("title", 1, f"<text:p>{escape(section.heading)}</text:p>")
            + _frame("outline", 5, f"<text:list>{points}</text:list>")
            + "<presentation:notes>"
            + _frame("notes", 5, f"<text:p>{escape(notes)}</text:p>")
            + "</presentation:notes></draw:page>"
        )
        said.page(section.heading)
        said.add(section.heading)
        for sentence in section.paragraphs[0]:
            said.add(sentence, close=True)
        said.add(notes, "notes", *section.paragraphs[1])
    return said.made(_packed("presentation", body), "odp", "odp")


def _heading(level: int, words: str) -> str:
    return f'<text:h text:outline-level="{level}">{escape(words)}</text:h>'


def _frame(role: str, top: int, words: str) -> str:
    return (
        f'<draw:frame presentation:class="{role}" svg:x="1cm" svg:y="{top}cm" svg:width="20cm"'
        f' svg:height="3cm"><draw:text-box>{words}</draw:text-box></draw:frame>'
    )


def _table(name: str, rows: tuple[tuple[str, ...], ...]) -> str:
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    said = "".join(
        "<table:table-row>" + "".join(map(_cell, row)) + "</table:table-row>" for row in rows
    )
    return f'<table:table table:name="{name}">{columns}{said}</table:table>'


def _cell(words: str) -> str:
    kind = f'float" office:value="{words}' if words.isdecimal() else "string"
    return (
        f'<table:table-cell office:value-type="{kind}"><text:p>{escape(words)}</text:p>'
        "</table:table-cell>"
    )


def _packed(kind: str, body: str) -> bytes:
    mime = f"application/vnd.oasis.opendocument.{kind}"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} '
        f'office:version="1.2"><office:body><office:{kind}>{body}</office:{kind}></office:body>'
        "</office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:'
        'xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type='
        f'"{mime}"/></manifest:manifest>'
    )
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, words in (("mimetype", mime), ("META-INF/manifest.xml", manifest),
                            ("content.xml", content)):  # fmt: skip
            member = ZipInfo(name)
            member.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(member, words)
    return file.getvalue()
