"""What a question asks for, where its form says so: a count, a time, a list, a definition."""

from dataclasses import dataclass

import regex

_MONTH = (
    "january|february|(?-i:March|May)|april|june|july|august|september|october|november|december"
)
_DAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
# A figure that is neither a year, nor a day of a month, nor part of a name such as F-35.
_FIGURE = (
    rf"(?<![\p{{L}}\p{{N}}]-?)(?<!(?:{_MONTH})\s)(?!(?:1\d|20)\d\d\b)"
    rf"\p{{N}}[\p{{N}}.,]{{0,40}}+(?!\p{{L}}|-\p{{L}}|\s+(?:{_MONTH}))"
)
_LARGE = (
    "ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|"
    "thousands?|millions?|billions?|trillions?|dozens?|half|thirds?|quarters?|double|twice|triple"
)
_SMALL = (
    "two|three|four|five|six|seven|eight|nine|thirteen|fourteen|sixteen|seventeen|eighteen|nineteen"
)
_TIME = (
    rf"\b(?:1\d|20)\d\ds?\b|\b(?:{_MONTH}|{_DAY}|century|centuries|decades?|bce?|ad)\b"
    r"|\b\d{1,4}(?:st|nd|rd|th)\b|(?<![\p{L}\p{N}]-?)\d{3,4}\b"
)


def _pattern(words: str) -> regex.Pattern[str]:
    return regex.compile(words, regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that a question can ask for.

    asked: found in the questions that ask for it; held: found in the sentences that can answer.
    is_number: whether it is a count or a measure.
    """

    asked: regex.Pattern[str]
    held: regex.Pattern[str]
    is_number: bool

    def is_in(self, text: str) -> bool:
        """Whether a text holds a thing of this kind."""
        return self.held.search(text) is not None


_KINDS = (
    Kind(
        _pattern(
            r"\bhow\s+much\b.{0,200}\b(?:cost|pay|paid|spend|spent|earn|charge|owe|invest|worth)\b"
            r"|\bhow\s+(?:expensive|costly|dear|cheap)\b"
            r"|\b(?:what|how\s+much)\s+(?:is|was|are|were)\s+(?:the|its|their)\s+(?:\w+\s+)?"
            r"(?:price|cost|budget|salary|fee|fare|wage|rent|deposit|penalty|premium|tuition|toll)s?\b"
            r"|\bhow\s+much\s+(?:rent|deposit|money)\b"
        ),
        _pattern(
            r"[$€£¥₺₽₹]\s?\p{N}"
            r"|\p{N}[\p{N}.,]{0,40}+(?:\s*(?:thousand|million|billion|trillion|bn|m)\b)?\s*"
            r"(?:[$€£¥₺₽₹]|(?:us\s+)?(?:dollar|euro|pound|cent|penn|pence|yen|yuan|franc|crown|"
            r"kron|shilling|rupee|rouble|ruble|lira|peso|eur\b|usd\b|gbp\b|chf\b))"
            rf"|\b(?:{_LARGE}|{_SMALL})\s+(?:\w+\s+)?(?:dollar|euro|pound|cent|pence|crown|"
            r"shilling|franc|rupee|lira)"
            r"|\p{N}[\p{N}.,]{0,40}+\s+(?:million|billion|trillion)\b"
        ),
        is_number=True,
    ),
    Kind(
        _pattern(
            r"\bhow\s+much\s+(?!do\b|does\b|did\b|is\b|was\b|are\b|were\b|has\b|have\b|had\b|of\b)"
            r"|\bhow\s+much\b.{0,200}\bweigh\b"
            r"|\bhow\s+far\s+(?:do|does|did|can|could|away|apart|from)\b"
            r"|\bhow\s+(?:tall|large|big|fast|deep|wide|heavy)\b"
            r"|\bwhat\s+(?:is|was|are|were)\s+(?:the|its|their)\s+(?:\w+\s+)?"
            r"(?:distance|amount|range|speed|weight|height|population)\b"
        ),
        _pattern(rf"{_FIGURE}|\b(?:{_LARGE})\b"),
        is_number=True,
    ),
    Kind(
        _pattern(r"\bhow\s+many\b|\b(?:what|which)\s+(?:number|percentage|percent|share|rate)\b"),
        _pattern(rf"{_FIGURE}|\b(?:{_LARGE}|{_SMALL})\b"),
        is_number=True,
    ),
    Kind(
        _pattern(
            r"^\W*(?:and\s+)?(?:since\s+|until\s+|by\s+)?when\b|\bhow\s+(?:far\s+back|long\s+ago)\b"
            r"|\b(?:what|which)\s+(?:year|date|month|day|century|decade)\b"
        ),
        _pattern(_TIME),
        is_number=False,
    ),
)


def kind_asked(question: str) -> Kind | None:
    """The kind of thing that a question asks for by its form, None where the form is silent.

    >>> kind = kind_asked("How far does the F-35 fly?")
    >>> kind.is_in("The F-35 was sold on 14 May 2019."), kind.is_in("It flies 2,200 km.")
    (False, True)
    >>> kind_asked("When was it sold?").is_in("The F-35 was sold on 14 May 2019.")
    True
    >>> kind_asked("Who flies the F-35?") is None
    True
    """
    return next((kind for kind in _KINDS if kind.asked.search(question)), None)


_LIST = _pattern(
    r"^\W*(?:please\s+)?(?:list|name|enumerate)\b|\b(?:all|a\s+list\s+of)\s+the\b"
    r"|\b(?:which|what)\s+(?:are|were)\b"
    r"|\b(?:which|what)\s+(?:\w+\s+){0,3}?(?!\w*(?:ss|us|is)\b)(?!was\b|has\b|does\b)\w{2,}s\b"
)
_DEFINITION = _pattern(
    r"^\W*(?:what|who)\s+(?:is|are|was|were)\s+(?:meant\s+by\s+)?(?P<term>[^?]+?)[\s?.!]*$"
    r"|^\W*(?:define|explain)\s+(?P<term>[^?]+?)[\s?.!]*$"
    r"|^\W*what\s+do(?:es)?\s+(?P<term>[^?]+?)\s+mean[\s?.!]*$"
)
_ARTICLE = _pattern(r"^(?:an?|the)\s+")
_MOST_TERM_WORDS = 4
_LONGEST = 200  # characters of a question for a definition: a longer one asks for more


def asks_for_list(question: str) -> bool:
    """Whether more than one thing may be asked for, by the question's form.

    >>> asks_for_list("Which boats sailed?"), asks_for_list("Which boat sailed first?")
    (True, False)
    """
    return _LIST.search(question) is not None


def definition_asked(question: str) -> regex.Pattern[str] | None:
    """What a sentence looks like that defines the term asked for; None if none is.

    >>> pattern = definition_asked("What is a fender?")
    >>> pattern.search("A fender is a cushion.") is not None
    True
    >>> pattern.search("Mind the fender.") is not None
    False
    """
    found = _DEFINITION.search(question) if len(question) <= _LONGEST else None
    if found is None:
        return None
    term = _ARTICLE.sub("", found.group("term").strip("\"'“”‘’ "))
    if not 0 < len(term.split()) <= _MOST_TERM_WORDS:
        return None
    words = r"\s+".join(regex.escape(word) for word in term.split())
    return _pattern(
        rf"^(?:(?:an?|the|captain|mr|mrs|ms|dr|term)\s+)*[\"“‘']?{words}[\"”’']?"
        r"(?:\s*\([^)]*\)|,[^,]{0,60},)?\s+"
        r"(?:is|are|was|were|means?|refers?\s+to|denotes?|stands?\s+for|describes?)\b"
    )
