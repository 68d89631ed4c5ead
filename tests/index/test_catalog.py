"""The catalog: what is put in comes out, a change is whole or not at all, nothing is left over."""

import numpy as np
import pytest

from index import documents, late, passages
from index.catalog import Catalog, PassageVectors
from index.errors import UnknownDocument
from index.types import FileState
from tests.index.conftest import put
from tests.letters import LetterCounts

TABLES = ("document", "passage", "piece", "lexical_terms")


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
    ids, owners, vectors = catalog.vectors()
    assert (ids.tolist(), owners.tolist(), vectors.dtype) == ([1, 2, 3], [1, 1, 2], np.float32)
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
    assert catalog.vectors()[0].tolist() == [2]


def test_an_unread_file_is_known_by_its_reason(catalog: Catalog) -> None:
    put(catalog, "a.txt", "One.")
    catalog.replace_unread("a.txt", "abc", 9, "broken")
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
    catalog.replace_unread("x.txt", "abc", 9, "broken")
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
    cut = passages.split(document, LetterCounts(max_pieces=1))
    vectors = PassageVectors(np.ones(32, np.float32), np.ones((1, 4), np.uint8), np.ones(1, int))
    with pytest.raises(ValueError, match="shorter"):
        catalog.replace(document, 11, cut, [vectors])
    assert (catalog.states(), catalog.generation(), rows(catalog)) == before


def test_the_generation_grows_with_every_change_and_with_nothing_else(catalog: Catalog) -> None:
    assert catalog.generation() == 0
    put(catalog, "a.txt", "One.")
    catalog.rename("a.txt", "b.txt")
    catalog.note("b.txt", "gone for now")
    catalog.put(folder="/f")
    assert (catalog.generation(), catalog.states()[0].reason) == (2, "gone for now")
    catalog.remove("b.txt")
    assert catalog.generation() == 3


def test_clearing_forgets_documents_and_model_but_counts_on(catalog: Catalog) -> None:
    put(catalog, "a.txt", "One.")
    catalog.put(model="m", fingerprint="f", folder="/f")
    catalog.clear()
    assert rows(catalog) == dict.fromkeys(TABLES, 0)
    assert [catalog.get(key) for key in ("model", "fingerprint", "folder")] == [None, None, "/f"]
    assert catalog.generation() == 2


def test_an_empty_catalog_answers(catalog: Catalog) -> None:
    ids, owners, vectors = catalog.vectors()
    assert (len(ids), len(owners), vectors.shape) == (0, 0, (0, 0))
    assert (catalog.states(), catalog.passages([1]), catalog.count()) == ([], [], 0)
    assert catalog.lexical_search(["one"], 5, None) == []
