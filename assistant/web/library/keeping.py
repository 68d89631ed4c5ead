"""How far the reading of a folder is, as HTML, with the way to stop it or go on."""

from assistant.keeping import Keeping
from assistant.web.escaping import escape
from assistant.web.wording import Wording
from index.types import Progress


def render_keeping(keeping: Keeping, t: Wording, pages: int = 0) -> str:
    """The foot of the list of documents; "" at rest.

    pages: of all that has been read so far, 0 where nothing has any.
    """
    if keeping.is_stopping:
        return _box(_line(t("keeping.stopping")))
    if keeping.is_reading:
        progress = keeping.progress
        if progress is None or not progress.files_to_read:
            return ""  # most often nothing has changed: no need to speak of it
        share = progress.files / max(1, progress.files_total)
        return _box(
            f'<progress max="1" value="{share:.3f}" aria-label="{escape(t("keeping.label"))}">'
            f"</progress>{_line(_words(progress, t, pages))}"
            f'<p class="at" dir="auto">{escape(progress.path)}</p>{_keep("stop", t)}'
        )
    if keeping.error:
        return _box(f'<p class="error" dir="auto">{escape(keeping.error)}</p>')
    if keeping.is_stopped:
        return _box(_line(t("keeping.stopped")) + _keep("resume", t))
    return ""


def _words(progress: Progress, t: Wording, pages: int) -> str:
    parts = [t("keeping.files", done=progress.files, n=progress.files_total)]
    if pages:
        parts.append(t("library.page", n=pages))
    parts.append(t("library.passages", n=progress.passages))
    if progress.passages:
        parts.append(t("keeping.rate", n=round(progress.rate)))
    if progress.seconds_left is not None:
        parts.append(t("keeping.left", time=_time(progress.seconds_left)))
    return t("library.comma").join(parts)


def _box(inner: str) -> str:
    return f'<div class="keeping">{inner}</div>'


def _line(words: str) -> str:
    return f'<p dir="auto">{escape(words)}</p>'


def _keep(what: str, t: Wording) -> str:
    return (
        f'<button type="button" class="keep" data-do="keep" data-keep="{what}">'
        f"{escape(t(f'keeping.{what}'))}</button>"
    )


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
