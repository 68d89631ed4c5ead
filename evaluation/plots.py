"""Three pictures of a run: retrieval, refusals, and quality against time."""

from math import isnan
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure as Canvas
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.patheffects import withStroke

from evaluation.asking import LEFT_OUT, NEAR
from evaluation.points import label_places, refusal_curves
from evaluation.run import Run
from evaluation.scoring import ANSWER, FIRST
from evaluation.types import DatasetError

# Colours that the colour-blind can tell apart: Okabe & Ito (2008).
_COLOURS = ("#0072B2", "#D55E00", "#B87A00", "#009E73", "#B0578D")
_INK, _FAINT = "#1f2328", "#8c959f"
_STYLE: Any = {  # keys of a type that lists every setting there is
    "font.size": 13,
    "svg.fonttype": "path",  # the same letters on every machine
    "svg.hashsalt": "footnote",  # and the same bytes in every run
    "text.color": _INK,
    "axes.edgecolor": _FAINT,
    "axes.labelcolor": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": _INK,
    "ytick.color": _INK,
}
_HALO = [withStroke(linewidth=5, foreground="white")]
_SIZE = (7.0, 4.1)  # inches: 700 pixels wide


def write(run: Run, folder: Path) -> list[Path]:
    """retrieval.svg, refusal.svg and latency.svg in a folder, each on a light card.

    Pictures that the set has no figures for are left out. Raises DatasetError where the folder
    cannot be written to.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, draw in (
            ("retrieval", _retrieval),
            ("refusal", _refusal),
            ("latency", _latency),
        ):
            with rc_context(_STYLE):
                margins = ConstrainedLayoutEngine(w_pad=0.15, h_pad=0.12)
                canvas = Canvas(figsize=_SIZE, facecolor="white", layout=margins)
                if draw(run, canvas):
                    file = folder / f"{name}.svg"
                    canvas.savefig(file, metadata={"Date": None})
                    written.append(file)
    except OSError as error:
        raise DatasetError(f"{folder} cannot be written to ({error.strerror})") from error
    return written


def _retrieval(run: Run, canvas: Canvas) -> bool:
    """A dot and its 95 % interval for each system, best known to the left."""
    found = [(name, one.figures.get(FIRST)) for name, one in run.systems.items()]
    rows = [(name, figure) for name, figure in found if figure and not isnan(figure.value)]
    if not rows:
        return False
    axes = canvas.add_subplot()
    for place, (name, figure) in enumerate(reversed(rows)):
        colour = _colour(run, name)
        axes.plot([figure.low, figure.high], [place, place], color=colour, lw=3, alpha=0.45)
        axes.plot(figure.value, place, "o", color=colour, ms=10)
        shown = f"{figure.value:.3f}".removeprefix("0")
        axes.annotate(shown, (figure.value, place), (0, 9), textcoords="offset points", ha="center")
    axes.set_yticks(range(len(rows)), [name for name, _ in reversed(rows)])
    for label in axes.get_yticklabels():
        label.set_fontweight("bold" if label.get_text() == "Footnote" else "normal")
    axes.set_ylim(-0.5, len(rows) - 0.3)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color="#eaeef2")
    axes.set_axisbelow(True)
    _title(axes, "Right document first", f"H@1 with 95 % intervals, {_size(run)}")
    return True


def _refusal(run: Run, canvas: Canvas) -> bool:
    """What is refused rightly against wrongly, as the threshold moves; ours as shipped."""
    kind, curves = refusal_curves(run)
    if not curves:
        return False
    axes = canvas.add_subplot()
    axes.plot([0, 1], [0, 1], color="#d0d7de", lw=1, ls=(0, (4, 4)))
    for name, (wrongly, rightly) in reversed(curves.items()):
        width = 3.2 if name == "Footnote" else 1.8
        axes.plot(wrongly, rightly, color=_colour(run, name), lw=width)
    for line, name in enumerate(reversed(list(curves))):
        value = run.systems[name].figures[f"refusal AUROC, {kind}"].value
        axes.text(
            0.985,
            0.05 + 0.085 * line,
            f"{name}  {value:.2f}".replace(" 0.", " ."),
            color=_colour(run, name),
            ha="right",
            fontweight="bold" if name == "Footnote" else "normal",
        )
    axes.text(0.985, 0.05 + 0.085 * len(curves), "AUROC", ha="right", color=_FAINT)
    ours = run.systems.get("Footnote")
    if ours and "Footnote" in curves:
        x = ours.figures[f"refused wrongly, {kind}"].value
        y = ours.figures[f"refused rightly, {kind}"].value
        row = 0.05 + 0.085 * (len(curves) + 1.1)
        dots: Any = {
            "color": "white",
            "mec": _colour(run, "Footnote"),
            "mew": 3,
            "ms": 11,
            "ls": "",
        }
        axes.plot([x, 0.765], [y, row + 0.022], marker="o", **dots)
        axes.text(0.985, row, "as shipped", ha="right")
    axes.set_xlim(-0.02, 1)
    axes.set_ylim(0, 1.03)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    axes.set_xlabel("answerable ones refused")
    what = {LEFT_OUT: "answer left out", NEAR: "answer left out, near neighbours kept"}
    _title(axes, "Unanswerable questions refused", f"{what.get(kind, kind)}, {_size(run)}")
    return True


def _latency(run: Run, canvas: Canvas) -> bool:
    """Quality against the milliseconds of a question, the better up and to the left."""
    quality = next(
        (row for row in (ANSWER, FIRST) if any(row in one.figures for one in run.systems.values())),
        None,
    )
    if quality is None:
        return False
    axes = canvas.add_subplot()
    points = []
    for name, one in run.systems.items():
        x, figure = one.figures["ms a question"].value, one.figures[quality]
        axes.plot([x, x], [figure.low, figure.high], color=_colour(run, name), lw=3, alpha=0.45)
        axes.plot(x, figure.value, "o", color=_colour(run, name), ms=10)
        points.append((name, x, figure.value))
    low, high = axes.get_ylim()
    for name, x, y, is_left in label_places(points, 0.085 * (high - low)):
        axes.annotate(
            name,
            (x, y),
            (-10 if is_left else 10, 0),
            textcoords="offset points",
            va="center",
            ha="right" if is_left else "left",
            color=_colour(run, name),
            fontweight="bold" if name == "Footnote" else "normal",
            path_effects=_HALO,
        )
    axes.set_xscale("log")
    left, right = min(x for _, x, _ in points), max(x for _, x, _ in points)
    axes.set_xlim(left / 2, right * 6)
    ticks = [one for one in (0.1, 1, 10, 100, 1000) if left / 2 <= one <= right * 6]
    axes.set_xticks(ticks, [f"{one:g} ms" for one in ticks])
    axes.minorticks_off()
    axes.grid(axis="y", color="#eaeef2")
    axes.set_axisbelow(True)
    axes.set_xlabel("a question, median")
    title = "Answer in the first quotation" if quality == ANSWER else "Right document first"
    _title(axes, title, f"with 95 % intervals, {_size(run)}")
    return True


def _title(axes: Any, title: str, below: str) -> None:
    axes.set_title(f"{title}\n", loc="left", fontweight="bold", fontsize=15)
    axes.text(0, 1.035, below, transform=axes.transAxes, color="#59636e")


def _size(run: Run) -> str:
    return f"{len(run.questions):,} questions"


def _colour(run: Run, name: str) -> str:
    return _COLOURS[list(run.systems).index(name) % len(_COLOURS)]
