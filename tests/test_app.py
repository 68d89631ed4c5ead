"""The page's command line: which collections are asked, and what is refused."""

from pathlib import Path

import pytest

import app
from index.errors import SettingsError


def test_folders_are_one_collection_and_others_have_a_name(home: Path) -> None:
    settings = app._settings(["papers", "more", "--collection", "Work = b=c", "--collection=W=d"])
    assert settings.folders == (Path("papers"), Path("more"))
    assert settings.collections == (("Work ", Path("b=c")), ("W", Path("d")))
    assert settings.home == home


def test_the_seeds_are_asked_where_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert app._settings([]).folders == (Path("seeds"),)
    assert app._settings(["--collection", "Work=b"]).folders == ()
    monkeypatch.setenv("FOOTNOTE_FOLDER", "papers")
    assert app._settings(["--collection", "Work=b"]).folders == (Path("papers"),)


@pytest.mark.parametrize("given", ["Work", "=b", "Work=", " = "])
def test_a_collection_without_a_name_or_a_folder_is_refused(given: str) -> None:
    with pytest.raises(SettingsError, match="NAME=FOLDER"):
        app._settings(["--collection", given])


def test_a_collection_with_a_name_that_is_none_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for given in (f"{'x' * 61}={tmp_path}", f"a\nb={tmp_path}"):
        assert app.main([str(tmp_path), "--port", "0", "--collection", given]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_a_model_that_cannot_be_is_said_before_a_folder_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for option, said in {
        "--llm=gpt-4": "ollama:llama3.2, openai-like:NAME --llm-url http://127.0.0.1:8080/v1, hugg",
        "--llm=openai-like:heron": "needs the address of its server: add --llm-url",
        f"--llm=huggingface:{tmp_path}/none": "there is none",
    }.items():
        assert app.main([str(tmp_path), "--port", "0", option]) == 2
        told = capsys.readouterr()
        assert said in told.err
        assert told.out == ""
    assert list(tmp_path.iterdir()) == []


def test_the_model_that_writes_is_an_option_before_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FOOTNOTE_LLM", "ollama:gull")
    monkeypatch.setenv("FOOTNOTE_LLM_URL", "http://127.0.0.1:1")
    assert app._settings([]).llm == "ollama:gull"
    settings = app._settings(["--llm", "ollama:heron"])
    assert (settings.llm, settings.llm_url) == ("ollama:heron", "http://127.0.0.1:1")
    assert app._settings(["--llm", ""]).llm == ""
