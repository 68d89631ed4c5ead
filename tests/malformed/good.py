"""One good file of every format, each with a word of its own to be found by."""

import json
import tarfile
from email.message import EmailMessage
from functools import cache
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from docx import Document as Word
from fpdf import FPDF
from odf import table as odf_table
from odf.draw import Frame, Page, TextBox
from odf.opendocument import (
    OpenDocumentPresentation,
    OpenDocumentSpreadsheet,
    OpenDocumentText,
)
from odf.style import MasterPage, PageLayout
from odf.text import H, P
from openpyxl import Workbook
from pptx import Presentation

from index.formats.table import FORMATS
from tests.conftest import ROOT

Good = dict[str, tuple[str, bytes]]  # kind -> its ending and its bytes

_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)
_BOOK = (
    '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest><item id="a" href="a.xhtml"'
    ' media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
)


def word(kind: str) -> str:
    """The word that only the good file of a format has."""
    return "inspektion" if kind == "msg" else f"neighbour{kind}"


def saying(kind: str) -> list[str]:
    """What the good file of a format says."""
    return [
        f"The {word(kind)} was painted in 1987 by Olga Brandt and her two sisters.",
        "It stood on the northern pier, and every ship saw its lamp from afar.",
        "Nobody has lived there since the great storm of the following winter.",
    ]


@cache
def good_files() -> Good:
    """A good file of every format in the table."""
    texts = {
        "markdown": "# On {0}\n\n- {1}\n- {2}\n\n> {3}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "rst": "On {0}\n=====================\n\n{1}\n\n* {2}\n\n.. note:: {3}\n",
        "asciidoc": "= On {0}\n\n{1}\n\n* {2}\n\n|===\n|a |b\n|===\n\n{3}\n",
        "latex": "\\documentclass{{article}}\\begin{{document}}\\section{{On {0}}}\n{1}\n\n{2}\n\n"
        "\\begin{{itemize}}\\item {3}\\end{{itemize}}\\end{{document}}\n",
        "text": "On {0}\n\n{1}\n\n{2}\n\n{3}\n",
        "html": "<html><head><title>On {0}</title></head><body><h1>{0}</h1><p>{1}</p><ul><li>{2}"
        "</ul><table><tr><th>a<th>b<tr><td>1<td>{3}</table></body></html>",
        "csv": 'number,words\n1,"{1}"\n2,"{2}"\n3,"{3}"\n',
        "xml": "<?xml version='1.0'?><notes of='{0}'><note>{1}</note><note>{2}</note></notes>",
        "yaml": "about: {0}\nnotes:\n  - {1}\n  - {2}\n  - {3}\n",
        "subtitles": "1\n00:00:01,000 --> 00:00:03,000\n{1}\n\n2\n00:00:03,000 --> 00:00:06,000\n"
        "{2}\n{3}\n",
        "code": '"""{1}"""\n\n\ndef lamp():\n    """{2}"""\n    return "{3}"\n',
        "rtf": "{{\\rtf1\\ansi{{\\fonttbl{{\\f0 Arial;}}}}\\f0 {1}\\par {2}\\par {3}\\par}}",
    }
    made = {kind: text.format(word(kind), *saying(kind)).encode() for kind, text in texts.items()}
    made["json"] = json.dumps({"about": word("json"), "notes": saying("json")}).encode()
    lines = [json.dumps({"number": n, "note": note}) for n, note in enumerate(saying("jsonl"))]
    made["jsonl"] = "\n".join(lines).encode()
    cells = [{"cell_type": "markdown", "metadata": {}, "source": saying("notebook")}]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    made["notebook"] = json.dumps(notebook).encode()
    for kind in ("eml", "mhtml", "mbox"):
        made[kind] = _letter(kind)
    made["mbox"] = b"From olga@example.org Mon Mar  2 10:15:00 2026\n" + made["mbox"] + b"\n"
    made["msg"] = (ROOT / "tests/files/mail/inspection.msg").read_bytes()
    made["pdf"] = _pdf()
    made |= {"docx": _docx(), "pptx": _pptx(), "xlsx": _xlsx()}
    made |= {"odt": _odt(), "ods": _ods(), "odp": _odp()}
    page = "".join(f"<p>{one}</p>" for one in saying("epub"))
    book = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "c.opf": _BOOK,
        "a.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{page}</body></html>',
    }
    made["epub"] = zipped(book)
    made["zip"] = zipped({"a.txt": "\n\n".join(saying("zip")), "b/c.md": "# More\n\nWords."})
    made["tar"] = tarred({"a.txt": "\n\n".join(saying("tar")).encode()})
    return {one.kind: (one.endings[0], made[one.kind]) for one in FORMATS}


def zipped(members: dict[str, str] | dict[str, bytes], method: int = ZIP_STORED) -> bytes:
    """A ZIP archive of these members."""
    out = BytesIO()
    with ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    """A TAR archive of these members; mode "w:gz" for one that is packed."""
    out = BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, BytesIO(data))
    return out.getvalue()


def _letter(kind: str) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"] = "Olga <olga@example.org>", "harbour@example.org"
    letter["Subject"], letter["Date"] = f"On {word(kind)}", "Mon, 02 Mar 2026 10:15:00 +0000"
    letter["Message-ID"] = f"<{kind}@example.org>"
    page = "<html><body><p>" + "</p><p>".join(saying(kind)) + "</p></body></html>"
    if kind == "mhtml":
        letter["Snapshot-Content-Location"] = "http://example.org/"
        letter.set_content(page, subtype="html")
        letter.make_related()
    else:
        letter.set_content("\n\n".join(saying(kind)))
        letter.add_alternative(page, subtype="html")
        if kind == "eml":
            letter.add_attachment(b"a,b\n1,2\n", "text", "csv", filename="table.csv")
    return letter.as_bytes()


def _pdf() -> bytes:
    pdf = FPDF()
    for one in saying("pdf"):
        pdf.add_page()
        pdf.set_font("Helvetica", size=12)
        pdf.multi_cell(0, 8, one)
    return bytes(pdf.output())


def saved(made: object) -> bytes:
    out = BytesIO()
    made.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def _docx() -> bytes:
    made = Word()
    made.add_heading(word("docx"), 1)
    for one in saying("docx"):
        made.add_paragraph(one)
    made.add_table(2, 2).cell(0, 0).text = "a cell"
    return saved(made)


def _pptx() -> bytes:
    made = Presentation()
    for one in saying("pptx"):
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = "On lamps", one
    return saved(made)


def _xlsx() -> bytes:
    made = Workbook()
    made.active.append(["number", "words"])
    for number, one in enumerate(saying("xlsx")):
        made.active.append([number, one])
    return saved(made)


def _odt() -> bytes:
    made = OpenDocumentText()
    made.text.addElement(H(outlinelevel=1, text=word("odt")))
    for one in saying("odt"):
        made.text.addElement(P(text=one))
    return saved(made)


def _ods() -> bytes:
    made = OpenDocumentSpreadsheet()
    sheet = odf_table.Table(name="Lamps")
    for one in saying("ods"):
        row, cell = odf_table.TableRow(), odf_table.TableCell(valuetype="string")
        cell.addElement(P(text=one))
        row.addElement(cell)
        sheet.addElement(row)
    made.spreadsheet.addElement(sheet)
    return saved(made)


def _odp() -> bytes:
    made = OpenDocumentPresentation()
    layout = PageLayout(name="L")
    made.automaticstyles.addElement(layout)
    master = MasterPage(name="M", pagelayoutname=layout)
    made.masterstyles.addElement(master)
    for one in saying("odp"):
        slide, frame, box = Page(masterpagename=master), Frame(width="9cm", height="9cm"), TextBox()
        box.addElement(P(text=one))
        frame.addElement(box)
        slide.addElement(frame)
        made.presentation.addElement(slide)
    return saved(made)
