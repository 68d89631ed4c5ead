"""Questions to answers in quotations, each of which can be seen in its place."""

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.types import Answer, Citation, Evidence, Finished, Quoted, Statement, Turn

__all__ = [
    "Answer",
    "Assistant",
    "Citation",
    "Evidence",
    "Finished",
    "Quoted",
    "Settings",
    "Statement",
    "Turn",
]
