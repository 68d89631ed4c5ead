"""Text for the page: escaped, shortened."""

from assistant.escaping import escape

__all__ = ["escape", "shorten"]


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
