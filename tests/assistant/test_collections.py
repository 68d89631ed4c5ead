"""Sets of folders, chosen by name: opened apart, made on the page, remembered, taken off."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.api.messages import models
from assistant.collections import Collections
from assistant.opening import Collection
from assistant.settings import Settings
from index.errors import CollectionError, FolderError, FootnoteError, StoreError
from tests.assistant.test_keeping import wait
from tests.letters import LetterCounts


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for name, text in {"birds": "A heron stood.", "tools": "A hammer fell."}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(text)
    return Settings(
        folders=(tmp_path / "birds",),
        collections=(("Tools", tmp_path / "tools"),),
        home=tmp_path / "home",
    )


@pytest.fixture
def collections(settings: Settings, letters: LetterCounts) -> Iterator[Collections]:
    with Collections.open(settings, letters, is_watching=False) as opened:
        yield opened


def read(collection: Collection) -> list[str]:
    """The paths of its documents, once they are read."""
    assistant, keeper = collection.opened()
    wait(lambda: not keeper.keeping.is_reading)
    return [state.path for state in assistant.documents() if state.indexed]


def again(settings: Settings) -> Collections:
    return Collections.open(settings, LetterCounts(), is_watching=False)


def test_those_named_at_the_start_are_listed_and_opened_when_chosen(
    collections: Collections, settings: Settings, tmp_path: Path
) -> None:
    assert collections.names() == ("birds", "Tools")
    assert collections.default == "birds"
    assert not (tmp_path / ".footnote" / "tools").exists()
    assert read(collections.get("Birds")) == ["birds.txt"]
    tools = collections.get("tools")
    assert read(tools) == ["tools.txt"]
    assert collections.get("TOOLS") is tools
    assert tools.opened()[0].index.encoder is collections.get("birds").opened()[0].index.encoder
    assert not (tmp_path / "home").exists(), "nothing was made on the page"
    with pytest.raises(CollectionError, match="choose one of birds, Tools"):
        collections.get("nope")


def test_a_name_given_twice_has_both_folders_and_may_stand_alone(
    settings: Settings, tmp_path: Path
) -> None:
    both = (("Work", tmp_path / "birds"), ("work", tmp_path / "tools"))
    alone = Settings(collections=both, folders=(), store=tmp_path / "store")
    with again(alone) as collections:
        assert collections.names() == (collections.default,) == ("Work",)
        assert read(collections.get("Work")) == ["birds/birds.txt", "tools/tools.txt"]
        assert collections.get("Work").folder == tmp_path / "birds"
        assert (tmp_path / "store").is_dir()


def test_one_is_made_by_its_name_alone_and_found_again(
    collections: Collections, settings: Settings, tmp_path: Path
) -> None:
    made = collections.create("  Zoo: a/b ")
    assert made.name == "Zoo: a/b"
    assert made.folder == tmp_path / "home" / "collections" / "Zoo- a-b"
    assert read(made) == []
    assert made.is_remembered
    (made.folder / "zebra.txt").write_text("A zebra ran.")
    made.opened()[1].resume()
    wait(lambda: read(made) == ["zebra.txt"])
    assert collections.names() == ("birds", "Tools", "Zoo: a/b")
    collections.close()
    with again(settings) as later:
        assert later.names() == ("birds", "Tools", "Zoo: a/b")
        assert read(later.get("zoo: A/B")) == ["zebra.txt"]


def test_one_is_made_of_a_folder_that_is_there(collections: Collections, tmp_path: Path) -> None:
    (tmp_path / "fruit").mkdir()
    (tmp_path / "fruit" / "pear.txt").write_text("A pear stayed.")
    assert read(collections.create("Fruit", f" {tmp_path / 'fruit'} ")) == ["pear.txt"]
    for folder, why in {
        str(tmp_path / "fruit"): "is the collection 'Fruit' already",
        str(tmp_path / "tools"): "is the collection 'Tools' already",
        str(tmp_path / "nowhere"): "no folder",
        str(tmp_path / "fruit" / "pear.txt"): "is a file",
        "fruit": "no whole path",
        "": "no whole path",
        "/a\0b": "cannot be used",
        "~nobody-of-that-name/x": "cannot be used",
    }.items():
        with pytest.raises(FootnoteError, match=why):
            collections.create("Another", folder)
    assert collections.names() == ("birds", "Tools", "Fruit")


@pytest.mark.parametrize("name", ["BIRDS", "", "x" * 61, "a\nb"])
def test_a_name_that_is_taken_or_none_makes_nothing(
    collections: Collections, tmp_path: Path, name: str
) -> None:
    with pytest.raises(CollectionError):
        collections.create(name)
    assert not (tmp_path / "home").exists()


def test_one_is_taken_off_the_list_and_nothing_is_deleted(
    collections: Collections, settings: Settings
) -> None:
    made = collections.create("Zoo")
    (made.folder / "zebra.txt").write_text("A zebra ran.")
    assistant, keeper = made.opened()
    keeper.resume()
    wait(lambda: read(made) == ["zebra.txt"])
    collections.forget("ZOO")
    assert collections.names() == ("birds", "Tools")
    assert (made.folder / "zebra.txt").exists()
    assert assistant.search("zebra"), "a page that is open on it gets to its answer's end"
    with again(settings) as later:
        assert "Zoo" not in later.names()
    assert read(collections.create("zoo")) == ["zebra.txt"], "it is taken up again"
    for name, why in {"birds": "leave it out there", "nope": "no collection is named"}.items():
        with pytest.raises(CollectionError, match=why):
            collections.forget(name)


def test_one_that_cannot_be_opened_says_why_and_others_go_on(
    settings: Settings, collections: Collections, tmp_path: Path
) -> None:
    (tmp_path / "tools").rename(tmp_path / "elsewhere")
    tools = collections.get("Tools")
    assert tools.error.startswith("This collection cannot be opened: no folder")
    assert tools in collections.listed()
    with pytest.raises(CollectionError, match="no folder"):
        tools.opened()
    assert read(collections.get("birds")) == ["birds.txt"]
    (tmp_path / "elsewhere").rename(tmp_path / "tools")
    assert read(collections.get("Tools")) == ["tools.txt"]
    with pytest.raises(FolderError, match="no folder"):
        again(Settings(folders=(tmp_path / "nowhere",)))
    with pytest.raises(FolderError, match="no folder is named"):
        again(Settings(folders=()))


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"version": 2, "collections": []}', '{"version": 1, "collections": 7}'],
)
def test_a_list_that_is_broken_is_put_aside_with_a_sentence(
    settings: Settings, tmp_path: Path, content: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "collections.json").write_text(content)
    with again(settings) as collections:
        assert collections.names() == ("birds", "Tools")
        assert str(home / "collections.broken-1.json") in collections.notice
        assert (home / "collections.broken-1.json").read_text() == content
        collections.create("Zoo")
    with again(settings) as later:
        assert later.names()[-1] == "Zoo"
        assert not later.notice


def test_of_a_list_that_is_broken_in_part_the_rest_is_kept(
    settings: Settings, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    good = {"name": "Zoo", "folder": str(tmp_path / "zoo")}
    bad = [7, {"name": "", "folder": "/x"}, {"name": "R", "folder": "x"}, {"name": "N"}]
    listed = {"version": 1, "collections": [*bad, good]}
    (home / "collections.json").write_text(json.dumps(listed))
    for _ in range(2):
        with again(settings) as collections:
            assert collections.names() == ("birds", "Tools", "Zoo")
            assert "no folder" in collections.get("Zoo").error
    assert json.loads((home / "collections.json").read_text())["collections"] == [good]


def test_remembered_ones_give_way_to_those_named_at_the_start(
    collections: Collections, settings: Settings, tmp_path: Path
) -> None:
    made = collections.create("Zoo")
    with again(Settings(folders=(made.folder,), home=settings.home)) as same:
        assert same.names() == ("Zoo",)
        assert not same.get("Zoo").is_remembered
    (tmp_path / "zoo").mkdir()
    with again(Settings(folders=(tmp_path / "zoo",), home=settings.home)) as other:
        assert other.names() == ("zoo", "Zoo (2)")
        assert other.get("Zoo (2)").folder == made.folder
        other.forget("Zoo (2)")
    with again(settings) as later:
        assert later.names() == ("birds", "Tools")


def test_two_processes_keep_each_others_collections(
    collections: Collections, settings: Settings
) -> None:
    with again(settings) as other:
        other.create("Theirs")
        collections.create("Ours")
        with pytest.raises(CollectionError, match="there is a collection"):
            other.create("ours")
    with again(settings) as later:
        assert later.names() == ("birds", "Tools", "Theirs", "Ours")


def test_where_nothing_can_be_kept_nothing_is_made(
    settings: Settings, letters: LetterCounts, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    homeless = Settings(folders=settings.folders)
    for one in (homeless, Settings(folders=settings.folders, home=tmp_path / "file")):
        with Collections.open(one, letters, is_watching=False) as collections:
            with pytest.raises(StoreError):
                collections.create("Zoo")
            with pytest.raises(StoreError):
                collections.create("Tools", tmp_path / "tools")
            assert collections.names() == ("birds",)


class Gate(LetterCounts):
    """A model that takes until it is told to load."""

    def __init__(self) -> None:
        super().__init__()
        self.opens, self.asked = threading.Event(), threading.Event()

    @property
    def fingerprint(self) -> str:  # type: ignore[override]
        if threading.current_thread().name == "slow":
            self.asked.set()
            assert self.opens.wait(30)
        return "letters-1"


def test_opening_one_keeps_no_other_waiting(settings: Settings) -> None:
    with again(settings) as before:
        read(before.get("Tools"))
    gate = Gate()
    with Collections.open(settings, gate, is_watching=False) as collections:
        opened: list[Collection] = []
        slow = threading.Thread(target=lambda: opened.append(collections.get("Tools")), name="slow")
        slow.start()
        assert gate.asked.wait(30)
        began = time.monotonic()
        assert read(collections.get("birds")) == ["birds.txt"]
        assert collections.get("birds").opened()[0].search("heron")
        assert collections.names() == ("birds", "Tools")
        assert time.monotonic() - began < 10
        assert not opened
        gate.opens.set()
        slow.join()
        assert read(opened[0]) == ["tools.txt"]


def test_many_threads_open_one_but_once(collections: Collections) -> None:
    found: list[Collection] = []
    threads = [
        threading.Thread(target=lambda: found.append(collections.get("Tools"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(one.assistant) for one in found}) == 1
    assert len(found) == 8


def test_closed_collections_open_no_more(settings: Settings) -> None:
    collections = again(settings)
    collections.close()
    assert "was closed" in collections.get("Tools").error
    with pytest.raises(CollectionError, match="being ended"):
        collections.create("Zoo")


def test_the_model_that_writes_is_called_as_it_calls_itself(
    settings: Settings, letters: LetterCounts
) -> None:
    for llm, name in ((" ", ""), (" ollama: tiny ", "ollama:tiny")):
        given = replace(settings, llm=llm)
        with Collections.open(given, letters, is_watching=False) as collections:
            assert collections.writer == name
            assert any("quotes" in one for one in models(collections)) == bool(name)
