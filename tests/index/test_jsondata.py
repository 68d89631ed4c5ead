"""JSON and JSON Lines: records are rows with their lines and paths, prose is prose."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import documents
from index.errors import UnreadableFile
from index.formats.data import jsondata
from index.formats.outline import Outline

FILES = Path(__file__).parent.parent / "files" / "text"


def blocks(outline: Outline) -> list[tuple[str, str, str]]:
    return [(b.kind, outline.text[b.start : b.end], b.place) for b in outline.blocks]


def seen(source: str) -> list[tuple[str, str, str]]:
    return blocks(jsondata.read(source.encode()))


def test_a_file_by_jq_gives_records_with_lines_and_paths() -> None:
    document = documents.read("staff.json", (FILES / "staff.json").read_bytes())
    text = document.text
    assert "name: Ada Lund | born: 1975 | address.city: Hamra" in text
    assert document.place_at(text.index("Quay Road 4")) == "line 5, staff[0]"
    assert document.place_at(text.index("Tärnan")) == "line 32, boats[1]"
    assert document.place_at(text.index("In 1921 the village")) == "line 40, history.text"
    headings = [text[b.start : b.end] for b in document.blocks if b.kind == "heading"]
    assert headings == ["staff", "boats", "How the line began"]


def test_json_lines_by_jq_give_a_record_a_line() -> None:
    document = documents.read("staff.jsonl", (FILES / "staff.jsonl").read_bytes())
    assert document.place_at(document.text.index("Lighthouse Lane")) == "line 2"
    assert document.text.endswith("\nname: Tärnan | built: 2015 | electric: true")


def test_what_fits_a_line_comes_before_what_has_a_heading() -> None:
    source = '{\n"a": [{"k": 1}, {"k": 2}],\n"b": null, "a": "again", "e": "", "o": {}}'
    assert seen(source) == [
        ("row", "b: null", "line 3, b"),
        ("row", "a: again", "line 3, a"),
        ("heading", "a", "line 2, a"),
        ("row", "k: 1", "line 2, a[0]"),
        ("row", "k: 2", "line 2, a[1]"),
    ]


def test_long_strings_are_paragraphs_under_their_title() -> None:
    long = "It sails. " * 30
    source = json.dumps({"posts": [{"title": "One", "text": f"{long}\n\n{long}"}, {"n": 2}]})
    assert [(kind, text[:9], place) for kind, text, place in seen(source)] == [
        ("heading", "posts", "line 1, posts"),
        ("heading", "One", "line 1, posts[0]"),
        ("row", "title: On", "line 1, posts[0].title"),
        ("paragraph", "It sails.", "line 1, posts[0].text"),
        ("paragraph", "It sails.", "line 1, posts[0].text"),
        ("heading", "posts[1]", "line 1, posts[1]"),
        ("row", "n: 2", "line 1, posts[1].n"),
    ]


def test_long_lists_of_numbers_are_counted_and_the_note_says_so() -> None:
    ring = [[n / 10, n / 7] for n in range(20)]
    feature = {
        "type": "Feature",
        "properties": {"name": "Pier"},
        "geometry": {"coordinates": [ring]},
    }
    outline = jsondata.read(json.dumps({"features": [feature, feature]}).encode())
    row = "type: Feature | properties.name: Pier | geometry.coordinates: 40 numbers"
    assert outline.text.count(row) == 2
    assert outline.note == "80 numbers in 2 long lists are only counted"
    assert "1, 2.5, -3e4" in jsondata.read(b'{"few": [1, 2.5, -3e4]}').text
    assert jsondata.read(json.dumps(list(range(99))).encode()).text == "99 numbers"


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.recursive(
        st.text('abc é"\\/\n', min_size=1, max_size=6) | st.integers(0, 9) | st.booleans(),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.text("xyz", min_size=1, max_size=3), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_every_value_of_any_json_is_in_the_text(value: object) -> None:
    shown = "".join(jsondata.read(json.dumps(value, indent=1).encode()).text.split())

    def leaves(part: object) -> list[str]:
        if isinstance(part, dict | list):
            inner = part.values() if isinstance(part, dict) else part
            return [leaf for each in inner for leaf in leaves(each)]
        return [part if isinstance(part, str) else json.dumps(part)]

    for leaf in leaves(value):
        assert "".join(leaf.split()) in shown


def test_comments_and_last_commas_are_borne_with() -> None:
    source = '// settings\n{\n  "a": 1, /* one */\n  "b": [2, 3,],\n}\n'
    assert [text for _, text, _ in seen(source)] == ["a: 1", "b: 2, 3"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ('{"a": 1,\n "b": [1, 2', "broken: line 2 is not JSON .it ends inside what line 2 begins"),
        ('{"a": 1\n "b": 2}', "broken: line 2 is not JSON .a comma is missing before"),
        ('{"a": "never closed}', "broken: line 1 is not JSON .a string or comment is never closed"),
        ('{"a": yes}', "broken: line 1 is not JSON .no value: yes"),
        ("[1]]", "a ] too many"),
        ("<html>", "no value: <html>"),
        ("[" * 100_000, "nested over 200 values deep: flatten it"),
    ],
)
def test_what_is_no_json_is_refused_with_its_line(source: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        seen(source)


def test_bad_lines_are_named_and_the_rest_is_read() -> None:
    outline = jsondata.read_lines(b'{"a": 1}\r\n{"a": \r\n\r\n{"a": 3}\r\n')
    assert blocks(outline) == [("row", "a: 1", "line 1"), ("row", "a: 3", "line 4")]
    assert outline.note == "1 of its lines could not be read: line 2"
    with pytest.raises(UnreadableFile, match="broken: line 1 is not JSON, nor is any other"):
        jsondata.read_lines(b"no\njson\n")
