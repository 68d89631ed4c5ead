"""The sentences about pages that were not read, or read by OCR."""

import pytest

from index.formats.pdf.unread import PageLog, pages


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([3], "page 3"),
        ([3, 4], "pages 3 and 4"),
        ([3, 7, 8, 9], "pages 3 and 7-9"),
        ([1, 2, 3, 5, 9, 10, 11, 12], "pages 1-3, 5 and 9-12"),
    ],
)
def test_numbers_in_a_row_are_a_range(numbers: list[int], words: str) -> None:
    assert pages(numbers) == words


def test_each_kind_of_trouble_has_its_sentence() -> None:
    log = PageLog(20, [3], [4, 5], [6], {"OCR took more than 120 seconds": [7]}, [8])
    assert log.note() == (
        "page 3 is an image without text and is not read: install Tesseract and sync again; "
        "pages 4 and 5 were read by OCR; check them against the images; "
        "page 6 is an image in which OCR found no words; "
        "page 7 is an image without text and is not read: OCR took more than 120 seconds; "
        "page 8 is broken and not read"
    )
    assert PageLog(20).note() == ""


@pytest.mark.parametrize(
    ("log", "reason"),
    [
        (PageLog(1, images=[1]), "scanned: its only page is an image without text; install Tess"),
        (PageLog(2, images=[2]), "scanned: of its 2 pages, page 2 is an image without text; inst"),
        (PageLog(2, wordless=[1, 2]), "scanned: OCR found no words on its 2 pages; scan it again"),
        (PageLog(2, broken=[1, 2]), "broken PDF: pages 1 and 2 are broken and not read; save or"),
        (PageLog(2), "empty: there is no text on its 2 pages"),
    ],
)
def test_a_file_without_text_says_why(log: PageLog, reason: str) -> None:
    assert log.why_nothing().startswith(reason)


def test_tesseract_is_named_only_where_it_would_help() -> None:
    failed = PageLog(1, unrecognised={"OCR failed (no data for eng)": [1]})
    assert "Tesseract" not in failed.why_nothing()
    assert failed.why_nothing().endswith("run OCR on it with another program")
