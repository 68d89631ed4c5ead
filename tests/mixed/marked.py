"""A story as a file in a markup language, whose blocks are known by the lines of the file."""

from html import escape

from tests.mixed.prose import Story
from tests.mixed.written import CELL, Lines, Made, Written


def markdown(story: Story, newline: str = "\n") -> Made:
    """CommonMark with a table and a fence of code."""
    lines, said = Lines(), Written()
    said.add(story.title, lines.put(f"# {story.title}", ""))
    for section in story.sections:
        said.add(section.heading, lines.put(f"## {section.heading}", ""))
        for first, *others in section.paragraphs:
            place = lines.put(f"**{first}**", *others, "")
            said.add(" ".join((first, *others)), place, first, *others)
    for item in story.items:
        said.add(item, lines.put(f"- {item}"), close=True)
    lines.put("")
    _piped(story, lines, said)
    lines.put("", "```python")
    for row in story.rows:
        said.add(f'print("{row[0]}")', lines.put(f'print("{row[0]}")'), close=True)
    lines.put("```")
    data = lines.text.replace("\n", newline).encode()
    return said.made(data, "markdown", "md", language=story.language)


def _piped(story: Story, lines: Lines, said: Written) -> None:
    place = lines.put(f"| {CELL.join(story.names)} |", "|---|:--|--:|---|")
    said.add(CELL.join(story.names), place, story.names[0] + CELL + story.names[1], close=True)
    for row in story.rows:
        said.row(row, lines.put(f"| {CELL.join(row)} |"))


def html(story: Story, encoding: str = "utf-8", ending: str = "html") -> Made:
    """A page with a head, a menu, a script, entities and a table."""
    lines, said = Lines(), Written()
    lines.put(
        "<!DOCTYPE html>", f'<html lang="{story.language}">', f'<head><meta charset="{encoding}">',
        "<title>A page of ours</title>", "<style>p { color: red }</style>", "</head>", "<body>",
        "<script>var never = 'shown';</script>", "<!-- nor is this -->",
    )  # fmt: skip
    said.add(story.title, lines.put(f"<h1>{escape(story.title)}</h1>"))
    for section in story.sections:
        said.add(section.heading, lines.put(f"<h2>{escape(section.heading)}</h2>"))
        for first, *others in section.paragraphs:
            place = lines.put(f"<p><em>{escape(first)}</em>", *map(escape, others), "</p>")
            said.add(" ".join((first, *others)), place, first, *others)
    lines.put("<ul>")
    for item in story.items:
        said.add(item, lines.put(f"  <li>{escape(item)}</li>"), close=True)
    lines.put("</ul>", "<table>")
    tags = "".join(f"<th>{name}</th>" for name in story.names)
    said.add(CELL.join(story.names), lines.put(f"<tr>{tags}</tr>"), CELL.join(story.names),
             close=True)  # fmt: skip
    for row in story.rows:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in row)
        said.row(row, lines.put(f"<tr>{cells}</tr>"))
    lines.put("</table>", "<p>&copy; 2026 &mdash; no&nbsp;more</p>", "</body>", "</html>")
    said.add("© 2026 — no more", f"line {len(lines.lines) - 2}")
    return said.made(lines.text.encode(encoding), "html", ending, language=story.language)


def restructured(story: Story) -> Made:
    """reStructuredText with a comment, a list, a grid table and lines of code."""
    lines, said = Lines(), Written()
    said.add(story.title, lines.put(story.title, "=" * len(story.title), ""))
    lines.put(".. a comment that is not shown", "")
    for section in story.sections:
        place = lines.put(section.heading, "-" * len(section.heading), "")
        said.add(section.heading, place)
        for first, *others in section.paragraphs:
            place = lines.put(f"*{first}*", *others, "")
            said.add(" ".join((first, *others)), place, first, *others)
    for item in story.items:
        said.add(item, lines.put(f"* {item}", ""), close=True)
    table = [story.names, *story.rows]
    widths = [max(len(row[at]) for row in table) + 2 for at in range(len(story.names))]
    rule = "+" + "+".join("-" * width for width in widths) + "+"
    lines.put(rule)
    for number, row in enumerate(table):
        padded = [f" {cell}".ljust(width) for cell, width in zip(row, widths, strict=True)]
        place = lines.put(f"|{'|'.join(padded)}|", rule if number else rule.replace("-", "="))
        if number:
            said.row(row, place)
        else:
            said.add(CELL.join(row), place, CELL.join(row), close=True)
    lines.put("", "::", "")
    for cells in story.rows:
        said.add(f"print {cells[0]}", lines.put(f"    print {cells[0]}"), close=True)
    return said.made(lines.text.encode(), "rst", "rst", language=story.language)


def asciidoc(story: Story) -> Made:
    """AsciiDoc with comments, a list, a table and a listing."""
    lines, said = Lines(), Written()
    said.add(story.title, lines.put(f"= {story.title}", "", "// not shown", ""))
    for section in story.sections:
        said.add(section.heading, lines.put(f"== {section.heading}", ""))
        for first, *others in section.paragraphs:
            place = lines.put(f"*{first}*", *others, "")
            said.add(" ".join((first, *others)), place, first, *others)
    for item in story.items:
        said.add(item, lines.put(f"* {item}"), close=True)
    lines.put("", "|===")
    place = lines.put(*("| " + CELL.join(story.names),), "")
    said.add(CELL.join(story.names), place, CELL.join(story.names), close=True)
    for row in story.rows:
        said.row(row, lines.put("| " + CELL.join(row)))
    lines.put("|===", "", "----")
    for row in story.rows:
        said.add(f"print {row[0]}", lines.put(f"print {row[0]}"), close=True)
    lines.put("----")
    return said.made(lines.text.encode(), "asciidoc", "adoc", language=story.language)


def latex(story: Story) -> Made:
    """A LaTeX article with a comment, a list and a table."""
    lines, said = Lines(), Written()
    lines.put("\\documentclass{article}", "\\usepackage[utf8]{inputenc}", "\\begin{document}", "")
    for section in (None, *story.sections):
        if section is None:
            said.add(story.title, lines.put(f"\\section{{{story.title}}}", "% not shown", ""))
            continue
        said.add(section.heading, lines.put(f"\\subsection{{{section.heading}}}", ""))
        for first, *others in section.paragraphs:
            place = lines.put(f"\\emph{{{first}}}", *others, "")
            said.add(" ".join((first, *others)), place, first, *others)
    lines.put("\\begin{itemize}")
    for item in story.items:
        said.add(item, lines.put(f"  \\item {item}"), close=True)
    lines.put("\\end{itemize}", "", "\\begin{tabular}{llll}")
    for row in story.rows:
        said.row(row, lines.put(" & ".join(row) + " \\\\"))
    lines.put("\\end{tabular}", "", "\\end{document}")
    return said.made(lines.text.encode(), "latex", "tex", language=story.language)
