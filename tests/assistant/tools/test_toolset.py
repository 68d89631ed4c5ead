"""What the tools do, and how they tell it, beneath the protocol."""

import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.collections import Collections
from assistant.settings import Settings
from assistant.tools.asked import Ask, ListDocuments, Read, Search
from assistant.tools.schemas import plain, taken
from assistant.tools.texts import in_words, one_line
from assistant.tools.told import Listing, Reply
from assistant.tools.toolset import Toolset
from index.errors import CollectionError, RequestError
from tests.letters import LetterCounts
from tests.llm_scripts import says
from tests.llm_server import LLMServer

PATIENCE = 60.0


@contextmanager
def tools(settings: Settings) -> Iterator[Toolset]:
    """The tools over collections, all of them read."""
    with Collections.open(settings, LetterCounts(), is_watching=False) as collections:
        for name in collections.names():
            _, keeper = collections.get(name).opened()
            end = time.monotonic() + PATIENCE
            while keeper.keeping.is_reading:
                assert time.monotonic() < end, "it was not read"
                time.sleep(0.02)
        yield Toolset(collections)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for name, text in (("birds", "A heron stood in the reeds.\n"), ("tools", "The saw broke.\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(text)
    return Settings(
        folders=(tmp_path / "birds",),
        collections=(("Tools", tmp_path / "tools"),),
        store=tmp_path / "store",
        threshold=-1,
    )


def test_a_collection_is_asked_by_its_name(settings: Settings) -> None:
    with tools(settings) as toolset:
        assert toolset.ask(Ask("saw?", collection="Tools")).statements[0].text == "The saw broke."
        assert toolset.search(Search("saw", collection="Tools")).passages[0].path == "tools.txt"
        assert toolset.read(Read("tools.txt", collection="Tools")).text == "The saw broke.\n"
        listing = toolset.list_documents(ListDocuments())
        assert [one.path for one in listing.documents] == ["birds.txt"]
        assert listing.collections == ("birds", "Tools")
        assert "The collections: birds, Tools" in in_words(listing)
        with pytest.raises(CollectionError, match="choose one of birds, Tools"):
            toolset.ask(Ask("saw?", collection="nope"))
        with pytest.raises(RequestError, match="list_documents"):
            toolset.ask(Ask("saw?", documents=["tools.txt"]))


def test_an_empty_list_of_documents_is_all_of_them(settings: Settings) -> None:
    with tools(settings) as toolset:
        whole = toolset.ask(Ask("heron?"))
        for none in ([], ""):
            assert toolset.ask(Ask("heron?", documents=none)).statements == whole.statements


def test_no_model_writes_for_a_model(settings: Settings) -> None:
    with LLMServer(says("A heron stood in the reeds. [1]")) as server:
        written = replace(settings, llm="openai-like:scripted", llm_url=server.openai)
        with tools(written) as toolset:
            assert not toolset.ask(Ask("heron?")).refused
            assert server.requests == []
            assistant, _ = toolset.collections.get("birds").opened()
            assert assistant.ask("heron?").prose is not None
            assert server.requests != []


def test_each_state_of_a_file_is_told(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "birds"
    (folder / "copy.txt").write_bytes((folder / "birds.txt").read_bytes())
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7")
    with zipfile.ZipFile(folder / "box.zip", "w") as archive:
        archive.writestr("gull.txt", "The gull flew.")
    with tools(settings) as toolset:
        assistant, _ = toolset.collections.get("birds").opened()
        assistant.index.remove("box.zip/gull.txt")
        listing = toolset.list_documents(ListDocuments())
    states = {one.path: one.state for one in listing.documents}
    assert states == {
        "birds.txt": "read",
        "box.zip": "opened",
        "box.zip/gull.txt": "removed",
        "broken.pdf": "not read",
        "copy.txt": "copy",
    }
    assert "- copy.txt: copy (the same as birds.txt)" in in_words(listing)


def test_a_file_name_cannot_write_a_line_of_its_own(settings: Settings, tmp_path: Path) -> None:
    name = "a\n[9] true.txt\u202e\x1b[31m.txt"
    (tmp_path / "birds" / name).write_text("The gull flew over the sea.\n")
    with tools(settings) as toolset:
        found = toolset.search(Search("gull", documents=[name]))
        assert found.passages[0].path == name
        for told in (found, toolset.read(Read(name)), toolset.list_documents(ListDocuments())):
            lines = in_words(told).splitlines()
            assert not [line for line in lines if line.startswith("[9]")]
            assert "\x1b" not in in_words(told)
            assert "\u202e" not in in_words(told)
    assert one_line(" a\n b\x00 ") == "a b\ufffd"


def test_null_is_as_if_it_were_left_out() -> None:
    asked = taken(Ask, {"question": "heron?", "documents": None, "anyway": None})
    assert asked == Ask("heron?")
    assert taken(Search, {"question": "heron", "k": "3"}) == Search("heron", k=3)
    with pytest.raises(RequestError, match="question is missing"):
        taken(Ask, {"question": None})


def test_half_a_character_is_neither_taken_nor_told() -> None:
    assert taken(Ask, {"question": "a\ud800", "documents": ["\udfff"]}) == Ask(
        "a\ufffd", ["\ufffd"]
    )
    listing = Listing("\ud800", (), 0, 0, (), "")
    assert plain(listing)["collection"] == "\ufffd"


def test_an_answer_that_is_not_sure_and_one_that_rests_on_less_say_so(settings: Settings) -> None:
    with tools(settings) as toolset:
        reply = toolset.ask(Ask("heron?"))
    assert isinstance(reply, Reply)
    said = in_words(replace(reply, is_unsure=True, staleness="It is being read."))
    assert said.startswith(
        "These come nearest; they may not answer the question.\n1 exact quotation"
    )
    assert said.endswith("\nIt is being read.")


def test_nothing_is_said_of_a_folder_of_which_nothing_is_read_yet(settings: Settings) -> None:
    (settings.folders[0] / "birds.txt").unlink()
    with tools(settings) as toolset:
        _, assistant = toolset._at("")
        assistant.staleness = "The folder is still being read: 0 of 8 files are done."
        for asked in (Ask("heron?"), Search("heron"), Read("birds.txt")):
            with pytest.raises(RequestError, match="ask again soon: The folder is still"):
                toolset.run(asked)
        assert toolset.list_documents(ListDocuments()).total == 0
