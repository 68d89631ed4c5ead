"""A story's table as a file of data: CSV, TSV, JSON, JSON Lines, XML."""

import csv
import io
import json
from xml.sax.saxutils import escape

from tests.mixed.prose import Story
from tests.mixed.written import CELL, Lines, Made, Written


def values(story: Story, delimiter: str = ",", encoding: str = "utf-8") -> Made:
    """CSV, or TSV where the delimiter is a tab; the last row has a line's end in a cell."""
    rows, said, file = [list(row) for row in story.rows], Written(), io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
    writer.writerow(story.names)
    said.add(CELL.join(story.names), "line 1", CELL.join(story.names), close=True)
    for number, row in enumerate(rows, 2):
        said.add(named(story.names, row), f"line {number}", row[-1], close=True)
        is_last = number == len(rows) + 1
        writer.writerow([*row[:-1], row[-1].replace(" ", "\n", 1) if is_last else row[-1]])
    ending = "tsv" if delimiter == "\t" else "csv"
    return said.made(file.getvalue().encode(encoding), "csv", ending)


def json_records(story: Story) -> Made:
    """A JSON list of objects, each of which fits a row."""
    lines, said = Lines(), Written()
    lines.put("[")
    for number, row in enumerate(story.rows):
        place = lines.put("  {")
        for name, value in zip(story.names, row, strict=True):
            comma = "" if name == story.names[-1] else ","
            lines.put(f"    {json.dumps(name)}: {json.dumps(value)}{comma}")
        lines.put("  }" if number == len(story.rows) - 1 else "  },")
        said.add(named(story.names, row), f"{place}, [{number}]", row[-1], close=True)
    lines.put("]")
    return said.made(lines.text.encode(), "json", "json")


def json_article(story: Story) -> Made:
    """A JSON object with a title, prose under names, and records."""
    lines, said = Lines(), Written()
    said.add(story.title, lines.put("{"), is_found=False)
    place = lines.put(f'  "title": {json.dumps(story.title)},')
    said.add(f"title: {story.title}", f"{place}, title", f"title: {story.title}", close=True)
    later: list[tuple[str, str, tuple[tuple[str, ...], ...]]] = []
    for number, section in enumerate(story.sections):
        body = "\n\n".join(" ".join(paragraph) for paragraph in section.paragraphs)
        place = lines.put(f'  "part{number}": {json.dumps(body, ensure_ascii=False)},')
        later.append((f"part{number}", place, section.paragraphs))
    place = lines.put(f'  "marks": {json.dumps([row[0] for row in story.rows])}')
    lines.put("}")
    said.add("marks: " + ", ".join(row[0] for row in story.rows), f"{place}, marks", close=True)
    for name, place, paragraphs in later:
        said.add(name, f"{place}, {name}", is_found=False)
        for paragraph in paragraphs:
            said.add(" ".join(paragraph), f"{place}, {name}", *paragraph)
    return said.made(lines.text.encode(), "json", "json")


def json_lines(story: Story) -> Made:
    """A JSON object a line."""
    lines, said = Lines(), Written()
    for row in story.rows:
        record = dict(zip(story.names, row, strict=True))
        place = lines.put(json.dumps(record, ensure_ascii=False))
        said.add(named(story.names, row), place, row[-1], close=True)
    return said.made(lines.text.encode(), "jsonl", "jsonl")


def xml(story: Story) -> Made:
    """XML of sections with titles and paragraphs, and of records with attributes."""
    lines, said = Lines(), Written()
    lines.put('<?xml version="1.0" encoding="utf-8"?>', "<book>", "  <!-- not shown -->")
    said.add(story.title, lines.put(f"  <title>{escape(story.title)}</title>"))
    for section in story.sections:
        lines.put("  <section>")
        place = lines.put(f"    <title>{escape(section.heading)}</title>")
        said.add(section.heading, place)
        for first, *others in section.paragraphs:
            place = lines.put(f"    <para>{escape(first)}", *map(escape, others), "    </para>")
            said.add(" ".join((first, *others)), place, first, *others)
        lines.put("  </section>")
    for mark, who, count, remark in story.rows:
        place = lines.put("  <record>")
        lines.put(f"    <mark>{mark}</mark>", f"    <keeper>{who}</keeper>",
                  f"    <pieces>{count}</pieces>", f"    <remark>{escape(remark)}</remark>",
                  "  </record>")  # fmt: skip
        cells = (f"mark: {mark}", f"keeper: {who}", f"pieces: {count}", f"remark: {remark}")
        said.add(CELL.join(cells), place, remark, close=True)
    lines.put("</book>")
    return said.made(lines.text.encode(), "xml", "xml", language=story.language)


def named(names: tuple[str, ...], cells: tuple[str, ...] | list[str]) -> str:
    """A row whose cells carry their columns' names."""
    return CELL.join(f"{name}: {cell}" for name, cell in zip(names, cells, strict=True))
