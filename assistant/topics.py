"""What a document could be asked about, from its own words: headings, names in its first lines."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from index import lexical
from index.types import Document, Span

Rarity = Callable[[Collection[str]], Mapping[str, float]]  # stems -> how rare each is

_FEWEST, _MOST = 2, 9  # words of a heading
_SHORTEST_COMPOUND = 12  # letters of a single word that says as much as two: Lieferbedingungen
_CJK = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_FEWEST_CJK, _MOST_CJK = 3, 24  # characters
_OPENING = 1_500  # characters of a document's first paragraphs
_LONGEST = 100  # characters of a topic
_MOST_TOPICS = 6
_PARAGRAPHS = 5  # that names are taken from
_FIRST = 200  # characters, in which a text says what it is about
_READ = 20_000  # characters in which a name's words are counted

_TAGS = re.compile(r"(?:\[[^\]]*\]|(?:re|fwd?|aw|wg|antw|ynt|ilt|回复|答复|转发)\s*[:：])\s*", re.I)
_NUMBER = re.compile(
    r"(?:(?:chapter|section|part|appendix|article|kapitel|abschnitt|teil|anhang|artikel|"
    r"bölüm|kısım|ek|madde)\s+)?(?:§+\s*)?(?:\d+(?:\.\d+)*|[ivxlc]+(?=[.)])|[a-z](?=[.)]))"
    r"[.):：]*\s+[–—-]?\s*|第[一二三四五六七八九十百\d]+[章节条部分]+\s*|[一二三四五六七八九十]+、\s*",
    re.I,
)
_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)?|table|box|listing|plate|exhibit|abb(?:ildung|\.)?|tab(?:elle|\.)?|şekil|"
    r"tablo|resim|slide|sheet|page|folie|seite|sayfa)\s*\d|[图表]\s*\d|第\s*\d+\s*页",
    re.I,
)
# Spelled out where two words or more would pass for a subject, or one long one.
_EVERYWHERE = frozenset(
    "table of contents|list of figures|list of tables|works cited|further reading|see also|"
    "external links|related work|future work|read more|about us|contact us|about the author|"
    "about the authors|acknowledgements|acknowledgments|conflict of interest|release notes|"
    "materials and methods|methods and materials|results and discussion|data availability|"
    "all rights reserved|privacy policy|terms of use|executive summary|concluding remarks|"
    "inhaltsverzeichnis|literaturverzeichnis|abbildungsverzeichnis|tabellenverzeichnis|"
    "zusammenfassung|schlussfolgerung|schlussfolgerungen|schlussbemerkung|stichwortverzeichnis|"
    "siehe auch|weiterführende literatur|über uns|alle rechte vorbehalten|quellenverzeichnis|"
    "danksagung|vorbemerkungen|einzelnachweise|"
    "ayrıca bakınız|dış bağlantılar|daha fazla bilgi|içindekiler tablosu|sonuç ve öneriler|"
    "sonuç ve değerlendirme|bize ulaşın|tüm hakları saklıdır|şekiller listesi|tablolar listesi|"
    "参考文献|参考资料|目录|前言|引言|摘要|附录|结论|致谢|外部链接|相关条目|延伸阅读|联系我们|"
    "关于我们|图目录|表目录|注释|版权所有|参见".split("|")
)
_CODE = re.compile(r"[_{}<>=\\|@#]|\w/\w|\(\)|::|https?:|\.{3}|…|\w\.\w{2,4}\b")
_HUMP = re.compile(r"[a-z][A-Z]")
_POINTS_BACK = re.compile(r".*\b(?:it|this|that|these|those|them)$", re.I)
_JOINS = frozenset("of the de la le von van der den di da du al for".split())
_ARTICLES = frozenset(
    "der die das den dem des ein eine einer eines bir bu le la les un une".split()
)
_SUBJECT_CJK = re.compile(r"^([\u3400-\u9fffA-Za-z0-9·]{2,12}?)(?:[（(]|是|位于|为|成立于|,|，)")
_TITLE_CJK = re.compile(r"《([^》]{2,20})》")


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that a document speaks of, in its own words.

    section: where it does: what stands under the heading; None where the whole document may.
    """

    text: str
    section: Span | None = None


def topics(document: Document, language: str, rarity: Rarity) -> list[Topic]:
    """What a reader could ask a document about, the best first, at most six.

    Its headings; where none will do, its title and what its first paragraphs name.
    language: of the document, as ISO 639-1. rarity: how rare each of some stems is in the folder.
    """
    found = _headings(document, language) or [
        Topic(name) for name in dict.fromkeys(_names(document, language, rarity))
    ]
    return found[:_MOST_TOPICS]


def is_question(topic: str) -> bool:
    """Whether a topic is a question as it stands."""
    return topic.endswith(("?", "？"))


def is_han(topic: str) -> bool:
    """Whether it is written in Chinese characters, without any of Japanese."""
    return bool(_CJK.search(topic)) and not _KANA.search(topic)


def heading_topic(heading: str, language: str = "") -> str:
    """A heading without its number and tags, "" where it is nothing to ask about.

    >>> heading_topic("3.1 Sanctions on the buyers"), heading_topic("Figure 3"), heading_topic("A1")
    ('Sanctions on the buyers', '', '')
    """
    topic = " ".join(heading[: 4 * _LONGEST].split())
    while tags := _TAGS.match(topic) or _NUMBER.match(topic):
        topic = topic[tags.end() :]
    topic = topic.strip(" \t.:：;,，。-–—*•·\"“”„'")
    before, colon, _ = topic.partition(": ")
    if colon:
        topic = before
    if not _is_subject(topic, language) or _CAPTION.match(topic):
        return ""
    if _CODE.search(topic) or _POINTS_BACK.match(topic):
        return ""
    return "" if topic.casefold() in _EVERYWHERE else topic


def _is_subject(topic: str, language: str) -> bool:
    """Whether it has as many words as a subject has, and most of them are words."""
    if len(topic) > _LONGEST or sum(map(str.isalpha, topic)) < 0.6 * len(topic):
        return False
    if _CJK.search(topic):
        return _FEWEST_CJK <= len(topic) <= _MOST_CJK
    words = topic.split()
    if len(words) == 1:
        return language in ("de", "tr") and len(topic) >= _SHORTEST_COMPOUND
    numbers = sum(any(map(str.isdigit, word)) and not word[0].isalpha() for word in words)
    return (
        _FEWEST <= len(words) <= _MOST
        and numbers <= len(words) / 3
        and topic.count("(") == topic.count(")")
        and any(not word.is_common and len(word.text) > 2 for word in lexical.words(topic))
    )


def _headings(document: Document, language: str) -> list[Topic]:
    """Those that will do: the ones that say more first, from all over the document, titles last."""
    found: dict[str, tuple[bool, bool]] = {}
    sections: dict[str, Span] = {}
    title = heading_topic(document.title, language)
    blocks = [block for block in document.blocks if block.kind == "heading"]
    for number, block in enumerate(blocks):
        topic = heading_topic(document.text[block.start : block.end], language)
        if topic and topic not in found:
            is_thin = len(lexical.content_words(topic)) < _FEWEST and not is_question(topic)
            found[topic] = (number == 0 or topic == title, is_thin)
            after = (one.start for one in blocks[number + 1 :] if one.level <= block.level)
            sections[topic] = Span(block.end, next(after, len(document.text)))
    best = sorted(_spread(list(found)), key=lambda topic: found[topic])
    return [Topic(topic, sections[topic]) for topic in best]


def _names(document: Document, language: str, rarity: Rarity) -> list[str]:
    """What the first paragraphs name: the rarer in the folder and the more often, the better."""
    paragraphs = _texts(document, ("paragraph", "item"))
    opening = "\n".join(islice(paragraphs, _PARAGRAPHS))[:_OPENING]
    title = " ".join(document.title.replace("_", " ").split())
    if _CJK.search(opening[:_FIRST]):
        subject = _SUBJECT_CJK.match(opening.strip())
        found = [*([subject[1]] if subject else []), *_TITLE_CJK.findall(opening)]
        return [title, *found] if title and title in opening else found
    counts = Counter(lexical.stems(document.text[:_READ]))
    rare = rarity(counts)
    names, scores = list(_capitalised(opening)), dict[str, float]()
    inside = {name.text for name in names if not name.is_first}  # of a sentence
    for name in names:
        stems = lexical.content_words(name.text)
        is_one = len(stems) == 1 and (name.text not in inside or counts[min(stems)] < 2)
        is_code = _CODE.search(name.text) or (document.kind == "code" and _HUMP.search(name.text))
        if not stems or is_one or len(name.text) < 4 or is_code:
            continue
        if len(stems) == 1 and language == "en" and _is_adjective(name.text, document.text):
            continue
        worth = [counts[stem] * rare.get(stem, 0.0) for stem in stems]
        early = 1.5 if name.start < _FIRST else 1.0
        scores[name.text] = early * (1 + 0.25 * min(len(worth), 3)) * sum(worth) / len(worth)
    best = sorted(scores, key=lambda name: -scores[name])
    about = lexical.content_words(title)
    is_named = document.kind != "code" and about and all(counts[stem] > 1 for stem in about)
    return [title, *best] if is_named and title.replace(" ", "").isalpha() else best


class _Name(NamedTuple):
    text: str
    start: int
    is_first: bool


def _capitalised(text: str) -> Iterator[_Name]:
    """Runs of words that begin with a capital, without articles: names, in German all nouns.

    is_first: whether it begins a sentence, where other words have a capital too.
    """
    small = {word for word in re.findall(r"\w+", text) if word.islower()} | _ARTICLES
    run: list[lexical.Word] = []
    for word in lexical.words(text):
        gap = text[run[-1].end : word.start] if run else ""
        goes_on = gap in (" ", "-") and not re.search(r"['’]", run[-1].text) if run else False
        is_first = _is_first(text, word.start)
        is_name = word.text[0].isupper() and not word.is_common
        is_name = is_name and not (is_first and word.text.lower() in small)
        if goes_on and (is_name or word.text in _JOINS):
            run.append(word)
            continue
        yield from _named(text, run)
        run = [word] if is_name else []
    yield from _named(text, run)


def _named(text: str, run: Sequence[lexical.Word]) -> Iterator[_Name]:
    while run and (run[-1].text in _JOINS or len(run[-1].text) == 1):  # an initial before a stop
        run = run[:-1]
    if run:
        name = re.sub(r"['’]\w*$", "", text[run[0].start : run[-1].end])
        yield _Name(name, run[0].start, _is_first(text, run[0].start))


def _is_first(text: str, start: int) -> bool:
    """Whether a word that starts there is the first of a sentence."""
    before = text[max(0, start - 8) : start].rstrip()
    return not before or before[-1] in '.!?:;•|"“„»。！？'


def _is_adjective(name: str, text: str) -> bool:
    """Whether it mostly stands right before another word that says something: Turkish forces."""
    after = re.findall(rf"\b{re.escape(name)}\b(?: (\w+))?", text[:_READ])
    return 2 * sum(bool(lexical.content_words(word)) for word in after) > len(after)


def _texts(document: Document, kinds: Sequence[str]) -> Iterator[str]:
    for block in document.blocks:
        if block.kind in kinds:
            yield document.text[block.start : block.end]


def _spread(items: list[str]) -> list[str]:
    """All of some items, the first ones from all over the list."""
    if len(items) <= 2:
        return items
    step = max(1, len(items) // _MOST_TOPICS)
    first = items[::step]
    return first + [item for item in items if item not in set(first)]
