"""A real transformer, tiny and random, through the door that real ones come in by."""

import threading
import time
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.writing import kinds
from assistant.writing.failure import ModelFailure
from assistant.writing.models import Message, Model, open_model
from assistant.writing.transformer import Transformer
from index.errors import SettingsError
from tests.tiny_transformer import make

ASKED = [Message("system", "Be short."), Message("user", "What do herons eat?")]


def opened(folder: Path) -> Model:
    model = open_model(Settings(llm=f"huggingface:{folder}"))
    assert model
    return model


@pytest.mark.parametrize("is_chat", [True, False])
def test_it_writes_what_it_would_write_and_stops_where_it_must(
    tmp_path: Path, is_chat: bool
) -> None:
    model = opened(make(tmp_path, 512, is_chat))
    assert (model.name, model.address) == (f"huggingface:{tmp_path}", "")
    assert (model.is_local, model.context, model.answer) == (True, 512, 128)
    pieces: list[str] = []
    with pytest.raises(ModelFailure) as failed:
        pieces.extend(model.stream(ASKED))
    assert failed.value.note.kind == "endless"
    assert len([piece for piece in pieces if piece]) > 1
    again: list[str] = []
    with pytest.raises(ModelFailure):
        again.extend(model.stream(ASKED))
    assert "".join(again) == "".join(pieces)  # the likeliest words, not a throw of dice


def test_one_that_comes_to_an_end_is_no_failure(tmp_path: Path) -> None:
    assert "".join(opened(make(tmp_path, ends=True)).stream(ASKED)).strip()


def test_what_leaves_no_room_for_an_answer_is_said(tmp_path: Path) -> None:
    model = opened(make(tmp_path, 64))
    with pytest.raises(ModelFailure) as failed:
        list(model.stream([Message("user", "heron " * 50)]))
    assert failed.value.note.kind == "too-small"


def test_who_closes_the_stream_stops_it(tmp_path: Path) -> None:
    model = opened(make(tmp_path, 8192))
    stream = model.stream(ASKED)
    assert next(filter(None, stream))
    before = threading.active_count()
    stream.close()
    until = time.monotonic() + 60
    while threading.active_count() >= before:  # it and what fed it
        assert time.monotonic() < until, "it still generates"
        time.sleep(0.02)


def test_what_is_no_transformer_is_a_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for folder, said in (("none", "there is none"), ("", "holds no transformer")):
        with pytest.raises(SettingsError, match=said):
            opened(tmp_path / folder)
    (tmp_path / "config.json").write_text("[" * 100_000)
    with pytest.raises(SettingsError, match="holds no transformer"):
        opened(tmp_path)
    # Its own code is never run.
    (tmp_path / "config.json").write_text(
        '{"model_type": "evil", "auto_map": {"AutoConfig": "evil.Evil",'
        '"AutoModelForCausalLM": "evil.Evil", "AutoTokenizer": ["evil.Evil", null]}}'
    )
    (tmp_path / "evil.py").write_text("raise SystemExit('it ran')")
    with pytest.raises(ModelFailure) as failed:
        list(opened(tmp_path).stream(ASKED))
    assert failed.value.note.kind == "failed"
    assert "transformer that writes text" in str(failed.value)
    assert "it ran" not in "".join(capfd.readouterr())


def test_broken_weights_are_a_sentence(tmp_path: Path) -> None:
    folder = make(tmp_path)
    (folder / "model.safetensors").write_bytes(b"herons")
    with pytest.raises(ModelFailure) as failed:
        list(opened(folder).stream(ASKED))
    assert failed.value.note.kind == "failed"


def test_all_who_open_a_folder_share_its_weights(tmp_path: Path) -> None:
    settings = Settings(llm=f"huggingface:{make(tmp_path)}")
    one, other = kinds.opened(settings), kinds.opened(settings)
    assert isinstance(one, Transformer)
    assert one is other
