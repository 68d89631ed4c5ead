"""An index built in one go: what any other of the same folder is held against."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from index.encoder import Encoder
from index.index import Index
from index.place import CATALOG
from tests.torture.asking import Said, answers
from tests.torture.checking import Group, groups


@dataclass(frozen=True, slots=True)
class Built:
    """What an index built in one go holds and answers. texts: how many the model read."""

    groups: dict[str, Group]
    answers: list[Said]
    texts: int


def build(folder: Path, encoder: Encoder, questions: Sequence[str]) -> Built:
    """Index a folder in one go, somewhere else."""
    with TemporaryDirectory(prefix="footnote-") as place:
        index = Index.open(folder, place, encoder)
        try:
            report = index.sync()
            index.open_vector_store()
            said, _ = answers(index, questions)
        finally:
            index.close()
        return Built(groups(Path(index.directory) / CATALOG), said, report.passages_embedded)


def difference(found: dict[str, Group], built: Built, nearly: bool = False) -> list[str]:
    """What an index holds that the one built in one go does not, or the other way round."""
    wrong = [f"{path} is not in it" for path in sorted(built.groups.keys() - found.keys())]
    wrong += [f"{path} is still in it" for path in sorted(found.keys() - built.groups.keys())]
    for path in sorted(found.keys() & built.groups.keys()):
        how = found[path].differs(built.groups[path], nearly)
        wrong += [f"{path} has other {how}"] * bool(how)
    return wrong
