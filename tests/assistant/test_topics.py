"""What a document could be asked about: good headings, names where there are none."""

import time
from dataclasses import replace

import pytest

from assistant.topics import heading_topic, topics
from index import documents
from index.types import Document, Span


def read(text: str, name: str = "a.md") -> Document:
    return documents.read(name, text.encode())


def texts(text: str, name: str = "a.md", language: str = "en") -> list[str]:
    found = topics(read(text, name), language, lambda stems: dict.fromkeys(stems, 1.0))
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("Laws and sanctions", "Laws and sanctions"),
        ("  3.1   Laws\nand sanctions: ", "Laws and sanctions"),
        ("IV. Laws and sanctions", "Laws and sanctions"),
        ("Chapter 4: Laws and sanctions", "Laws and sanctions"),
        ("§ 7 Kündigung des Vertrags", "Kündigung des Vertrags"),
        ("第三章 雾中航行", "雾中航行"),
        ("Re: AW: [list] Ferry times", "Ferry times"),
        ("Velm Ferries: annual report 2019", "Velm Ferries"),
        ("Who pays the fare?", "Who pays the fare?"),
        ("Customs form 7", "Customs form 7"),
    ],
)
def test_a_heading_is_shown_without_its_number_and_tags(heading: str, topic: str) -> None:
    assert heading_topic(heading) == topic


@pytest.mark.parametrize(
    "heading",
    ["", "Introduction", "Table of contents", "See also", "Siehe auch", "Ayrıca bakınız",
     "参考文献", "目录", "2.3 Further reading", "Figure 3: The tower of the light", "Tabelle 2",
     "Şekil 4 Kule", "图 3 灯塔", "12", "3 4 5 6", "Velm, 14 October 2003", "of the and",
     "What came of it", "call read() first", "docs/make_formats.py as it is", "a.b.c | d.e.f",
     "One two three four five six seven eight nine ten", "word " * 40, "x" * 500,
     "https://example.org and more", "\x00\u200b"],
)  # fmt: skip
def test_a_heading_that_says_nothing_is_none(heading: str) -> None:
    assert heading_topic(heading) == ""


def test_a_long_word_of_german_is_a_subject_and_its_contents_are_not() -> None:
    assert heading_topic("Lieferbedingungen", "de") == "Lieferbedingungen"
    assert heading_topic("Lieferbedingungen", "en") == ""
    assert heading_topic("Inhaltsverzeichnis", "de") == ""


def test_headings_come_with_their_sections_the_title_last() -> None:
    text = "# Deck crews\n\n## Thick fog\n\nSlow.\n\n### Fog horns\n\nTwo.\n\n## Ship dogs\n\nNo.\n"
    document = read(text)
    found = {one.text: one.section for one in topics(document, "en", lambda stems: {})}
    assert [*found] == ["Thick fog", "Fog horns", "Ship dogs", "Deck crews"]
    sections = {name: section for name, section in found.items() if section is not None}
    words = {name: document.text[a:b].split() for name, (a, b) in sections.items()}
    assert words["Thick fog"] == ["Slow.", "Fog", "horns", "Two."]
    assert words["Fog horns"] == ["Two."]
    assert sections["Deck crews"].end == len(document.text)


def test_where_no_heading_will_do_names_are_taken_and_rare_ones_first() -> None:
    text = (
        "In the autumn Ada Lovelace wrote to Charles Babbage about London. Turkish coffee was "
        "served, and Turkish sweets. The letter of Ada Lovelace went by way of London."
    )
    rarity = {"ada": 5.0, "lovelac": 5.0, "charl": 2.0, "babbag": 2.0}
    found = [one.text for one in topics(read(text, "a.txt"), "en", lambda stems: rarity)]
    assert found == ["Ada Lovelace", "Charles Babbage", "London"]
    assert topics(read(text, "a.txt"), "en", lambda stems: rarity)[0].section is None


def test_a_title_that_the_text_speaks_of_comes_first() -> None:
    text = "The rule of Genghis Khan was long. Under Genghis Khan the roads were safe."
    assert texts(text, "Genghis_Khan.txt")[0] == "Genghis Khan"
    assert "scan0042" not in texts(text, "scan0042.txt")


def test_articles_and_suffixes_are_no_part_of_a_name() -> None:
    german = "Die Universität Lund ist alt. Wer kennt sie nicht?"
    assert texts(german, "a.txt", "de") == ["Universität Lund"]
    assert "Shelley" in texts("They quote Shelley's Masque. We read Shelley now.", "a.txt")


def test_an_initial_is_no_name() -> None:
    text = "Present are Clerk S. Fane and Clerk S. Tarrant. The minutes were taken by Fane."
    assert "Clerk S" not in texts(text, "a.txt")
    assert texts(text, "a.txt") == ["Fane"]


def test_chinese_is_asked_about_what_it_begins_with() -> None:
    text = "长城是中国古代的军事防御工程。它见于《史记》。长城东起山海关。"
    assert texts(text, "a.txt", "zh") == ["长城", "史记"]


@pytest.mark.parametrize("text", ["1 2 3", "....", "a", "\u0645\u0631\u062d\u0628\u0627 " * 9])
def test_any_text_is_survived(text: str) -> None:
    assert topics(read(text, "a.txt"), "", lambda stems: {}) == []


def test_chinese_without_a_subject_or_a_title_has_no_topic() -> None:
    document = replace(read("今天天气很好，我们去了公园，然后回家了。", "a.txt"), title="")
    assert [one.text for one in topics(document, "zh", lambda stems: {})] == ["今天天气很好"]
    document = replace(read("！！！今天天气很好", "a.txt"), title="")
    assert topics(document, "zh", lambda stems: {}) == []


@pytest.mark.parametrize("heading", ["[" * 100_000, "1." * 100_000, "re: " * 50_000, "a" * 10**6])
def test_a_hostile_heading_takes_no_time(heading: str) -> None:
    began = time.perf_counter()
    assert heading_topic(heading) == ""
    assert time.perf_counter() - began < 1


def test_a_heading_at_the_end_has_an_empty_section() -> None:
    (only,) = topics(read("Words.\n\n# The last thing\n"), "en", lambda stems: {})
    assert only.section is not None
    assert Span(*only.section).start == only.section.end
