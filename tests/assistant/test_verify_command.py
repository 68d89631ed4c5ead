"""`python -m assistant verify`: run as a person runs it, on real files and on hostile ones."""

import json
import os
import pty
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import verify_command
from assistant.conversations import Exchange
from assistant.exporting import as_json, export
from assistant.types import Answer, Citation, Prose, Statement, Written
from index.errors import RecordError
from index.folder import digest
from tests.conftest import ROOT

BIRDS = "A heron stood. The gull flew.\n\nThe gull stole chips.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "birds.txt").write_text(BIRDS)
    with zipfile.ZipFile(folder / "tools.zip", "w") as archive:
        archive.writestr("saw.txt", "A saw stayed.\n")
    return folder


def cited(number: int, path: str, text: str, quote: str) -> Citation:
    start = text.index(quote)
    return Citation(
        number, path, path, digest(text.encode()), None, start, start + len(quote), quote, 0.5
    )


def answered(*citations: Citation) -> Exchange:
    statements = tuple(Statement(citation.quote, (citation,)) for citation in citations)
    answer = Answer("What?", "", statements, citations, False, (), (), 0.5, {})
    return Exchange("What?", answer)


def written(tmp_path: Path, *exchanges: Exchange) -> Path:
    file = tmp_path / "taken.json"
    file.write_text(as_json(export(exchanges)), encoding="utf-8")
    return file


def two(tmp_path: Path) -> Path:
    heron = cited(1, "birds.txt", BIRDS, "A heron stood.")
    saw = cited(2, "tools.zip/saw.txt", "A saw stayed.\n", "A saw stayed.")
    return written(tmp_path, answered(heron, saw))


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", "verify", *map(str, arguments)],
        cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "utf8", **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_line_for_each_quotation_and_one_of_counts(tmp_path: Path, folder: Path) -> None:
    file = two(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = run(file, "--folder", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "1\tunchanged\tline 1\tbirds.txt\n"
        "2\tunchanged\tline 1\ttools.zip/saw.txt\n"
        "2 quotations: 2 unchanged, 0 moved, 0 altered, 0 gone\n"
    )
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert after == before  # no index was made, nothing was written


def test_moved_is_well_and_altered_or_gone_is_not(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = two(tmp_path)
    (folder / "birds.txt").rename(folder / "fowl.txt")
    assert verify_command.run(file, [folder], ()) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "1\tmoved\tline 1\tfowl.txt (it was birds.txt)"
    (folder / "tools.zip").unlink()
    assert verify_command.run(file, [folder], ()) == 1
    assert "2\tgone\t-\ttools.zip/saw.txt" in capsys.readouterr().out.splitlines()
    (folder / "birds.txt").write_text("A stork stood.")
    (folder / "fowl.txt").unlink()
    assert verify_command.run(file, [folder], ()) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "1\taltered\t-\tbirds.txt"
    assert said[-1] == "2 quotations: 0 unchanged, 0 moved, 1 altered, 1 gone"


def test_what_cannot_be_read_says_why_and_a_password_opens_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    locked = tmp_path / "docs" / "locked.zip"
    locked.write_bytes((ROOT / "tests" / "files" / "mail" / "locked.zip").read_bytes())
    with zipfile.ZipFile(locked) as archive:
        (name,) = archive.namelist()
        text = archive.read(name, b"lantern").decode()
    path, quote = f"locked.zip/{name}", text.splitlines()[0]
    file = written(tmp_path, answered(cited(1, path, text, quote)))
    assert verify_command.run(file, [tmp_path / "docs"], ()) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"1\tgone\t-\t{path} (")
    assert "password" in said
    assert verify_command.run(file, [tmp_path / "docs"], ("no", "lantern")) == 0
    assert capsys.readouterr().out.startswith(f"1\tunchanged\tline 1\t{path}\n")


def test_of_several_answers_each_has_its_number(tmp_path: Path, folder: Path) -> None:
    heron = answered(cited(1, "birds.txt", BIRDS, "A heron stood."))
    failed = Exchange("And?", error="no model: install it")
    gull = answered(cited(1, "birds.txt", BIRDS, "The gull stole chips."))
    done = run(written(tmp_path, heron, failed, gull), FOOTNOTE_FOLDER=str(folder))
    assert done.stdout.splitlines()[:2] == [
        "1.1\tunchanged\tline 1\tbirds.txt",
        "3.1\tunchanged\tline 3\tbirds.txt",
    ]


def test_a_terminal_gets_columns(tmp_path: Path, folder: Path) -> None:
    file = two(tmp_path)
    (folder / "birds.txt").write_text("\n" * 99 + BIRDS)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "assistant", "verify", str(file), "--folder", str(folder)]
    subprocess.run(command, cwd=ROOT, stdout=theirs, check=True)
    os.close(theirs)
    said = os.read(ours, 10_000).decode().splitlines()
    os.close(ours)
    assert said[:2] == [
        "1  moved      line 100  birds.txt",
        "2  unchanged  line 1    tools.zip/saw.txt",
    ]


def test_a_name_cannot_steer_the_terminal(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    citation = Citation(1, "a\x1b[2J\n\u202eb\t", "", "", None, 0, 4, "nope", 0.0)
    assert verify_command.run(written(tmp_path, answered(citation)), [folder], ()) == 1
    assert capsys.readouterr().out.startswith("1\tgone\t-\ta\ufffd[2J\ufffd\ufffdb\ufffd\n1 quot")


@pytest.mark.parametrize("path", ["../secret.txt", "docs/../../secret.txt", "", "/", "\x00"])
def test_no_path_leads_out_of_the_folder(
    tmp_path: Path, folder: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret.txt").write_text("The secret is 42.")
    citation = Citation(1, path, "", "", None, 0, 17, "The secret is 42.", 0.0)
    assert verify_command.run(written(tmp_path, answered(citation)), [folder], ()) == 1
    assert "1 gone" in capsys.readouterr().out


def _sparse(file: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(1 << 40)


def _many(file: Path) -> None:
    citation = Citation(1, "a", "", "", None, 0, 1, "a", 0.0)
    many = answered(*[citation] * (verify_command.MAX_QUOTATIONS + 1))
    file.write_text(as_json(export([many])))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda file: None, "no file"),
        (lambda file: file.mkdir(), "no file"),
        (lambda file: file.write_text(""), "no export"),
        (lambda file: file.write_bytes(b"\xff\xfe\x00"), "no export"),
        (lambda file: file.write_text("[" * 1_000_000), "no export"),
        (lambda file: file.write_text('{"footnote": 1, "x": NaN}'), "no export"),
        (lambda file: file.write_text(json.dumps({"footnote": 9})), "form 9"),
        (lambda file: file.write_text(json.dumps({"footnote": 1, "\x1b[2J": []})), "no export"),
        (_sparse, "over 64 MiB"),
        (_many, "over 10,000 quotations"),
    ],
)
def test_a_file_that_is_no_export_of_ours_is_a_sentence(
    tmp_path: Path, make: Callable[[Path], None], message: str
) -> None:
    file = tmp_path / "taken.json"
    make(file)
    with pytest.raises(RecordError, match=message) as raised:
        verify_command.read(file)
    assert str(raised.value).isprintable()


def test_what_could_not_be_done_is_one_sentence_and_a_2(tmp_path: Path) -> None:
    done = run(tmp_path / "none.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("assistant: no file")
    assert done.stderr.count("\n") == 1
    done = run(two(tmp_path), "--folder", tmp_path / "nowhere")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "no folder" in done.stderr
    done = run(two(tmp_path), "--passwords", tmp_path / "nowhere")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_an_export_without_quotations_is_well(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify_command.run(written(tmp_path), [folder], ()) == 0
    assert capsys.readouterr().out == "0 quotations: 0 unchanged, 0 moved, 0 altered, 0 gone\n"


def test_a_models_own_words_are_said_not_to_be_looked_at(tmp_path: Path, folder: Path) -> None:
    heron = cited(1, "birds.txt", BIRDS, "A heron stood.")
    exchange = answered(heron)
    assert exchange.answer
    prose = Prose("ollama:wren", (Written("A heron stood.", (1,), (heron,)),))
    told = replace(exchange, answer=replace(exchange.answer, prose=prose))
    done = run(written(tmp_path, told), "--folder", folder)
    assert done.returncode == 0
    assert "s1-1" in done.stdout
    assert "Of what a model wrote (1 sentence), only the quotations were looked at" in done.stdout
    plain = run(written(tmp_path, exchange), "--folder", folder)
    assert "a model" not in plain.stdout
