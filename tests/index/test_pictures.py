"""Pages are drawn beside this process: what a file does there costs its pictures and no others."""

import os
import threading
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.errors import PictureError
from index.folder import Folders, digest
from index.pictures import Pictures
from index.process import Limits
from index.types import Box
from tests.index.conftest import make_pdf, start_python
from tests.index.evil import ends, is_alive, plant, python_path

# A page whose words say what drawing it does.
EVIL = """
if "index.drawing" in sys.orig_argv:
    from index.formats.pdf import picture
    draw = picture.Drawn.draw

    def evil(self, number, scale, frame=None):
        words = self._pdf[number - 1].get_textpage().get_text_range()
        what, _, rest = words.partition(" ")
        harm(what)
        if what == "lie":
            lie(b"d" + bytes(7) + bytes([len(rest)]) + rest.encode())
        elif what == "odd":
            return picture.Picture(b"", "image/png", os.getpid(), 1)
        return draw(self, number, scale, frame)

    picture.Drawn.draw = evil
"""
LIMITS = Limits(quiet=2.0, total=2.0, memory=2 << 30)
PAGES = ("fine", "hang", "segfault", "eat", "lie null", "odd", 'lie ["text/html",1,1]', "lie {")
PDF = make_pdf(*([(11, words)] for words in PAGES))
SHA = digest(PDF)


@pytest.fixture(autouse=True)
def evil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return plant(tmp_path, monkeypatch, EVIL)


@pytest.fixture
def folders(folder: Path) -> Folders:
    (folder / "a.pdf").write_bytes(PDF)
    return Folders([folder])


@pytest.fixture
def pictures() -> Iterator[Pictures]:
    with Pictures(limits=LIMITS) as opened:
        yield opened


def process_of(pictures: Pictures, folders: Folders, scale: float = 1.0) -> int:
    return pictures.page(folders, "a.pdf", SHA, 1 + PAGES.index("odd"), scale).width


def test_a_page_becomes_an_image(pictures: Pictures, folders: Folders) -> None:
    picture = pictures.page(folders, "a.pdf", SHA, 1, 1.3)
    assert (picture.mime, picture.width, picture.height) == ("image/png", 893, 1263)
    assert picture.data.startswith(b"\x89PNG")
    assert pictures.page(folders, "a.pdf", SHA, 1, 1.5) is picture  # kept
    part = pictures.part(folders, "a.pdf", SHA, Box(1, 50, 60, 150, 90), 1.0)
    assert (part.width, part.height) == (100, 30)
    assert pictures.sizes(folders, "a.pdf", SHA) == ((595.28, 841.89),) * len(PAGES)


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("hang", "page 2 of a.pdf takes too long to draw: "),
        ("segfault", "page 3 of a.pdf cannot be drawn without harm: "),
        ("eat", "page 4 of a.pdf takes more than 2,048 MiB to draw: "),
        (PAGES[4], "a.pdf cannot be drawn: "),
        (PAGES[6], "a.pdf cannot be drawn: "),
        (PAGES[7], "a.pdf cannot be drawn: "),
    ],
)
def test_a_page_that_does_harm_costs_itself(
    pictures: Pictures, folders: Folders, page: str, why: str
) -> None:
    for _ in range(2):
        began = time.monotonic()
        with pytest.raises(PictureError) as told:
            pictures.page(folders, "a.pdf", SHA, 1 + PAGES.index(page), 1.0)
        assert str(told.value).startswith(why)
        assert "read its text here" in str(told.value)
    assert time.monotonic() - began < 0.5  # not tried again at once
    assert pictures.page(folders, "a.pdf", SHA, 1, 1.0).height == 842


def test_what_is_not_what_was_read_is_told(
    pictures: Pictures, folders: Folders, folder: Path
) -> None:
    pictures.page(folders, "a.pdf", SHA, 1, 1.0)
    (folder / "a.pdf").write_bytes(make_pdf([(11, "other")]))
    with pytest.raises(PictureError, match=r"a\.pdf has changed since it was read"):
        pictures.page(folders, "a.pdf", SHA, 1, 1.0)  # though it is kept
    with pytest.raises(PictureError, match=r"a\.pdf has changed since it was read"):
        pictures.sizes(folders, "a.pdf", SHA)
    (folder / "a.pdf").write_bytes(PDF)
    assert pictures.page(folders, "a.pdf", SHA, 1, 1.0).height == 842
    (folder / "a.pdf").unlink()
    with pytest.raises(PictureError, match=r"a\.pdf is not in the folder any more"):
        pictures.page(folders, "a.pdf", SHA, 1, 1.0)


def test_a_pdf_inside_an_archive_is_drawn(
    pictures: Pictures, folders: Folders, folder: Path
) -> None:
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("in/a.pdf", PDF)
    assert pictures.page(folders, "b.zip/in/a.pdf", SHA, 1, 1.0).height == 842
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("in/a.pdf", make_pdf([(11, "other")]))
    with pytest.raises(PictureError, match=r"b\.zip/in/a\.pdf has changed since it was read"):
        pictures.page(folders, "b.zip/in/a.pdf", SHA, 1, 1.0)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.4 no", "a.pdf cannot be shown: broken PDF: "),
        (b"", "a.pdf cannot be shown: broken PDF: "),
        (make_pdf([(11, "x")], password="p"), "a.pdf cannot be shown: encrypted: "),
    ],
)
def test_what_cannot_be_opened_is_told(
    pictures: Pictures, folders: Folders, folder: Path, data: bytes, why: str
) -> None:
    (folder / "a.pdf").write_bytes(data)
    for _ in range(2):
        with pytest.raises(PictureError) as told:
            pictures.page(folders, "a.pdf", digest(data), 1)
        assert str(told.value).startswith(why)


def test_passwords_are_tried(folders: Folders, folder: Path) -> None:
    locked = make_pdf([(11, "fine")], password="pässword")
    (folder / "a.pdf").write_bytes(locked)
    with Pictures(("wrong", "pässword"), limits=LIMITS) as pictures:
        assert pictures.page(folders, "a.pdf", digest(locked), 1, 1.0).height == 842


def test_one_process_serves_many_threads_and_documents(
    pictures: Pictures, folders: Folders, folder: Path
) -> None:
    shas = []
    for number in range(6):  # more than are held open
        data = make_pdf([(11, f"fine {number}")], [(11, "odd")])
        (folder / f"{number}.pdf").write_bytes(data)
        shas.append(digest(data))

    def look(at: int) -> int:
        number = at % 6
        return pictures.page(folders, f"{number}.pdf", shas[number], 2, 0.5 + at // 6).width

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(look, range(24)))) == 1


def test_a_process_that_is_gone_is_no_pages_fault(pictures: Pictures, folders: Folders) -> None:
    before = process_of(pictures, folders)
    os.kill(before, 9)
    assert process_of(pictures, folders, 2.0) != before


def test_it_outlives_the_thread_that_asked_first(pictures: Pictures, folders: Folders) -> None:
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(process_of(pictures, folders)))
    thread.start()
    thread.join()
    time.sleep(0.2)
    assert process_of(pictures, folders, 2.0) == found[0]


def test_it_ends_when_it_has_nothing_to_do(folders: Folders) -> None:
    with Pictures(limits=LIMITS, rest=0.5) as pictures:
        process = process_of(pictures, folders)
        assert ends(process)
        assert process_of(pictures, folders, 2.0) != process


def test_it_ends_with_its_owner_at_once(folders: Folders) -> None:
    pictures = Pictures(limits=Limits(quiet=60, total=60, memory=2 << 30))
    process = process_of(pictures, folders)
    failed: list[str] = []

    def hang() -> None:
        try:
            pictures.page(folders, "a.pdf", SHA, 1 + PAGES.index("hang"))
        except PictureError as error:
            failed.append(str(error))

    thread = threading.Thread(target=hang)
    thread.start()
    time.sleep(0.3)
    began = time.monotonic()
    pictures.close()
    thread.join()
    assert time.monotonic() - began < 2
    assert not is_alive(process)
    with pytest.raises(PictureError, match="the server is ending"):
        pictures.page(folders, "a.pdf", SHA, 1, 3.0)
    assert failed == ["pages are no longer drawn: the server is ending"]


def test_it_dies_with_the_process_that_asked(folders: Folders, folder: Path, evil: Path) -> None:
    code = (
        "import sys; from index.folder import Folders; from index.pictures import Pictures\n"
        "picture = Pictures().page(Folders([sys.argv[1]]), 'a.pdf', sys.argv[2], 6)\n"
        "print(picture.width, flush=True); sys.stdin.read()"
    )
    with start_python("-c", code, str(folder), SHA, PYTHONPATH=python_path(evil)) as parent:
        assert parent.stdout is not None
        process = int(parent.stdout.readline())
        assert is_alive(process)
        parent.kill()
        parent.wait()
        assert ends(process, within=3)
