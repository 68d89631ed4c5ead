"""Word, PowerPoint and Excel files with a password, and old ones under a new name."""

from collections.abc import Sequence
from io import BytesIO

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError

from index.errors import UnreadableFile
from index.formats.alive import tick
from index.formats.table import OLE

_UNASKED = "VelvetSweatshop"  # what Excel locks with where only changes are locked
_OLD = {
    "doc97": ("a Word 97-2003 document (.doc)", ".docx"),
    "xls97": ("an Excel 97-2003 workbook (.xls)", ".xlsx"),
    "ppt97": ("a PowerPoint 97-2003 file (.ppt)", ".pptx"),
}


def unlocked(data: bytes, passwords: Sequence[str]) -> bytes:
    """The file itself where it has no password, else what is locked in it.

    Raises UnreadableFile where no password fits, or where it is no office file of today.
    """
    if not data.startswith(OLE):
        return data
    try:
        file = msoffcrypto.OfficeFile(BytesIO(data))
    except (FileFormatError, DecryptionError) as error:
        raise UnreadableFile(
            "mislabelled: it is neither a Word, PowerPoint or Excel file nor one with a password "
            "that can be opened: open it in its program and save it anew"
        ) from error
    except Exception as error:  # what a damaged file makes the library raise is not foreseeable
        raise UnreadableFile(
            "broken: it looks like an office file with a password, or an old one, and is damaged: "
            "get it again, or open it and save it anew"
        ) from error
    if file.format in _OLD:
        words, ending = _OLD[file.format]
        raise UnreadableFile(
            f"mislabelled: it is {words} under a new name: open it in Word, Excel, PowerPoint or "
            f"LibreOffice and save it as {ending}"
        )
    for password in dict.fromkeys((_UNASKED, *passwords)):
        tick()
        opened = BytesIO()
        try:
            file.load_key(password=password, verify_password=True)
            file.decrypt(opened)
        except (InvalidKeyError, DecryptionError, ValueError):
            continue
        return opened.getvalue()
    raise UnreadableFile(
        "encrypted: give its password with --passwords FILE (one a line), or save a copy without it"
    )
