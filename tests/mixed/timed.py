"""A story as subtitles or as a notebook."""

import json

from tests.mixed.prose import Story
from tests.mixed.written import Lines, Made, Written


def subtitles(story: Story, ending: str = "srt") -> Made:
    """A sentence in one cue or two, each a few seconds after the last."""
    lines, said, second = Lines(), Written(), 0
    if ending == "vtt":
        lines.put("WEBVTT", "", "NOTE this is not said", "")
    number = 0
    for section in story.sections:
        for sentence in (sentence for paragraph in section.paragraphs for sentence in paragraph):
            second += 5
            said.add(sentence, _clock(second))
            words = sentence.split()
            half = len(words) // 2 if number % 2 else len(words)
            for part in filter(None, (words[:half], words[half:])):
                number += 1
                mark = "," if ending == "srt" else "."
                start, end = _clock(second), _clock(second + 2)
                lines.put(str(number), f"{start}{mark}000 --> {end}{mark}000")
                lines.put(f"<i>{' '.join(part)}</i>", "")
                second += 2
    return said.made(lines.text.encode(), "subtitles", ending, language=story.language)


def notebook(story: Story) -> Made:
    """Cells of Markdown, and of code with what it printed."""
    cells, said = list[dict[str, object]](), Written()
    cells.append({"cell_type": "markdown", "metadata": {}, "source": [f"# {story.title}\n"]})
    said.add(story.title, "cell 1")
    for section, row in zip(story.sections, story.rows, strict=False):
        source = [f"## {section.heading}\n", "\n"]
        place = f"cell {len(cells) + 1}"
        said.add(section.heading, place)
        for sentences in section.paragraphs:
            source += [f"{sentence}\n" for sentence in sentences] + ["\n"]
            said.add(" ".join(sentences), place, *sentences)
        cells.append({"cell_type": "markdown", "metadata": {}, "source": source})
        place = f"cell {len(cells) + 1}"
        code = f'count("{row[0]}")'
        said.add(code, place, close=True)
        said.add(row[3], place, close=True)
        output = {"output_type": "stream", "name": "stdout", "text": [row[3]]}
        cells.append({"cell_type": "code", "execution_count": 1, "metadata": {}, "source": [code],
                      "outputs": [output]})  # fmt: skip
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return said.made(json.dumps(book, ensure_ascii=False, indent=1).encode(), "notebook", "ipynb")


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
