"""What an open document asks the server for: page images, their words, hits, how it stands."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.web.reader.served import Served
from assistant.web.state import Visit
from index.errors import CollectionError
from index.index import Index
from index.pictures import Pictures
from tests.letters import LetterCounts
from tests.printed import book

LONG = "The lamp was lit.\n\n" * 10


class Desk:
    """One collection, "books", over real files."""

    def __init__(self, index: Index, pictures: Pictures) -> None:
        self.place = SimpleNamespace(
            collection=SimpleNamespace(name="books"),
            assistant=SimpleNamespace(index=index),
            pictures=pictures,
        )

    def at(self, visit: Visit) -> Any:
        if visit.collection != "books":
            raise CollectionError(f"no collection is named {visit.collection!r}: choose books")
        return self.place


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Index, Path]]:
    folder = tmp_path_factory.mktemp("books")
    (folder / "book.pdf").write_bytes(book(3).data)
    (folder / "long.txt").write_text(LONG)
    index = Index.open(folder, tmp_path_factory.mktemp("store"), LetterCounts())
    index.sync()
    with Pictures() as pictures:
        routes = Served(Desk(index, pictures)).listed()  # type: ignore[arg-type]
        yield TestClient(Starlette(routes=routes)), index, folder
    index.close()


@pytest.fixture
def asked(shop: tuple[TestClient, Index, Path]) -> dict[str, str]:
    sha256 = shop[1].document("book.pdf").sha256
    return {"collection": "books", "path": "book.pdf", "sha256": sha256}


def get(shop: tuple[TestClient, Index, Path], name: str, asked: dict[str, str], **more: str) -> Any:
    return shop[0].get(f"/own/{name}", params={**asked, **more})


def test_a_page_is_an_image_that_a_browser_keeps(shop: Any, asked: dict[str, str]) -> None:
    answer = get(shop, "leaf", asked, page="2", scale="1.5")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("image/")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert len(answer.content) > 1_000


def test_the_words_of_a_page_are_an_svg_with_all_of_them(shop: Any, asked: dict[str, str]) -> None:
    answer = get(shop, "words", asked, page="2")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.text.startswith('<svg xmlns="http://www.w3.org/2000/svg">')
    assert "Chapter 2:" in answer.text
    assert "Chapter 3:" not in answer.text


def test_hits_are_pages_or_characters(shop: Any, asked: dict[str, str]) -> None:
    assert get(shop, "hits", asked, words="CHAPTER", by="page").json() == [1, 2, 3]
    assert get(shop, "hits", asked, words="no such words", by="page").json() == []
    sha256 = shop[1].document("long.txt").sha256
    long = {**asked, "path": "long.txt", "sha256": sha256}
    text = shop[1].document("long.txt").text
    found = get(shop, "hits", long, words="lámp  was").json()
    assert found == [at for at in range(len(text)) if text.startswith("lamp was", at)]
    assert len(found) == 10


def test_how_a_document_stands(shop: Any, asked: dict[str, str]) -> None:
    assert get(shop, "standing", asked).json() == "same"
    assert get(shop, "standing", {**asked, "sha256": "00"}).json() == "changed"
    assert get(shop, "standing", {**asked, "path": "no.pdf"}).json() == "gone"
    assert get(shop, "standing", {**asked, "collection": "taken off"}).json() == "gone"


@pytest.mark.parametrize(
    ("name", "change", "status", "said"),
    [
        ("leaf", {"page": "99"}, 404, "page"),
        ("leaf", {"page": "0"}, 404, "page"),
        ("leaf", {"page": "x"}, 400, "asked amiss"),
        ("leaf", {"path": "../book.pdf"}, 404, "not in the folder"),
        ("leaf", {"path": "long.txt"}, 404, "long.txt"),
        ("leaf", {"collection": "none"}, 404, "no collection is named"),
        ("words", {"page": "99"}, 404, "no page 99"),
        ("words", {"sha256": "00"}, 404, "has changed"),
        ("words", {"path": "no.pdf"}, 404, "no.pdf"),
        ("hits", {"sha256": "00", "words": "x"}, 404, "has changed"),
        ("hits", {}, 400, "asked amiss"),
    ],
)
def test_what_cannot_be_had_is_a_sentence(
    shop: Any, asked: dict[str, str], name: str, change: dict[str, str], status: int, said: str
) -> None:
    answer = get(shop, name, {"page": "1", "scale": "1.5", **asked, **change})
    assert answer.status_code == status
    assert said in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_nothing_is_asked_for_without_a_name(shop: Any) -> None:
    assert shop[0].get("/own/leaf").status_code == 400


@pytest.mark.parametrize("scale", ["nan", "-1", "1e9", "0"])
def test_any_scale_is_one_of_a_few(shop: Any, asked: dict[str, str], scale: str) -> None:
    assert get(shop, "leaf", asked, page="1", scale=scale).status_code == 200
