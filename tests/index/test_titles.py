"""Which titles in a file's properties are titles."""

import pytest

from index.formats.pdf.titles import is_title


@pytest.mark.parametrize(
    "text",
    [
        "The Lamp of Skarholm",
        "Annual Report 2024",
        "Untied",
        "C",
        "Документ о маяке",
        "Titles of sea",
    ],
)
def test_what_a_person_wrote_is_a_title(text: str) -> None:
    assert is_title(text)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "-", "2024", "Microsoft Word - draft7.doc", "draft7.tex", "untitled", "Untitled-1",
     "PowerPoint Presentation", "Slide 1", "Document1", "report_final_v2", "C:\\a\\b c", "/tmp/x y",
     "https://example.org/a b", "scan0001", "IMG_2041", "budget 2024.xlsx"],
)  # fmt: skip
def test_what_a_program_put_there_is_none(text: str) -> None:
    assert not is_title(text)
