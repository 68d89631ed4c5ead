"""A folder of mixed files: what the index says of it is what was written, to the character."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.index import Index
from index.lexical import stems
from index.near import minhash, near_duplicates
from tests.letters import LetterCounts
from tests.mixed.check import mistakes, wanted_totals
from tests.mixed.folder import Mixed, make
from tests.mixed.formats import BY_NAME, MAKERS
from tests.mixed.prose import Prose
from tests.mixed.strange import PASSWORD
from tests.mixed.texts import text

FILES = 160
EDITED = ("text", "markdown", "docx", "odt", "html", "eml", "csv", "json", "yaml")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Mixed:
    return make(tmp_path_factory.mktemp("mixed") / "folder", FILES)


@pytest.fixture(scope="module")
def encoder() -> LetterCounts:
    return LetterCounts()


@pytest.fixture(scope="module")
def index(mixed: Mixed, encoder: LetterCounts) -> Iterator[Index]:
    opened = Index.open(mixed.root, mixed.root.parent / "store", encoder)
    opened.sync()
    yield opened
    opened.close()


def test_the_account_of_the_folder_is_exact(mixed: Mixed, index: Index) -> None:
    assert mistakes(mixed, index) == []


def test_the_folder_holds_every_format_and_every_kind_of_trouble(mixed: Mixed) -> None:
    made = {maker.name for maker, _ in mixed.stories.values()}
    assert made == {maker.name for maker in MAKERS}
    must = wanted_totals(mixed)
    assert mixed.on_disk == FILES
    assert min(must.same, must.opened, len(mixed.near), len(mixed.unopened)) >= 4
    assert must.unread > 25
    assert must.inside_unread >= 3


def test_a_second_sync_embeds_nothing(index: Index, encoder: LetterCounts) -> None:
    before = encoder.texts_encoded
    report = index.sync()
    assert (report.is_current, report.passages_embedded) == (True, 0)
    assert encoder.texts_encoded == before


def test_files_that_were_edited_are_told_of_as_they_are_now(mixed: Mixed, index: Index) -> None:
    paths = mixed.editable(1)
    mixed.edit(paths)
    report = index.sync()
    assert report.changed == tuple(sorted(paths))
    assert len(paths) <= report.passages_embedded <= 4 * len(paths)
    assert mistakes(mixed, index) == []


def test_what_was_encrypted_is_read_once_its_password_is_known(mixed: Mixed, index: Index) -> None:
    report = index.sync(passwords=["wrong", PASSWORD])
    locked = {path for path, made in mixed.files.items() if made.unlocked}
    assert set(report.changed) == locked
    assert len(locked) == 3
    mixed.is_unlocked = True
    assert mistakes(mixed, index) == []


@pytest.mark.parametrize("name", EDITED)
def test_one_edited_paragraph_costs_three_passages_at_most(
    name: str, tmp_path: Path, encoder: LetterCounts
) -> None:
    maker, prose = BY_NAME[name], Prose(2)
    story = maker.story(prose, 0, is_long=True)
    folder = tmp_path / "folder"
    folder.mkdir()
    file = folder / f"story.{maker.make(story).ending}"
    file.write_bytes(maker.make(story).data)
    with closing(Index.open(folder, tmp_path / "store", encoder)) as index:
        assert index.sync().passages_embedded > 12
        file.write_bytes(maker.make(maker.edited(prose, story)).data)
        assert 1 <= index.sync().passages_embedded <= 3


def test_a_mistake_in_anything_is_found(mixed: Mixed, index: Index) -> None:
    path = next(path for path in mixed.stories if path.endswith(".docx"))
    made = mixed.files[path]
    sentence, place = made.spots[3]
    language = "fr" if made.language == "en" else "en"
    for changed in (
        replace(made, text=made.text + "."),
        replace(made, pages=1),
        replace(made, language=language),
        replace(made, reason="encrypted: "),
        replace(made, data=made.data + b"."),
        replace(made, spots=((sentence, f"{place}0"),)),
        replace(made, spots=(("a sentence that nobody wrote", place),)),
    ):
        mixed.files[path] = changed
        found = mistakes(mixed, index)
        mixed.files[path] = made
        assert any(line.startswith(path) for line in found), changed.spots
    mixed.near.append((path, "links/target.txt"))
    assert len(mistakes(mixed, index)) == 2
    mixed.near.pop()


def test_a_revised_copy_is_named_whichever_paragraph_was_changed() -> None:
    prose, hashes = Prose(1), {}
    for number in range(60):
        story = prose.story(sections=6)
        for name, one in (("first", story), ("revised", prose.edited(story))):
            hashes[f"{name} {number}"] = minhash(stems(text(one).text))
    near = near_duplicates(hashes)
    assert [near.get(f"first {n}") for n in range(60)] == [[f"revised {n}"] for n in range(60)]
