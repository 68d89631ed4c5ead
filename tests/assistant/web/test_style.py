"""The page's style and script: small, self-contained, and readable in both themes."""

import re

import pytest

from assistant.web.routes import SCRIPTS, STYLES

STYLE = "\n".join(file.read_text(encoding="utf-8") for file in STYLES)
SCRIPT = "\n".join(file.read_text(encoding="utf-8") for file in SCRIPTS.values())
DRAWINGS = sum(file.stat().st_size for file in STYLES[0].parents[1].rglob("*.svg"))


def test_style_and_script_are_small() -> None:
    assert len(STYLE.encode()) + len(SCRIPT.encode()) + DRAWINGS < 300_000


def test_they_ask_nobody_but_their_own_server() -> None:
    assert not re.search(r"url\(|@import|https?:|sendBeacon|WebSocket|EventSource", STYLE + SCRIPT)
    asked = re.findall(r"(?:\bfetch\(|request\.open\(\"[A-Z]+\",) *(\S+)", SCRIPT)
    assert len(asked) >= 4
    # what chat/copying.js asks for, the server named in data-source
    assert all(re.match(r"[\"`]/own/|source\)", one) for one in asked), asked


def test_the_script_makes_no_html_of_text() -> None:
    assert not re.search(r"(inner|outer|Adjacent)HTML|eval\(|Function\(|document\.write", SCRIPT)


def test_no_two_files_go_by_one_name() -> None:
    assert len(SCRIPTS) == len(list(STYLES[0].parents[1].rglob("*.js")))


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
        ("warn", "paper"), ("warn", "sheet"), ("warn", "hover"), ("ink", "near"),
        ("found-ink", "found"), ("found-ink", "found-here"),
    ],
)  # fmt: skip
def test_every_text_has_the_contrast_of_wcag_aa(theme: str, text: str, ground: str) -> None:
    palette = {**colours(":root"), **colours(theme)}
    lighter, darker = sorted((luminance(palette[text]), luminance(palette[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
