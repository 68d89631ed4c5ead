"""Figures, dates and ordinals that a source does not give."""

import pytest

from assistant.writing.counted import missing_figures


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("It has 1,200 rooms.", "There are 1200 rooms."),
        ("It has 1200 rooms.", "There are 1,200 rooms."),
        ("It has 1 200 rooms.", "There are 1 200 rooms."),
        ("It has twelve rooms.", "There are 12 rooms."),
        ("It has twenty-one rooms.", "21 rooms"),
        ("It cost 3 million euros.", "The price was 3,000,000 euros."),
        ("It cost 3.5 billion.", "3.5bn were paid."),
        ("It grew by 5%.", "Growth was 5 percent."),
        ("It was the third time.", "the 3rd time"),
        ("It was sold on 14 May 2019.", "Sold: 2019-05-14."),
        ("It was sold in May 2019.", "It was sold on 14 May 2019."),
        ("It was sold in 2019.", "It was sold on May 14, 2019."),
        ("About 1,200 came.", "1,187 people came."),
        ("One of them left.", "Somebody left."),
        ("The F-35 and the S-400 stayed.", "Nothing with figures."),
        ("Trains leave at 20:15 and take 10 to 12 hours.", "20:15, 10-12 hours"),
        ("It was -5 degrees.", "-5 °C"),
        ("It cost 1,000,000.", "It cost 1 000 000."),
        ("No figures here.", ""),
        ("It has 1,400,000 rooms.", "It has one million four hundred thousand rooms."),
        ("It cost two and a half million.", "It cost 2.5 million."),
        ("It cost 2½ million.", "It cost 2,500,000."),
        ("It cost half a million.", "It cost 500,000."),
        ("In all 2,100 came.", "Twenty-one hundred came."),
        ("It has two hundred and five rooms.", "It has 205 rooms."),
        ("It has 999 rooms.", "It has nine hundred ninety-nine rooms."),
        ("It has 100 rooms.", "It has a hundred rooms."),
        ("It was said a thousand times.", "It was said often."),
        ("It has 300 million, and 200 of them.", "Three hundred million and two hundred of them"),
        ("It was sold on 3 June 2024.", "Sold: 3.6.2024"),
        ("It was sold on 3.6.2024.", "Sold on June 3, 2024."),
        ("It was sold on 3 June 2024.", "Sold: 03/06/2024"),
        ("It was sold on 6 March 2024.", "Sold: 03/06/2024"),
        ("It was sold in June 2024.", "Sold: 03-06-2024"),
        ("It was sold on 2024-06-03.", "Sold: 2024/06/03"),
        ("See 45.13.2024.", "See 45.13.2024."),
        ("Bo paid 0 euros.", "Bo paid zero euros."),
    ],
)
def test_what_is_given_in_another_way_is_not_missing(text: str, source: str) -> None:
    assert missing_figures(text, source) == ()


@pytest.mark.parametrize(
    ("text", "source", "missing"),
    [
        ("It has 13 rooms.", "There are 12 rooms.", ("13",)),
        (
            "It has one million five hundred rooms.",
            "It has one million five hundred thousand.",
            ("one million five hundred",),
        ),
        ("It has two hundred and six rooms.", "205 rooms", ("two hundred and six",)),
        ("It cost two and a half million.", "It cost 2 million.", ("two and a half million",)),
        ("It was sold on 6 March 2024.", "Sold: 3.6.2024", ("6 March 2024",)),
        ("It was sold on 4/6/2024.", "Sold: 3/6/2024", ("4/6/2024",)),
        ("It was sold on 3/6/2024.", "Sold: 13/6/2024", ("3/6/2024",)),
        ("It was sold on 3.6.2023.", "Sold on 3 June 2024.", ("3.6.2023",)),
        ("See 45.13.2024.", "See 44.13.2024.", ("45.13.2024",)),
        ("It has 12 rooms.", "It has 120 rooms.", ("12",)),
        ("It cost 3 million euros.", "It cost 3 billion euros.", ("3 million",)),
        ("It grew by 5%.", "It grew by 5 rooms.", ("5%",)),
        ("It grew by 5 rooms.", "It grew by 5%.", ("5",)),
        ("It was the third time.", "three times", ("third",)),
        ("It was sold on 14 May 2019.", "It was sold in 2019.", ("14 May 2019",)),
        ("It was sold in 2018.", "It was sold on 14 May 2019.", ("2018",)),
        ("About 1,200 came.", "1,100 came.", ("1,200",)),
        ("It weighs 1.5 kg.", "It weighs 15 kg.", ("1.5",)),
        ("Five came and five left.", "Six came.", ("Five", "five")),
        ("It took 10:45 hours and 7 minutes.", "7 hours", ("10:45",)),
        ("Trains leave at 20:45.", "Trains leave at 20:15.", ("20:45",)),
        ("It takes 10-19 hours.", "It takes 10-12 hours.", ("19",)),
        ("It ended 2-3.", "It ended 2-1.", ("3",)),
        ("Version 10.5.9 is out.", "Version 10.5.3 is out.", ("10.5.9",)),
        ("It lost 1/8 of it.", "It lost 1/2 of it.", ("1/8",)),
        ("It lost ½ of it.", "It lost ¼ of it.", ("½",)),
        ("Call 555-9999.", "Call 555-1234.", ("9999",)),
        ("It cost 1 000 200.", "It cost 1 000 000.", ("1 000 200",)),
        ("It was -5 degrees.", "It was 5 degrees.", ("-5",)),
    ],
)
def test_what_is_not_given_is_named_as_it_stands(
    text: str, source: str, missing: tuple[str, ...]
) -> None:
    assert missing_figures(text, source) == missing


def test_hostile_figures_end_soon() -> None:
    assert missing_figures("1," * 20_000, "2") != ()
    assert missing_figures("9" * 300, "9" * 300) == ()
