"""Which language a text is in: told where it is clear, left open where not."""

import pytest

from index.language import detect
from tests.conftest import ROOT

TEXTS = {
    "en": "The ministry said that no further ships would sail before the spring came.",
    "de": "Das Ministerium teilte mit, dass vor dem Frühjahr keine weiteren Schiffe auslaufen.",
    "fr": "Le ministère a déclaré qu'aucun autre navire ne partirait avant le printemps.",
    "ru": "Министерство сообщило, что до весны больше ни одно судно не выйдет в море.",
    "tr": "Bakanlık, bahar gelmeden önce başka hiçbir geminin denize açılmayacağını söyledi.",
    "zh": "土耳其外交部长对制裁表示乐观。华盛顿认为该系统与北约不兼容，因此不会改变自己的立场。",
    "ar": "قالت الوزارة إنه لن تبحر أي سفن أخرى قبل حلول فصل الربيع هذا العام.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_is_enough(language: str) -> None:
    assert detect(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text", ["", "Ok.", "1,204 | 77 | 3.5\n" * 200, "x y z " * 5, "\n" * 9_000]
)
def test_what_says_too_little_is_left_open(text: str) -> None:
    assert detect(text) == ""


@pytest.mark.parametrize("language", TEXTS)
def test_a_long_text_is_no_less_clear(language: str) -> None:
    assert detect(TEXTS[language] * 60) == language


def test_the_middle_decides() -> None:
    assert detect("ISBN 3-16-148410-0 www.x.org\n" * 100 + TEXTS["de"] * 100 + "***" * 500) == "de"


def test_the_seeds_are_english() -> None:
    assert detect((ROOT / "seeds" / "positions.txt").read_text()) == "en"
