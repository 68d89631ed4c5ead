"""Write seeds/glossary.pdf: the people, weapons, laws and institutions of the S-400 dispute.

Run `python docs/make_glossary.py`. With the same fpdf2 the same bytes come out every time.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

OUTPUT = Path(__file__).resolve().parent.parent / "seeds" / "glossary.pdf"
TITLE = "The S-400 and the F-35: a glossary"
INTRO = (
    "This glossary explains the names and terms in the dispute between Turkey and the United "
    "States over the Russian S-400. Washington stands for the United States in these pages."
)
CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # any fixed moment: it keeps the file byte-identical

FONT = "Helvetica"
TITLE_SIZE, HEADING_SIZE, TEXT_SIZE = 18, 13, 11  # points
MARGIN, LINE, GAP = 25, 6, 3  # millimetres


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its entries; the **marked** words of an entry are its term, set in bold."""

    heading: str
    entries: tuple[str, ...]


PAGES: tuple[tuple[Section, ...], ...] = (
    (
        Section(
            "People",
            (
                "**Tom Barrack** is the ambassador of the United States in Ankara. Barrack drew "
                "attention to American law, under which Turkey can neither have nor run the S-400 "
                "if Turkey wants its place in the F-35 programme back. Barrack's remarks were the "
                "reason for the Turkish Defence Ministry's clarification.",
                "**Hakan Fidan** is the foreign minister of Turkey. Fidan is optimistic about the "
                'sanctions on Turkey, which in his words could be lifted "very soon".',
            ),
        ),
        Section(
            "Weapons",
            (
                "**The F-35** is a stealth fighter jet. The F-35 contains advanced technology, and "
                "Washington's priority is to guard the integrity of that technology. Turkey and "
                "the United States are in talks about the F-35.",
                "**The S-400** is an advanced air defence system from Russia and is also called a "
                "missile system. Turkey decided to buy the S-400 in 2019, against warnings from "
                "Washington. Turkey is resolved to keep the S-400.",
                "**Stealth** is the capability of the F-35 that, in the view of the United States, "
                "the S-400 could put in danger. Turkey does not accept that the S-400 is dangerous "
                "to the F-35.",
                "**The S-400 deployment** of Turkey is to remain as it is. Turkey's insistence on "
                "an unaltered deployment makes a breakthrough in the F-35 negotiations harder.",
            ),
        ),
        Section(
            "The programme",
            (
                "**The F-35 programme** is a prestigious undertaking of several nations. The F-35 "
                "programme lost Turkey as a member in 2020, when Turkey was expelled because of "
                "the S-400.",
                "**Readmission** means Turkey's return to the F-35 programme. Readmission is under "
                "discussion between Turkey and the United States, together with the sanctions.",
            ),
        ),
    ),
    (
        Section(
            "Laws and sanctions",
            (
                "**American law**, according to Ambassador Tom Barrack, forbids Turkey to possess "
                "or operate the S-400 if Turkey seeks a way back into the F-35 programme.",
                "**The CAATSA sanctions** were imposed on Turkey in consequence of the S-400 "
                "purchase. The CAATSA sanctions came on top of Turkey's expulsion from the "
                "F-35 programme.",
                "**Legal and technical hurdles** stand in the way of an agreement on the F-35, and "
                "these hurdles are on the American side.",
            ),
        ),
        Section(
            "Institutions",
            (
                "**NATO** has a key ally in Turkey. NATO's unity is being tested by the dispute "
                "over the S-400 and the F-35.",
                "**NATO's defence architecture** is, in the eyes of the United States, no place "
                "for the Russian S-400.",
                "**NATO's networks** are to remain separate from the S-400, as Turkey has argued "
                "all along.",
                "**The Turkish Defence Ministry** announced in a recent statement that nothing has "
                "changed about the S-400. The Turkish Defence Ministry wants the F-35 issue to be "
                "dealt with through consultation.",
                "**The current American administration** is the one under which Turkey and the "
                "United States have renewed their dialogue. The renewed dialogue has "
                "raised hopes that the deadlock will end.",
            ),
        ),
        Section(
            "Ideas",
            (
                "**Mutual consultation** is the way in which the Turkish Defence Ministry would "
                "like to handle the F-35 issue. Mutual consultation, in the ministry's view, suits "
                "the spirit of an alliance.",
                "**A sovereign defence choice** is Turkey's description of the S-400.",
                "**Strategic autonomy** in buying defence equipment is what Turkey strives for, "
                "and Turkey's firm stand on the S-400 makes that aim plain.",
                "**Diplomatic channels** between Turkey and the United States are in use. Through "
                "diplomatic channels the two sides explore how Turkey might return to the F-35 "
                "without a surrender of either side's core position on the S-400.",
            ),
        ),
    ),
)


def new_document() -> FPDF:
    """Return an empty A4 document with everything fixed that could differ between two runs."""
    pdf = FPDF(format="A4", unit="mm")
    pdf.set_creation_date(CREATED)
    pdf.set_title(TITLE)
    pdf.set_subject("Names and terms in the dispute over the S-400")
    pdf.set_lang("en-GB")
    pdf.set_margins(MARGIN, MARGIN)
    pdf.set_auto_page_break(True, MARGIN)
    return pdf


def write_block(pdf: FPDF, text: str, size: float, style: str = "", gap: float = GAP) -> None:
    """Write one left-aligned block of text over the full width and leave a gap under it."""
    pdf.set_font(FONT, style, size)
    height = LINE * size / TEXT_SIZE
    pdf.multi_cell(0, height, text, align="L", markdown=True, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(gap)


def write_section(pdf: FPDF, section: Section) -> None:
    """Write a section's heading and its entries."""
    pdf.ln(GAP)
    write_block(pdf, section.heading, HEADING_SIZE, "B", gap=GAP / 2)
    for entry in section.entries:
        write_block(pdf, entry, TEXT_SIZE)


def build() -> FPDF:
    """Lay out the glossary: the title and the introduction, then each page's sections."""
    pdf = new_document()
    for number, sections in enumerate(PAGES):
        pdf.add_page()
        if number == 0:
            write_block(pdf, TITLE, TITLE_SIZE, "B")
            write_block(pdf, INTRO, TEXT_SIZE)
        for section in sections:
            write_section(pdf, section)
    if pdf.page != len(PAGES):
        raise ValueError(f"the glossary runs to {pdf.page} pages; shorten it to {len(PAGES)}")
    return pdf


def main() -> None:
    """Write the glossary into the seeds folder."""
    OUTPUT.parent.mkdir(exist_ok=True)
    build().output(OUTPUT)


if __name__ == "__main__":
    main()
