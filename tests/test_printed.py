"""The book that the page is timed with says what it is said to say, where it is said to."""

from index import documents
from tests.printed import book


def test_every_fact_stands_once_and_on_its_page() -> None:
    made = book(30)
    document = documents.read("book.pdf", made.data)
    assert len(document.pages) == len(made.facts) == 30
    for fact in made.facts:
        assert document.text.count(fact.sentence) == 1
        assert document.page_at(document.text.index(fact.sentence)) == fact.page
    assert len({fact.question for fact in book(200).facts}) == 200


def test_it_is_the_same_each_time() -> None:
    assert book(3).data == book.__wrapped__(3).data
