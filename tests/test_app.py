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
