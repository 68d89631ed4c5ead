"""What the page says, in the language of the visitor's browser."""

from collections.abc import Sequence
from dataclasses import dataclass

import gradio as gr

from assistant.web.chat.texts import TEXTS as CHAT
from assistant.web.chat.texts_notes import TEXTS as NOTES
from assistant.web.chat.texts_prose import TEXTS as PROSE
from assistant.web.conversations.texts import TEXTS as CONVERSATIONS
from assistant.web.library.texts import TEXTS as LIBRARY
from assistant.web.look.texts import TEXTS as LOOK
from assistant.web.reader.texts import TEXTS as READER
from assistant.web.texts import LANGUAGES, Language, Text

TEXTS: dict[str, Text] = {**LOOK, **CHAT, **PROSE, **NOTES, **READER, **LIBRARY, **CONVERSATIONS}
_POINTS = ("de", "tr")  # where thousands are parted by a point


@dataclass(frozen=True, slots=True)
class Wording:
    """Says a text by its key: `t("chat.ask")`, `t("library.documents", n=3)`."""

    language: Language = "en"

    def __call__(self, key: str, **values: object) -> str:
        """The text with its values in place; not yet escaped."""
        form = getattr(TEXTS[key], self.language)
        if not isinstance(form, str):
            form = form[values["n"] != 1]
        return str(form.format(**{name: self._said(value) for name, value in values.items()}))

    def _said(self, value: object) -> str:
        if not isinstance(value, int):
            return str(value)
        return f"{value:,}".replace(",", ".") if self.language in _POINTS else f"{value:,}"


def language_of(wanted: Sequence[object]) -> Language:
    """The first of a browser's languages, such as "de-AT", that the page speaks; or English."""
    for tag in wanted:
        for language in LANGUAGES:
            if str(tag).lower().partition("-")[0] == language:
                return language
    return "en"


def translations() -> gr.I18n:
    """The texts in Gradio's own form; it says those of its components by the browser's language."""
    plain = {key: text for key, text in TEXTS.items() if all(isinstance(one, str) for one in text)}
    return gr.I18n(
        **{
            language: {key: getattr(text, language) for key, text in plain.items()}
            for language in LANGUAGES
        }
    )
