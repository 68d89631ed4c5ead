"""LaTeX, read as its author meant it to be seen."""
