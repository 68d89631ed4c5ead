"""What a machine wrote is shown with all that is in it."""

import pytest

from assistant.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Plain, größe, 中文.", "Plain, größe, 中文."),
        ("soft\u00adhyphen", "softhyphen"),
        ("txt\u202eexe", "txt�exe"),
        ("a\u200bb\ufeff", "a�b�"),
        ("\x1b[31mred", "�[31mred"),
        ("hidden\U000e0041\U000e0042", "hidden��"),
        ("fill\u3164\u2800", "fill��"),
        ("two\nlines", "two\nlines"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👩", "👩\u200d👩"),
        ("a \u200d\u200c\u200d b", "a  b"),
        ("half \ud800", "half �"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_unknown(text: str, shown: str) -> None:
    assert visible(text) == shown
