"""Every way to write a story, as the mix takes them in turn."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tests.mixed import (
    letters,
    marked,
    office,
    opendocument,
    packed,
    printed,
    records,
    texts,
    timed,
)
from tests.mixed.prose import LANGUAGES, Prose, Story
from tests.mixed.written import Made

_LATIN = ("en", "de", "fr", "es")


@dataclass(frozen=True, slots=True)
class Maker:
    """A way to write a story. is_table: whether it says the story's rows and not its sections."""

    name: str
    make: Callable[[Story], Made]
    languages: tuple[str, ...] = LANGUAGES
    is_table: bool = False

    def story(self, prose: Prose, at: int, is_long: bool = False) -> Story:
        """A story fit to be written so; `at` chooses its language."""
        language = self.languages[at % len(self.languages)]
        if self.is_table:
            return prose.story("en", 2, 40 if is_long else prose.random.randint(6, 14))
        return prose.story(language, 9 if is_long else prose.random.randint(2, 4))

    def edited(self, prose: Prose, story: Story) -> Story:
        """The story with a paragraph, or a row, written anew."""
        return prose.edited_row(story) if self.is_table else prose.edited(story)


def _texts() -> list[Maker]:
    return [
        Maker(f"text-{encoding}", partial(texts.text, encoding=encoding), (language,))
        for language, encodings in texts.ENCODINGS.items()
        for encoding in encodings
    ]


MAKERS = (
    Maker("text", texts.text),
    Maker("markdown", marked.markdown),
    Maker("pdf", printed.pdf, _LATIN),
    Maker("docx", office.word),
    Maker("html", marked.html),
    Maker("xlsx", office.workbook, is_table=True),
    Maker("pptx", office.slides, ("en",)),
    Maker("odt", opendocument.text),
    Maker("csv", records.values, is_table=True),
    Maker("eml", letters.message),
    Maker("python", texts.python, ("en",)),
    Maker("yaml", texts.yaml, ("en",)),
    Maker("rst", marked.restructured),
    Maker("asciidoc", marked.asciidoc),
    Maker("latex", marked.latex),
    Maker("json", records.json_records, is_table=True),
    Maker("json-article", records.json_article, ("en",)),
    Maker("jsonl", records.json_lines, is_table=True),
    Maker("xml", records.xml),
    Maker("mbox", letters.mailbox),
    Maker("mhtml", letters.saved_page),
    Maker("srt", timed.subtitles),
    Maker("vtt", partial(timed.subtitles, ending="vtt")),
    Maker("notebook", timed.notebook, ("en",)),
    Maker("epub", packed.epub),
    Maker("docx-rich", partial(office.word, is_rich=True), _LATIN),
    Maker("rtf", printed.rtf),
    Maker("odp", opendocument.slides, ("en",)),
    Maker("ods", opendocument.sheets, is_table=True),
    Maker("tsv", partial(records.values, delimiter="\t"), is_table=True),
    Maker("csv-semicolons", partial(records.values, delimiter=";"), is_table=True),
    Maker("eml-html", partial(letters.message, as_html=True)),
    Maker("html-latin", partial(marked.html, encoding="iso8859-15"), _LATIN),
    Maker("markdown-crlf", partial(marked.markdown, newline="\r\n")),
    Maker("text-crlf", partial(texts.text, newline="\r\n")),
    *(Maker(f"code-{ending}", partial(texts.program, ending=ending)) for ending in texts.PROGRAMS),
    *_texts(),
)
BY_NAME = {maker.name: maker for maker in MAKERS}
