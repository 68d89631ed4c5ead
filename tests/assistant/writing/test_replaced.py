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


DEAL = "In May 1987 the town of Velm sold 12 boats to the firm of Ann Ost, who owned the ferry."


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (DEAL.replace("Velm", "Kiel"), ("Kiel", "Velm")),
        (DEAL.replace("12", "31"), ("31", "12")),
        (DEAL.replace("1987", "1978"), ("May 1978", "May 1987")),
        (DEAL.replace("12", "twelve"), ()),
        (DEAL.replace("Ann Ost", "Ost"), ()),
        ("The town of Kiel bought 31 boats from Velm.", ()),  # in words of its own
        ("31", ()),
    ],
)
def test_a_name_or_figure_in_anothers_place_is_told(
    encoder: SentenceEncoder, text: str, pair: tuple[str, ...]
) -> None:
    elsewhere = "Kiel has 31 boats, and in May 1978 it sold none."
    assert replaced(encoder, text, [elsewhere, DEAL]) == pair


def test_a_source_that_has_it_so_is_the_one_that_counts(encoder: SentenceEncoder) -> None:
    assert replaced(encoder, DEAL, [DEAL.replace("Velm", "Kiel"), DEAL]) == ()


def test_a_word_that_some_source_has_is_none(encoder: SentenceEncoder) -> None:
    text = f"{BEGINNING}diesel tulips on the great lake."
    assert replaced(encoder, text, [SOURCE, "They sell tulips."]) == ()


def test_another_language_is_left_alone(encoder: SentenceEncoder) -> None:
    source = "Der Rat der alten Stadt hat den Kauf von Booten auf dem See im Sommer verboten."
    assert replaced(encoder, source.replace("von", "aller"), [source]) == ()
