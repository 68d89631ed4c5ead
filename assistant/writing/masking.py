"""A server's key stays out of what the libraries log, even where the server sends it back."""

import logging
import traceback

_LIBRARIES = ("httpx", "httpcore", "h11", "openai", "ollama", "llama_index")


class _Mask(logging.Filter):
    """Blots the keys out of a record."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        said = self._blotted(record.getMessage())
        if said is not None:
            record.msg, record.args = said, ()
        if record.exc_info and record.exc_info[1]:
            told = self._blotted("".join(traceback.format_exception(record.exc_info[1])))
            if told is not None:
                record.exc_info, record.exc_text = None, told
        return True

    def _blotted(self, text: str) -> str | None:
        """The text without the keys; None where it holds none."""
        found = [key for key in self.keys if key in text]
        for key in found:
            text = text.replace(key, "(key)")
        return text if found else None


_MASK = _Mask()


def hide(key: str) -> None:
    """Keep a key out of the logs of the libraries that are imported by now."""
    if not key:
        return
    _MASK.keys |= {key, repr(key)[1:-1]}
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in _LIBRARIES:
            logging.getLogger(name).addFilter(_MASK)
