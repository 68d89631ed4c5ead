"""A story as a Word document, a PowerPoint file or an Excel workbook, by the public libraries."""

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

from docx import Document
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook
from pptx import Presentation
from pptx.util import Inches

from tests.mixed.prose import Story
from tests.mixed.records import named
from tests.mixed.written import CELL, Made, Written


@cache
def _template(kind: str) -> bytes:
    file = BytesIO()
    (Document if kind == "docx" else Presentation)().save(file)
    return file.getvalue()


def word(story: Story, is_rich: bool = False) -> Made:
    """A Word document with headings, a list and a table; a header and a comment if rich."""
    document, said, number = Document(BytesIO(_template("docx"))), Written(), 0

    def say(style: str, sentences: tuple[str, ...], close: bool = False, label: str = "") -> None:
        nonlocal number
        number += 1
        paragraph = document.add_paragraph(style=style)
        for sentence in sentences:
            paragraph.add_run(sentence + (" " if sentence != sentences[-1] else ""))
        text = label + " ".join(sentences)
        said.add(text, f"paragraph {number}", *sentences, close=close)
        if is_rich and style == "Normal" and not commented:
            document.add_comment(paragraph.runs, text="Is this so?", author="Nora Falk")
            commented.append(f"paragraph {number}")

    commented: list[str] = []
    say("Title", (story.title,))
    for section in story.sections:
        say("Heading 1", (section.heading,))
        for sentences in section.paragraphs:
            say("Normal", sentences)
    for at, item in enumerate(story.items, 1):
        if is_rich:
            say("List Number", (item,), close=True, label=f"{at}. ")
        else:
            say("List Bullet", (item,), close=True)
    table = document.add_table(rows=0, cols=len(story.names))
    for at, row in enumerate((story.names, *story.rows), 1):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
        said.add(CELL.join(row), f"table 1, row {at}", row[-1] if at > 1 else CELL.join(row),
                 close=True)  # fmt: skip
    if is_rich:
        said.add("Comment by Nora Falk: Is this so?", f"comment on {commented[0]}")
        document.sections[0].header.paragraphs[0].text = f"Header of {story.rows[0][0]}"
        said.add(f"Header of {story.rows[0][0]}", "header")
    return said.made(_saved(document), "docx", "docx", language=story.language)


def slides(story: Story) -> Made:
    """A title slide, a slide a section with points and notes, a slide with a table."""
    show, said = Presentation(BytesIO(_template("pptx"))), Written("slide")
    slide = show.slides.add_slide(show.slide_layouts[0])
    slide.shapes.title.text, slide.placeholders[1].text = story.title, story.items[0]
    said.page(story.title)
    said.add(story.title, is_found=False)
    said.add(story.items[0])
    for section in story.sections:
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = section.heading
        said.page(section.heading)
        said.add(section.heading)
        frame = slide.placeholders[1].text_frame
        frame.text = section.paragraphs[0][0]
        for sentence in section.paragraphs[0][1:]:
            frame.add_paragraph().text = sentence
        for sentence in section.paragraphs[0]:
            said.add(sentence, close=True)
        notes = slide.notes_slide.notes_text_frame
        notes.text = " ".join(section.paragraphs[1])
        said.add(notes.text, "notes", *section.paragraphs[1])
    slide = show.slides.add_slide(show.slide_layouts[6])
    size = (len(story.rows) + 1, len(story.names))
    shape = slide.shapes.add_table(*size, Inches(1), Inches(1), Inches(8), Inches(4))
    said.page()
    for at, row in enumerate((story.names, *story.rows)):
        for column, words in enumerate(row):
            shape.table.cell(at, column).text = words
        said.add(CELL.join(row), "", row[-1] if at else CELL.join(row), close=True)
    return said.made(_saved(show), "pptx", "pptx")


def workbook(story: Story) -> Made:
    """A named sheet of rows, an empty one, and one of dates, amounts and shares."""
    book, said = Workbook(), Written("sheet")
    sheet = book.active
    sheet.title = "Register"
    said.page("Register")
    said.add("Register", is_found=False)
    sheet.append(story.names)
    said.add(CELL.join(story.names), "A1:D1", CELL.join(story.names), close=True)
    for number, (mark, who, count, remark) in enumerate(story.rows, 2):
        sheet.append((mark, who, int(count), remark))
        said.add(named(story.names, (mark, who, count, remark)), f"A{number}:D{number}", remark,
                 close=True)  # fmt: skip
    book.create_sheet("Empty")
    sheet = book.create_sheet("Accounts")
    said.page("Accounts", 3)
    said.add("Accounts", is_found=False)
    names = ("Mark", "Day", "Amount", "Share", "Paid")
    sheet.append(names)
    said.add(CELL.join(names), "A1:E1", CELL.join(names), close=True)
    for number, row in enumerate(story.rows, 2):
        day, amount = date(2026, 1 + number % 12, 1 + number % 28), int(row[2]) / 8
        mark = f"{row[0]}b"
        sheet.append((mark, day, amount, 1 / 8, number % 2 == 0))
        sheet.cell(number, 3).number_format = '#,##0.000 "kr"'
        sheet.cell(number, 4).number_format = "0.0%"
        cells = (mark, day.isoformat(), f"{amount:.3f} kr", "12.5%", str(number % 2 == 0).upper())
        said.add(named(names, cells), f"A{number}:E{number}", close=True)
    return said.made(_saved(book), "xlsx", "xlsx")


def locked(made: Made, password: str) -> Made:
    """An office file of today encrypted as its program does it."""
    file = BytesIO()
    OOXMLFile(BytesIO(made.data)).encrypt(password, file)
    data = file.getvalue()
    unlocked = replace(made, data=data)
    return Made(data, made.kind, made.ending, reason="encrypted: ", unlocked=unlocked)


def _saved(document: object) -> bytes:
    file = BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()
