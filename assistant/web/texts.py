"""One text of the page in every language that the page speaks."""

from typing import Literal, NamedTuple, get_args

Language = Literal["en", "de", "tr", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Form = str | tuple[str, str]


class Text(NamedTuple):
    """A text in each language, with places for values, such as "{file}".

    Where a number decides, a pair: for n = 1, and for any other n.
    """

    en: Form
    de: Form
    tr: Form
    zh: Form
