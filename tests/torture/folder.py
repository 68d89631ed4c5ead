"""A folder of made-up documents that changes at random, from a seed."""

import io
import random
import shutil
import zipfile
from pathlib import Path

_ENDINGS = ("txt", "txt", "md", "html", "csv")
_PEOPLE = (
    "Velko Marin,Tansy Oduya,Bram Kessler,Ilse Quandt,Jorge Pamuk,Nadia Frey,Olaf Wirth,Suri Ndoye"
)
_TOWNS = "Tarsund,Kilverde,Mossgate,Ostrava,Penhallow,Quillon,Brackwater,Zelmond"
_GOODS = "copper,barley,linen,amber,walnuts,saffron,granite,timber"
_WORDS = (
    "winter harbour ledger spoke quiet morning yellow cargo bridge letter market garden stone"
    " captain meadow silver candle printer window orchard thunder pencil velvet anchor lantern"
    " compass village kettle feather mountain blanket whistle copperplate journey saddle turnip"
).split()
ABSENT = "How many submarines did the ministry of Xanthia order?"


class ChangingFolder:
    """Documents under `root`; every change comes from `dice`, so a seed tells the whole story."""

    def __init__(self, root: Path, dice: random.Random, files: int, paragraphs: int = 6) -> None:
        self.root, self.dice, self.paragraphs = root, dice, paragraphs
        self._made = 0
        root.mkdir(parents=True, exist_ok=True)
        for _ in range(files):
            self.add()
        self.archive()

    def files(self) -> list[Path]:
        """Every file, sorted."""
        return sorted(path for path in self.root.rglob("*") if path.is_file())

    def change(self, times: int) -> None:
        """Make some changes, each of a kind drawn by lot."""
        kinds = (
            self.add, self.add, self.edit, self.edit, self.edit, self.rename, self.swap,
            self.remove, self.duplicate, self.archive, self.edit_archive, self.spoil,
        )  # fmt: skip
        for _ in range(times):
            self.dice.choice(kinds)()

    def add(self) -> None:
        ending = self.dice.choice(_ENDINGS)
        self._path(ending).write_text(self._text(ending), encoding="utf-8")

    def edit(self) -> None:
        """One paragraph is written anew, the others stay."""
        file = self._some(*_ENDINGS)
        if file is None:
            return
        parts = file.read_text(encoding="utf-8").split("\n\n")
        parts[self.dice.randrange(len(parts))] = self._paragraph()
        file.write_text("\n\n".join(parts), encoding="utf-8")

    def rename(self) -> None:
        file = self._some()
        if file is not None:
            file.rename(self._path(file.suffix[1:]))

    def swap(self) -> None:
        """Two files of one kind change names."""
        one, other = self._some("txt"), self._some("txt")
        if one is not None and other is not None and one != other:
            between = one.with_suffix(".between")
            one.rename(between)
            other.rename(one)
            between.rename(other)

    def remove(self) -> None:
        if len(self.files()) > 8:
            file = self._some()
            assert file is not None
            file.unlink()

    def duplicate(self) -> None:
        """A copy, whose name may come before the first one's or after it."""
        file = self._some()
        if file is not None:
            shutil.copyfile(file, self._path(file.suffix[1:]))

    def archive(self) -> None:
        """A ZIP of new files and of one that lies in the folder too."""
        members = {
            f"in/{i}.txt": self._text("txt").encode() for i in range(self.dice.randint(1, 4))
        }
        members["picture.png"] = b"\x89PNG\r\n\x1a\n" + bytes(20)
        file = self._some("txt")
        if file is not None:
            members[f"copy of {file.name}"] = file.read_bytes()
        _zip(self._path("zip"), members)

    def edit_archive(self) -> None:
        file = self._some("zip")
        if file is None:
            return
        with zipfile.ZipFile(file) as opened:
            members = {name: opened.read(name) for name in opened.namelist()}
        name = self.dice.choice(sorted(members))
        del members[name]
        members[f"new/{self._made}.md"] = self._text("md").encode()
        _zip(file, members)

    def purge(self) -> None:
        """Most files go at once."""
        for file in self.files():
            if self.dice.random() < 0.9:
                file.unlink()

    def spoil(self) -> None:
        """A file that cannot be read: empty, of another kind than its name says, or unknown."""
        ending, data = self.dice.choice([("txt", b""), ("pdf", b"Words."), ("bin", bytes(300_000))])
        self._path(ending).write_bytes(data)

    def questions(self) -> list[str]:
        """The same for every folder: some are answered in most of them, one in none."""
        dice = random.Random(7)
        people, towns, goods = (kind.split(",") for kind in (_PEOPLE, _TOWNS, _GOODS))
        asked = [
            f"How many barrels of {dice.choice(goods)} does {dice.choice(people)} keep"
            f" in {dice.choice(towns)}?"
            for _ in range(7)
        ]
        return [*asked, f"What did {dice.choice(people)} write about the winter harbour?", ABSENT]

    def _path(self, ending: str) -> Path:
        """A name that was never used, in one of a few places."""
        self._made += 1
        place = self.root / self.dice.choice(["", "", "north", "south/deep"])
        place.mkdir(parents=True, exist_ok=True)
        return place / f"{self.dice.choice(_WORDS)} {self._made}.{ending}"

    def _some(self, *endings: str) -> Path | None:
        """A file of one of the endings, or of any."""
        found = [file for file in self.files() if not endings or file.suffix[1:] in endings]
        return self.dice.choice(found) if found else None

    def _text(self, ending: str) -> str:
        count = self.dice.randint(1, 2 * self.paragraphs)
        paragraphs = [self._paragraph() for _ in range(count)]
        if ending == "md":
            return "\n\n".join([f"# {self.dice.choice(_WORDS).title()}", *paragraphs])
        if ending == "html":
            return "<title>A page</title>" + "\n\n".join(f"<p>{one}</p>" for one in paragraphs)
        if ending == "csv":
            people, goods = _PEOPLE.split(","), _GOODS.split(",")
            rows = [
                f"{self.dice.choice(people)},{self.dice.choice(goods)},{self.dice.randint(1, 9999)}"
                for _ in range(count)
            ]
            return "person,good,barrels\n" + "\n".join(rows) + "\n"
        return "\n\n".join(paragraphs)

    def _paragraph(self) -> str:
        return " ".join(self._sentence() for _ in range(self.dice.randint(1, 4)))

    def _sentence(self) -> str:
        people, towns, goods = (kind.split(",") for kind in (_PEOPLE, _TOWNS, _GOODS))
        words = " ".join(self.dice.choice(_WORDS) for _ in range(self.dice.randint(3, 9)))
        if self.dice.random() < 0.5:
            return (
                f"{self.dice.choice(people)} keeps {self.dice.randint(2, 9999)} barrels of"
                f" {self.dice.choice(goods)} in {self.dice.choice(towns)} by the {words}."
            )
        return f"{self.dice.choice(people)} wrote about the {words} {self.dice.randint(2, 9999)}."


def _zip(file: Path, members: dict[str, bytes]) -> None:
    """A ZIP whose bytes depend on its members alone."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    file.write_bytes(made.getvalue())
