"""The page's style and script: small, self-contained, and readable in both themes."""

import re
from pathlib import Path

import pytest

import assistant.web

ROOM = Path(assistant.web.__file__).parent
STYLE = (ROOM / "page.css").read_text(encoding="utf-8")
SCRIPT = (ROOM / "page.js").read_text(encoding="utf-8")


def test_style_and_script_are_small() -> None:
    assert len(STYLE) + len(SCRIPT) < 60_000


def test_they_fetch_nothing() -> None:
    assert not re.search(r"url\(|@import|https?:|fetch\(|src=", STYLE + SCRIPT)


def test_the_script_makes_no_html_of_text() -> None:
    assert not re.search(r"innerHTML|insertAdjacentHTML|eval\(|Function\(", SCRIPT)


def colours(selector: str) -> dict[str, str]:
    block = STYLE[STYLE.index(f"\n{selector} {{") :]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[: block.index("}")]))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [":root", ".dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"), ("ink", "sheet"), ("ink", "field"), ("ink", "hover"),
        ("soft", "paper"), ("soft", "sheet"), ("soft", "field"), ("soft", "hover"),
        ("accent", "paper"), ("accent", "hover"), ("on-accent", "accent"),
        ("mark-ink", "mark"), ("mark-ink", "mark-active"), ("number-ink", "mark-edge"),
        ("warn", "paper"), ("warn", "sheet"), ("ink", "near"),
    ],
)  # fmt: skip
def test_every_text_has_the_contrast_of_wcag_aa(theme: str, text: str, ground: str) -> None:
    palette = {**colours(":root"), **colours(theme)}
    lighter, darker = sorted((luminance(palette[text]), luminance(palette[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
