"""Questions to begin with, from the documents' own headings and names; each is one they answer."""

import re
import threading
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from assistant import topics
from assistant.types import Citation
from index import lexical
from index.errors import UnknownDocument
from index.types import FileState

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_MOST_DOCUMENTS = 24  # that are looked into
_MOST_ASKED = 32  # questions that are tried
_LONG = 500_000  # characters of a document that is looked into only where there is no other

_LONGEST_WAIT = 3.0  # seconds after which no more are tried
_LEAST_SAID = 5  # words of a quote beside the topic's

_TEMPLATES = {
    "en": "Tell me about “{}”.",
    "de": "Was steht zu „{}“?",
    "tr": "“{}” hakkında ne yazıyor?",
    "zh": "关于“{}”说了什么？",
}
# A heading that is half a question becomes a whole one.
_CLAUSES = {
    "en": (re.compile(r"(?:how|why|what|when|where|who|which)\b", re.I), "Tell me {}."),
    "de": (re.compile(r"(?:wie|warum|weshalb|wann|wo|wer|was)\b", re.I), "Erkläre, {}."),
    "tr": (re.compile(r".*\b(?:nasıl|neden|niçin|kimdir|nedir|ne zaman|nerede)\b", re.I), "{}?"),
    "zh": (re.compile(r".*(?:如何|怎样|怎么|为什么|什么)"), "{}？"),
}
_ASKS = re.compile(
    r"(?:how to|why (?:a|an|the|not)|\w+ (?:is|are|was|were|do|does|did|can|may|must|should|will|"
    r"has|have))\b|\w+ (?:ist|sind|war|waren|hat|kann|darf|muss|soll|tun)\b",
    re.I,
)

_Key = tuple[str, str, int]
_made: "WeakKeyDictionary[Assistant, dict[_Key, tuple[str, ...]]]" = WeakKeyDictionary()
_making = threading.Lock()


def suggestions(assistant: "Assistant", language: str = "en", most: int = 4) -> tuple[str, ...]:
    """At most so many questions that the documents answer, one a document as far as they go.

    Each was asked, and its answer quotes the document that it is drawn from. It is in the
    language of that document. Takes up to some seconds the first time, and no time again until
    the index changes: call it beside what a person waits for.
    language: the reader's, as ISO 639-1: documents in it come first.
    """
    key = (assistant.index.stands(), language, most)
    with _making:
        kept = _made.setdefault(assistant, {})
        if key not in kept:
            for old in [one for one in kept if one[0] != key[0]]:
                del kept[old]
            kept[key] = tuple(islice(_answered(assistant, language), most))
        return kept[key]


def question(topic: str, language: str) -> str:
    """A topic as a question in a language; the bare topic in one that we do not speak.

    >>> question("The fleet", "en"), question("How it began", "en"), question("What is it", "en")
    ('Tell me about the fleet.', 'Tell me how it began.', 'What is it?')
    """
    if topics.is_question(topic):
        return topic
    half, whole = _CLAUSES.get(language, (None, "{}"))
    if half is not None and half.match(topic):
        if language in ("en", "de"):
            return f"{topic}?" if _ASKS.match(topic) else whole.format(_lowered(topic))
        return whole.format(topic)
    if language == "en" and topic.startswith("The "):
        return f"Tell me about {_lowered(topic)}."
    return _TEMPLATES.get(language, "{}").format(topic)


def _lowered(topic: str) -> str:
    return topic[:1].lower() + topic[1:]


def _answered(assistant: "Assistant", language: str) -> Iterator[str]:
    """Candidates that stand the test, the best of each document before any second.

    Last those whose document is quoted, but not first.
    """
    told: set[str] = set()
    later: list[str] = []
    assistant.index.encoder.encode(["warm"])  # loading the model is not counted
    end = perf_counter() + _LONGEST_WAIT
    for state, topic in _rounds(assistant, language):
        if len(told) == _MOST_ASKED or perf_counter() > end:
            break
        if topic.text.casefold() in told:
            continue
        told.add(topic.text.casefold())
        spoken = "zh" if not state.language and topics.is_han(topic.text) else state.language
        candidate = question(topic.text, spoken or language)
        cited = assistant.ask(candidate, write=False).citations
        good = [one.path == state.path and _says_more(one, topic) for one in cited]
        if any(good[:1]):
            yield candidate
        elif any(good):
            later.append(candidate)
    yield from later


def _rounds(assistant: "Assistant", language: str) -> Iterator[tuple[FileState, topics.Topic]]:
    """Each document's best topic, then each one's second, and so on."""

    def rarity(stems: Collection[str]) -> Mapping[str, float]:
        catalog = assistant.index.catalog
        total, found = catalog.count(), catalog.word_frequencies([*stems])
        return {stem: lexical.idf(total, holding) for stem, holding in found.items()}

    rest: list[tuple[FileState, list[topics.Topic]]] = []
    for state in _looked_into(assistant.documents(), language):
        try:
            document = assistant.document(state.path)
        except UnknownDocument:  # gone since
            continue
        found = topics.topics(document, state.language or language, rarity)
        if found:
            rest.append((state, found[1:]))
            yield state, found[0]
    for place in range(max((len(found) for _, found in rest), default=0)):
        for state, found in rest:
            if place < len(found):
                yield state, found[place]


def _looked_into(states: list[FileState], language: str) -> list[FileState]:
    """Some of the documents, from all over the folder: the reader's language first."""
    read = [state for state in states if state.indexed]
    step = max(1, len(read) // _MOST_DOCUMENTS)
    some = read[::step][:_MOST_DOCUMENTS]
    parted = some[::2] + some[1::2]  # neighbours are alike
    return sorted(parted, key=lambda s: (s.characters > _LONG, s.language not in (language, "")))


def _says_more(citation: Citation, topic: topics.Topic) -> bool:
    """Whether it quotes the place that speaks of a topic, and tells something of it."""
    known, quoted = set(lexical.stems(topic.text)), lexical.stems(citation.quote)
    if sum(stem not in known for stem in quoted) < _LEAST_SAID:
        return False
    if topic.section is None:
        return known <= set(quoted)
    return topic.section.start <= citation.start < topic.section.end
