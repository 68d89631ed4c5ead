"""Names of files as a browser gives them, made fit to be names on this disk."""

import os
import re

from assistant.naming import RESERVED, is_unseen
from index.errors import UnreadableFile
from index.formats.table import BY_ENDING

_STEP_BYTES = 200  # disks take 255 for a name, and a number may come after it
_PATH_BYTES = 1_000
_DEEPEST = 30
_DRIVE = re.compile("[A-Za-z]:")
_NOT_ON_WINDOWS = re.compile('[<>:"|?*]')


def fit(name: str) -> str:
    r"""A path inside the folder, POSIX, from whatever a browser says a dropped file is called.

    Markup, blanks and every script stay as they are. Raises UnreadableFile for a hidden file and
    for one that lies too deep.

    >>> fit("../../etc/passwd.txt"), fit(r"C:\notes\nul.txt"), fit("reports/2024/a.pdf")
    ('etc/passwd.txt', 'notes/nul-.txt', 'reports/2024/a.pdf')
    """
    seen = "".join(c for c in name.replace("\\", "/") if not is_unseen(c))
    steps = [step.strip() for step in seen.split("/")]
    steps = [step for step in steps if step.strip(". ") and not _DRIVE.fullmatch(step)]
    if any(step.startswith(".") or step == "__MACOSX" for step in steps):
        raise UnreadableFile("hidden: its name, or its folder's, starts with a dot; rename it")
    steps = [*(_step(step) for step in steps[:-1]), *(_step(step, True) for step in steps[-1:])]
    path = "/".join(steps) or "unnamed"
    if len(steps) > _DEEPEST or len(path.encode()) > _PATH_BYTES:
        raise UnreadableFile("too deep: it lies under too many folders; drop an inner one")
    return path


def parted(name: str) -> tuple[str, str]:
    """A file's name and its ending, that which a reader goes by.

    >>> parted("a.b.tar.gz"), parted("v1.2 final.pdf"), parted("README")
    (('a.b', '.tar.gz'), ('v1.2 final', '.pdf'), ('README', ''))
    """
    pieces = name.split(".")
    for count in (2, 1):
        ending = "." + ".".join(pieces[-count:])
        if len(pieces) > count and ending.lower() in BY_ENDING:
            return name[: -len(ending)], ending
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem and len(ending) <= 10 else (name, "")


def numbered(name: str, number: int) -> str:
    """The name with a number before its ending.

    >>> numbered("report.pdf", 2)
    'report (2).pdf'
    """
    stem, ending = parted(name)
    return f"{stem} ({number}){ending}"


def _step(step: str, is_file: bool = False) -> str:
    if os.name == "nt":
        step = _NOT_ON_WINDOWS.sub("-", step)
    stem, ending = parted(step.rstrip(". ")) if is_file else (step.rstrip(". "), "")
    stem = stem.encode()[: _STEP_BYTES - len(ending.encode())].decode(errors="ignore").rstrip()
    if stem.split(".")[0].strip().lower() in RESERVED:
        stem += "-"
    return stem + ending
