"""Settings from the environment: their places, and what is refused."""

from pathlib import Path

import pytest

from assistant import Settings
from index.errors import SettingsError


def test_nothing_set_is_the_default() -> None:
    home = Path("~/.footnote").expanduser()
    assert Settings.from_environment({}) == Settings(home=home)


def test_each_variable_has_its_place() -> None:
    settings = Settings.from_environment(
        {
            "FOOTNOTE_FOLDER": "papers",
            "FOOTNOTE_STORE": "kept",
            "FOOTNOTE_MODEL": "other",
            "FOOTNOTE_HOME": "/kept/home",
            "FOOTNOTE_PORT": "8000",
            "FOOTNOTE_THRESHOLD": "0.5",
        }
    )
    assert settings == Settings(
        folders=(Path("papers"),),
        store=Path("kept"),
        home=Path("/kept/home"),
        model="other",
        port=8000,
        threshold=0.5,
    )


@pytest.mark.parametrize("value", ["eighty", "0", "70000", "nan"])
def test_a_port_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="FOOTNOTE_PORT"):
        Settings.from_environment({"FOOTNOTE_PORT": value})
