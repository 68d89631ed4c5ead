"""A transformer in a folder on this machine, through LlamaIndex and without a network."""

import json
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from assistant.writing.explaining import What
from assistant.writing.reading import FALLBACK, Message, Piece, answer_tokens, read
from index.errors import SettingsError
from index.model import go_offline

_MOST = 8192  # tokens to read; each takes memory
_OPENED: "WeakValueDictionary[str, Transformer]" = WeakValueDictionary()
_OPENING = threading.Lock()


class TooLong(Exception):
    """What it was given leaves no room for an answer."""


class Transformer:
    """A folder with a transformer and its tokenizer, loaded with the first question.

    Raises SettingsError where there is no such folder, or it holds no transformer.
    """

    kind, address, is_local, has_key = "huggingface", "", True, False

    def __init__(self, folder: str) -> None:
        self.name, self._folder = folder, Path(folder).expanduser()
        if not self._folder.is_dir():
            raise SettingsError(
                f"huggingface:{folder} names a folder, and there is none: give the folder of a "
                f"transformer on this machine; nothing is downloaded"
            )
        self.context = _context(self._folder)
        go_offline()
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None

    def call(self, messages: Sequence[Message]) -> "Generation":
        """Ask it."""
        return Generation(self, messages)

    def loaded(self) -> tuple[Any, Any]:
        """The transformer and its tokenizer. Raises what their library raises."""
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self._folder)
            return self._loaded


def transformer(folder: str) -> Transformer:
    """The transformer in a folder, one for all who ask: its weights are loaded once."""
    with _OPENING:
        found = _OPENED.get(folder)
        if found is None:
            found = _OPENED[folder] = Transformer(folder)
        return found


class Generation:
    """One question to a transformer, which it stands in for to LlamaIndex: it can be stopped."""

    needs_finish = False

    def __init__(self, source: Transformer, messages: Sequence[Message]) -> None:
        self._source, self._messages = source, messages
        self._is_cut, self._is_over = False, threading.Event()
        self._error: Exception | None = None
        self._finish = ""
        self._model: Any = None

    def pieces(self) -> Iterator[Piece]:
        """What it writes. Raises whatever goes wrong."""
        from llama_index.core.base.llms.generic_utils import messages_to_prompt
        from llama_index.llms.huggingface import HuggingFaceLLM

        self._model, tokenizer = self._source.loaded()
        has_template = bool(getattr(tokenizer, "chat_template", None))
        llm = HuggingFaceLLM(
            model=self,
            tokenizer=tokenizer,
            model_name=self._source.name,
            tokenizer_name=self._source.name,
            context_window=self._source.context,
            max_new_tokens=answer_tokens(self._source.context),
            generate_kwargs={"do_sample": False},
            is_chat_model=has_template,
            messages_to_prompt=None if has_template else messages_to_prompt,
        )
        yield from read(llm, self._messages)
        self._is_over.wait()  # the text ends a moment before
        if self._error is not None:
            raise self._error
        yield Piece("", self._finish)

    def cut(self) -> None:
        """Stop at the next token."""
        self._is_cut = True

    def explain(self, error: BaseException) -> What:
        """What went wrong."""
        return What("too-small" if isinstance(error, TooLong) else "failed")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def generate(self, streamer: Any, stopping_criteria: Any, **options: Any) -> None:
        """Generate as the transformer does, in a thread of LlamaIndex, within what it can read."""
        given = options["input_ids"].shape[1]
        room = min(options.pop("max_new_tokens"), self._source.context - given)
        stopping_criteria.append(lambda *_, **__: self._is_cut)
        try:
            if room < 1:
                raise TooLong
            tokens = self._model.generate(
                streamer=streamer,
                stopping_criteria=stopping_criteria,
                max_new_tokens=room,
                **options,
            )
            is_full = tokens.shape[1] - given >= room
            ends = self._model.generation_config.eos_token_id
            is_ended = int(tokens[0, -1]) in (ends if isinstance(ends, list) else [ends])
            self._finish = "length" if is_full and not is_ended else "stop"
        except Exception as error:
            self._error = error
            streamer.end()
        finally:
            self._is_over.set()


def _context(folder: Path) -> int:
    try:
        about = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        told = about.get("max_position_embeddings") or about.get("n_positions") or FALLBACK
        return max(1, min(_MOST, int(told)))
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        raise SettingsError(
            f"huggingface:{folder} names a folder which holds no transformer (no config.json that "
            f"can be read): give the folder of one"
        ) from None


def _load(folder: Path) -> tuple[Any, Any]:
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    options = {"local_files_only": True, "trust_remote_code": False}
    tokenizer = AutoTokenizer.from_pretrained(str(folder), **options)
    return AutoModelForCausalLM.from_pretrained(str(folder), **options).eval(), tokenizer
