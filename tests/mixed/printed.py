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


def _print(paper: FPDF, size: int, words: str) -> None:
    paper.set_font("Helvetica", size=size)
    paper.multi_cell(0, 1.25 * size, words, align="L", new_x="LMARGIN", new_y="NEXT")
    paper.ln(10)


def _picture() -> Image.Image:
    """A disc on a plain ground."""
    picture = Image.new("L", (250, 350), 255)
    ImageDraw.Draw(picture).ellipse((60, 100, 190, 230), fill=90)
    return picture
