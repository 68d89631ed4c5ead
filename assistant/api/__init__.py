"""The doors for other programs: HTTP as OpenAI's clients speak it, and plain JSON."""
