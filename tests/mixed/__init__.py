"""A folder of mixed files, each written with what a perfect reader must say of it.

`python -m tests.mixed DIR` writes one; `python -m tests.mixed --check` (or `make coverage`) writes
one, reads it, and holds the index against what was written: see docs/coverage.md.

prose: stories, in sentences each of which stands once in the whole folder. written: what is
expected of a file. texts, marked, records, letters, office, opendocument, printed, packed: a story
as a file of each format. folder: the mix. check: the comparison.

What is expected is told from what was written, by the rules that Footnote's readers document. No
reader is called for it.
"""
