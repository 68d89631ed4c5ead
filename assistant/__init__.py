"""Questions to answers in quotations, each of which can be seen in its place."""

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.types import (
    Answer,
    Answered,
    Citation,
    Evidence,
    Finished,
    Prose,
    Quoted,
    Statement,
    Turn,
    Written,
    Wrote,
)

__all__ = [
    "Answer",
    "Answered",
    "Assistant",
    "Citation",
    "Evidence",
    "Finished",
    "Prose",
    "Quoted",
    "Settings",
    "Statement",
    "Turn",
    "Written",
    "Wrote",
]
