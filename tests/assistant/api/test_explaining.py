"""What a docstring says of its fields goes to the fields."""

from dataclasses import fields
from typing import Any

import httpx

from assistant.api.explaining import explain
from assistant.types import Citation


def schema(description: str, *names: str) -> dict[str, Any]:
    return {"description": description, "properties": {name: {} for name in names}}


def test_each_field_gets_its_words_and_the_rest_stays() -> None:
    given = schema(
        "A hit.\n\nWhere it\nstands.\n\nstart, end: offsets; a note: it is no field.\n"
        "score: how good\nit is; page and place: where.",
        "start", "end", "score", "page", "place", "path",
    )  # fmt: skip
    explain(given)
    assert given["description"] == "A hit.\n\nWhere it stands."
    said = {name: one.get("description") for name, one in given["properties"].items()}
    assert said == {
        "start": "Offsets; a note: it is no field.",
        "end": "Offsets; a note: it is no field.",
        "score": "How good it is.",
        "page": "Where.",
        "place": "Where.",
        "path": None,
    }


def test_what_has_no_fields_or_no_words_stays() -> None:
    for given in (schema("A hit.", "start"), schema("start: x"), {"properties": {"start": {}}}):
        before = repr(given)
        explain(given)
        assert repr(given) == before


def test_a_citations_fields_are_explained_however_often_it_is_asked_for(birds: str) -> None:
    for _ in range(2):
        document = httpx.get(f"{birds}/api/openapi.json").json()
        told = document["components"]["schemas"]["Citation"]
        assert "422" not in str(document["paths"])
        assert told["description"].startswith("Where the words of a statement stand")
        assert set(told["properties"]) == {field.name for field in fields(Citation)}
        assert told["properties"]["page"]["description"].startswith("Counted from 1")
