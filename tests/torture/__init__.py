"""The torture harness: an index is killed, starved and raced for, and must come out whole.

`python -m tests.torture` (or `make torture`) runs all of it and prints a table; docs/torture.md
has one of a long run.

kill: processes that sync, rebuild or serve are killed at random moments; before and after the
next start the catalog is held against one that was built in one go.
full: the disk of the index runs full at many sizes; room is made, and it goes on.
race: two writers at once, a writer that is stopped in the act, readers while a folder is read.

folder makes the documents; child is the process that suffers, process starts, watches and ends
it; built is an index made in one go; checking and asking say what is wrong with another one;
tally adds up.
"""
