"""Footnote as tools for other programs' models, over the Model Context Protocol."""
