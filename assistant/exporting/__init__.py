"""Answers to take away: as JSON that can be verified, as Markdown, as one page of HTML."""

from assistant.exporting.as_html import as_html
from assistant.exporting.as_json import as_json, from_json
from assistant.exporting.as_markdown import as_markdown
from assistant.exporting.export import Export, File, export, file_name

__all__ = [
    "Export",
    "File",
    "as_html",
    "as_json",
    "as_markdown",
    "export",
    "file_name",
    "from_json",
]
