"""Every setting, in one frozen object; the environment is read here alone."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import SettingsError
from index.model import DEFAULT_MODEL


@dataclass(frozen=True, slots=True)
class Settings:
    """How Footnote reads, finds, quotes and refuses.

    folder, store: the documents and their index; None is the index's default place.
    model: the embedding model, by name or folder.
    port: of the page, on 127.0.0.1.
    candidates: passages taken from each of the dense and the lexical search.
    evidence: ranked passages kept in an answer.
    statements: quotations in an answer, at most.
    threshold: the least confidence of an answer; below it the documents don't say.
    """

    folder: Path = Path("seeds")
    store: Path | None = None
    model: str = DEFAULT_MODEL
    port: int = 7860
    candidates: int = 50
    evidence: int = 10
    statements: int = 3
    threshold: float = 0.515

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Settings with FOOTNOTE_FOLDER, _STORE, _MODEL, _PORT and _THRESHOLD in their places.

        Raises SettingsError where one of them cannot be understood.
        """
        default = cls()
        store = environment.get("FOOTNOTE_STORE")
        return cls(
            folder=Path(environment.get("FOOTNOTE_FOLDER") or default.folder),
            store=Path(store) if store else None,
            model=environment.get("FOOTNOTE_MODEL") or default.model,
            port=int(_number(environment, "FOOTNOTE_PORT", default.port, 1, 65535)),
            threshold=_number(environment, "FOOTNOTE_THRESHOLD", default.threshold, -1, 2),
        )


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
