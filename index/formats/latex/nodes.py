"""The nodes of parsed LaTeX: what they are called and what they are given."""

from typing import Any

from pylatexenc.latexwalker import LatexCharsNode


def bracketed(given: list[Any], position: int) -> list[Any]:
    """What a reference or its target is called, in brackets."""
    signs = [LatexCharsNode(chars=sign, pos=position, len=1) for sign in "[]"]
    return [signs[0], *given[-1:], signs[1]]


def named(node: Any) -> str:
    """The name of an environment, "" of anything else."""
    return str(getattr(node, "environmentname", "") or "")


def macro(node: Any) -> str:
    """The name of a command, "" of anything else."""
    return str(getattr(node, "macroname", "") or "")


def arguments(node: Any) -> list[Any]:
    """What a command is given, without what is left out and without the star."""
    given = getattr(node.nodeargd, "argnlist", None) or []
    return [argument for argument in given
            if argument is not None and getattr(argument, "chars", "") != "*"]  # fmt: skip
