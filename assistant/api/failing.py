"""What is in the way of an answer, as other programs are told it: OpenAI's form of errors."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from starlette.responses import JSONResponse

from assistant.api.types import Failure, Problem, Said, Wishes
from index.errors import (
    CollectionError,
    FootnoteError,
    ModelError,
    RequestError,
    StoreError,
    UnknownDocument,
    WriterError,
)

_UNKNOWN = ("unexpected_keyword_argument", "extra_forbidden")
_NOT_NOW = (StoreError, ModelError, WriterError)


class Refused(RequestError):
    """A request that is not answered: `status` is HTTP's, `param` what of it is amiss."""

    def __init__(
        self, status: int, message: str, code: str | None = None, param: str | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.param = status, code, param


def refused(error: Exception) -> Refused:
    """Any error as one; of what nobody foresaw, only its kind is told."""
    match error:
        case Refused():
            return error
        case UnknownDocument():
            return Refused(404, sentence(error), "document_not_found", "documents")
        case CollectionError():
            return Refused(404, sentence(error), "collection_not_found", "collection")
        case FootnoteError():
            return Refused(503 if isinstance(error, _NOT_NOW) else 500, sentence(error))
    return Refused(500, f"Footnote broke at this ({type(error).__name__}): its log has the rest.")


def as_dict(problem: Refused) -> dict[str, Any]:
    """The body of the response."""
    kind = "invalid_request_error" if problem.status < 500 else "server_error"
    return asdict(Failure(Problem(str(problem), kind, problem.param, problem.code)))


def response(problem: Refused) -> JSONResponse:
    """The response."""
    return JSONResponse(as_dict(problem), problem.status, headers={"Cache-Control": "no-store"})


def malformed(errors: Sequence[Mapping[str, Any]], known: type, content_type: str) -> Refused:
    """Of a body that is not what it should be: the first thing that is wrong with it.

    known: a dataclass, what the body should be. content_type: what it is said to be; "" for JSON.
    """
    if content_type:
        return Refused(
            400,
            f"The request's Content-Type is {content_type[:80]!r}, and only JSON is read: add the "
            "header Content-Type: application/json.",
            "invalid_content_type",
        )
    unknown = [one for one in errors if one["type"] in _UNKNOWN]
    if unknown:
        return _unknown(unknown[0]["loc"], known)
    first = errors[0] if errors else {"loc": (), "msg": "it cannot be read", "type": ""}
    place = ".".join(str(part) for part in first["loc"] if part not in ("body", "query"))[:80]
    if first["type"] == "json_invalid":
        return Refused(400, "The body of the request is no JSON.", "invalid_json")
    where = f" at {place}" if place else ""
    return Refused(
        400, f"The request is amiss{where}: {str(first['msg'])[:120]}.", "invalid_value",
        place or None,
    )  # fmt: skip


def _unknown(loc: Sequence[str | int], known: type) -> Refused:
    *above, name = (part for part in loc if part != "body")
    inner = {"history": Said, "footnote": Wishes}
    owner = inner.get(str(above[0]), known) if above else known
    where = f" in {above[0]}" if above else ""
    listed = ", ".join(one.name for one in fields(owner))
    return Refused(
        400,
        f"There is no field {str(name)[:80]!r}{where}: there are {listed}.",
        "unknown_field",
        ".".join(map(str, (*above, name)))[:80],
    )


def sentence(error: Exception) -> str:
    """What an error says, as a whole sentence; its kind where it says nothing."""
    text = str(error).strip() or type(error).__name__
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")
