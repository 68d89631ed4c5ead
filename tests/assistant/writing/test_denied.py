"""What a sentence denies and its source does not, and the other way round."""

import pytest

from assistant.writing.denied import clauses, denials, differing_denials


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("It was not sold.", "It was never sold"),
        ("It was not sold.", "They refused to sell it"),
        ("They could not sell it.", "They were unable to sell it"),
        ("It was sold.", "It was sold"),
        ("Not only boats were sold.", "Boats were sold"),
        ("No fewer than 5 were sold.", "5 were sold"),
        ("It can't be sold without a permit.", "It is not sold without a permit"),
        ("Selling is illegal.", "It is not allowed to sell"),
    ],
)
def test_the_same_denial_in_other_words(text: str, source: str) -> None:
    assert differing_denials(text, [source]) == ()


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("It was not sold.", "It was sold", ("not",)),
        ("It was sold.", "It was not sold", ("not",)),
        ("It wasn't sold.", "It was sold", ("wasn't",)),
        ("Nobody sold it.", "Somebody sold it", ("Nobody",)),
        ("It was not a not-for-profit.", "It was a not-for-profit", ("not", "not")),
        ("It is allowed to swim.", "It is forbidden to swim", ("forbidden",)),
        ("It is forbidden to swim.", "It is allowed to swim", ("forbidden",)),
        ("They sold it.", "They refused to sell it", ("refused",)),
        ("It was sold without a permit.", "It was sold with a permit", ("without",)),
    ],
)
def test_a_denial_too_many_or_too_few(text: str, source: str, words: tuple[str, ...]) -> None:
    assert differing_denials(text, [source]) == words


def test_a_denial_is_a_whole_word() -> None:
    assert denials("A notable knot of nonsense in Nottingham.") == ()


def test_clauses_tile_the_sentence() -> None:
    text = "He did not go, although she went; and that (as ever) was that."
    assert "".join(text[start:end] for start, end in clauses(text)) == text
    assert len(clauses(text)) > 3
