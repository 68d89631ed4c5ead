"""Which language a text is in, offline: py3langid's door."""

from functools import cache
from typing import Any

_SAMPLE = 4_000  # characters, from the middle: a title page says little
_LEAST = 24  # letters
_SURE = 0.7  # Chinese and Arabic share theirs with their dialects: at most .9 is left to them


def detect(text: str) -> str:
    """The language of a text as ISO 639-1, such as "en"; "" where it is too short or unclear."""
    middle = max(0, (len(text) - _SAMPLE) // 2)
    sample = " ".join(text[middle : middle + _SAMPLE].split())
    if sum(character.isalpha() for character in sample) < _LEAST:
        return ""
    language, probability = _identifier().classify(sample)
    is_known = probability >= _SURE and len(language) == 2  # zxx: no language
    return str(language) if is_known else ""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
