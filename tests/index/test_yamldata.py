"""YAML: kept to the character, every value with its line and path, nothing built from it."""

from pathlib import Path

import pytest

from index import documents
from index.errors import UnreadableFile
from index.formats.data import yamldata

FILES = Path(__file__).parent.parent / "files" / "text"


def seen(source: str) -> list[tuple[str, str, str]]:
    outline = yamldata.read(source.encode())
    assert outline.text == source
    return [(b.kind, source[b.start : b.end], b.place) for b in outline.blocks]


def test_a_file_by_pyyaml_gives_its_lines_and_paths() -> None:
    document = documents.read("staff.yaml", (FILES / "staff.yaml").read_bytes())
    text = document.text
    assert document.place_at(text.index("Hamra")) == "line 7, staff[0].address.city"
    assert document.place_at(text.index("Finnish")) == "line 11, staff[0].languages[1]"
    assert document.place_at(text.index("The first ferry")) == "line 26, history.text"
    assert [b.kind for b in document.blocks].count("paragraph") == 1


def test_comments_and_long_strings_are_prose() -> None:
    source = (
        "# The ferry.\n# It sails.\n\ntitle: The line\ntext: |\n  One.\n\n  Two.\n"
        'said: "a\n  b"\n---\nlast: >-\n  end'
    )
    assert seen(source) == [
        ("paragraph", "The ferry.\n# It sails.", ""),
        ("code", "title: The line", "title"),
        ("code", "text: |", "text"),
        ("paragraph", "One.\n\n  Two.", "text"),
        ("paragraph", 'said: "a\n  b"', "said"),
        ("code", "---", ""),
        ("code", "last: >-", "last"),
        ("paragraph", "end", "last"),
    ]
    assert yamldata.read(source.encode()).title == "The line"


def test_an_alias_stays_an_alias_and_a_tag_makes_no_object() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*a, *a, *a]\n".replace("*a", f"*{p}")
        for p, n in zip("abcdefgh", "bcdefghi", strict=True))  # fmt: skip
    assert len(seen(bomb)) == 9
    assert seen("run: !!python/object/apply:os.system ['true']\n")[0][2] == "run[0]"


@pytest.mark.parametrize(
    "source", ["a: 1\nb: [\nc", "a: 1\n" + "[" * 5_000, "a: 1\nb: {{ x }} y\n"]
)
def test_what_is_no_yaml_is_read_as_it_stands(source: str) -> None:
    outline = yamldata.read(source.encode())
    assert outline.text == source
    assert outline.blocks[0].place == "a"
    assert outline.note.startswith("it is no valid YAML")


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="binary content"):
        yamldata.read(b"a: \x00\x01\x02")
