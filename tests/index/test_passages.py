"""Passages tile a document, fit the model and keep sentences whole, whatever the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import documents, passages
from index.encoder import SentenceEncoder
from index.passages import Measure
from index.sentences import sentences
from index.types import Document, Passage, Span
from tests.conftest import ROOT
from tests.letters import LetterCounts

_WORDS = [
    *"the U.S. Mr. unaffableness e.g. didn't S-400 “Quote.” ? ... - * 1. ==== http://a.b/c?d=e".split(),
    *"👩\u200d👩\u200d👧 👍🏽 e\u0301 नमस्ते مرحبا 中文 。 「是」 \u200b \x85 \u2028".split(" "),
    "x" * 70,
    "ab," * 30,
]
_BREAKS = [" "] * 3 + [". ", "? ", "", "\t", "\n", "\r\n"]
_BREAKS += ["\n\n", "\r\n\r\n", "\r\n- ", "\n====\n"]
_LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
_PARAGRAPH = st.lists(
    st.tuples(st.sampled_from(_WORDS) | st.text(_LETTERS, max_size=5), st.sampled_from(_BREAKS)),
    max_size=30,
).map(lambda pairs: "".join(word + gap for word, gap in pairs))
_FEW = st.lists(_PARAGRAPH, min_size=1, max_size=3)  # of which each may come more than once
TEXTS = (
    st.tuples(
        _FEW.flatmap(lambda some: st.lists(st.sampled_from(some), min_size=1, max_size=6)),
        st.sampled_from(["\n\n", "\r\n\r\n", "\n", " "]),
    )
    .map(lambda drawn: drawn[1].join(drawn[0]).lstrip("\ufeff"))
    .filter(str.strip)
)
LONG_LINES = [
    "a" * 100_000,
    "word " * 20_000,
    "Aye. " * 20_000,
    "👩‍👩‍👧👍🏽" * 14_285,
    "e\u0301" * 50_000,
    "中" * 100_000,
    "a,b." * 25_000,
    "one\r\n" * 20_000,
    "\u200b" * 100_000,
]


class FewPieces:
    """The model's own word pieces, in passages of only a few of them."""

    def __init__(self, encoder: SentenceEncoder, max_pieces: int) -> None:
        self.max_pieces = max_pieces
        self._encoder = encoder

    def offsets(self, texts: Sequence[str]) -> list[list[Span]]:
        return self._encoder.offsets(texts)


def check(text: str, measure: Measure) -> None:
    """All that is promised of passages, for a text read by the plain reader."""
    document = documents.read("a.txt", text.encode())
    cut = passages.split(document, measure)
    whole = [s for b in document.blocks for s in sentences(text, b.start, b.end, b.kind)]
    sizes = measure.offsets([text[s.start : s.end] for s in whole])
    short = [
        s
        for s, pieces in zip(whole, sizes, strict=True)
        if len(pieces) <= measure.max_pieces and s.end - s.start <= 2_000
    ]

    assert [cut[0].start, *(p.end for p in cut)] == [*(p.start for p in cut), len(text)]
    bounds = {p.start for p in cut}
    assert not [s for s in short if not bounds.isdisjoint(range(s.start + 1, s.end))]
    for passage, pieces in zip(
        cut, measure.offsets([text[p.start : p.end] for p in cut]), strict=True
    ):
        first = bisect_right(whole, passage.start, key=lambda s: s.end)
        touched = bisect_left(whole, passage.end, key=lambda s: s.start) - first
        assert len(pieces) <= measure.max_pieces or touched == 1
        assert all(passage.start <= s.start < s.end <= passage.end for s in passage.sentences)
    quotable = [s for p in cut for s in p.sentences]
    assert all(a.end <= b.start for a, b in pairwise(quotable))
    quoted = "".join(text[s.start : s.end] for s in quotable if not _is_heading(document, s))
    blocks = [text[b.start : b.end] for b in document.blocks if b.kind != "heading"]
    assert "".join(quoted.split()) == "".join("".join(blocks).split())


def _is_heading(document: Document, span: Span) -> bool:
    at = bisect_right(document.blocks, span.start, key=lambda block: block.start) - 1
    return document.blocks[at].kind == "heading"


@settings(max_examples=120, deadline=None, derandomize=True)
@given(text=TEXTS, most=st.integers(1, 9))
@example(text="It rained.\n\n" * 50, most=4)
@example(text="Title\n==========\n\nOne two three. Four five.", most=3)
def test_passages_counted_in_words(text: str, most: int) -> None:
    check(text, LetterCounts(max_pieces=most))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(text=TEXTS, most=st.integers(2, 30))
@example(text="It rained.\r\n\r\n" * 50, most=9)
@example(text="Title\n==========\n\nOne two three. Four five.", most=12)
@example(text="y " * 20 + "x" * 2_050 + " z. " + "w " * 60, most=30)
def test_passages_counted_in_the_models_word_pieces(
    encoder: SentenceEncoder, text: str, most: int
) -> None:
    check(text, FewPieces(encoder, most))


@pytest.mark.parametrize("line", LONG_LINES, ids=lambda line: ascii(line[:8]))
def test_lines_of_100_000_characters(
    encoder: SentenceEncoder, letters: LetterCounts, line: str
) -> None:
    check(line, encoder)
    check(line, letters)


def test_no_cut_parts_a_mark_from_its_letter_or_an_emoji_in_two(encoder: SentenceEncoder) -> None:
    for line in ("👩‍👩‍👧👍🏽" * 2_000, "xe\u0301" * 4_000):
        document = documents.read("a.txt", line.encode())
        parts = [s for p in passages.split(document, encoder) for s in p.sentences]
        assert "".join(line[s.start : s.end] for s in parts) == line
        assert {line[s.start] for s in parts} <= set("👩👍xe")
        assert max(s.end - s.start for s in parts) == 2_000


def test_a_sentence_too_long_is_cut_between_words_on_any_kind_of_space() -> None:
    for space in (" ", "\n", "\t"):
        document = documents.read("a.txt", space.join(["alpha-beta"] * 9).encode())
        cut = passages.split(document, LetterCounts(max_pieces=5))
        assert [document.text[p.start : p.end].split() for p in cut] == [["alpha-beta"] * 2] * 4 + [
            ["alpha-beta"]
        ]


def test_passages_are_few_even_and_begin_with_sections_and_paragraphs() -> None:
    text = "# H\n\n" + "a b c. " * 2 + "\n\n" + "d e f. " * 2 + "\n\n## I\n\ng h i j."
    document = documents.read("a.md", text.encode())
    cut = passages.split(document, LetterCounts(max_pieces=8))
    assert [document.text[p.start : p.end].split() for p in cut] == [
        "H a b c. a b c.".split(),
        "d e f. d e f.".split(),
        "I g h i j.".split(),
    ]
    assert [p.heading for p in cut] == ["H", "H", "H > I"]


def test_no_passage_ends_with_a_heading_that_has_text_under_it() -> None:
    document = documents.read("a.md", b"One two three.\n\n# Four\n\nFive six seven eight nine.")
    cut = passages.split(document, LetterCounts(max_pieces=6))  # 4 + 5 would be the evener cut
    assert [document.text[p.start : p.end].split()[0] for p in cut] == ["One", "Four"]


def test_headings_and_header_rows_are_not_quoted_unless_they_stand_alone() -> None:
    def quotes(source: str) -> list[list[str]]:
        document: Document = documents.read("a.md", source.encode())
        cut: list[Passage] = passages.split(document, LetterCounts())
        return [[document.text[s.start : s.end] for s in p.sentences] for p in cut]

    assert quotes("# H\n\nOne. Two.\n\n|A|B|\n|-|-|\n|1|2|\n") == [["One.", "Two.", "1 | 2"]]
    assert quotes("# Only this") == [["Only this"]]


def test_passages_know_their_page(letters: LetterCounts) -> None:
    data = (ROOT / "seeds" / "glossary.pdf").read_bytes()
    document = documents.read("glossary.pdf", data)
    for passage in passages.split(document, letters):
        inside = [s.start for s in passage.sentences]
        assert passage.page in {document.page_at(inside[0]), document.page_at(passage.start)}


def test_a_heading_as_long_as_a_book_is_not_repeated_whole(letters: LetterCounts) -> None:
    document = documents.read("a.md", f"# {'word ' * 1_000}\n\n{'One. ' * 100}".encode())
    headings = [passage.heading for passage in passages.split(document, letters)]
    assert headings[-1].startswith("word word")
    assert {len(heading) for heading in headings} == {300}


@pytest.mark.parametrize("name", ["brief.md", "glossary.pdf", "positions.txt", "timeline.html"])
def test_a_sentence_less_or_more_changes_three_passages_at_most(
    encoder: SentenceEncoder, name: str
) -> None:
    """So that an edit of a file like the seeds costs little; each sentence has its turn."""
    whole = documents.read(name, (ROOT / "seeds" / name).read_bytes())
    blocks = [whole.text[block.start : block.end] for block in whole.blocks]

    def cut(edited: list[str]) -> set[str]:
        document = documents.read("a.txt", "\n\n".join(edited).encode())
        return {document.text[p.start : p.end] for p in passages.split(document, encoder)}

    before = cut(blocks)
    for i, block in enumerate(blocks):
        for start, end in sentences(block, 0, len(block), "paragraph"):
            for new in ("", f"{block[start:end]} Nothing more was said of it on that day."):
                edited = f"{block[:start]}{new}{block[end:]}".strip()
                assert len(cut([*blocks[:i], edited, *blocks[i + 1 :]]) - before) <= 3
