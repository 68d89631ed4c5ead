"""The drawing process: PDFs come in by stdin, images of pages go out; see `index.pictures`."""

import json
import sys
from collections import OrderedDict
from typing import Any

from index import confined, inside
from index.confined import DONE, NO_MEMORY
from index.errors import UnreadableFile
from index.formats.pdf.picture import Drawn
from index.picture import MISSING, REFUSED, pack_sizes

_MOST_DOCUMENTS, _MOST_BYTES = 4, 256 << 20  # held open


class _Desk:
    """The documents that are open, the one asked for last at the end."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, Drawn] = OrderedDict()

    def answer(self, asked: dict[str, Any], data: bytes) -> tuple[bytes, bytes]:
        """What to say to a question, and its body. Raises UnreadableFile."""
        sha256 = asked["sha256"]
        if asked["do"] == "open":
            return self._take(asked, sha256, data)
        drawn = self._open.get(sha256)
        if drawn is None:
            return MISSING, b""
        self._open.move_to_end(sha256)
        if asked["do"] == "sizes":
            return DONE, pack_sizes(drawn.sizes())
        return DONE, drawn.draw(asked["page"], asked["scale"], asked["frame"]).pack()

    def _take(self, asked: dict[str, Any], sha256: str, data: bytes) -> tuple[bytes, bytes]:
        if asked["wanted"] != asked["path"]:
            path, wanted, passwords = asked["path"], asked["wanted"], asked["passwords"]
            found = inside.find(path, wanted, data, sha256, passwords)
            if found is None:
                return MISSING, b""
            data = found
        if sha256 not in self._open:
            self._make_room(len(data))
            self._open[sha256] = Drawn(data, asked["passwords"])
        return DONE, b""

    def _make_room(self, weight: int) -> None:
        while self._open and (
            len(self._open) >= _MOST_DOCUMENTS
            or weight + sum(one.weight for one in self._open.values()) > _MOST_BYTES
        ):
            self._open.popitem(last=False)[1].close()


def main() -> None:
    """Answer until stdin ends: each question a line of JSON, then as many bytes as it says."""
    files, answers = confined.take_streams()
    confined.limit(int(sys.argv[1]))
    desk = _Desk()
    while line := files.readline():
        asked = json.loads(line)
        data = files.read(asked["size"])
        try:
            confined.send(answers, *desk.answer(asked, data))
        except UnreadableFile as error:
            confined.send(answers, REFUSED, error.reason.encode("utf-8", "replace"))
        except MemoryError:
            confined.send(answers, NO_MEMORY, b"")
            break
        if confined.is_tired():
            break


if __name__ == "__main__":
    main()
