"""The conversations kept on disk: listed, searched, taken up again."""
