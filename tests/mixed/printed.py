"""A story as a PDF of several pages, as an RTF document, and what of these cannot be read."""

from fpdf import FPDF
from PIL import Image, ImageDraw

from tests.mixed.prose import Story
from tests.mixed.written import Made, Written

_BODY, _HEADING, _TITLE = 11, 15, 20


def pdf(story: Story, password: str = "", scans: int = 0) -> Made:
    """A page a section; with a password it is encrypted. scans: pages of a picture
    at the end, two at most."""
    paper, said = FPDF(unit="pt"), Written("page")
    if password:
        paper.set_encryption(owner_password=f"owner of {password}", user_password=password)
    paper.set_auto_page_break(False)
    for number, section in enumerate(story.sections):
        paper.add_page()
        said.page()
        if number == 0:
            _print(paper, _TITLE, story.title)
            said.add(story.title)
        _print(paper, _HEADING, section.heading)
        said.add(section.heading)
        for sentences in section.paragraphs:
            _print(paper, _BODY, " ".join(sentences))
            said.add(" ".join(sentences), "", *sentences)
    for _ in range(scans):
        paper.add_page()
        said.page()
        paper.image(_picture(), 40, 40, 500, 700)
    first = len(story.sections) + 1
    reasons = ("", f"page {first} is an image ", f"pages {first} and {first + 1} are images ")
    data = bytes(paper.output())
    made = said.made(data, "pdf", "pdf", reason=reasons[scans], language=story.language)
    return Made(data, "pdf", "pdf", reason="encrypted: ", unlocked=made) if password else made


def scan() -> Made:
    """A PDF of one page, which is a picture without words."""
    paper = FPDF(unit="pt")
    paper.add_page()
    paper.image(_picture(), 40, 40, 500, 700)
    return Made(bytes(paper.output()), "pdf", "pdf", reason="scanned: ")


def rtf(story: Story) -> Made:
    """An RTF document with letters beyond ASCII by their numbers, a list, a table, a footnote."""
    said, number = Written(), 0
    body = [
        r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0 Helvetica;}}",
        r"{\info{\title not shown}}",
    ]

    def say(marks: str, *sentences: str, label: str = "", close: bool = False) -> None:
        nonlocal number
        number += 1
        words = " ".join(sentences)
        before = rf"{{\listtext {label}\tab}}" if label else ""
        body.append(rf"\pard{marks} {before}{_escaped(words)}\par")
        said.add(f"{label} {words}".strip(), f"paragraph {number}", *sentences, close=close)

    say(r"\outlinelevel0\fs40", story.title)
    for section in story.sections:
        say(r"\outlinelevel1\fs32", section.heading)
        for sentences in section.paragraphs:
            say(r"\plain\fs22", *sentences)
    for at, item in enumerate(story.items, 1):
        say(r"\li720", item, label=f"{at}.", close=True)
    for at, row in enumerate(story.rows, 1):
        edges = "".join(rf"\cellx{2000 * n}" for n in range(1, len(row) + 1))
        cells = "".join(rf"{_escaped(cell)}\cell " for cell in row)
        body.append(rf"\trowd{edges}\pard\intbl {cells}\row")
        said.row(row, f"table 1, row {at}")
    note = f"Note of {story.rows[0][0]}"
    number += 1
    body.append(rf"\pard With a note{{\footnote\chftn  {note}}}.\par")
    said.add("With a note.", f"paragraph {number}")
    said.add(f"[1] {note}", f"paragraph {number}", note)
    return said.made("\n".join([*body, "}"]).encode("ascii"), "rtf", "rtf", language=story.language)


def _escaped(words: str) -> str:
    return "".join(c if c < "\x80" else rf"\u{ord(c)}?" for c in words)


def _print(paper: FPDF, size: int, words: str) -> None:
    paper.set_font("Helvetica", size=size)
    paper.multi_cell(0, 1.25 * size, words, align="L", new_x="LMARGIN", new_y="NEXT")
    paper.ln(10)


def _picture() -> Image.Image:
    """A disc on a plain ground."""
    picture = Image.new("L", (250, 350), 255)
    ImageDraw.Draw(picture).ellipse((60, 100, 190, 230), fill=90)
    return picture
