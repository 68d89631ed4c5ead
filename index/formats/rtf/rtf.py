"""RTF documents: paragraphs and tables in their order, notes and boxes after their paragraph."""

import re
from copy import copy

from index.errors import UnreadableFile
from index.formats.alive import tick
from index.formats.numerals import numeral
from index.formats.office import package
from index.formats.office.word_text import tidy
from index.formats.outline import Outline
from index.formats.rtf.flow import Flow, Said
from index.formats.rtf.tables import State, Tables
from index.formats.rtf.tokens import Token, codec_named, tokens

_DEEPEST = 5_000
_BETWEEN_TICKS = 20_000  # tokens
_SIGNS = {"~": "\xa0", "_": "-", "{": "{", "}": "}", "\\": "\\"}
_WORDS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "emspace": " ",
    "enspace": " ", "qmspace": " ", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
_CODE_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_NAMED = {"fonttbl", "stylesheet", "info", "listtext", "pntext", "atnauthor"}
_APART = re.compile(r"footnote|annotation|shptxt|(?:header|footer)[lrf]?")
# Groups that are looked into although they are marked as ones that may be left out.
_LOOKED_INTO = {"shpinst", "nesttableprops", "moMath", "moMathPara"}
_UNSEEN = set(
    "colortbl filetbl listtable listoverridetable revtbl rsidtbl xmlnstbl pict nonshppict shprslt "
    "sp fldinst datafield formfield xe tc txe rxe nonesttables upr ftnsep ftnsepc ftncn aftnsep "
    "aftnsepc aftncn objdata objclass objname mmathPict template pn comment do".split()
)


def read(data: bytes) -> Outline:
    """An RTF document as text, under the same rules as `word.read` has for a Word document.

    Headings are known by their outline level or by the name of their style, list items by the
    number or bullet before them. Raises UnreadableFile where its groups nest without end.
    """
    reader = _Reader()
    for number, token in enumerate(tokens(data)):
        if number % _BETWEEN_TICKS == 0:
            tick()
        reader.take(token)
        if reader.is_over:
            break
    return reader.finish()


class _Reader:
    """Takes tokens one by one."""

    def __init__(self) -> None:
        self.is_over = False
        self._state = State()
        self._stack: list[State] = []
        self._body = Flow()
        self._flows: list[tuple[int, Flow]] = [(0, self._body)]
        self._is_first = self._is_starred = False  # of what comes next in its group
        self._tables = Tables()
        self._names = {"title": "", "atnauthor": ""}
        self._titled = ""
        self._bytes = bytearray()
        self._to_skip = 0
        self._marks = {"1": 0, "i": 0}
        self._comments: list[tuple[str, str]] = []
        self._margins: list[tuple[str, str]] = []
        self._pictures = self._objects = 0

    def take(self, token: Token) -> None:
        if token.kind in ("text", "hex"):
            self._take_bytes(token.data)
            return
        self._decode()
        if token.kind == "{":
            self._to_skip = 0
            self._begin_group()
        elif token.kind == "}":
            self._to_skip = 0
            self._end_group()
        elif token.kind == "sign":
            if token.name == "*":
                self._is_starred = True
            elif token.name in "\r\n":
                self._end_paragraph()
            else:
                self._write(_SIGNS.get(token.name, ""))
        else:
            is_first, self._is_first = self._is_first, False
            is_starred, self._is_starred = self._is_starred, False
            if not (is_first and self._enter(token.name, is_starred)):
                self._obey(token.name, token.number)

    def finish(self) -> Outline:
        """All that was taken."""
        self._decode()
        while len(self._flows) > 1:
            self._leave()
        outline = Outline()
        paragraphs = tables = rows = 0
        for kind, text, level, spot in self._body.finish():
            if spot == "own":
                paragraphs, rows = paragraphs + 1, 0
            elif spot == "row":
                tables, rows = tables + (rows == 0), rows + 1
            place = f"table {tables}, row {rows}" if rows else f"paragraph {max(1, paragraphs)}"
            outline.add(kind, text, level, place)
        for text, place in self._comments:
            outline.add("paragraph", text, 0, place)
        for text, place in dict.fromkeys(self._margins):
            if not text.isdecimal():
                outline.add("furniture", text, 0, place)
        outline.title = package.own_title(self._names["title"]) or self._titled or outline.title
        outline.note = package.unread(self._pictures, self._objects)
        return outline.finish()

    # Groups.

    def _begin_group(self) -> None:
        if len(self._stack) >= _DEEPEST:
            raise UnreadableFile(
                "broken: its groups nest too deeply to be read: open it in Word or LibreOffice "
                "and save it anew"
            )
        self._stack.append(self._state)
        self._state = copy(self._state)
        self._is_first, self._is_starred = True, False

    def _end_group(self) -> None:
        self._is_first = False
        if len(self._flows) > 1 and self._flows[-1][0] == len(self._stack):
            self._leave()
        if self._stack:
            self._state = self._stack.pop()
        self.is_over = not self._stack

    def _enter(self, name: str, is_starred: bool) -> bool:
        """Go into a group by its name; False where it has none, and its first word is a setting."""
        state = self._state
        if name == "title" and state.group == "info":
            state.group = name
        elif name == "ud":
            state.unseen = False
        elif name in _UNSEEN or (name.startswith("m") and name.endswith("Pr")):
            self._pictures += name == "pict" and not state.unseen
            state.unseen = True
        elif name in _NAMED:
            state.group = name
            if name == "atnauthor":
                self._names[name] = ""
        elif _APART.fullmatch(name):
            if not state.unseen:
                self._flows.append((len(self._stack), Flow(name)))
                state.group, state.nesting, state.style, state.outline = "", 0, 0, None
                state.hidden = False
        elif name == "object":
            self._objects += not state.unseen
        elif is_starred and name not in _LOOKED_INTO:
            state.unseen = True
        else:
            return name in _LOOKED_INTO
        return True

    def _leave(self) -> None:
        """Come out of what stands apart, and hang it where it belongs."""
        _, flow = self._flows.pop()
        said = flow.finish()
        around = self._flows[-1][1]
        if flow.kind == "footnote":
            style = "i" if flow.is_endnote else "1"
            self._marks[style] += 1
            mark = f"[{numeral(self._marks[style], style)}] "
            for _, text, _, _ in said:
                around.held.append(Said("paragraph", mark + text, 0, "hangs"))
                mark = ""
        elif flow.kind == "annotation":
            author = tidy(self._names["atnauthor"])
            by = f" by {author}" if author else ""
            words = "\n".join(text for _, text, _, _ in said)
            place = "a table" if self._state.nesting else f"paragraph {self._body.count + 1}"
            if words:
                self._comments.append((f"Comment{by}: {words}", f"comment on {place}"))
        elif flow.kind == "shptxt":
            around.held += (Said(kind, text, level, "hangs") for kind, text, level, _ in said)
        else:
            self._margins += ((text, flow.kind[:6]) for _, text, _, _ in said)

    # Control words.

    def _obey(self, name: str, number: int | None) -> None:
        state, flow = self._state, self._flows[-1][1]
        if name == "u":
            self._write(self._tables.character((number or 0) & 0xFFFF, state))
            self._to_skip = state.skips
        elif name in _WORDS:
            self._write(_WORDS[name])
        elif state.set(name, number):
            pass
        elif name in ("fcharset", "cpg") and state.group == "fonttbl":
            self._tables.set_code_page(state.font, name, number or 0)
        elif name == "ansicpg":
            self._tables.codec = codec_named(number or 0)
        elif name in _CODE_PAGES:
            self._tables.codec = _CODE_PAGES[name]
        elif name in ("par", "sect"):
            self._end_paragraph()
        elif not state.unseen:
            flow.obey(name)

    def _end_paragraph(self) -> None:
        state = self._state
        if state.unseen or state.group:
            return
        flow = self._flows[-1][1]
        flow.end_paragraph(self._tables.level(state), state.nesting)
        if not self._titled and flow.said and self._tables.is_title(state):
            self._titled = flow.said[-1].text

    # Words.

    def _take_bytes(self, data: bytes) -> None:
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        if len(data) > skipped:
            self._is_first = False
            self._bytes += data[skipped:]

    def _decode(self) -> None:
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._write(self._tables.text(data, self._state))

    def _write(self, text: str) -> None:
        state, flow = self._state, self._flows[-1][1]
        if state.unseen or state.hidden or not text:
            return
        if state.group in ("listtext", "pntext"):
            flow.label = (flow.label or "") + text
        elif state.group in ("fonttbl", "stylesheet"):
            self._tables.define(state, text)
        elif state.group in self._names:
            self._names[state.group] += text
        elif state.group != "info":
            flow.write(text)
