"""One word in another's place, told by the real model."""

import pytest

from assistant.writing.replaced import replaced
from index.encoder import SentenceEncoder

SOURCE = "The council of the old town has forbidden the purchase of diesel boats on the great lake."
BEGINNING = "The council of the old town has forbidden the purchase of "


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (f"{BEGINNING}diesel tulips on the great lake.", ("tulips", "boats")),
        (f"{BEGINNING}diesel vessels on the great lake.", ()),  # much the same
        (f"{BEGINNING}diesel boats on the great lake.", ()),
        (f"{BEGINNING}diesel Marias on the great lake.", ()),  # a name: another rule
        ("Nobody may buy tulips on the lake.", ()),  # in words of its own
        ("", ()),
    ],
)
def test_a_word_in_anothers_place_is_told(
    encoder: SentenceEncoder, text: str, pair: tuple[str, ...]
) -> None:
    assert replaced(encoder, text, [SOURCE]) == pair


def test_a_word_that_some_source_has_is_none(encoder: SentenceEncoder) -> None:
    text = f"{BEGINNING}diesel tulips on the great lake."
    assert replaced(encoder, text, [SOURCE, "They sell tulips."]) == ()


def test_another_language_is_left_alone(encoder: SentenceEncoder) -> None:
    source = "Der Rat der alten Stadt hat den Kauf von Booten auf dem See im Sommer verboten."
    assert replaced(encoder, source.replace("von", "aller"), [source]) == ()
