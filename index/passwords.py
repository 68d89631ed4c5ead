"""Passwords for encrypted files: read from a file, tried, kept in memory alone."""

from pathlib import Path

from index.errors import SettingsError


def read_passwords(file: str | Path | None) -> tuple[str, ...]:
    """The passwords in a file, one a line; none where no file is named.

    Raises SettingsError where it cannot be read.
    """
    if not file:
        return ()
    try:
        return tuple(line for line in Path(file).read_text("utf-8").splitlines() if line)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the passwords in {file} cannot be read: {error}") from error
