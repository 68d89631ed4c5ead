"""What a docstring says of its fields, field by field: for the OpenAPI document."""

import re
from typing import Any


def explain(schema: dict[str, Any]) -> None:
    r"""Give each property of a schema the words that its description has for it, and take them out.

    >>> schema = {"description": "A hit.\n\nstart, end: offsets. score: in [0, 1].",
    ...           "properties": {"start": {}, "end": {}, "score": {}}}
    >>> explain(schema)
    >>> schema["description"], schema["properties"]["end"], schema["properties"]["score"]
    ('A hit.', {'description': 'Offsets.'}, {'description': 'In [0, 1].'})
    """
    properties = schema.get("properties", {})
    names = "|".join(map(re.escape, properties))
    said = schema.get("description", "")
    if not names or not said:
        return
    label = rf"(?:(?<=\n)|(?<=[.;] ))((?:{names})(?:(?:, | and )(?:{names}))*):\s"
    lead, *rest = re.split(label, said)
    for together, words in zip(rest[::2], rest[1::2], strict=True):
        sentence = _sentence(words)
        for name in re.split(", | and ", together):
            properties[name]["description"] = sentence
    schema["description"] = "\n\n".join(_folded(part) for part in lead.strip().split("\n\n"))


def _sentence(words: str) -> str:
    folded = re.sub(r"\bNone\b", "null", _folded(words).rstrip(";"))
    return folded[:1].upper() + folded[1:] + ("" if folded.endswith(".") else ".")


def _folded(words: str) -> str:
    return " ".join(words.split())
