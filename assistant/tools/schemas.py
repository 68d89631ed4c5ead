"""The tools' data as JSON Schemas, and what a model sends checked against them."""

from dataclasses import asdict, fields
from functools import cache
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError

from assistant.tools.asked import Asked, description
from assistant.tools.told import Told
from index.errors import RequestError
from index.types import well_formed

_SHOWN = 80  # characters of what was sent, in an error


def schema_in(kind: type[Asked]) -> dict[str, Any]:
    """What a tool takes, each field with its description, and nothing else."""
    schema = _adapter(cast(Any, kind)).json_schema()
    for one in fields(kind):
        schema["properties"][one.name]["description"] = description(one)
    return {**_bare(schema), "additionalProperties": False}


def schema_out(kind: type[Told]) -> dict[str, Any]:
    """What a tool tells."""
    schema: dict[str, Any] = _bare(_adapter(cast(Any, kind)).json_schema(mode="serialization"))
    return schema


def taken(kind: type[Asked], arguments: dict[str, Any]) -> Asked:
    """A model's arguments as the dataclass that they should be; null is as if it were left out.

    Raises RequestError where they are not, saying which one and what there is.
    """
    given = {name: value for name, value in arguments.items() if value is not None}
    known = [one.name for one in fields(kind)]
    if unknown := sorted(given.keys() - known):
        raise RequestError(
            f"there is no argument {unknown[0][:_SHOWN]!r}: there are {', '.join(known)}"
        )
    try:
        found: Asked = _adapter(cast(Any, kind)).validate_python(_sound(given))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = first["loc"][0]
        if first["type"] == "missing":
            raise RequestError(f"{place} is missing: give it") from error
        raise RequestError(f"{place} is not as it should be: {first['msg']}") from error
    return found


def plain(told: Told) -> dict[str, Any]:
    """What a tool tells, as plain values that JSON has: no lone surrogates."""
    values: dict[str, Any] = _sound(asdict(told))
    return values


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, dict):
        return {_sound(key): _sound(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_sound(member) for member in value]
    return value


def _bare(schema: Any) -> Any:
    """A schema without the titles that only say the name of the field again."""
    if isinstance(schema, list):
        return [_bare(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: _bare(one) for name, one in value.items()}
        if key in ("properties", "$defs")
        else _bare(value)
        for key, value in schema.items()
        if key != "title"
    }


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
