"""Pinned answers asked again: the same, moved, changed, and why; faults in the file."""

from pathlib import Path

import pytest
import yaml

from assistant import Assistant, Settings, Turn
from assistant.pinning import pin
from evaluation import pinned
from evaluation.__main__ import main
from evaluation.rerun import Rerun, report, rerun
from evaluation.types import DatasetError
from tests.letters import LetterCounts

BIRDS, FRUIT = "A heron stood there.", "An apple fell. The pear stayed."
QUESTION = "Where stood the heron?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    (made / "birds.txt").write_text(BIRDS)
    (made / "fruit.txt").write_text(FRUIT)
    return made


def opened(folder: Path, settings: Settings | None = None) -> Assistant:
    settings = settings or Settings(threshold=0.3, statements=1)
    return Assistant.open(folder, None, settings, encoder=LetterCounts())


def pin_one(folder: Path, question: str = QUESTION) -> Path:
    with opened(folder) as assistant:
        return pin(assistant, assistant.ask(question))


def again(folder: Path, file: Path, settings: Settings | None = None) -> Rerun:
    with opened(folder, settings) as assistant:
        (found,) = rerun(pinned.read(file), assistant)
        return found


def test_nothing_changed_is_the_same_even_if_the_document_changed_elsewhere(folder: Path) -> None:
    file = pin_one(folder)
    found = again(folder, file)
    assert (found.outcome, found.is_changed, found.why) == ("same", False, ())
    (folder / "birds.txt").write_text(f"{BIRDS} A gull flew.")
    assert again(folder, file).outcome == "same"


def test_the_same_words_at_another_place_have_moved(folder: Path) -> None:
    file = pin_one(folder)
    (folder / "birds.txt").write_text(f"A gull flew. {BIRDS}")
    found = again(folder, file)
    assert (found.outcome, found.is_changed) == ("moved", False)
    assert found.why == ("birds.txt has changed",)
    (folder / "birds.txt").write_text(BIRDS)
    (folder / "birds.txt").rename(folder / "herons.txt")
    found = again(folder, file)
    assert (found.outcome, found.why) == ("moved", ("birds.txt is now herons.txt",))


def test_other_words_are_shown_beside_the_old_ones_with_what_became_of_those(folder: Path) -> None:
    file = pin_one(folder)
    (folder / "birds.txt").write_text("A heron stood where the reeds are.")
    found = again(folder, file)
    assert (found.outcome, found.is_changed) == ("other quotes", True)
    assert [one.standing for one in found.lost] == ["altered"]
    assert [one.quote for one in found.new] == ["A heron stood where the reeds are."]
    assert found.why == ("birds.txt has changed",)
    said = report([found])
    assert said.startswith("pinned answers: 1, changed: 1\n")
    assert "was: birds.txt: A heron stood there." in said
    assert "birds.txt no longer says these words" in said
    assert "now: birds.txt: A heron stood where the reeds are." in said
    assert "since: birds.txt has changed" in said


def test_a_better_sentence_of_a_new_document_is_told(folder: Path) -> None:
    file = pin_one(folder)
    (folder / "new.txt").write_text("Where the heron stood is known.")
    found = again(folder, file)
    assert found.outcome == "other quotes"
    assert [one.standing for one in found.lost] == ["unchanged"]
    assert found.why == ("other documents have changed: some were added, altered or removed",)


def test_a_document_that_is_gone_is_named(folder: Path) -> None:
    file = pin_one(folder)
    (folder / "birds.txt").unlink()
    found = again(folder, file)
    assert found.is_changed
    assert [one.standing for one in found.lost] == ["gone"]
    assert found.why == ("birds.txt is gone",)


def test_a_setting_that_refuses_it_now_is_named(folder: Path) -> None:
    file = pin_one(folder)
    found = again(folder, file, Settings(threshold=1.5, statements=1))
    assert found.outcome == "now refused"
    assert found.why == ("the setting threshold was 0.3 and is 1.5",)


def test_a_refusal_is_pinned_and_an_answer_to_it_is_a_change(folder: Path) -> None:
    question = "Is a zebra here?"
    with opened(folder, Settings(threshold=1.5, statements=1)) as assistant:
        file = pin(assistant, assistant.ask(question))
        assert rerun(pinned.read(file), assistant)[0].outcome == "same"
    (folder / "zebra.txt").write_text("A zebra is here.")
    found = again(folder, file)
    assert found.outcome == "now answered"
    assert found.why == (
        "the setting threshold was 1.5 and is 0.3",
        "the documents have changed: some were added, altered or removed",
    )


def test_another_model_is_named(folder: Path, tmp_path: Path) -> None:
    file = pin_one(folder)
    old = file.read_text()
    file.write_text(old.replace('fingerprint: "letters-1"', 'fingerprint: "letters-0"'))
    assert again(folder, file, Settings(threshold=1.5, statements=1)).why[0] == (
        "the model letters has other files"
    )
    file.write_text(
        old.replace('{name: "letters", fingerprint: "', '{name: "words", fingerprint: "x')
    )
    assert again(folder, file, Settings(threshold=1.5, statements=1)).why[0] == (
        "the model was words and is letters"
    )


def test_where_nothing_has_changed_but_the_answer_it_says_so(folder: Path) -> None:
    file = pin_one(folder)
    file.write_text(file.read_text().replace(BIRDS, "A heron sat over it."))
    found = again(folder, file)
    assert found.outcome == "other quotes"
    assert "Footnote or a library is another" in found.why[0]
    file.write_text('pinned:\n- question: "heron"\n  quotes:\n  - {file: birds.txt, quote: x}\n')
    assert again(folder, file).why == ("the file does not tell what it depended on",)


def test_it_is_asked_with_its_history_and_its_documents(folder: Path) -> None:
    history = [Turn("user", "Where stood the heron?"), Turn("assistant", BIRDS)]
    with opened(folder) as assistant:
        answer = assistant.ask("and there?", history, ["birds.txt"])
        file = pin(assistant, answer, history, ["birds.txt"])
        (one,) = pinned.read(file)
        assert one.history == tuple(history)
        assert one.documents == ("birds.txt",)
        assert rerun([one], assistant)[0].outcome == "same"
    (folder / "birds.txt").unlink()
    found = again(folder, file)
    assert found.outcome == "not asked"
    assert found.is_changed
    assert "birds.txt" in found.why[0]
    assert "Where stood the heron? > and there?: it cannot be asked" in report([found])


def test_what_a_terminal_would_obey_is_not_printed(folder: Path) -> None:
    file = pin_one(folder, "Where stood \x1b[2J the heron?")
    assert "\x1b" not in report([again(folder, file)])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("pinned: 7", "'pinned' is not a list"),
        ("pinned:\n- question: a\n", "line 2: pinned answer 0 has neither 'quotes' nor"),
        ("pinned:\n- refused: true\n", "pinned answer 0 lacks 'question'"),
        ("pinned:\n- {question: a, refused: true, quotes: [{file: b, quote: c}]}", "or both"),
        ("pinned:\n- {question: a, quotes: [{file: b}]}", "quote 0 lacks 'quote'"),
        ("pinned:\n- {question: a, quotes: [{file: b, quote: c, characters: [1]}]}", "offsets"),
        ("pinned:\n- {question: a, quotes: [{file: b, quote: c, characters: [1, 9]}]}", "of 1"),
        ("pinned:\n- {question: a, refused: true, history: [{x: y}]}", "not one of 'user'"),
        ("pinned:\n- {question: a, refused: true, settings: {x: y}}", "not a number"),
        ("pinned:\n- {question: a, refused: true, settings: 3}", "not an object"),
        ("pinned:\n- {question: a, refused: true, documents: b}", "'documents' is not a list"),
    ],
)
def test_a_malformed_entry_is_told_where(content: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "pinned.yaml"
    file.write_text(content)
    with pytest.raises(DatasetError, match=message):
        pinned.read(file)


def test_the_command_reruns_them_with_the_real_model_and_ends_with_1_if_one_has_changed(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "index"
    command = ["questions", "--folder", str(folder), "--store", str(store)]
    assert main(command) == 2
    assert "nothing is pinned" in capsys.readouterr().err
    with Assistant.open(folder, store) as assistant:
        answer = assistant.ask("What did the heron do?")
        assert not answer.refused
        file = pin(assistant, answer)
    assert main(command) == 0
    assert "pinned answers: 1, changed: 0" in capsys.readouterr().out
    (folder / "birds.txt").write_text("A heron slept there.")
    assert main([*command[:1], str(file), *command[1:]]) == 1
    assert "pinned answers: 1, changed: 1" in capsys.readouterr().out
    assert len(yaml.safe_load(file.read_text())["pinned"]) == 1


def test_several_folders_of_one_index_are_asked_together(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "more"
    other.mkdir()
    (other / "zebra.txt").write_text("A zebra grazed in the park.")
    with Assistant.open([folder, other], tmp_path / "index") as assistant:
        file = pin(assistant, assistant.ask("What did the zebra do?"))
    command = ["questions", str(file), "--store", str(tmp_path / "index"), "--folder"]
    assert main([*command, str(folder), str(other)]) == 0
    with file.open("a") as out:
        out.write("refused:\n  - question: Who wrote the Iliad?\n")
    assert main([*command, str(folder), str(other)]) == 2
    assert "are about one folder" in capsys.readouterr().err
