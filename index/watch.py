"""Tells when something in the folders changes: watchfiles' door."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

_SETTLED = 800  # milliseconds without a change, after which a burst of them is over
_AT_MOST = 5_000  # milliseconds that a burst may go on before it is told


def changes(
    roots: Sequence[Path], stop: threading.Event, skip: Path | None = None
) -> Iterator[None]:
    """Yields after each burst of changes below `roots`, until `stop` is set.

    skip: the store, whose own files change all the time. Hidden files are watched too: a
    .footnoteignore is one.
    """
    from watchfiles import watch

    def counts(_: object, path: str) -> bool:
        return skip is None or not Path(path).is_relative_to(skip)

    yield from (
        None
        for _ in watch(
            *roots,
            watch_filter=counts,
            debounce=_AT_MOST,
            step=_SETTLED,
            stop_event=stop,
            rust_timeout=500,
            raise_interrupt=True,
            ignore_permission_denied=True,
        )
    )
