"""Every error that Footnote raises on purpose; each message ends in the next step.

FootnoteError
├── FolderError        the folder of documents is not there or is no folder
├── StoreError         the index cannot be kept where it was asked to be
│   ├── StoreBusy      another process writes to it
│   ├── StoreDamaged   SQLite finds its file damaged
│   └── ModelMismatch  it was made with another model
├── ModelError         the model's files are missing, altered or unusable
├── UnreadableFile     one file holds nothing that can be read, and why
├── PictureError       a page cannot be shown as an image, and why
├── UnknownDocument    no document of that path is in the index
├── Stopped            a sync was asked to stop, and did
├── CitationError      a citation's words do not stand where it says
├── CollectionError    no collection goes by that name, or none can be made by it
├── PinError           an answer cannot be pinned, or a file of pinned answers cannot be added to
├── RecordError        a kept answer, or a file that should hold one, is not what it should be
├── ConversationsError the conversations cannot be kept
│   └── UnknownConversation  it, or the question in it, is not (or no longer) kept
├── RequestError       another program asks for what cannot be done as it asks
├── WriterError        the language model that writes cannot be used, or fails
└── SettingsError      a setting has a value that it cannot have
"""


class FootnoteError(Exception):
    """The root: catching it catches whatever Footnote raises on purpose."""


class FolderError(FootnoteError):
    """The folder of documents does not exist or is not a folder."""


class StoreError(FootnoteError):
    """The index cannot be opened or kept at its place."""


class StoreBusy(StoreError):
    """Another process is writing to the index."""


class StoreDamaged(StoreError):
    """The catalog's file is no database, or one that SQLite cannot make sense of."""


class ModelMismatch(StoreError):
    """The index was made with another model than the one asked for."""


class ModelError(FootnoteError):
    """The model's files are missing, altered or of a kind that cannot be used."""


class UnreadableFile(FootnoteError):
    """One file holds nothing that can be read; `reason` is shown to people."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PictureError(FootnoteError):
    """A page cannot be shown as an image; its words are for people."""


class UnknownDocument(FootnoteError):
    """No document of that path is in the index."""


class Stopped(FootnoteError):
    """A sync was asked to stop; what it had finished stands, and the next one goes on."""


class CitationError(FootnoteError):
    """The words of a citation do not stand where it says they stand."""


class RecordError(FootnoteError):
    """A kept answer, or a file that should hold one, is not what it should be."""


class ConversationsError(FootnoteError):
    """The conversations cannot be read or kept."""


class UnknownConversation(ConversationsError):
    """A conversation, or a question of one, that is not or no longer kept."""


class CollectionError(FootnoteError):
    """No collection goes by a name, or none can be made or taken off the list by it."""


class SettingsError(FootnoteError):
    """A setting has a value that it cannot have."""


class PinError(FootnoteError):
    """An answer cannot be pinned as it is, or not in the file that is there."""


class RequestError(FootnoteError):
    """Another program asks for what cannot be done as it asks; the words say what to ask."""


class WriterError(FootnoteError):
    """The language model that writes cannot be used, or fails."""
