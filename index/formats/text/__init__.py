"""Plain text in any encoding, code, subtitles, notebooks."""
