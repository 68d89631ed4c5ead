"""Text becomes HTML that can only be read: never a tag, an attribute, a script or a template."""

_ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "'": "&#39;",
        # What templates are made of: `${...}` of JavaScript, {{...}} of Handlebars.
        "`": "&#96;",
        "$": "&#36;",
        "{": "&#123;",
        "}": "&#125;",
        "\x00": "\ufffd",
    }
)


def escape(text: str) -> str:
    """The text for an element or a quoted attribute; what cannot be sent becomes "?".

    >>> escape('<b title="x">${1}')
    '&lt;b title=&quot;x&quot;&gt;&#36;&#123;1&#125;'
    """
    return text.encode("utf-8", "replace").decode("utf-8").translate(_ESCAPES)


def shorten(text: str, length: int) -> str:
    """The text on one line, cut at a word and ended with "…" where it is longer than `length`.

    >>> shorten("one  two\\nthree", 9)
    'one two…'
    """
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[:length]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip(" ,;:.") + "…"


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> count(1, "passage"), count(1234, "passage")
    ('1 passage', '1,234 passages')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
