"""Files that are dropped: streamed to the disk, bounded, refused in words, never half there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.collections import Collections
from assistant.settings import Settings
from assistant.web.desk import Desk
from assistant.web.library.dropping import Dropping
from assistant.web.library.making import Making
from tests.letters import LetterCounts

MOST = 1000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    (made / "old.txt").write_text("A heron stood.")
    return made


@pytest.fixture
def client(tmp_path: Path, folder: Path, letters: LetterCounts) -> Iterator[TestClient]:
    settings = Settings(folders=(folder,), store=tmp_path / "store", home=tmp_path / "home")
    with Collections.open(settings, letters, is_watching=False) as collections:
        desk = Desk(collections)
        routes = [
            Route("/own/drop", Dropping(desk, MOST).take, methods=["POST"]),
            Route("/own/collection", Making(desk).make, methods=["POST"]),
        ]
        with TestClient(Starlette(routes=routes)) as client:
            yield client
        desk.close()


def drop(client: TestClient, name: str, content: Any, **asked: str) -> dict[str, str]:
    answer = client.post("/own/drop", params={"name": name, **asked}, content=content)
    assert answer.status_code == 200
    told: dict[str, str] = answer.json()
    return told


def test_a_file_comes_into_the_folder_whole(
    client: TestClient, folder: Path, tmp_path: Path
) -> None:
    assert drop(client, "sub/new.txt", b"A gull flew.", drop="d")["path"] == "sub/new.txt"
    assert (folder / "sub" / "new.txt").read_bytes() == b"A gull flew."
    assert list((tmp_path / "store" / "arriving").iterdir()) == []


def test_names_with_path_parts_and_markup_stay_inside(client: TestClient, folder: Path) -> None:
    assert drop(client, "../../out.txt", b"one")["path"] == "out.txt"
    name = "<img src=x onerror=hit()>.txt"
    assert drop(client, name, b"two")["path"] == name
    assert sorted(file.name for file in folder.iterdir()) == [name, "old.txt", "out.txt"]
    assert not (folder.parent.parent / "out.txt").exists()


def test_what_is_not_taken_is_said_and_leaves_nothing(
    client: TestClient, folder: Path, tmp_path: Path
) -> None:
    def stream() -> Iterator[bytes]:  # its length is not told beforehand
        for _ in range(20):
            yield bytes(100)

    assert "too large" in drop(client, "big.txt", bytes(MOST + 1))["reason"]
    assert "too large" in drop(client, "big.txt", stream())["reason"]
    assert "cannot be read" in drop(client, "a.xyz", b"x")["reason"]
    assert "empty" in drop(client, "a.txt", b"")["reason"]
    assert "hidden" in drop(client, ".a.txt", b"x")["reason"]
    same = drop(client, "again.txt", b"A heron stood.")
    assert same["same_as"] == "old.txt"
    assert "already" in same["reason"]
    assert "no collection" in drop(client, "a.txt", b"x", collection="nowhere")["reason"]
    assert [file.name for file in folder.iterdir()] == ["old.txt"]
    assert list((tmp_path / "store" / "arriving").iterdir()) == []


def test_a_second_file_of_a_drop_is_told_from_the_first(client: TestClient, folder: Path) -> None:
    drop(client, "one.txt", b"A gull flew.", drop="d")
    assert drop(client, "two.txt", b"A gull flew.", drop="d")["same_as"] == "one.txt"
    (folder / "one.txt").unlink()
    assert drop(client, "two.txt", b"A gull flew.", drop="e")["path"] == "two.txt"


def test_a_collection_is_made_or_it_is_said_why_not(client: TestClient, tmp_path: Path) -> None:
    def make(**wanted: object) -> dict[str, str]:
        told: dict[str, str] = client.post("/own/collection", json=wanted).json()
        return told

    assert make(name=" Trips  2024 ") == {"name": "Trips 2024"}
    assert drop(client, "new.txt", b"A gull flew.", collection="Trips 2024")["path"] == "new.txt"
    assert "choose another name" in make(name="trips 2024")["error"]
    assert "nowhere" in make(name="Other", folder=str(tmp_path / "nowhere"))["error"]
    for wanted in ({}, {"name": 3}, {"name": "x", "folder": ["y"]}, {"name": "x" * 30_000}):
        assert make(**wanted)["error"]
    assert client.post("/own/collection", content=b"[" * 10_000).json()["error"]
