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
    r"""The text, cut at a word and ended with "…" where it is longer than `length`.

    White space is folded; of an empty line, only the end of the line before it is kept.

    >>> shorten("A title\n\none  two three", 16)
    'A title\none two…'
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    folded = "\n".join(line for line in lines if line)
    if len(folded) <= length:
        return folded
    cut = folded[:length]
    words = cut[: max(cut.rfind(" "), cut.rfind("\n"), 0)]
    return (words if len(words) > length // 2 else cut).rstrip(" \n,;:.") + "…"


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> count(1, "passage"), count(1234, "passage")
    ('1 passage', '1,234 passages')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
