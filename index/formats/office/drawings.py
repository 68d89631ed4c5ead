"""Charts and diagrams of office files: the words and figures in their XML."""

from typing import Any

from index.formats.outline import CELL

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_MOST_POINTS = 200  # a chart of more is a picture of a sheet, not words
_PLOTS = ("cat", "xVal"), ("val", "yVal")


def chart_titles(root: Any) -> list[str]:
    """The titles of a chart and of its axes, in order."""
    titles = (_joined(title) for title in root.iter(C + "title"))
    return [title for title in titles if title]


def chart_rows(root: Any) -> list[str]:
    """A chart's figures: a row for each series, "Readers | May: 412 | June: 530"."""
    rows = []
    for series in root.iter(C + "ser"):
        name = " ".join(value for _, value in sorted(_points(series.find(C + "tx")).items()))
        names = _first(series, _PLOTS[0])
        values = _first(series, _PLOTS[1])
        cells = [
            f"{names[index]}: {value}" if names.get(index) else value
            for index, value in sorted(values.items())
        ]
        if len(cells) <= _MOST_POINTS and (name or cells):
            rows.append(CELL.join([name, *cells] if name else cells))
    return rows


def diagram_items(root: Any) -> list[str]:
    """The texts of a SmartArt diagram, in the order of its data."""
    texts = (_joined(point) for point in root.iter(_DIAGRAM + "pt"))
    return [text for text in texts if text]


def _first(series: Any, names: tuple[str, ...]) -> dict[int, str]:
    for name in names:
        element = series.find(C + name)
        if element is not None:
            return _points(element)
    return {}


def _points(element: Any) -> dict[int, str]:
    """The stored values under an element by their number."""
    if element is None:
        return {}
    points: dict[int, str] = {}
    for point in element.iter(C + "pt"):
        value = point.find(C + "v")
        index = point.get("idx", "")
        if value is not None and value.text and index.isdecimal():
            points.setdefault(int(index), _plain(value.text))
    lone = element.find(C + "v")
    return points or ({0: lone.text} if lone is not None and lone.text else {})


def _plain(value: str) -> str:
    """A figure without the noise of binary fractions."""
    try:
        return f"{float(value):.15g}" if "." in value else value
    except ValueError:
        return value


def _joined(element: Any) -> str:
    paragraphs = ("".join(t.text or "" for t in p.iter(_A + "t")) for p in element.iter(_A + "p"))
    return " ".join(" ".join(paragraphs).split())
