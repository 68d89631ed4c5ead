"""What an export says of a model's prose: whose it is, where it was written, what happened."""

from assistant.prose import CAUTION, Prose

LEGEND = "What is struck out is not borne out by the passages that it names."


def heading(prose: Prose) -> str:
    """Who wrote it, in a line."""
    if not prose.sentences:
        return f"Nothing was written by {prose.model}"
    return f"Written by {prose.model} from these passages"


def told(prose: Prose) -> list[str]:
    """What is said under it: that passages were sent elsewhere, what is struck out, the notes."""
    said = [prose.sent] if prose.sent else []
    if any(not one.stands for one in prose.sentences):
        said.append(LEGEND)
    if any(one.stands for one in prose.sentences):
        said.append(CAUTION)
    return [*said, *map(str, prose.notes)]
