"""Names of a model's sentence: those that its sources do not hold."""

from collections.abc import Collection, Iterator

import regex

from assistant.writing.peoples import people_of
from index import lexical
from index.language import detect
from index.lexical import Word
from index.sentences import written

_UPPER = regex.compile(r"\p{Lu}")
_DOTTED = regex.compile(r"\b(?:\p{Lu}\.){2,}")
_ARTICLE = regex.compile(r"(?:The|An?)\s")
_OPENS = regex.compile(r"(?:^|[.!?:;•]\s|[\"“”„»«(\[]|\n)\s*[\"“”„»«(\[]*$")
_CAPITAL = r"\p{Lu}[\p{L}\p{N}'’]*+"
_RUN = regex.compile(rf"{_CAPITAL}(?:[\s-](?:(?:of|the|and|for|on|in|de|la|du)\s)*{_CAPITAL})++")
_CAPITAL_FOLLOWS = regex.compile(r"\s\p{Lu}")
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof"}
_NAME_FOLLOWS = regex.compile(r"\.?\s\p{Lu}")
_CAPITAL_NOUNS = ("de", "lb")
_SHORTEST = 4  # letters of a stem that may have another ending
_ENDINGS = ("n", "an", "ean", "ian", "i", "ese", "ish", "s", "'s")
_LONG = 6  # letters of a name that may be written with other spaces


def missing_names(text: str, source: str) -> tuple[str, ...]:
    """The names of a text that a source does not hold, as they stand.

    A name is a word with a capital, unless it begins its sentence and is known in small letters
    (of "Baker" and the like, by the capital of the next word), and a word that begins with a
    letter and has a digit, such as F-35. It is held where its stem stands in the source, or a
    longer or shorter form of it (India, Indian; France, French); and an abbreviation may stand for
    words with these initials, and the other way round. In German, which writes all nouns with
    capitals, only abbreviations and words with digits are names. Scripts without capitals have no
    names that could be told.

    >>> missing_names("Actually, Indian police of the WHO met Ann.", "India; World Health Org.")
    ('Ann',)
    """
    text, source = _undotted(text), _undotted(source)
    held = {word.stem for word in lexical.words(source)}
    peoples = {people_of(word.text) for word in lexical.words(source)} - {None}
    joined = {"".join(_letters(run.group())) for run in _RUN.finditer(source)}
    initials = {word.text for word in lexical.words(source) if word.text.isupper()}
    missing = [
        word.text
        for word in names(text)
        if not _is_held(word, held, joined)
        and people_of(word.text) not in peoples
        and not _is_abbreviated(word.text, source)
        and not _abbreviates(word, text, initials)
    ]
    return tuple(dict.fromkeys(missing))


def names(text: str, known: Collection[str] = ()) -> Iterator[Word]:
    """The words of a text that are names, or part of one; "Mr" before a name is none.

    known: stems of names; a word of these is one where it begins a sentence, too ("Turkey").
    """
    has_capital_nouns = detect(text) in _CAPITAL_NOUNS
    for word in lexical.words(text):
        if word.text.lower() in _TITLES and _NAME_FOLLOWS.match(text, word.end):
            continue
        if not word.is_common and (
            _is_name(word, text, has_capital_nouns)
            or (word.stem in known and _UPPER.match(word.text))
        ):
            yield word


def _is_name(word: Word, text: str, has_capital_nouns: bool) -> bool:
    name = word.text
    if not name[0].isalpha():
        return False
    if any(map(str.isdecimal, name)) or (len(name) > 1 and name.isupper() and not text.isupper()):
        return True
    if has_capital_nouns or not _UPPER.match(name):
        return False
    if not _OPENS.search(text, 0, word.start):
        return True
    known = written(name)
    if known == "both":
        return _CAPITAL_FOLLOWS.match(text, word.end) is not None
    return known != "small" and not name.endswith("ly")


def _is_held(word: Word, held: Collection[str], joined: Collection[str]) -> bool:
    """Whether a name stands in the source, if with other spaces, hyphens or another ending."""
    if word.stem in held:
        return True
    plain = "".join(_letters(word.text))
    if len(plain) >= _LONG and any(plain in run for run in joined):
        return True
    return any(_is_form(word.stem, stem) or _is_form(stem, word.stem) for stem in held)


def _is_form(longer: str, shorter: str) -> bool:
    """Whether a stem is another with the ending of those who are from there: India, Indian."""
    return (
        len(shorter) >= _SHORTEST
        and longer.startswith(shorter)
        and longer[len(shorter) :] in _ENDINGS
    )


def _undotted(text: str) -> str:
    """The text with U.S. as US."""
    return _DOTTED.sub(lambda found: found.group().replace(".", ""), text)


def _letters(source: str) -> Iterator[str]:
    return (character for character in source.casefold() if character.isalnum())


def _is_abbreviated(name: str, source: str) -> bool:
    """Whether a name in capitals is made of the initials of a longer name of the source."""
    return name.isupper() and any(name in _initials(run.group()) for run in _RUN.finditer(source))


def _abbreviates(word: Word, text: str, initials: Collection[str]) -> bool:
    """Whether a word is part of a longer name whose initials stand in the source, in capitals."""
    runs = (run.group() for run in _RUN.finditer(text) if run.start() <= word.start < run.end())
    return any(one in initials for run in runs for one in _initials(run) if len(one) > 1)


def _initials(run: str) -> Iterator[str]:
    """Of a name of several words: of those with capitals, and of all of them in capitals."""
    letters = [word[0] for word in regex.findall(r"[\p{L}\p{N}]+", _ARTICLE.sub("", run, 1))]
    yield "".join(letter for letter in letters if letter.isupper())
    yield "".join(letters).upper()
