"""The reader: a whole document, the quotations of an answer set off in it."""
