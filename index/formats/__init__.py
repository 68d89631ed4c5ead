"""One module a file format: bytes in, the text with its blocks and pages out."""
