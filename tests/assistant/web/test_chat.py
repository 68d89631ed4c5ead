"""The conversation's handlers over real documents: asking in other ways, judging, taking away."""

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.collections import Collections
from assistant.exchanges import Exchange
from assistant.settings import Settings
from assistant.web.chat.answering import Asked
from assistant.web.chat.events import Chat
from assistant.web.chat.taking import Taking, alive
from assistant.web.desk import Desk, Place
from assistant.web.panes import Panes
from assistant.web.reader.cited import cited_at
from assistant.web.state import Visit
from index.errors import PinError
from tests.letters import LetterCounts
from tests.llm_scripts import Stop, says
from tests.llm_server import LLMServer

LAMP = "When was the lamp of the tower lit?"
WHALES = "Which whales were seen from the balloon?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("The lamp of the tower was lit in May.\n")
    (folder / "b.txt").write_text("The keeper of the tower had a dog.\n")
    return folder


@pytest.fixture
def desk(folder: Path, tmp_path: Path, letters: LetterCounts) -> Iterator[Desk]:
    settings = Settings(folders=(folder,), store=tmp_path / "store", home=tmp_path / "home")
    with ExitStack() as stack:
        collections = stack.enter_context(
            Collections.open(settings, encoder=letters, is_watching=False)
        )
        desk = Desk(collections)
        stack.callback(desk.close)
        place = desk.at(Visit())
        place.keeper.close()  # the folder is read
        place.assistant.sync()
        yield desk


@pytest.fixture
def place(desk: Desk) -> Place:
    return desk.at(Visit())


@pytest.fixture
def chat(desk: Desk) -> Chat:
    return Chat(desk)


def ask(chat: Chat, visit: Visit, question: str, **more: Any) -> Panes:
    *_, last = chat.ask(visit, Asked(question, visit.documents, **more))
    return last


def click(chat: Chat, visit: Visit, **data: Any) -> Panes:
    visit, asked = chat.clicked(visit, data)
    *_, last = chat.ask(visit, asked)
    return last


def exchanges(place: Place, visit: Visit) -> tuple[Exchange, ...]:
    return place.conversation(visit).exchanges


def test_an_answer_is_kept_and_shown_and_the_box_is_emptied_once(chat: Chat, place: Place) -> None:
    steps = list(chat.ask(Visit(), Asked(LAMP)))
    assert [step.box for step in steps[:2]] == ["", None]
    assert steps[0].visit.asking == LAMP
    assert steps[-1].visit.asking == ""
    (kept,) = exchanges(place, steps[-1].visit)
    assert kept.answer is not None
    assert "lit in May" in kept.answer.text
    assert "lit in" in (steps[-1].talk or "")


def test_what_cannot_be_asked_stays_in_the_box(chat: Chat, place: Place) -> None:
    (only,) = chat.ask(Visit(), Asked("x" * 20_001))
    assert only.box is None
    assert only.talk is None
    assert "20,001" in (only.status or "")
    assert place.conversations.summaries() == []


def test_stopping_puts_the_question_back_unless_another_was_begun(chat: Chat) -> None:
    first = next(iter(chat.ask(Visit(), Asked(LAMP))))
    stopped = chat.stop(first.visit, "")
    assert (stopped.box, stopped.visit.asking) == (LAMP, "")
    assert "welcome" in (stopped.talk or "")
    assert chat.stop(first.visit, "another").box is None


def test_while_an_answer_is_under_way_nothing_else_draws_the_talk(chat: Chat) -> None:
    first = next(iter(chat.ask(Visit(), Asked(LAMP))))
    assert chat.redraw(first.visit).talk is None
    assert chat.redraw(replace(first.visit, asking="")).talk is not None


def test_asking_again_takes_the_place_of_the_last_answer(chat: Chat, place: Place) -> None:
    visit = ask(chat, Visit(), LAMP).visit
    (first,) = exchanges(place, visit)
    visit = click(chat, visit, again=str(first.id)).visit
    (second,) = exchanges(place, visit)
    assert (second.id, second.question) == (first.id, LAMP)
    visit = ask(chat, visit, WHALES).visit
    visit = click(chat, visit, again=first.id).visit
    assert [one.question for one in exchanges(place, visit)] == [LAMP, WHALES, LAMP]


def test_a_refusal_can_be_asked_anyway(chat: Chat, place: Place) -> None:
    question = "Which dog did the zeppelin and the lamp of Wogga paint?"
    visit = ask(chat, Visit(), question).visit
    (refused,) = exchanges(place, visit)
    assert refused.answer is not None
    assert refused.answer.refused
    assert refused.answer.nearest
    panes = click(chat, visit, anyway=refused.id)
    (unsure,) = exchanges(place, panes.visit)
    assert unsure.answer is not None
    assert unsure.answer.is_unsure
    assert "may not answer the question" in (panes.talk or "")


def test_a_refusal_among_some_documents_can_be_asked_of_all(chat: Chat, place: Place) -> None:
    visit = ask(chat, Visit(documents=("b.txt",)), "When was the lamp lit?").visit
    (refused,) = exchanges(place, visit)
    assert refused.documents == ("b.txt",)
    assert place.conversation(visit).documents == ("b.txt",)
    visit = click(chat, visit, everywhere=refused.id).visit
    (answered,) = exchanges(place, visit)
    assert visit.documents is None
    assert place.conversation(visit).documents is None
    assert answered.answer is not None
    assert [one.path for one in answered.answer.citations] == ["a.txt"]


def test_a_changed_question_takes_the_place_of_the_last(chat: Chat, place: Place) -> None:
    visit = ask(chat, Visit(), "Whose dog?").visit
    (first,) = exchanges(place, visit)
    panes = chat.edit(visit, str(first.id))
    assert (panes.box, panes.visit.editing) == ("Whose dog?", first.id)
    assert chat.keep_question(panes.visit).visit.editing == 0
    visit = ask(chat, panes.visit, LAMP, replaces=panes.visit.editing).visit
    assert [(one.id, one.question) for one in exchanges(place, visit)] == [(first.id, LAMP)]
    assert visit.editing == 0


def test_a_question_that_is_no_longer_the_last_is_not_replaced(chat: Chat, place: Place) -> None:
    visit = ask(chat, Visit(), LAMP).visit
    (first,) = exchanges(place, visit)
    changing = chat.edit(visit, first.id).visit
    ask(chat, visit, WHALES)  # on another page
    visit = ask(chat, changing, "Whose dog?", replaces=changing.editing).visit
    assert [one.question for one in exchanges(place, visit)] == [LAMP, WHALES, "Whose dog?"]
    late = chat.edit(visit, first.id)
    assert late.visit.editing == 0
    assert "no longer the last question" in (late.status or "")


def test_two_pages_that_ask_at_once_both_keep_their_answer(chat: Chat, place: Place) -> None:
    visit = ask(chat, Visit(), LAMP).visit
    one, two = (chat.ask(visit, Asked(question)) for question in (WHALES, "Whose dog?"))
    next(one), next(two)
    *_, of_two = two
    *_, of_one = one
    assert [e.question for e in exchanges(place, visit)] == [LAMP, "Whose dog?", WHALES]
    assert all(words in (of_one.talk or "") for words in ("whales", "Whose dog?"))
    assert of_two.visit.conversation == of_one.visit.conversation


def test_a_conversation_deleted_while_it_is_answered_is_begun_anew(
    chat: Chat, place: Place
) -> None:
    visit = ask(chat, Visit(), LAMP).visit
    asking = chat.ask(visit, Asked(WHALES))
    next(asking)
    place.conversations.delete(visit.conversation)
    *_, last = asking
    assert last.visit.conversation != visit.conversation
    assert [one.question for one in exchanges(place, last.visit)] == [WHALES]


def test_thumbs_are_kept_and_taken_back(chat: Chat, place: Place) -> None:
    visit = ask(chat, Visit(), LAMP).visit
    (kept,) = exchanges(place, visit)
    for thumb, stands in (("up", "up"), ("up", ""), ("down", "down"), ("sideways", "down")):
        panes = chat.thumb(visit, str(kept.id), thumb)
        assert exchanges(place, visit)[0].thumb == stands
    assert panes.status == ""
    (line,) = (place.assistant.index.store / "thumbs-down.jsonl").read_text().splitlines()
    assert json.loads(line)["question"] == LAMP


def test_a_good_answer_is_kept_as_a_test_once(chat: Chat, place: Place) -> None:
    visit = ask(chat, Visit(), LAMP).visit
    (kept,) = exchanges(place, visit)
    chat.thumb(visit, kept.id, "up")
    panes = chat.pin(visit, kept.id)
    file = place.assistant.index.store / "pinned.yaml"
    assert panes.status == f"Kept as a test in {file}."
    assert "Kept as a test in pinned.yaml." in (panes.talk or "")
    assert LAMP in str(yaml.safe_load(file.read_text()))
    with pytest.raises(PinError):
        chat.pin(visit, kept.id)


def test_how_an_old_answer_stands_is_shown_once_it_was_looked_at(
    chat: Chat, place: Place, folder: Path
) -> None:
    visit = ask(chat, Visit(), LAMP).visit
    chat.study(visit)
    assert "All quotations stand" in (chat.redraw(visit).talk or "")
    (folder / "a.txt").write_text("A foreword.\n\nThe lamp of the tower was lit in May.\n")
    place.assistant.sync()
    assert "All quotations stand" not in (chat.redraw(visit).talk or ""), "it is not known yet"
    chat.study(visit)
    assert 'data-standing="moved"' in (chat.redraw(visit).talk or "")
    (folder / "a.txt").unlink()
    place.assistant.sync()
    chat.study(visit)
    assert 'data-standing="gone"' in (chat.redraw(visit).talk or "")


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return TestClient(Starlette(routes=[*Taking(desk).listed(), alive("me")]))


def test_an_answer_is_taken_away_in_each_form(chat: Chat, client: TestClient) -> None:
    visit = ask(chat, Visit(), "Wann? 灯塔 " + LAMP).visit
    ask(chat, visit, WHALES)
    place = f"/own/export/{visit.conversation}"
    for form, kind in (("html", "text/html"), ("md", "text/markdown"), ("json", "application")):
        answer = client.get(place, params={"form": form})
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
        sent = answer.headers["content-disposition"]
        assert sent.startswith("attachment; ")
        assert unquote(sent.partition("UTF-8''")[2]).endswith(f".{form}")
        assert "灯塔" in unquote(sent.partition("UTF-8''")[2])
        assert "whales" in answer.text
    one = exchanges(chat.desk.at(visit), visit)[0].id
    alone = client.get(place, params={"form": "json", "exchange": one}).json()
    assert [exchange["question"] for exchange in alone["exchanges"]] == ["Wann? 灯塔 " + LAMP]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("nothing?form=md", 404),
        ("..%2f..%2fetc%2fpasswd?form=md", 404),
        ("CONVERSATION?form=md&exchange=999", 404),
        ("CONVERSATION?form=md&exchange=-1", 404),
        ("CONVERSATION?form=md&collection=none", 404),
        ("CONVERSATION?form=exe", 400),
    ],
)
def test_what_is_not_there_is_a_sentence(
    chat: Chat, client: TestClient, address: str, status: int
) -> None:
    visit = ask(chat, Visit(), LAMP).visit
    answer = client.get("/own/export/" + address.replace("CONVERSATION", visit.conversation))
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain") or "%2f" in address
    assert "Traceback" not in answer.text


def test_the_server_says_which_one_it_is(client: TestClient) -> None:
    assert client.get("/own/alive").json() == {"server": "me"}


WROTE = "The lamp of the tower was lit in May. [1] It was lit in 1999. [1] Then"


@contextmanager
def writing_desk(folder: Path, place: Path, url: str) -> Iterator[Desk]:
    """A desk with a model that writes."""
    settings = Settings(
        folders=(folder,), store=place / "store", home=place / "home", threshold=-1,
        llm="openai-like:wren", llm_url=url,
    )  # fmt: skip
    with ExitStack() as stack:
        collections = Collections.open(settings, encoder=LetterCounts(), is_watching=False)
        desk = Desk(stack.enter_context(collections))
        stack.callback(desk.close)
        here = desk.at(Visit())
        here.keeper.close()
        here.assistant.sync()
        yield desk


def test_prose_is_kept_as_it_comes_shown_after_a_restart_and_its_answer_can_be_pinned(
    folder: Path, tmp_path: Path
) -> None:
    with LLMServer(says(WROTE, Stop.CUT)) as server:
        with writing_desk(folder, tmp_path, server.openai) as desk:
            chat = Chat(desk)
            panes = list(chat.ask(Visit(), Asked(LAMP)))
            visit = next(one.visit for one in panes if one.visit.writing)
            assert not visit.asking
            place, end = desk.at(visit), panes[-1]
            assert end.is_same
            exchange = place.conversation(visit).exchanges[0]
            assert exchange.answer is not None
            assert exchange.answer.prose is not None
            assert [one.kind for one in exchange.answer.prose.notes][:1] == ["cut-off"]
            assert len(exchange.answer.prose.sentences) == 3
            chat.thumb(visit, exchange.id, "up")
            chat.pin(visit, exchange.id)
            chat.thumb(visit, exchange.id, "down")
            shown = chat.talk(place, visit)
            sentence = cited_at(place, visit, f"{exchange.id}.1")
            assert sentence is not None
            assert sentence.citations == exchange.answer.prose.sentences[0].citations
            for nowhere in ("7", f"{exchange.id}.9", f"{exchange.id}.0", "1.2.3", "-1", None, "١"):
                assert cited_at(place, visit, nowhere) is None
        with writing_desk(folder, tmp_path, server.openai) as desk:
            again = Chat(desk)
            assert "Its sources do not" in again.talk(desk.at(visit), visit)
            assert again.talk(desk.at(visit), visit).count("<del>") == shown.count("<del>") > 0
    assert yaml.safe_load((tmp_path / "store" / "pinned.yaml").read_text())


def test_a_question_given_up_while_a_model_writes_keeps_what_came(
    folder: Path, tmp_path: Path
) -> None:
    never = threading.Event()
    with (
        LLMServer(says(WROTE, never)) as server,
        writing_desk(folder, tmp_path, server.openai) as desk,
    ):
        chat = Chat(desk)
        asking = chat.ask(Visit(), Asked(LAMP))
        visit = Visit()
        for panes in asking:
            visit = visit if panes.is_same else panes.visit
            if panes.talk and "<del>" in panes.talk:
                break
        assert "is writing" in str(chat.redraw(visit).talk)
        stopped = chat.stop(visit)
        assert stopped.status == "Stopped. The quotations and what was written stay."
        assert stopped.box is None
        assert "wren</bdi> was stopped." in str(stopped.talk)
        assert "<del>" in str(stopped.talk)
        asking.close()  # type: ignore[attr-defined]
        assert server.hung_up.wait(20)
        assert "is writing" not in str(chat.redraw(visit).talk)


def until_it_writes(asking: Iterator[Panes]) -> Visit:
    """Take what comes up to the first sentence; the visitor's place by then."""
    visit = Visit()
    for panes in asking:
        visit = visit if panes.is_same else panes.visit
        if panes.is_same and panes.talk:
            break
    return visit


@pytest.mark.parametrize("is_stopped", [False, True])
def test_what_a_model_still_writes_never_brings_back_a_question_that_was_changed(
    folder: Path, tmp_path: Path, is_stopped: bool
) -> None:
    with (
        LLMServer(says(WROTE)) as server,
        writing_desk(folder, tmp_path, server.openai) as desk,
    ):
        chat, other = Chat(desk), Chat(desk)  # the same page, and one of another process
        asking = chat.ask(Visit(), Asked(LAMP))
        visit = until_it_writes(asking)
        place = desk.at(visit)
        (first,) = exchanges(place, visit)
        if is_stopped:
            chat.stop(visit)
        for page in (chat, other):
            changed = ask(page, visit, "Whose dog?", replaces=first.id).visit
            stands = exchanges(place, changed)
            assert [(one.id, one.question) for one in stands] == [(first.id, "Whose dog?")]
            *_, last = [Panes(visit), *asking]
            assert exchanges(place, changed) == stands
            assert LAMP not in (last.talk or "")
            assert "is writing" not in chat.talk(place, visit)
            asking = chat.ask(visit, Asked(LAMP, replaces=first.id))
            visit = until_it_writes(asking)
            assert [one.question for one in exchanges(place, visit)] == [LAMP]
        asking.close()  # type: ignore[attr-defined]


def test_after_a_stop_nothing_more_is_kept_and_a_thumb_given_meanwhile_stays(
    folder: Path, tmp_path: Path
) -> None:
    with (
        LLMServer(says(WROTE)) as server,
        writing_desk(folder, tmp_path, server.openai) as desk,
    ):
        chat = Chat(desk)
        asking = chat.ask(Visit(), Asked(LAMP))
        visit = until_it_writes(asking)
        place = desk.at(visit)
        (first,) = exchanges(place, visit)
        chat.thumb(visit, first.id, "up")
        next(asking)
        (second,) = exchanges(place, visit)
        assert second.thumb == "up"
        chat.stop(visit)
        list(asking)
        assert exchanges(place, visit) == (second,)
