"""The mix: where each file lies, which are copies, which are ignored, which nobody can read."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.mixed import strange
from tests.mixed.formats import BY_NAME, MAKERS, Maker
from tests.mixed.letters import message
from tests.mixed.packed import Parts, tarred, zipped
from tests.mixed.prose import Prose, Story
from tests.mixed.written import Made

_AREAS = ("reports", "reports/2026", "letters/north quay", "archive/a/b/c", "team", "")
_EDITED = frozenset(
    "text markdown html rst asciidoc latex csv tsv json jsonl xml yaml eml mbox srt vtt python "
    "notebook docx odt rtf".split()
)


@dataclass
class Mixed:
    """A folder and what is expected of it.

    files: by path in the index. unopened: reasons of those that cannot be opened. ignored: as a
    listing has them; left_out: the files on the disk that are meant. near: pairs of paths.
    stories: of files that may be edited, with how they were written. is_unlocked: whether the
    password of all that is encrypted was given.
    """

    root: Path
    prose: Prose
    files: dict[str, Made] = field(default_factory=dict)
    unopened: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    near: list[tuple[str, str]] = field(default_factory=list)
    stories: dict[str, tuple[Maker, Story]] = field(default_factory=dict)
    is_unlocked: bool = False

    @property
    def on_disk(self) -> int:
        """How many files were written, links among them."""
        return len(self.files) + len(self.unopened) + len(self.left_out)

    def put(self, path: str, made: Made, on_disk: bytes | None = None) -> None:
        """Write a file; on_disk: its path there, if that is no UTF-8."""
        place = os.path.join(os.fsencode(self.root), on_disk or os.fsencode(path))
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as file:
            file.write(made.data)
        self.files[path] = made

    def leave_out(self, line: str, *paths: str) -> None:
        """Write files that are ignored, as one line of the listing."""
        for path in paths:
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(f"Ignored: {self.prose.sentence()}")
        self.ignored.append(line)
        self.left_out.update(paths)

    def originals(self) -> dict[str, str]:
        """Of files with the same bytes and kind, each but the first by its path: the first."""
        first: dict[tuple[bytes, str], str] = {}
        same: dict[str, str] = {}
        for path in sorted(self.files):
            made = self.files[path]
            if made.kind and made.data:
                content = hashlib.sha256(made.data).digest(), made.kind
                if first.setdefault(content, path) != path:
                    same[path] = first[content]
        return same

    def editable(self, each: int) -> list[str]:
        """The paths of up to so many files of each format of text that are like no other file."""
        like = {path for pair in self.near for path in pair}
        for pair in self.originals().items():
            like.update(pair)
        counts: dict[str, int] = {}
        found = []
        for path, (maker, _) in sorted(self.stories.items()):
            if maker.name in _EDITED and path not in like:
                counts[maker.name] = counts.get(maker.name, 0) + 1
                if counts[maker.name] <= each:
                    found.append(path)
        return found

    def edit(self, paths: Sequence[str]) -> None:
        """Write one paragraph, or row, of each of these files anew."""
        for path in paths:
            maker, story = self.stories[path]
            story = maker.edited(self.prose, story)
            self.stories[path] = maker, story
            self.put(path, maker.make(story))


def make(root: Path, files: int = 2000, seed: int = 1) -> Mixed:
    """Write a mixed folder of so many files (150 at least) into an empty or new directory."""
    root.mkdir(parents=True, exist_ok=True)
    mixed = Mixed(root, Prose(seed))
    strange.add(mixed)
    _add_containers(mixed, max(1, files // 100))
    copies = files // 40
    stories = files - mixed.on_disk - 2 * copies
    for at in range(stories):
        maker = MAKERS[at % len(MAKERS)]
        _add_story(mixed, maker, at, is_long=at < copies)
    paths = list(mixed.stories)
    for at, path in enumerate(paths[:copies]):  # the long ones
        maker, story = mixed.stories[path]
        twin = f"drawer/{at:04} revised.{mixed.files[path].ending}"
        mixed.put(twin, maker.make(maker.edited(mixed.prose, story)))
        mixed.near.append((path, twin))
    for at, path in enumerate(paths[-copies:]):
        area = "a copy" if at % 2 else "zz/copies"  # before and after what it is a copy of
        mixed.put(f"{area}/{at:04} copy.{mixed.files[path].ending}", mixed.files[path])
    return mixed


def _add_story(mixed: Mixed, maker: Maker, at: int, is_long: bool) -> None:
    story = maker.story(mixed.prose, at // len(MAKERS), is_long)
    made = maker.make(story)
    area = _AREAS[at % len(_AREAS)]
    path = f"{area}/{at:04} {maker.name}.{made.ending}".lstrip("/")
    mixed.put(path, made)
    mixed.stories[path] = maker, story


def _add_containers(mixed: Mixed, count: int) -> None:
    """Archives in archives, and mails with files: so many of each of five kinds."""

    def parts(*names: str) -> Parts:
        makers = [BY_NAME[name] for name in names]
        made = [maker.make(maker.story(mixed.prose, 0)) for maker in makers]
        return tuple((f"inside {n}/part.{one.ending}", one) for n, one in enumerate(made))

    for at in range(count):
        inner = (("box.zip", zipped(parts("html", "xlsx"))),
                 ("roll.tgz", tarred(parts("eml", "csv"), "tgz")))  # fmt: skip
        ending = ("tar", "tar.gz", "tar.bz2", "tar.xz")[at % 4]
        mail = message(mixed.prose.story("de"), parts("markdown", "pdf"))
        forwarded = (("forwarded.eml", mail), ("notes.zip", zipped(parts("text"))))
        for name, made in (
            ("text and docx", zipped(parts("text", "docx"), hidden=at % 3)),
            ("nested", zipped((*inner, *parts("yaml")))),
            ("roll", tarred(parts("odt", "json"), ending, links=True)),
            ("locked", zipped((*parts("text"), *parts("pdf")), password=strange.PASSWORD)),
            ("mail", message(mixed.prose.story("fr"), forwarded)),
        ):
            mixed.put(f"boxes/{at:03} {name}.{made.ending}", made)
