"""What a run came to, as a table in Markdown."""

from collections.abc import Iterator

from tests.malformed.checking import Result


def table(result: Result) -> Iterator[str]:
    """A row for each thing that was wrong: how many files, what became of them, the slowest."""
    yield "| what is wrong | files | read | in part | named | slowest, s |"
    yield "|---|--:|--:|--:|--:|--:|"
    kinds: dict[str, list[str]] = {}
    for path, wrong in result.made.wrong.items():
        kinds.setdefault(wrong, []).append(path)
    totals = [0, 0, 0, 0]
    for wrong, paths in kinds.items():
        states = [result.states[path] for path in paths if path in result.states]
        named = sum(state.is_unread for state in states)
        partly = sum(bool(state.reason) and not state.is_unread for state in states)
        counts = [len(paths), len(states) - named - partly, partly, named]
        totals = [a + b for a, b in zip(totals, counts, strict=True)]
        slowest = max((result.seconds.get(path, 0.0) for path in paths), default=0.0)
        yield f"| {wrong} | {' | '.join(f'{one:,}' for one in counts)} | {slowest:.1f} |"
    slowest = max(result.seconds.values(), default=0.0)
    yield f"| all | {' | '.join(f'{one:,}' for one in totals)} | {slowest:.1f} |"


def summary(result: Result) -> Iterator[str]:
    """The rest, in sentences."""
    said = result.said
    if not said:
        return
    yield (
        f"The sync took {said['total']:,.0f} s and embedded {said['embedded']:,} passages; a "
        f"second one took {said['again']:,.1f} s and embedded {said['embedded_again']}."
    )
    yield (
        f"The process that syncs held at most {said['memory'] / 2**20:,.0f} MiB, the reading "
        f"process {said['reader_memory'] / 2**20:,.0f} MiB."
    )
    found = sum(said["found"].values())
    yield (
        f"{found} of {len(said['found'])} good neighbours are found. Faults: {len(result.faults)}."
    )
    for path, seconds in sorted(result.seconds.items(), key=lambda pair: -pair[1])[:8]:
        yield f"- {seconds:.1f} s: {path} ({result.made.wrong.get(path, 'good')})"
