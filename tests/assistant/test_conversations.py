"""Conversations on a real disk: kept, in order, found again, and never lost to a bad file."""

import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.conversations import Conversation, Conversations, Exchange
from assistant.types import Answer, Citation, Statement, Turn
from index.errors import ConversationsError, UnknownConversation

ROOT = Path(__file__).parents[2]


def answer(question: str, quote: str) -> Answer:
    citation = Citation(1, "birds.txt", "Birds", "ab" * 32, None, 0, len(quote), quote, 0.5)
    return Answer(
        question=question,
        text=f"{quote} [1]",
        statements=(Statement(quote, (citation,)),),
        citations=(citation,),
        refused=False,
        reasons=(),
        evidence=(),
        confidence=0.5,
        timings={"total": 1.0},
    )


def exchange(question: str, quote: str = "A heron stood.") -> Exchange:
    return Exchange(question, answer(question, quote))


@pytest.fixture
def kept(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path / "store" / "conversations.sqlite3")


def test_a_conversation_is_taken_up_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    before = Conversations(path)
    one = before.begin()
    first = before.add(one, exchange("What stood?"))
    second = before.add(one, Exchange("And now?", error="the model is missing: install it"))
    before.set_documents(one, ["birds.txt"])
    before.set_thumb(first, "up")
    before.close()

    found = Conversations(path).get(one)
    assert (found.id, found.title, found.documents) == (one, "What stood?", ("birds.txt",))
    assert [e.id for e in found.exchanges] == [first, second]
    assert found.exchanges[0].answer == answer("What stood?", "A heron stood.")
    assert found.exchanges[0].thumb == "up"
    assert found.exchanges[0].asked_at.endswith("+00:00")
    assert found.exchanges[1] == replace(
        found.exchanges[1], answer=None, error="the model is missing: install it", thumb=""
    )
    assert found.history() == (
        Turn("user", "What stood?"),
        Turn("assistant", "A heron stood. [1]"),
    )


def test_what_was_asked_among_is_kept_whether_all_none_or_some(kept: Conversations) -> None:
    one = kept.begin()
    for documents in (None, (), ("a.zip/b.pdf", "c.txt")):
        kept.add(one, replace(exchange("?"), documents=documents))
        kept.set_documents(one, documents)
        assert kept.get(one).documents == documents
    assert [e.documents for e in kept.get(one).exchanges] == [None, (), ("a.zip/b.pdf", "c.txt")]


def test_the_list_has_the_last_changed_first_and_no_empty_conversation(
    kept: Conversations,
) -> None:
    one, two, _ = kept.begin(), kept.begin(), kept.begin()
    kept.add(one, exchange("First?"))
    kept.add(two, exchange("Second?"))
    assert [(s.id, s.title, s.exchanges) for s in kept.summaries()] == [
        (two, "Second?", 1),
        (one, "First?", 1),
    ]
    kept.add(one, exchange("Third?"))
    kept.rename(two, "  The\ngulls ")
    assert [(s.title, s.exchanges) for s in kept.summaries()] == [("First?", 2), ("The gulls", 1)]
    kept.rename(two, "")
    kept.delete(one)
    assert [s.title for s in kept.summaries()] == ["Second?"]


@pytest.mark.parametrize(
    ("search", "titles"),
    [
        ("HERON", ["birds"]),
        ("straße", ["Wo ist die STRASSE?"]),
        ("istanbul", ["İSTANBUL ne zaman?"]),
        ("ısparta İstanbul", ["İSTANBUL ne zaman?"]),
        ("苹果", ["苹果在哪里？"]),
        ("σοφος", ["Ο ΣΟΦΟΣ"]),
        ("heron stood", ["birds"]),
        ("heron istanbul", []),
        ("BIRDS stood what", ["birds"]),
        ("%", []),
        ("' OR 1=1 --", []),
        ("   ", ["Ο ΣΟΦΟΣ", "苹果在哪里？", "İSTANBUL ne zaman?", "Wo ist die STRASSE?", "birds"]),
    ],
)
def test_search_finds_questions_quotations_and_titles_in_any_script(
    kept: Conversations, search: str, titles: list[str]
) -> None:
    birds = kept.begin()
    kept.add(birds, exchange("What stood?", "A heron\nstood."))
    kept.rename(birds, "birds")
    for question, quote in [
        ("Wo ist die STRASSE?", "Dort."),
        ("İSTANBUL ne zaman?", "ISPARTA'da."),
        ("苹果在哪里？", "苹果掉了。"),
        ("Ο ΣΟΦΟΣ", "Σωκράτης."),
    ]:
        kept.add(kept.begin(), exchange(question, quote))
    assert [summary.title for summary in kept.summaries(search)] == titles


def test_an_exchange_is_replaced_in_its_place_and_removed(kept: Conversations) -> None:
    one = kept.begin()
    first, second = (kept.add(one, exchange(question)) for question in ("First?", "Second?"))
    kept.set_thumb(first, "down")
    kept.replace(replace(exchange("Better?"), id=first))
    assert [(e.id, e.question, e.thumb) for e in kept.get(one).exchanges] == [
        (first, "Better?", ""),
        (second, "Second?", ""),
    ]
    assert [s.title for s in kept.summaries("first")] == []


def test_what_is_not_kept_is_said(kept: Conversations) -> None:
    one = kept.begin()
    number = kept.add(one, exchange("First?"))
    kept.delete(one)
    assert kept.summaries() == []
    assert kept.add(kept.begin(), exchange("Another?")) > number  # an id is never given again
    for act in (
        lambda: kept.get(one),
        lambda: kept.get("'; DROP TABLE conversation --"),
        lambda: kept.add(one, exchange("Late?")),
        lambda: kept.replace(replace(exchange("Late?"), id=number)),
        lambda: kept.set_thumb(number, "up"),
        lambda: kept.set_documents(one, None),
        lambda: kept.rename(one, "Late"),
        lambda: kept.delete(one),
    ):
        with pytest.raises(UnknownConversation):
            act()
    with pytest.raises(ConversationsError):
        kept.set_thumb(1 << 80, "up")
    with pytest.raises(ConversationsError, match="thumb"):
        kept.set_thumb(number, "sideways")  # type: ignore[arg-type]


def test_many_threads_add_to_one_conversation(kept: Conversations) -> None:
    one = kept.begin()

    def ask(name: int) -> None:
        for number in range(10):
            kept.add(one, exchange(f"{name} {number}"))

    threads = [threading.Thread(target=ask, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    asked = [e.question for e in kept.get(one).exchanges]
    assert len(asked) == 40
    for name in range(4):
        assert [q for q in asked if q.startswith(f"{name} ")] == [f"{name} {n}" for n in range(10)]


def test_two_processes_begin_one_file_and_add_at_once(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    program = """if True:
        import sys
        from pathlib import Path
        from assistant.conversations import Conversations, Exchange
        kept = Conversations(Path(sys.argv[1]))
        one = kept.begin()
        for number in range(25):
            kept.add(one, Exchange(f"{sys.argv[2]} {number}"))
        """
    processes = [
        subprocess.Popen([sys.executable, "-c", program, str(path), name], cwd=ROOT)
        for name in ("a", "b")
    ]
    assert [process.wait(60) for process in processes] == [0, 0]
    kept = Conversations(path)
    assert kept.notice == ""
    assert sorted(s.exchanges for s in kept.summaries()) == [25, 25]


def test_text_that_is_no_unicode_is_kept_as_it_can_be(kept: Conversations) -> None:
    one = kept.begin()
    kept.add(
        one, replace(exchange("a\ud800b", "c\ud800d"), error="e\ud800", documents=("f\ud800",))
    )
    (found,) = kept.get(one).exchanges
    assert found.answer is not None
    assert (found.question, found.error, found.documents) == ("a\ufffdb", "e\ufffd", ("f\ufffd",))
    assert found.answer.citations[0].quote == "c\ufffdd"


def test_an_answer_that_cannot_be_read_loses_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    kept = Conversations(path)
    one = kept.begin()
    bad, good = kept.add(one, exchange("Bad?")), kept.add(one, exchange("Good?"))
    with sqlite3.connect(path) as db:
        db.execute("UPDATE exchange SET answer = '{\"question\": 3}' WHERE id = ?", (bad,))
        db.execute("UPDATE exchange SET documents = '{]', thumb = '<b>' WHERE id = ?", (good,))
        db.execute("UPDATE exchange SET asked_at = CAST(x'ff' AS TEXT) WHERE id = ?", (good,))
    first, second = kept.get(one).exchanges
    assert first.answer is None
    assert "cannot be read" in first.error
    assert second.answer == answer("Good?", "A heron stood.")
    assert (second.documents, second.thumb, second.asked_at) == (None, "", "\ufffd")


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipe (id, text)")


def _lacking(path: Path) -> None:
    Conversations(path).close()
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE exchange")


def _overwritten(path: Path) -> None:
    kept = Conversations(path)
    one = kept.begin()
    for number in range(200):
        kept.add(one, exchange(f"Question {number}?" * 50))
    kept.close()
    data = bytearray(path.read_bytes())
    data[8192:40960] = b"\xa5" * (40960 - 8192)
    path.write_bytes(data)


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_text("My notes.\n" * 500),
        lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096),
        _foreign,
        _lacking,
        _overwritten,
    ],
    ids=["text", "header", "foreign", "lacking", "overwritten"],
)
def test_a_broken_or_foreign_file_is_put_aside_and_a_new_one_begun(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "conversations.sqlite3"
    make(path)
    data = path.read_bytes()
    kept = Conversations(path)
    assert "conversations.sqlite3.broken-1" in kept.notice
    assert (tmp_path / "conversations.sqlite3.broken-1").read_bytes() == data
    kept.add(kept.begin(), exchange("Anew?"))
    assert [s.title for s in kept.summaries()] == ["Anew?"]
    kept.close()
    assert Conversations(path).notice == ""


def test_many_who_open_a_broken_file_at_once_put_only_that_aside(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    path.write_text("My notes.\n" * 500)
    barrier, failed = threading.Barrier(8), list[Exception]()

    def begin(name: int) -> None:
        barrier.wait()
        try:
            kept = Conversations(path)
            kept.add(kept.begin(), exchange(str(name)))
            kept.close()
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=begin, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert [file.name for file in tmp_path.glob("*.broken-?")] == [f"{path.name}.broken-1"]
    assert sorted(s.title for s in Conversations(path).summaries()) == list("01234567")


def test_an_earlier_broken_file_is_not_overwritten_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    for text in ("one " * 100, "two " * 100):
        path.write_text(text)
        Conversations(path).close()
        path.unlink()
    found = sorted(tmp_path.glob("*.broken-*"))
    assert [file.read_text()[:3] for file in found] == ["one", "two"]


def test_a_newer_file_and_a_place_that_is_none_are_sentences_and_stay(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    Conversations(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    data = path.read_bytes()
    with pytest.raises(ConversationsError, match="newer Footnote"):
        Conversations(path)
    assert path.read_bytes() == data
    (tmp_path / "directory").mkdir()
    with pytest.raises(ConversationsError, match="cannot be used"):
        Conversations(tmp_path / "directory")
    assert (tmp_path / "directory").is_dir()


def test_in_memory_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = Conversations(None)
    one = kept.begin()
    kept.add(one, exchange("First?"))
    assert kept.get(one).title == "First?"
    assert list(tmp_path.iterdir()) == []


def test_a_conversation_without_questions_has_no_history() -> None:
    assert Conversation("x").history() == ()
