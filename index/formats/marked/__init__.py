"""HTML and what is written to become it: Markdown, reStructuredText, books."""
