"""Two that a source has in each other's places, and all the ways to say the same turned round."""

import pytest

from assistant.writing.exchanged import exchanged


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Carolina beat Denver in May.", "Denver beat Carolina 24 to 10."),
        ("Carolina was beaten by Denver.", "Denver was beaten by Carolina."),
        ("The supplier Ost sued the buyer Velm.", "In 2019 the buyer Velm sued the supplier Ost."),
        ("Ann Ost hired Bo Lind.", "Lind hired Ost, who came from Kiel."),
        ("France is the capital of Paris.", "Paris is the capital of France."),
        ("It rose from 24 boats to 10.", "It rose from 10 boats to 24."),
        ("Velm had 5% of the boats and Ost 7%.", "Velm had 7% of the boats and Ost 5%."),
        ("Ost sold 5 boats in May and Velm 7.", "Velm sold 5 boats in May and Ost 7."),
        (
            "Ost is the largest in the north and Velm is the largest in the south.",
            "Velm is the largest in the north and Ost is the largest in the south.",
        ),
        ("Three on Velorin died, none on placebo.", "Three on placebo died, none on Velorin."),
        ("In 1990 it was built and in 1985 it burned.", "In 1985 it was built, in 1990 it burned."),
    ],
)
def test_two_in_each_others_places_are_told(text: str, source: str) -> None:
    assert len(exchanged(text, [source])) == 2


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Denver beat Carolina.", "Denver beat Carolina 24 to 10."),
        ("Carolina was beaten by Denver.", "Denver beat Carolina."),
        ("The capital of France is Paris.", "Paris is the capital of France."),
        ("France's capital is Paris.", "Paris is the capital of France."),
        ("Lind bought the house from Ost.", "Ost sold the house to Lind."),
        ("Lind met Ost in Kiel.", "Ost met Lind in Kiel."),
        ("Carolina and Denver played.", "Denver and Carolina played."),
        ("Carolina beat Denver.", "Denver beat Carolina, then Carolina beat Denver."),
        ("In 2019, it sold 12 boats.", "It sold 12 boats in 2019."),
        ("Velm is larger than Ost.", "Ost is smaller than Velm."),
        ("Ost sold 7 boats in May and Velm 5.", "Velm sold 5 boats in May and Ost 7."),
        ("Ost sold 7 boats last year, Velm 5.", "Velm sold 5 boats last year, Ost 7."),
        ("Ost sold boats to Bonn and Velm to Kiel.", "Velm sold boats to Kiel and Ost to Bonn."),
        (
            "Ost is the largest in the south and Velm is the largest in the north.",
            "Velm is the largest in the north and Ost is the largest in the south.",
        ),
        ("", ""),
    ],
)
def test_the_same_said_otherwise_is_not(text: str, source: str) -> None:
    assert exchanged(text, [source]) == ()


def test_one_source_that_has_them_in_order_is_enough() -> None:
    sources = ["Denver beat Carolina in 2015.", "Carolina beat Denver in 2016."]
    assert exchanged("Carolina beat Denver.", sources[:1]) == ("Carolina", "Denver")
    assert exchanged("Carolina beat Denver.", sources) == ()
