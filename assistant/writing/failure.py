"""What a model's failure is to the rest of the assistant: a note that a person can read."""

from assistant.faults import Note
from index.errors import WriterError


class ModelFailure(WriterError):
    """The model gave no answer or not all of one; `note` says what happened and what to do."""

    def __init__(self, note: Note) -> None:
        super().__init__(str(note))
        self.note = note
