"""A visit of the doctor: look, say what differs, mend it if asked to, and look again."""

from collections.abc import Callable, Sequence

from index.doctor.examine import examine
from index.doctor.pace import Pace
from index.doctor.repair import repair
from index.encoder import Encoder
from index.folder import Folders
from index.place import Place

_ROUNDS = 3  # some damage hides other damage: a catalog of an older form is looked into afterwards


def visit(
    folders: Folders,
    place: Place,
    encoder: Encoder,
    say: Callable[[str], None],
    pace: Pace,
    mend: bool = False,
    passwords: Sequence[str] = (),
) -> bool:
    """Whether all is as it should be, at last; `say` is told line by line.

    mend: what differs is mended; without it nothing is written.
    passwords: tried on encrypted files that are read anew.
    Raises Stopped where `pace` is stopped, StoreBusy where another process keeps an index that is
    to be mended, and what `examine` raises.
    """
    report = examine(folders, place, encoder, pace)
    for line in report.lines(advise=not mend):
        say(line)
    for _ in range(_ROUNDS if mend else 0):
        if report.is_well:
            break
        before = report.counts
        repair(folders, place, encoder, report, say, pace, passwords)
        report = examine(folders, place, encoder, pace)
        for line in report.lines(advise=False):
            say(line)
        if report.counts == before:
            break
    return report.is_well
