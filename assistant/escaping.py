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
