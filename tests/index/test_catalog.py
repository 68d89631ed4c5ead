"""The catalog: what is put in comes out, a change is whole or not at all, nothing is left over."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import regex

from index import documents, late
from index.catalog import Catalog
from index.cutting import cut
from index.entries import Left, PassageVectors
from index.errors import UnknownDocument
from index.types import FileState, Line, Page
from tests.index.conftest import put
from tests.letters import LetterCounts

TABLES = ("document", "passage", "piece", "lexical_terms")
BROKEN = ("abc", 9, "broken")  # the sha256, the size and the reason of a file that was not read


def rows(catalog: Catalog) -> dict[str, int]:
    with catalog.transaction() as db:
        return {t: db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES}


def test_a_document_comes_back_as_it_was(catalog: Catalog) -> None:
    document = put(catalog, "a/b.md", "# Title\n\nOne é👍.\n\n- two\n")
    assert catalog.document("a/b.md") == document
    assert catalog.states() == [
        FileState("a/b.md", "Title", "markdown", document.sha256, 28, 0, 19, 1)
    ]
    assert catalog.states()[0].indexed


def test_passages_come_back_in_the_order_asked_for(catalog: Catalog) -> None:
    put(catalog, "a.md", "# Title\n\nOne two.\n\nThree four.", max_pieces=3)
    put(catalog, "b.txt", "Five.")
    third, first, *more = catalog.passages([3, 1, 99])
    assert (more, first.id, third.id) == ([], 1, 3)
    assert (first.path, first.title, first.text) == ("a.md", "Title", "Title\n\nOne two.\n\n")
    assert (first.passage.heading, first.passage.start, first.passage.end) == ("Title", 0, 17)
    assert [first.text[s.start : s.end] for s in first.passage.sentences] == ["One two."]
    token = LetterCounts().encode(["Five"])[0].tokens
    assert (third.path, third.signature.tolist()) == ("b.txt", late.pack(token).tolist())


def test_vectors_and_frequencies(catalog: Catalog) -> None:
    put(catalog, "a.md", "ab ab ba.\n\nc.", max_pieces=3)
    put(catalog, "b.txt", "ab.")
    assert catalog.passage_vectors().tolist() == [[1, 1, 1], [2, 1, 2], [3, 2, 3]]
    ids, vectors = catalog.vectors()
    assert (ids.tolist(), vectors.dtype, catalog.vector_count()) == ([1, 2, 3], np.float32, 3)
    assert catalog.vectors(above=2)[0].tolist() == [3]
    assert catalog.passages_of([3, 1, 9]) == [3, 1]
    assert vectors[:, :3].tolist() == [
        pytest.approx([0.5**0.5, 0.5**0.5, 0], abs=1e-3), [0, 0, 1],
        pytest.approx([0.5**0.5, 0.5**0.5, 0], abs=1e-3),
    ]  # fmt: skip
    assert catalog.sample_vectors(2).tolist() == vectors[[0, 2]].tolist()
    ab, c = sum(map(ord, "ab")), ord("c")
    assert catalog.piece_frequencies([ab, c, 7]) == {ab: 2, c: 1, 7: 0}
    assert catalog.word_frequencies(["ab", "ba", "x"]) == {"ab": 2, "ba": 1, "x": 0}
    assert [i for i, _ in catalog.lexical_search(["ba"], 5, None)] == [1]
    assert [i for i, _ in catalog.lexical_search(["ab"], 5, among=[2])] == [3]
    assert catalog.lexical_search(["ab"], 5, among=[]) == []


def test_replacing_and_removing_leave_nothing_over(catalog: Catalog) -> None:
    put(catalog, "keep.txt", "ab.")
    kept = rows(catalog)
    put(catalog, "a.txt", "ab cd.\n\nef.", max_pieces=2)
    put(catalog, "a.txt", "gh.")
    assert rows(catalog) == {"document": 2, "passage": 2, "piece": 2, "lexical_terms": 2}
    assert catalog.word_frequencies(["cd", "gh"]) == {"cd": 0, "gh": 1}
    catalog.remove("a.txt")
    catalog.remove("a.txt")
    assert rows(catalog) == kept == dict.fromkeys(TABLES, 1)


def test_ids_are_never_used_again(catalog: Catalog) -> None:
    put(catalog, "a.txt", "One.")
    put(catalog, "a.txt", "One.")
    assert catalog.passage_vectors().tolist() == [[2, 2, 1]]  # but for the vector: it is the same
    catalog.remove("a.txt")
    catalog.drop_unused_vectors()
    put(catalog, "a.txt", "One.")
    passage, document, vector = catalog.passage_vectors().tolist()[0]
    assert (passage, document) == (3, 3)
    assert vector > 1


def test_an_unread_file_is_known_by_its_reason(catalog: Catalog) -> None:
    put(catalog, "a.txt", "One.")
    catalog.replace("a.txt", (), [Left("a.txt", *BROKEN)])
    assert catalog.states() == [FileState("a.txt", "a.txt", "", "abc", 9, 0, 0, 0, "broken")]
    assert (catalog.count(), catalog.states()[0].indexed) == (0, False)
    with pytest.raises(UnknownDocument, match=r"no document 'a.txt' in the index: `python -m ind"):
        catalog.document("a.txt")


def test_unknown_paths_are_named(catalog: Catalog) -> None:
    put(catalog, "a.txt", "One.")
    put(catalog, "b.txt", "Two.")
    assert catalog.document_ids(["b.txt", "a.txt"]) == [2, 1]
    with pytest.raises(UnknownDocument, match=r"no document 'c;DROP' in the index"):
        catalog.document_ids(["a.txt", "c;DROP"])


def test_a_renamed_file_keeps_its_passages_and_a_title_of_its_own(catalog: Catalog) -> None:
    put(catalog, "a/old.txt", "One.")
    put(catalog, "old.md", "# Own\n\nTwo.")
    catalog.replace("x.txt", (), [Left("x.txt", *BROKEN)])
    for old, new in (("a/old.txt", "b/new.txt"), ("old.md", "new.md"), ("x.txt", "y.txt")):
        catalog.rename(old, new)
    assert [(s.path, s.title) for s in catalog.states()] == [
        ("b/new.txt", "new"), ("new.md", "Own"), ("y.txt", "y.txt"),
    ]  # fmt: skip
    assert [p.path for p in catalog.passages([1, 2])] == ["b/new.txt", "new.md"]


def test_a_change_that_fails_half_way_did_not_happen(catalog: Catalog) -> None:
    put(catalog, "a.txt", "One.")
    before = (catalog.states(), catalog.generation(), rows(catalog))
    document = documents.read("a.txt", b"Two. Three.")
    two = cut(document, 11, "", LetterCounts(max_pieces=1))
    vectors = PassageVectors(np.ones(32, np.float32), np.ones((1, 4), np.uint8), np.ones(1, int))
    catalog.stage({"Two. ": vectors})  # and of the second passage nothing
    with pytest.raises(TypeError):
        catalog.replace("a.txt", [two])
    assert (catalog.states(), catalog.generation(), rows(catalog)) == before


def test_the_generation_grows_with_every_change_and_with_nothing_else(catalog: Catalog) -> None:
    assert catalog.generation() == 0
    put(catalog, "a.txt", "One.")
    catalog.rename("a.txt", "b.txt")
    catalog.note("b.txt", "gone for now")
    catalog.put(folder="/f")
    assert (catalog.generation(), catalog.states()[0].reason) == (3, "gone for now")
    catalog.remove("b.txt")
    assert catalog.generation() == 4


def test_vectors_are_kept_by_their_text_until_none_has_it(catalog: Catalog) -> None:
    put(catalog, "a.txt", "One.")
    put(catalog, "b.txt", "One.")
    assert catalog.passage_vectors()[:, 2].tolist() == [1, 1]
    assert catalog.passages_of([1]) == [1, 2]
    assert catalog.unknown(["One.", "Two.", "Two."]) == ["Two."]
    catalog.remove("a.txt")
    catalog.drop_unused_vectors()
    assert catalog.unknown(["One."]) == []
    catalog.remove("b.txt")
    assert (catalog.vector_count(), len(catalog.vectors()[0])) == (0, 0)
    assert catalog.unknown(["One."]) == []  # not in use, but still known
    catalog.drop_unused_vectors()
    assert catalog.unknown(["One."]) == ["One."]


def test_vectors_are_taken_over_from_another_catalog(catalog: Catalog, store: Path) -> None:
    put(catalog, "a.txt", "One.")
    texts = ["One.", *(f"More {i}." for i in range(1_200))]  # more than one statement takes
    other = Catalog(store / "other.sqlite3")
    other.stage_from(catalog, texts)
    assert other.unknown(texts) == texts[1:]
    assert (other.vector_count(), other.count()) == (0, 0)
    other.close()


def test_files_inside_a_file_go_with_it(catalog: Catalog) -> None:
    letters = LetterCounts()
    inner = cut(documents.read("a.zip/in.txt", b"Inner."), 6, "a.zip", letters)
    catalog.stage({"Inner.": PassageVectors(np.ones(32), np.ones((1, 4), np.uint8), np.ones(1))})
    left = [
        Left("a.zip", "z", 99, kind="zip"),
        Left("a.zip/bad", *BROKEN, container="a.zip"),
    ]
    catalog.replace("a.zip", [inner], left)
    put(catalog, "a.zip2.txt", "Other.")  # its path begins as theirs do
    assert [s.container for s in catalog.states()] == ["", "a.zip", "a.zip", ""]
    assert catalog.document_ids(["a.zip"]) == [1, 2, 3]
    catalog.rename("a.zip", "b/ü.zip")
    assert [(s.path, s.title, s.container) for s in catalog.states()] == [
        ("a.zip2.txt", "a.zip2", ""),
        ("b/ü.zip", "b/ü.zip", ""),
        ("b/ü.zip/bad", "b/ü.zip/bad", "b/ü.zip"),
        ("b/ü.zip/in.txt", "in", "b/ü.zip"),
    ]
    assert catalog.document("b/ü.zip/in.txt").text == "Inner."
    catalog.remove("b/ü.zip")
    assert [s.path for s in catalog.states()] == ["a.zip2.txt"]
    assert catalog.word_frequencies(["inner", "other"]) == {"inner": 0, "other": 1}


def test_a_copy_is_answered_for_by_what_was_read(catalog: Catalog) -> None:
    document = put(catalog, "a.txt", "One.")
    catalog.replace("b.txt", (), [Left("b.txt", document.sha256, 4, same_as="a.txt")])
    assert catalog.document("b.txt") == catalog.document("a.txt") == document
    assert catalog.document_ids(["b.txt", "a.txt"]) == [1, 1]
    assert [(s.path, s.indexed, s.is_unread, s.same_as) for s in catalog.states()] == [
        ("a.txt", True, False, ""), ("b.txt", False, False, "a.txt"),
    ]  # fmt: skip


def test_a_copy_of_what_is_gone_is_a_copy_no_more_and_waits_to_be_read(catalog: Catalog) -> None:
    document = put(catalog, "a.txt", "One.")
    for path in ("b.txt", "c.txt"):
        catalog.replace(path, (), [Left(path, document.sha256, 4, same_as="a.txt")])
    catalog.rename("a.txt", "d.txt")
    assert {s.path: s.same_as for s in catalog.states() if s.same_as} == {
        "b.txt": "d.txt", "c.txt": "d.txt",
    }  # fmt: skip
    put(catalog, "d.txt", "Two.")
    for path in ("b.txt", "c.txt"):
        state = catalog.state(path)
        assert state is not None
        assert state.is_unread
        assert (state.same_as, state.sha256) == ("", "")  # so that the next sync reads it
        assert "sync again to read this" in state.reason


def test_a_copy_of_an_archive_is_answered_for_by_the_files_in_it(catalog: Catalog) -> None:
    put(catalog, "a.zip/in.txt", "Inner.")
    with catalog.transaction() as db:
        db.execute("UPDATE document SET container = 'a.zip'")
    catalog.replace("b.zip", (), [Left("b.zip", "z", 99, same_as="a.zip")])
    catalog.replace("c.zip", (), [Left("c.zip", "y", 99, kind="zip")])
    assert catalog.document_ids(["b.zip"]) == [2, 1]
    assert catalog.document_ids(["c.zip"]) == [3]


def test_printed_lines_are_found_by_what_they_show(catalog: Catalog) -> None:
    document = replace(
        documents.read("a.pdf.txt", b"One two."),
        pages=(Page(1, 0, 4), Page(2, 4, 8)),
        lines=(
            Line(1, 0, 3, 10.0, 20.0, (5.0, 6.0, 7.0, 8.0)),
            Line(2, 4, 8, 30.04, 40.0, (5.0, 6.0, 7.0, 8.0, 9.96)),
        ),
    )
    made = cut(document, 8, "", LetterCounts())
    put(catalog, "x.txt", "One two.")  # for its vectors
    catalog.replace("a.pdf.txt", [made])
    catalog.replace("b.txt", (), [Left("b.txt", document.sha256, 8, same_as="a.pdf.txt")])
    assert catalog.lines("a.pdf.txt", 0, 3) == [document.lines[0]]
    assert catalog.lines("a.pdf.txt", 3, 5) == catalog.lines("b.txt", 3, 5) == [
        Line(2, 4, 8, 30.0, 40.0, (5.0, 6.0, 7.0, 8.0, 10.0))
    ]  # fmt: skip
    assert catalog.lines("a.pdf.txt", 3, 4) == catalog.lines("x.txt", 0, 8) == []
    assert catalog.document("a.pdf.txt").lines == ()


def test_an_empty_catalog_answers(catalog: Catalog) -> None:
    ids, vectors = catalog.vectors()
    assert (len(ids), vectors.shape, catalog.passage_vectors().shape) == (0, (0, 0), (0, 3))
    assert (catalog.vector_count(), catalog.passages_of([1])) == (0, [])
    assert (catalog.states(), catalog.passages([1]), catalog.count()) == ([], [], 0)
    assert catalog.lexical_search(["one"], 5, None) == []


def test_no_change_looks_through_all_documents(catalog: Catalog) -> None:
    """In a large folder each file's change would take as long as there are files."""
    for path in ("a.txt", "b.txt"):
        put(catalog, path, path)
    asked: list[str] = []
    with catalog.transaction() as db:
        db.set_trace_callback(asked.append)
    put(catalog, "a.txt", "Other.")
    catalog.rename("a.txt", "c.txt")
    catalog.remove("b.txt")
    catalog.document("c.txt")
    catalog.document_ids(["c.txt"])
    with catalog.transaction() as db:
        db.set_trace_callback(None)
        for query in asked:
            if query.startswith(("SELECT", "UPDATE", "DELETE")) and "lexical" not in query:
                asked_for = regex.sub("''(*SKIP)(*FAIL)|x?'[^']+'", "?1", query)
                rows = db.execute(f"EXPLAIN QUERY PLAN {asked_for}", ["x"] * ("?1" in asked_for))
                plan = [row[3] for row in rows]
                assert not [step for step in plan if step in ("SCAN document", "SCAN passage")]
    assert len(asked) > 20
