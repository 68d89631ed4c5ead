"""What axe-core finds on a page."""

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


def judged(page: Any) -> list[tuple[str, str, list[Any]]]:
    """The grave faults of the page as it stands, in both themes; it is light afterwards.

    Each is the theme, the rule and the places.
    """
    found = []
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(_IS_DARK, arg=scheme)
        page.evaluate(_FADED)
        for fault in page.evaluate(_JUDGED):
            places = [node["target"] for node in fault["nodes"]]
            found += [(scheme, str(fault["id"]), places)] * (fault["impact"] in _GRAVE)
    return found
