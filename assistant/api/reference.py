"""The OpenAPI document as one page for people: no script, and nothing from anywhere else."""

import json
from collections.abc import Iterator
from typing import Any

from assistant.api.quotation import page
from assistant.escaping import escape

_STYLE = """
.path { font: 600 1.05rem/1.5 var(--mono); overflow-wrap: anywhere; }
.verb { display: inline-block; margin-inline-end: 0.5em; padding: 0.1em 0.5em;
  border-radius: 0.35em; background: var(--mark); color: var(--mark-ink);
  font: 600 0.75rem/1.6 var(--sans); }
pre { padding: 0.8rem 1rem; border: 1px solid var(--line); border-radius: 0.5rem;
  background: var(--sheet); white-space: pre-wrap; }
a { color: var(--accent); }
main p, main li, summary { max-width: 44rem; }
details { margin: 0.5rem 0; padding: 0.5rem 0.9rem; border: 1px solid var(--line);
  border-radius: 0.5rem; background: var(--sheet); }
details:has(:target) { border-color: var(--mark-edge); }
summary { cursor: pointer; font: 600 0.9rem/1.6 var(--mono); }
dl { display: grid; grid-template-columns: 3rem 1fr; gap: 0.2rem; font-size: 0.95rem; }
dt { font-weight: 600; }
dd { margin: 0; }
h3.path { margin-top: 3rem; }
td:last-child { min-width: 14rem; color: var(--soft); }
"""


def render_reference(document: dict[str, Any], address: str) -> str:
    """The page. document: of OpenAPI 3.1, as FastAPI makes it. address: of the server."""
    about = f"<p>{escape(document['info']['description'])}</p>"
    link = '<p class="meta">For programs: <a href="/api/openapi.json">/api/openapi.json</a></p>'
    groups: dict[str, list[str]] = {}
    for path, methods in document["paths"].items():
        for verb, one in methods.items():
            drawn = _operation(address, path, verb, one)
            groups.setdefault(one.get("tags", ["Others"])[0], []).append(drawn)
    sections = "".join(
        f"<section><h2>{escape(name)}</h2>{''.join(drawn)}</section>"
        for name, drawn in groups.items()
    )
    schemas = "".join(  # whoever follows a link to what is inside has it opened
        f"<details><summary>{escape(name)}</summary>"
        f'<div id="{escape(name)}">{_schema(one)}</div></details>'
        for name, one in sorted(document["components"]["schemas"].items())
    )
    forms = f"<section><h2>What is sent</h2>{schemas}</section>"
    return page(f"{document['info']['title']}: HTTP", about + link + sections + forms, _STYLE)


def _operation(address: str, path: str, verb: str, one: dict[str, Any]) -> str:
    parts = [
        f'<h3 class="path"><span class="verb">{escape(verb.upper())}</span> {escape(path)}</h3>',
        _prose(one.get("description", "")),
    ]
    if parameters := one.get("parameters"):
        rows = "".join(
            f"<tr><td><code>{escape(p['name'])}</code></td><td>{_type(p['schema'])}</td>"
            f"<td>{'required' if p.get('required') else ''}</td></tr>"
            for p in parameters
        )
        parts.append(f'<div class="table"><table>{rows}</table></div>')
    body = one.get("requestBody", {}).get("content", {}).get("application/json")
    if body:
        parts.append(f"<p>Sent: {_type(body['schema'])}</p>")
        parts += (
            _example(address + path, name, two["value"]) for name, two in body["examples"].items()
        )
    parts.append(f"<dl>{''.join(_responses(one))}</dl>")
    return "".join(parts)


def _example(address: str, name: str, value: dict[str, Any]) -> str:
    sent = json.dumps(value, indent=2)
    command = f"curl -N {address} -H 'Content-Type: application/json' -d '{sent}'"
    return f"<p>{escape(name[0].upper() + name[1:])}:</p><pre><code>{escape(command)}</code></pre>"


def _responses(one: dict[str, Any]) -> Iterator[str]:
    for status, two in one["responses"].items():
        kinds = [_type(three["schema"]) for three in two.get("content", {}).values()
                 if three.get("schema")]  # fmt: skip
        words = escape(two["description"].replace("Successful Response", ""))
        yield f"<dt>{escape(status)}</dt><dd>{', '.join(kinds)} {words}</dd>"


def _schema(one: dict[str, Any]) -> str:
    required = set(one.get("required", ()))
    rows = "".join(
        f"<tr><td><code>{escape(name)}</code></td><td>{_type(two)}</td>"
        f"<td>{'required' if name in required else ''}</td>"
        f"<td>{_code(two.get('description', ''))}</td></tr>"
        for name, two in one.get("properties", {}).items()
    )
    table = f'<div class="table"><table>{rows}</table></div>' if rows else _type(one)
    return _prose(one.get("description", "")) + table


def _type(schema: dict[str, Any]) -> str:
    """A schema in a few words, in HTML."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rsplit("/", 1)[-1])
        return f'<a href="#{name}">{name}</a>'
    if options := schema.get("anyOf") or schema.get("oneOf"):
        return " or ".join(map(_type, options))
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        return " or ".join(f"<code>{escape(json.dumps(value))}</code>" for value in values)
    if "prefixItems" in schema:
        return f"[{', '.join(map(_type, schema['prefixItems']))}]"
    if schema.get("type") == "array":
        return f"array of {_type(schema.get('items', {}))}"
    return escape(str(schema.get("type", "anything")))


def _prose(text: str) -> str:
    parts = (" ".join(part.split()) for part in text.split("\n\n"))
    return "".join(f"<p>{_code(part)}</p>" for part in parts if part)


def _code(text: str) -> str:
    """Words, with what stands between backticks as code."""
    said = (
        f"<code>{escape(part)}</code>" if number % 2 else escape(part)
        for number, part in enumerate(text.split("`"))
    )
    return "".join(said)
