"""What other programs send and are sent; see docs/api.md.

Of what is Footnote's own, a field that is not known is refused; of OpenAI's chat it is left aside.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from assistant.types import Evidence
from index.types import FileState, Page

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Said:
    """A turn of the conversation before the question."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question.

    history: the turns before, oldest first. documents: the paths to answer from, null for all.
    collection: its name, "" for the default one. anyway: quote what comes nearest even where that
    would be refused. prose: false for quotations alone where a model writes on top of them.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    question: str
    history: tuple[Said, ...] = ()
    documents: tuple[str, ...] | None = None
    collection: str = ""
    anyway: bool = False
    prose: bool = True


@dataclass(frozen=True, slots=True)
class Search:
    """What to find the k passages for that speak most of it (1 to 100); the rest as in Ask."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    question: str
    k: int = 10
    history: tuple[Said, ...] = ()
    documents: tuple[str, ...] | None = None
    collection: str = ""


@dataclass(frozen=True, slots=True)
class Passages:
    """What was found, best first."""

    passages: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Files:
    """How every file of a collection stands; collections: the names of all."""

    collection: str
    collections: tuple[str, ...]
    documents: tuple[FileState, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A document as it was read: citations' offsets point into `text`."""

    path: str
    title: str
    sha256: str
    kind: str
    text: str
    pages: tuple[Page, ...]
    unit: str
    note: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is in the way: a sentence for people; what of the request, and its kind, as words."""

    message: str
    type: str
    param: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """The body of every response that is no success."""

    error: Problem


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message's content; of type "text" alone can it be understood."""

    type: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A turn of a chat. Those of "system", "developer" and "tool" are left aside."""

    role: str
    content: str | tuple[Part, ...] | None = None


@dataclass(frozen=True, slots=True)
class StreamOptions:
    """include_usage: whether a last chunk counts the tokens."""

    include_usage: bool | None = False


@dataclass(frozen=True, slots=True)
class Wishes:
    """Footnote's own part of a chat request; documents and anyway as in Ask."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    documents: tuple[str, ...] | None = None
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """A chat request of OpenAI's; the last message of the user is the question.

    model: "footnote" for the default collection, "footnote/NAME" for another; "footnote-quotes"
    in place of "footnote" for quotations alone. What is not named here, such as temperature and
    tools, is accepted and left aside.
    """

    model: str
    messages: tuple[Message, ...]
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: int | None = 1
    footnote: Wishes | None = None


@dataclass(frozen=True, slots=True)
class UrlCitation:
    """start_index, end_index: the mark, as offsets of characters, the second one past its end.

    url: a page that shows the quotation in its context.
    """

    start_index: int
    end_index: int
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mark such as "[1]" in the content, and where it leads."""

    url_citation: UrlCitation
    type: Literal["url_citation"] = "url_citation"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the assistant says: the answer, its marks, and where the quotations stand."""

    content: str
    annotations: tuple[Annotation, ...]
    role: Literal["assistant"] = "assistant"
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The one reply that there is."""

    message: Reply
    index: int = 0
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """Word pieces by the embedding model's tokenizer."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


@dataclass(frozen=True, slots=True)
class Completion:
    """A reply to a chat request; footnote: the whole answer, an `Answer` as of /api/ask."""

    id: str
    created: int
    model: str
    choices: tuple[Choice, ...]
    usage: Usage
    footnote: dict[str, Any]
    object: Literal["chat.completion"] = "chat.completion"


@dataclass(frozen=True, slots=True)
class Model:
    """A name that a chat request may give as its model."""

    id: str
    created: int
    object: Literal["model"] = "model"
    owned_by: str = "footnote"


@dataclass(frozen=True, slots=True)
class Models:
    """All of them."""

    data: tuple[Model, ...]
    object: Literal["list"] = "list"
