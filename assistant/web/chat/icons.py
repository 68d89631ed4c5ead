"""Small drawings on the controls under an answer: lines on a grid of 16, in the text's colour."""

_PATHS = {
    "copy": "M5.5 5.5h7v8h-7zM3.5 10.5v-8h7",
    "take": "M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.2h10",
    "again": "M12.8 8a4.8 4.8 0 1 1-1.5-3.5M12.8 2.3v2.9H9.9",
    "edit": "M3 13l.7-2.8 7-7 2.1 2.1-7 7z",
    "up": "M5 7.3v6H2.8v-6zM5 7.3l2.6-5c1 0 1.6.7 1.4 1.7L8.6 6.4h3.6c.8 0 1.3.7 1.1 1.4l-1.1 4.5"
    "c-.2.6-.6 1-1.3 1H5",
    "down": "M5 8.7v-6H2.8v6zM5 8.7l2.6 5c1 0 1.6-.7 1.4-1.7l-.4-2.4h3.6c.8 0 1.3-.7 1.1-1.4"
    "l-1.1-4.5c-.2-.6-.6-1-1.3-1H5",
}


def icon(name: str) -> str:
    """A drawing that says nothing by itself: its control has a name."""
    return (
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        f'<path d="{_PATHS[name]}"/></svg>'
    )
