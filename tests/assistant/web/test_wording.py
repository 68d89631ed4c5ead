"""The page speaks four languages, each whole, with the same values in the same places."""

import re
from string import Formatter
from typing import Any

import pytest

from assistant.web.texts import LANGUAGES
from assistant.web.wording import TEXTS, Wording, language_of, translations

TALKS_TO_A_FRIEND = re.compile(r"\b(?:du|dir|dich|dein\w*)\b", re.IGNORECASE)
NAMES = {"Footnote", "HTML", "JSON", "Markdown"}
IN_NUMBERS = {"past.months"}


def forms(form: Any) -> tuple[str, ...]:
    return (form,) if isinstance(form, str) else form


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TEXTS)
def test_every_text_is_there_in_every_language_with_its_values(key: str) -> None:
    text = TEXTS[key]
    wanted = places(forms(text.en)[-1])
    for language in LANGUAGES:
        for form in forms(getattr(text, language)):
            assert form.strip()
            assert places(form) <= wanted
        assert places(forms(getattr(text, language))[-1]) == wanted
    words = re.search(r"[A-Za-z]{3}", re.sub(r"{\w+}", "", str(text.en)))
    if words and text.en not in NAMES and key not in IN_NUMBERS:
        assert re.search(r"[\u4e00-\u9fff]", "".join(forms(text.zh))), "no Chinese in the Chinese"
    assert not any(TALKS_TO_A_FRIEND.search(form) for form in forms(text.de))


def test_a_browsers_languages_choose_the_first_that_is_spoken() -> None:
    assert language_of(["fr-FR", "de-AT", "en"]) == "de"
    assert language_of(["zh-Hant-TW"]) == "zh"
    assert language_of(["tr"]) == "tr"
    assert language_of(["ar", "deu", 7, None]) == "en"
    assert language_of([]) == "en"


def test_numbers_choose_their_form_and_are_written_as_the_language_does() -> None:
    assert Wording("en")("chat.quotations", n=1) == "1 quotation"
    assert Wording("en")("chat.quotations", n=1234) == "1,234 quotations"
    assert Wording("de")("chat.quotations", n=1234) == "1.234 Zitate"
    assert Wording("tr")("chat.quotations", n=2) == "2 alıntı"
    assert Wording("zh")("chat.quotations", n=1) == "1 条引文"


def test_what_a_value_says_is_not_taken_for_a_place() -> None:
    said = Wording("en")("chat.show", number=1, place="{number} {0.__class__}")
    assert said.endswith("{number} {0.__class__}")


def test_gradios_components_are_given_the_same_texts() -> None:
    given = translations().translations_dict
    assert set(given) == set(LANGUAGES)
    assert given["de"]["chat.ask"] == TEXTS["chat.ask"].de
