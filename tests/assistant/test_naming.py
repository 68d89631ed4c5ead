"""What a collection may be called, and what its folder is then called."""

import pytest

from assistant.naming import checked, distinct, folder_name, made_from, same
from index.errors import CollectionError


@pytest.mark.parametrize(
    "name",
    ["Trips", "Ürün kataloğu", "合同", "سفر", "می\u200cخواهم", "👩\u200d🔬", "x" * 60, "<b>"],
)
def test_names_of_any_script_are_kept_as_they_are(name: str) -> None:
    assert checked(f"  {name}\t") == name


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "needs a name"), (" \u200d ", "needs a name"), ("x" * 61, "61 characters"),
        ("a\0b", "cannot be seen"), ("a\nb", "cannot be seen"), ("a\u202eb", "cannot be seen"),
        ("\ud800", "cannot be seen"), (None, "cannot be seen"),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_or_is_too_long_is_no_name(name: str, why: str) -> None:
    with pytest.raises(CollectionError, match=why):
        checked(name)


def test_names_are_one_without_regard_to_case_or_composition() -> None:
    assert same("Cafe\u0301") == same("CAFÉ")
    assert distinct("CAFÉ", {same("café"), same("café (2)")}) == "CAFÉ (3)"
    assert len(distinct("x" * 60, {"x" * 60})) <= 60


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Trips 2024", "Trips 2024"), ("../../etc", "-..-etc"), ("a/b\\c", "a-b-c"),
        ("NUL", "NUL-"), ("com1.x", "com1.x-"), (".hidden. ", "hidden"), ("...", "collection"),
        ("合同", "合同"), ("é" * 200, "é" * 90),
    ],
)  # fmt: skip
def test_a_folder_name_is_one_step_that_every_disk_takes(name: str, folder: str) -> None:
    assert folder_name(name) == folder


def test_a_collection_is_named_after_its_folders() -> None:
    assert made_from(["papers"]) == "papers"
    assert made_from(["a\nb", "c"]) == "a b, c"
    assert made_from([""]) == made_from(["\u200d"]) == "Documents"
    assert len(made_from(["x" * 200])) == 60
