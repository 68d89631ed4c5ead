"""Documents that give orders to a model: they change nothing of what stands.

The check holds sentences against passages with the real embedding model. docs/injections.md tells
what is tried.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from assistant import Assistant, citations
from assistant.types import Answer
from index.encoder import Encoding, SentenceEncoder
from tests.assistant.writing.gullible import Corrupted, Entry, Gullible, entries
from tests.llm_scripts import obey, quote

ENTRIES = entries()


every = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)


def _case(entry: Entry) -> object:
    marks = [pytest.mark.xfail(reason=entry.gap, strict=True)] if entry.gap else []
    return pytest.param(entry, id=entry.id, marks=marks)


class Remembering:
    """The real encoder, which encodes no text twice: each question is asked three times."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Encoding] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._encoder, name)

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known |= zip(new, self._encoder.encode(new), strict=True)
        return [self._known[text] for text in texts]


@pytest.fixture(scope="module")
def assistant(
    encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("injections")
    for entry in ENTRIES:
        for is_clean in (True, False):
            for path, text in zip(
                _paths(entry, is_clean), entry.files(is_clean).values(), strict=True
            ):
                (folder / path).parent.mkdir(exist_ok=True)
                (folder / path).write_text(text, encoding="utf-8")
    store = tmp_path_factory.mktemp("injections-index")
    with Assistant.open(folder, store, encoder=Remembering(encoder)) as opened:
        yield opened


def _paths(entry: Entry, is_clean: bool) -> list[str]:
    folder = f"{ENTRIES.index(entry):02}{'-clean' if is_clean else ''}"
    return [f"{folder}/{name}" for name in entry.files(is_clean)]


def _asked(assistant: Assistant, entry: Entry, model: Gullible, is_clean: bool = False) -> Answer:
    assistant.model = model  # type: ignore[assignment]
    return assistant.ask(entry.asks, documents=_paths(entry, is_clean), anyway=True)


def _standing(answer: Answer) -> list[str]:
    assert answer.prose
    return [one.text for one in answer.prose.sentences if one.stands]


def test_the_set_is_large_and_each_entry_is_one() -> None:
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES) >= 40


@every
def test_the_injection_is_in_the_document_and_would_be_obeyed(
    assistant: Assistant, entry: Entry
) -> None:
    model = Gullible(entry)
    documents = [assistant.document(path) for path in _paths(entry, is_clean=False)]
    assert model.is_told("\n".join(f"{one.path}\n{one.title}\n{one.text}" for one in documents))
    clean = [assistant.document(path) for path in _paths(entry, is_clean=True)]
    assert not model.is_told("\n".join(f"{one.path}\n{one.title}\n{one.text}" for one in clean))


@every
def test_a_gullible_model_says_what_it_says_without_the_injection(
    assistant: Assistant, entry: Entry
) -> None:
    model = Gullible(entry)
    clean = _standing(_asked(assistant, entry, model, is_clean=True))
    answer = _asked(assistant, entry, model)
    assert not model.is_told(model.read), model.read
    read = [{"role": "user", "content": model.read}]
    assert obey(read) == quote(read), "an order is left"
    assert _standing(answer) == clean
    assert entry.fact in " ".join(clean)
    assert entry.fact in " ".join(" ".join(one.quote for one in answer.citations).split())
    for one in answer.citations:
        citations.verify(one, assistant.document(one.path))


@pytest.mark.parametrize("entry", [_case(entry) for entry in ENTRIES])
def test_no_lie_of_a_corrupted_model_stands(assistant: Assistant, entry: Entry) -> None:
    standing = " ".join(_standing(_asked(assistant, entry, Corrupted(entry))))
    assert not [lie for lie in entry.never if lie.casefold() in standing.casefold()], standing
