"""The three pictures: made from a run, the same each time, and large enough to read."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evaluation import plots, points
from evaluation.asking import LEFT_OUT, THERE
from evaluation.figures import figures
from evaluation.run import Asked, Run
from evaluation.scoring import ANSWER, FIRST
from evaluation.types import Dataset, DatasetError, Outcome, Question


def _run(refusals: bool = True) -> Run:
    questions = tuple(Question(str(i), "?", {"a": 1}) for i in range(4))
    systems = {}
    for name, sure in (("Footnote", 0.9), ("dense alone", 0.6)):
        asked = {
            q.id: Outcome(("a",), (), sure + i / 100, False, 5) for i, q in enumerate(questions)
        }
        left_out = {q.id: Outcome(("b",), (), 0.62, name == "Footnote", 5) for q in questions}
        outcomes = {THERE: asked, LEFT_OUT: left_out if refusals else {}}
        scores = {q.id: {FIRST: i / 3, ANSWER: 1.0} for i, q in enumerate(questions)}
        found = figures(questions, outcomes, scores, None)
        systems[name] = Asked(outcomes, scores, found, {}, {})
    return Run(Dataset("x", questions), questions, 2, systems)


def test_three_pictures_on_a_light_card(tmp_path: Path) -> None:
    written = plots.write(_run(), tmp_path / "made" / "here")
    assert [file.name for file in written] == ["retrieval.svg", "refusal.svg", "latency.svg"]
    for file in written:
        root = ElementTree.parse(file).getroot()
        width = float(root.attrib["width"].removesuffix("pt"))
        assert width == 504, "700 pixels of 1/100 inch"
        card = file.read_text().index("fill: #ffffff")
        assert card < file.read_text().index("<use"), "the card lies under everything"


def test_the_same_run_draws_the_same_bytes(tmp_path: Path) -> None:
    first = [file.read_bytes() for file in plots.write(_run(), tmp_path / "1")]
    assert first == [file.read_bytes() for file in plots.write(_run(), tmp_path / "2")]


def test_letters_are_large_enough_for_a_phone(tmp_path: Path) -> None:
    for file in plots.write(_run(), tmp_path):
        # letters are outlines of 100 units an em: DejaVu's, scaled by the size in points / 100
        scales = {float(s) for s in re.findall(r"scale\(([\d.]+) -[\d.]+\)", file.read_text())}
        assert scales
        assert min(scales) * 100 * 700 / 504 >= 11, "pixels at a width of 700"


def test_without_refusals_there_is_no_picture_of_them(tmp_path: Path) -> None:
    written = plots.write(_run(refusals=False), tmp_path)
    assert [file.name for file in written] == ["retrieval.svg", "latency.svg"]


def test_shares_refused_at_every_threshold() -> None:
    def outcomes(*confidences: float) -> list[Outcome]:
        return [Outcome((), (), one, False, 0) for one in confidences]

    wrongly, rightly = points.shares_refused(outcomes(0.9, 0.5), outcomes(0.5, 0.1))
    # thresholds .1, .5, .9, above all: what is below each of them is refused
    assert wrongly.tolist() == [0, 0, 0.5, 1]
    assert rightly.tolist() == [0, 0.5, 1, 1]


def test_labels_keep_their_distance_and_order() -> None:
    assert points.apart([1.0, 1.2, 9.0], 1.0) == pytest.approx([0.6, 1.6, 9.0])


def test_names_stand_beside_their_points_and_not_on_their_neighbours() -> None:
    places = [("b", 15.0, 0.67), ("a", 10.0, 0.66), ("c", 17.0, 0.7), ("far", 0.4, 0.68)]
    assert points.label_places(places, 0.05) == [
        ("far", 0.4, 0.68, False),
        ("a", 10.0, 0.66, True),
        ("b", 15.0, pytest.approx(0.66), False),
        ("c", 17.0, pytest.approx(0.71), False),
    ]


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatasetError, match="file cannot be written to"):
        plots.write(_run(), tmp_path / "file")
