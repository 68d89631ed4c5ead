"""The command line: sync and status, what they print, and how they fail."""

import os
from pathlib import Path

import pytest

from index.__main__ import main
from tests.index.conftest import make_pdf, run_python

RUN = ("-m", "index")


@pytest.fixture
def filled(folder: Path) -> Path:
    (folder / "a.txt").write_text("Ships sail. Ships sink.")
    (folder / "b.pdf").write_bytes(make_pdf([(11, "One page.")], [(11, "Two.")]))
    (folder / "bad.pdf").write_text("no PDF")
    return folder


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_as_a_program_it_syncs_tells_and_fails_with_a_sentence(filled: Path) -> None:
    assert run_python(*RUN, "status", str(filled)) == (
        2, "", f"index: no index of {filled} yet: run `python -m index sync {filled}`\n",
    )  # fmt: skip
    status, printed, _ = run_python(*RUN, "sync", str(filled))
    assert status == 0
    assert printed.splitlines() == [
        "3 added, 0 changed, 0 removed, 0 unchanged; 2 passages embedded",
        "not read: bad.pdf: mislabelled: it is named .pdf but is not a PDF; rename it",
    ]
    status, printed, complaints = run_python(*RUN, "status", str(filled))
    assert (status, complaints) == (0, "")
    assert printed.splitlines()[-1] == (
        "3 files: 2 read, 1 not read; 2 documents, 2 pages, 38 characters, 2 passages"
    )
    assert run_python(*RUN, "sync", f"{filled}/no") == (
        2, "", f"index: no folder '{filled}/no': check the name, or make it\n",
    )  # fmt: skip


def test_status_has_a_line_for_every_file(
    filled: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sync", str(filled), "--store", str(store)]) == 0
    lines(capsys)
    assert main(["status", str(filled), "--store", str(store)]) == 0
    assert lines(capsys) == [
        "file     pages  characters  passages  language  state",
        "a.txt                   23         1            read",
        "b.pdf        2          15         1            read",
        "bad.pdf                                         "
        "mislabelled: it is named .pdf but is not a PDF; rename it",
        "3 files: 2 read, 1 not read; 2 documents, 2 pages, 38 characters, 2 passages",
    ]


def test_a_second_sync_says_that_nothing_was_to_be_done(
    filled: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = ["sync", str(filled), "--store", str(store)]
    assert main(again) == 0
    assert lines(capsys)[0].startswith("3 added")
    assert main(again) == 0
    assert lines(capsys)[0] == "up to date: 3 files, nothing to read"
    (filled / "a.txt").write_text("Ships.")
    (filled / "b.pdf").unlink()
    assert main(again) == 0
    assert lines(capsys)[0] == "0 added, 1 changed, 1 removed, 1 unchanged; 1 passage embedded"
    assert main([*again, "--rebuild"]) == 0
    assert lines(capsys)[0] == "2 added, 0 changed, 0 removed, 0 unchanged; 1 passage embedded"


def test_an_empty_folder_is_no_error(
    folder: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sync", str(folder), "--store", str(store)]) == 0
    assert lines(capsys) == ["up to date: 0 files, nothing to read"]
    assert main(["status", str(folder), "--store", str(store)]) == 0
    assert lines(capsys)[-1] == "0 files: nothing; 0 documents, 0 characters, 0 passages"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["sync", "gone"], "index: no folder 'gone': check the name, or make it\n"),
        (["status", "gone"], "index: no folder 'gone': check the name, or make it\n"),
        (
            ["sync", "folder/a.txt"],
            "index: 'folder/a.txt' is a file: name the folder that holds it",
        ),
        (["sync", "folder", "--store", "folder/in"], "index: the index cannot be kept inside the"),
        (["sync", "folder", "--store", "folder/a.txt"], "index: the index cannot be kept inside"),
        (["sync", "folder", "--store", "file"], "index: the index at "),
        (
            ["sync", "folder", "--model", "nope"],
            "index: no model 'nope' on this machine: known are",
        ),
        (
            ["status", "folder", "--store", "none"],
            "index: no index of folder yet: run `python -m i",
        ),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_2(
    filled: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    complaint: str,
) -> None:
    monkeypatch.chdir(filled.parent)
    Path("file").write_text("no directory")
    assert main(arguments) == 2
    printed, complaints = capsys.readouterr()
    assert printed == ""
    assert complaints.startswith(complaint)
    assert complaints.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [[], ["read", "folder"], ["sync"], ["status", "a", "--watch"]]
)
def test_wrong_arguments_show_the_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m index")


def test_a_name_that_is_no_utf8_can_be_printed(
    folder: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_bytes(b"")
    assert main(["sync", str(folder), "--store", str(store)]) == 0
    assert lines(capsys)[1] == r"not read: caf\xe9.txt: empty: there is nothing in it"
