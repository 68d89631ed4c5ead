"""Names that a source does not hold."""

import pytest

from assistant.writing.named import missing_names


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ann Ost left.", "It was Ann Ost who left."),
        ("Ost's house burned.", "The house of Ost burned."),
        ("The company left.", "It left."),
        ("It was the Norwegian king.", "the king of Norway"),
        ("It was sold to France.", "It was sold to the French."),
        ("It was a Dutch ship.", "a ship of the Netherlands"),
        ("The Iraqi army left.", "the army of Iraq"),
        ("It was Mr. Ost who met Dr Ann Ost.", "Ann Ost met Ost."),
        ("Actually, it left.", "It left."),
        ("Consequently the firm closed.", "The company closed."),
        ("Indian police came.", "The police of India came."),
        ("The WHO met.", "The World Health Organization met."),
        ("The World Health Organization met.", "The WHO met."),
        ("It was sold to the U.S. army.", "The US army bought it."),
        ("LiveWire moved.", "Live-Wire moved."),
        ("Das Haus steht am Ufer und der Besitzer wohnt nicht darin.", "Es steht am See."),
        ("鸟在湖边。", "鱼在湖里。"),
        ("It said: “Nothing was left.”", "Nobody left anything."),
        ("SOLD OUT AT ONCE", "sold out at once"),
        ("The 1970s and the 3rd day and 20km.", "long ago"),
    ],
)
def test_what_is_held_in_another_form_or_no_name_is_not_missing(text: str, source: str) -> None:
    assert missing_names(text, source) == ()


@pytest.mark.parametrize(
    ("text", "source", "missing"),
    [
        ("It was Bo who left.", "It was Ann who left.", ("Bo",)),
        ("It was a Norwegian ship.", "It was a ship of Sweden.", ("Norwegian",)),
        ("It was Mr. Bo who left.", "It was Mr. Ost who left.", ("Bo",)),
        ("They call it Dr.", "They call it well.", ("Dr",)),
        ("Tesla left.", "Ann left.", ("Tesla",)),
        ("Bob Ost left.", "Ann Ost left.", ("Bob",)),
        ("They sold the F-16.", "They sold the F-35.", ("F-16",)),
        ("It was sold to Austria.", "It was sold to Australia.", ("Austria",)),
        ("The NATO met.", "The World Health Organization met.", ("NATO",)),
        ("It was sold in March.", "It was sold in May.", ("March",)),
        ("Die NATO tagte in dem großen Haus am Ufer.", "Die EU tagte.", ("NATO",)),
        ("It was Bo, and Bo left.", "Ann", ("Bo",)),
        ("It lies in Nigeria.", "It lies in Niger.", ("Nigeria",)),
        ("It was Johnson.", "It was John.", ("Johnson",)),
        ("It was Theresa.", "It was there said.", ("Theresa",)),
        ("It was Olga Novak.", "It went on and on.", ("Olga", "Novak")),
    ],
)
def test_what_is_not_held_is_named_once(text: str, source: str, missing: tuple[str, ...]) -> None:
    assert missing_names(text, source) == missing
