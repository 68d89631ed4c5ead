"""RTF: groups and control words become blocks."""
