"""ZIP and TAR: files inside a file, within limits."""
