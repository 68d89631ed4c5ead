"""Subtitles (SRT, WebVTT): what is said, sentence by sentence, at the time it is said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from index.errors import UnreadableFile
from index.formats.outline import Outline
from index.formats.text.plain import decode

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}")
_SPEAKER = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^<>]+)>")
_TAG = re.compile(r"</?(?:[ibuscv]|font|ruby|rt|lang)(?:[.\s=][^<>]*)?>|<\d[\d:.]*>|\{\\[^{}]*\}")
_LEFT_OUT = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|$)")
_ENDS = re.compile(r"[.!?…。！？♪:][\"'”’»)\]]*$")
_TURN = re.compile(r"[-–—][ \t]*(?=\S)|.{1,40}:[ \t]")
_LONGEST_GAP = 3.0  # seconds of silence inside a sentence
_MOST_CHARACTERS = 600  # of one that has no end, as in subtitles made by a machine


@dataclass(frozen=True, slots=True)
class _Cue:
    """What is shown from start to end, both in seconds."""

    start: float
    end: float
    lines: list[str]


def read(data: bytes) -> Outline:
    """What is said, a block a sentence or a few; its place is the time at which it begins.

    Raises UnreadableFile where no time is found.
    """
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    outline = Outline()
    head = re.match(r"WEBVTT[ \t]+(?:-[ \t]*)?(.*)", text)
    outline.title = " ".join(head.group(1).split()) if head else ""
    said, start, end = "", 0.0, 0.0
    found = False
    for cue in _without_repeats(_cues(text.split("\n"))):
        found = True
        for line in cue.lines:
            is_apart = cue.start - end > _LONGEST_GAP or bool(_TURN.match(line))
            if said and (is_apart or _ENDS.search(said) or len(said) > _MOST_CHARACTERS):
                outline.add("paragraph", said, place=_clock(start))
                said = ""
            start = start if said else cue.start
            said = f"{said} {line}" if said else line
        end = cue.end
    if not found:
        raise UnreadableFile("broken: no time is in it at which something is said; save it again")
    outline.add("paragraph", said, place=_clock(start))
    return outline.finish()


def _cues(lines: list[str]) -> Iterator[_Cue]:
    """The cues of a file; a text without a time belongs to the cue before it."""
    times = [number for number, line in enumerate(lines) if _TIMING.match(line)]
    for number, following in zip(times, [*times, len(lines) + 1][1:], strict=True):
        timing = _TIMING.match(lines[number])
        if not timing:
            continue
        body = lines[number + 1 : following]
        if following <= len(lines) and body and not _is_said(lines, following - 1):
            body = body[:-1]  # the number or name of the next cue
        shown = [words for line in _visible(body) if (words := _plain(line))]
        groups = timing.groups()
        yield _Cue(_seconds(groups[:4]), _seconds(groups[4:]), shown)


def _is_said(lines: list[str], number: int) -> bool:
    """Whether the line over a time is spoken, and no number or name after an empty line."""
    line = lines[number].strip()
    return bool(line) and not line.isdecimal() and number > 0 and bool(lines[number - 1].strip())


def _visible(body: list[str]) -> Iterator[str]:
    """The lines of a cue, without the notes and styles that follow it."""
    is_left_out = False
    for number, line in enumerate(body):
        starts = number > 0 and not body[number - 1].strip()
        if starts:
            is_left_out = bool(_LEFT_OUT.match(line))
        if not is_left_out and line.strip():
            yield line


def _plain(line: str) -> str:
    line = _TAG.sub("", _SPEAKER.sub(r"\1: ", line))
    return " ".join(unescape(line).split())


def _without_repeats(cues: Iterator[_Cue]) -> Iterator[_Cue]:
    """Cues as they are said: a line that rolls up stands in two of them."""
    shown, end = "", -1.0
    for cue in cues:
        lines = cue.lines
        rolls = len(lines) > 1 or cue.end - cue.start <= 0.05
        if lines and rolls and lines[0] == shown and abs(cue.start - end) <= 0.05:
            lines = lines[1:]
        shown, end = (cue.lines[-1] if cue.lines else shown), cue.end
        yield _Cue(cue.start, cue.end, lines)


def _seconds(groups: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, rest = (group or "0" for group in groups)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(rest.ljust(3, "0")) / 1000


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
