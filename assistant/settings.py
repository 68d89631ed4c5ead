"""Every setting, in one frozen object; the environment is read here alone."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from index.errors import SettingsError
from index.model import DEFAULT_MODEL
from index.passwords import read_passwords


@dataclass(frozen=True, slots=True)
class Settings:
    """How Footnote reads, finds, quotes and refuses.

    folders, store: the documents and their index; None is the index's default place.
    collections: further sets of folders to choose from, as (name, folder); a name that is given
    twice has both folders.
    home: where collections made on the page are kept and remembered; None to keep none.
    passwords: tried on files that are encrypted; kept in memory alone.
    model: the embedding model, by name or folder.
    port: of the page, on 127.0.0.1.
    candidates: passages taken from each of the dense and the lexical search.
    evidence: ranked passages kept in an answer.
    statements: quotations in an answer, at most.
    threshold: the least confidence of an answer; below it the documents don't say.
    llm: the model that writes, as KIND:NAME (see `assistant.writing.kinds`); "" for none.
    llm_url: the address of its server, "" for Ollama's usual one. llm_key: what the server asks
    for; it is sent to that address alone, never shown, logged or stored.
    variables: of llm and llm_url, what the environment gave; see `source`.
    """

    folders: tuple[Path, ...] = (Path("seeds"),)
    store: Path | None = None
    collections: tuple[tuple[str, Path], ...] = ()
    home: Path | None = None
    model: str = DEFAULT_MODEL
    port: int = 7860
    candidates: int = 50
    evidence: int = 10
    statements: int = 3
    threshold: float = 0.515
    passwords: tuple[str, ...] = field(default=(), repr=False)
    llm: str = ""
    llm_url: str = ""
    llm_key: str = field(default="", repr=False)
    variables: tuple[tuple[str, str], ...] = field(default=(), repr=False, compare=False)

    def source(self, name: Literal["llm", "llm_url"]) -> str:
        """What a person gave a value by: the variable, or the option that goes before it.

        >>> Settings.from_environment({"FOOTNOTE_LLM": "ollama:llama3.2"}).source("llm")
        'FOOTNOTE_LLM'
        >>> Settings(llm="ollama:llama3.2").source("llm_url")
        '--llm-url'
        """
        value = getattr(self, name)
        if value and (name, value) in self.variables:
            return f"FOOTNOTE_{name.upper()}"
        return f"--{name.replace('_', '-')}"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Settings with FOOTNOTE_FOLDER, _STORE, _MODEL, _PORT and _THRESHOLD in their places.

        FOOTNOTE_FOLDER may name several, parted as in PATH. FOOTNOTE_PASSWORDS names a file of
        passwords, one a line. FOOTNOTE_HOME is ~/.footnote unless it is set. FOOTNOTE_LLM,
        _LLM_URL and _LLM_KEY name the model that writes; the key comes from nowhere else.
        Raises SettingsError where one of them cannot be understood.
        """
        default = cls()
        store = environment.get("FOOTNOTE_STORE")
        llm, llm_url = (environment.get(f"FOOTNOTE_{name}", "") for name in ("LLM", "LLM_URL"))
        return cls(
            folders=_folders(environment.get("FOOTNOTE_FOLDER", "")) or default.folders,
            store=Path(store) if store else None,
            home=_home(environment.get("FOOTNOTE_HOME") or "~/.footnote"),
            model=environment.get("FOOTNOTE_MODEL") or default.model,
            port=int(_number(environment, "FOOTNOTE_PORT", default.port, 1, 65535)),
            threshold=_number(environment, "FOOTNOTE_THRESHOLD", default.threshold, -1, 2),
            passwords=read_passwords(environment.get("FOOTNOTE_PASSWORDS")),
            llm=llm,
            llm_url=llm_url,
            llm_key=environment.get("FOOTNOTE_LLM_KEY", ""),
            variables=(("llm", llm), ("llm_url", llm_url)),
        )


def _folders(named: str) -> tuple[Path, ...]:
    return tuple(Path(one) for one in named.split(os.pathsep) if one)


def _home(named: str) -> Path | None:
    try:
        return Path(named).expanduser().absolute()
    except RuntimeError:  # this user has no home
        return None


def _number(
    environment: Mapping[str, str], name: str, default: float, least: float, most: float
) -> float:
    given = environment.get(name)
    if not given:
        return default
    try:
        value = float(given)
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise SettingsError(f"{name} is {given!r}: give a number from {least} to {most}")
    return value
