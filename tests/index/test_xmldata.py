"""XML: prose and records in order, at their lines; nothing is expanded or fetched."""

from pathlib import Path

import pytest

from index import documents
from index.errors import UnreadableFile
from index.formats.data import xmldata
from index.formats.outline import Outline

FILES = Path(__file__).parent.parent / "files" / "text"


def blocks(outline: Outline) -> list[tuple[str, str, str]]:
    return [(b.kind, outline.text[b.start : b.end], b.place) for b in outline.blocks]


def seen(source: str) -> list[tuple[str, str, str]]:
    return blocks(xmldata.read(source.encode()))


def test_docbook_by_pandoc_gives_its_structure_and_lines() -> None:
    document = documents.read("lighthouse.xml", (FILES / "lighthouse.xml").read_bytes())
    text = document.text
    assert (document.title, document.kind) == ("The Light at Skarholm", "xml")
    headings = [(b.level, text[b.start : b.end]) for b in document.blocks if b.kind == "heading"]
    assert headings[1:] == [
        (1, "The Light at Skarholm"),
        (2, "Keepers"),
        (3, "The weather book"),
        (2, "Lamps"),
    ]
    found = {text[b.start : b.end]: (b.kind, b.place) for b in document.blocks}
    assert found["Year | Lamp | Range"][0] == "header"
    assert found["1932 | Gas | 18 miles"][0] == "row"
    assert found["Their geese won a prize in 1923."] == ("item", "line 51")
    assert found["    return seconds // 12"] == ("code", "line 149")
    assert document.place_at(text.index("Salt and Pepper")) == "line 30"
    assert document.place_at(text.index("The sea was so calm")) == "line 78"


def test_records_are_rows_and_attributes_are_read() -> None:
    source = """<catalog name="Boats">
<boat id="b1"><name>Alken</name><built>1987</built></boat>
<boat id="b2">
  <name>Måsen</name>
  <fare unit="kr">4</fare>
</boat>
<stop key="Hamra" lat="59"/>
<port><place>Quay</place></port>
</catalog>"""
    assert seen(source) == [
        ("row", "catalog name: Boats", "line 1"),
        ("row", "id: b1 | name: Alken | built: 1987", "line 2"),
        ("row", "id: b2 | name: Måsen | fare unit: kr | fare: 4", "line 3"),
        ("row", "stop | key: Hamra | lat: 59", "line 7"),
        ("row", "place: Quay", "line 8"),
    ]


def test_words_between_elements_and_the_html_of_a_feed_are_kept() -> None:
    source = """<feed>
before
<entry><title>One</title><body>&lt;p&gt;It &lt;b&gt;sails&lt;/b&gt;.&lt;/p&gt;</body></entry>
<p>An <em>old</em> boat<!-- c -->, <![CDATA[<she>]]>.</p>
after
</feed>"""
    assert seen(source) == [
        ("paragraph", "before", "line 2"),
        ("heading", "One", "line 3"),
        ("paragraph", "It sails.", "line 3"),
        ("paragraph", "An old boat, <she>.", "line 4"),
        ("paragraph", "after", "line 5"),
    ]


def test_entities_stay_as_they_are_written(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    source = f"""<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY y "ha ha">
<!ENTITY % z SYSTEM "file://{secret}"> %z;]><a><p>One &x; two &y;.</p></a>"""
    assert [text for _, text, _ in seen(source)] == ["One &x; two &y;."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
def test_an_encoding_declared_or_not_is_read(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?><p>Fyren på ön tändes år 1891.</p>'
    assert xmldata.read(declared.encode(encoding)).text == "Fyren på ön tändes år 1891."
    wrong = '<?xml version="1.0" encoding="utf-8"?><p>Fyren på ön tändes år 1891.</p>'
    assert xmldata.read(wrong.encode("latin-1")).text == "Fyren på ön tändes år 1891."


def test_lines_beyond_65535_are_right() -> None:
    assert seen("<a>" + "\n" * 70_000 + "<p>x</p>\n<p>y</p></a>")[1] == (
        "paragraph",
        "y",
        "line 70002",
    )


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<a><b>never closed</a>", "broken: it is not well-formed XML"),
        ("no XML at all", "broken: it is not well-formed XML"),
        ("<a>" * 1_000 + "</a>" * 1_000, "nest too deeply"),
    ],
)
def test_what_is_no_xml_is_refused(source: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        seen(source)


def test_a_web_page_in_xml_is_read_as_one() -> None:
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><p>Hi.</p></html>'
    )
    assert seen(page) == [("paragraph", "Hi.", "line 1")]
