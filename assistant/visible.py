"""A text that a machine wrote, as a person can see all of it."""

import regex

# What shows nothing, turns the direction of what follows or steers a terminal; marks that choose
# the form of a letter are left, but for those of which a text can be hidden.
_UNSEEN = regex.compile(
    r"(?V1)[[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
    r"\U000e0100-\U000e01ef]--[\n\u200c\u200d\u00ad]]"
)
_JOINERS = regex.compile(r"(?<![\p{L}\p{M}\p{S}\ufe0f])[\u200c\u200d]+|[\u200c\u200d]{2,}|\u00ad")


def visible(text: str) -> str:
    r"""The text with "�" for what cannot be seen; lines stay lines, soft hyphens go.

    >>> visible("a\u202eb\x1b[2Jc\u00add")
    'a�b�[2Jcd'
    """
    return _UNSEEN.sub("\ufffd", _JOINERS.sub("", text.replace("\t", " ")))
