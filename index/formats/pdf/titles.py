"""Whether what a file's properties call its title is one, or what a program put there."""

import re

_PUT_THERE = re.compile(
    r"microsoft (?:word|powerpoint|excel|publisher)\b.*|.*- (?:microsoft )?(?:word|excel)|"
    r"untitled.*|(?:powerpoint )?presentation ?\d*|(?:slide|page|folie|seite) ?\d+|"
    r"(?:new )?document ?\d*|(?:the )?title(?: of .*)?|no title|none|null|about:blank|"
    r"(?:scan|img|dsc|doc)[\W\d_]*",
    re.IGNORECASE,
)
_FILE = re.compile(
    r".*\.(?:docx?|docm|dotx?|odt|ott|rtf|tex|dvi|indd|qxd|pmd|pptx?|odp|xlsx?|ods|pdf|e?ps|"
    r"html?|php|aspx?|md|txt|pages|fm|wpd|tiff?|jpe?g|png)|\w:\\.*|/.*|https?:.*|file:.*|\S*[_\\]\S*",
    re.IGNORECASE,
)


def is_title(text: str) -> bool:
    """Whether a title in a file's properties is one that a person gave.

    >>> [is_title(text) for text in ("The Harbour", "Microsoft Word - draft7.doc", "report_v2")]
    [True, False, False]
    """
    words = text.strip()
    return (
        any(character.isalpha() for character in words)
        and not _PUT_THERE.fullmatch(words)
        and not _FILE.fullmatch(words)
    )
