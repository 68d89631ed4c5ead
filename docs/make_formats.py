"""Writes docs/formats.md from the table of formats: `python docs/make_formats.py`."""

from pathlib import Path

from index.formats.table import FORMATS

HERE = Path(__file__).parent
_HEAD = """# What Footnote reads

Made from `index/formats/table.py` by `python docs/make_formats.py`. *Place* is what a citation
names beside the file: `report.pdf, page 3`, `costs.xlsx, sheet 1 “2024”, A7:D7`.

| format | endings | parsed by | place |
|---|---|---|---|
"""
_REST = """
A name without an ending (README, LICENSE) is read as text. A file whose first bytes are another
format's than its name's is named so, not read.

- **Files inside files.** What lies in an archive, and what is attached to a mail, is a document of
  its own, under the path `outer.zip/inner.pdf`, up to 6 deep, 10,000 files and 200 MiB in all.
- **Structure.** Headings are the path of what stands under them (`Report > 3 Results > 3.2`). A row
  of a text's table is quoted with its columns' names before it; in sheets of data each cell carries
  its name (`Model: Falcon | Price: 300`). An item of a list keeps the line that leads into it.
- **PDF.** Columns are read one after the other, words that are hyphenated over a line's end are
  joined, a paragraph that runs over a page's end is one. Headers and footers that repeat are shown,
  but neither searched nor quoted. Every character knows its box on the page (`Index.boxes`).
- **Scans.** A page that is an image without text is recognised and named. Where Tesseract is
  installed (`apt install tesseract-ocr`, or your system's way) such pages are read with it, and the
  status says which; files that waited for it are read at the next sync.
- **Passwords.** `python -m index sync FOLDER --passwords FILE` (or `FOOTNOTE_PASSWORDS=FILE` for
  the page) tries each line of the file on PDF, Word, PowerPoint, Excel and ZIP files that are
  encrypted. Passwords are never stored; what they opened is, as text, in the index.
- **Limits.** 200 MiB and 20 million characters a file; a file is read in a process of its own with
  4 GiB of memory, a minute without a sign of life and half an hour in all. What is over a limit is
  named with its reason, and the others are read.
- **Left out by name.** Hidden files, and what a `.footnoteignore` (in gitignore's syntax, in any
  folder) names. Links that lead out of the folder are not followed.
"""


def render() -> str:
    """The page as Markdown."""
    rows = "".join(
        f"| {one.words.split(' ', 1)[-1] if one.words[:2] in ('a ', 'an') else one.words} | "
        f"{' '.join(ending for ending in one.endings)} | {one.library} | {one.place} |\n"
        for one in FORMATS
    )
    return _HEAD + rows + _REST


if __name__ == "__main__":
    (HERE / "formats.md").write_text(render(), encoding="utf-8")
