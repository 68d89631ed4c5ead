"""What axe-core finds on a page."""

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

SCHEMES = ("dark", "light")
_GRAVE = ("serious", "critical")
_IS_DARK = "scheme => document.body.classList.contains('dark') === (scheme === 'dark')"
# Colours have changed; what moves for ever, as a sign of life, goes on.
_FADED = """() => document.getAnimations()
  .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime))
  .forEach((one) => one.finish())"""
_JUDGED = "() => axe.run({ resultTypes: ['violations'] }).then((found) => found.violations)"


def judged(page: Any, schemes: Sequence[str] = SCHEMES) -> list[tuple[str, str, list[Any]]]:
    """The grave faults of the page as it stands, in each theme; it is left in the last.

    Each is the theme, the rule and the places. A theme that the page is in already is not
    switched to: nothing is drawn anew.
    """
    found = []
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(_IS_DARK, arg=scheme)
        page.evaluate(_FADED)
        for fault in page.evaluate(_JUDGED):
            places = [node["target"] for node in fault["nodes"]]
            found += [(scheme, str(fault["id"]), places)] * (fault["impact"] in _GRAVE)
    return found
