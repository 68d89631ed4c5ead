"""The command line: what it says of names that it does not know and files that it cannot use."""

from pathlib import Path

import pytest

from evaluation.__main__ import main


def test_an_unknown_system_lists_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["squad", "x.json", "--systems", "footnote,gpt"]) == 2
    said = capsys.readouterr().err
    assert "no system 'gpt': known are footnote, " in said
    assert "dense" in said


@pytest.mark.parametrize("most", ["0", "-3", "some"])
def test_a_sample_has_a_size(most: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["squad", "x.json", "--most", most])
    assert stopped.value.code == 2
    assert "--most" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{}", "line 1: lacks 'questions'"),
        ('{"questions": [\n{"id": "a"}]}', "line 2: question 0 lacks 'systems'"),
        (
            '{"questions": [{"id": "a", "systems": {"Footnote": {"scores": {"H@1": "1"}}}}]}',
            "'H@1' is not a number",
        ),
    ],
)
def test_an_old_run_that_is_none_is_told_before_anything_is_asked(
    content: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "old.json"
    old.write_text(content)
    assert main(["squad", "nowhere.json", "--compare", str(old)]) == 2
    said = capsys.readouterr().err
    assert str(old) in said
    assert message in said


def test_a_file_that_cannot_be_written_is_told_before_anything_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in (tmp_path, tmp_path / "none" / "out.json"):
        assert main(["squad", "nowhere.json", "--json", str(place)]) == 2
        assert f"{place} cannot be written" in capsys.readouterr().err


def test_speed_wants_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speed", "--folder", "nowhere"]) == 2
    assert "no folder 'nowhere'" in capsys.readouterr().err
