"""The real model: its vectors are those of sentence-transformers, its pieces have places."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import StaticEmbedding
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from index.encoder import SentenceEncoder
from index.errors import ModelError

QUESTION = "Who warned Turkey about the missiles?"
ANSWER = "Washington cautioned Ankara before it bought the Russian S-400 air defence system."
OTHER = "The committee will publish its report on fisheries in the spring."


def test_its_vectors_are_those_of_sentence_transformers(encoder: SentenceEncoder) -> None:
    reference = SentenceTransformer(str(encoder.files.folder), device="cpu", local_files_only=True)
    tokens = reference.encode(ANSWER, output_value="token_embeddings").numpy()[1:-1]
    made = encoder.encode([ANSWER])[0]
    assert made.pooled == pytest.approx(reference.encode(ANSWER), abs=1e-6)
    unit = tokens / np.linalg.norm(tokens, axis=1, keepdims=True)
    assert made.tokens == pytest.approx(unit, abs=1e-6)


def test_special_pieces_are_left_out_and_the_others_numbered_as_in_bert(
    encoder: SentenceEncoder,
) -> None:
    made = encoder.encode(["Hello world"])[0]
    assert made.pieces.tolist() == [7592, 2088]
    assert (made.tokens.shape, made.tokens.dtype) == ((2, 384), np.float32)
    assert np.linalg.norm(made.tokens, axis=1) == pytest.approx([1, 1], abs=1e-6)
    assert np.linalg.norm(made.pooled) == pytest.approx(1, abs=1e-6)


def test_offsets_are_places_in_the_text_and_are_not_cut(encoder: SentenceEncoder) -> None:
    text = "Unaffableness,  café 2019 👍"
    assert [text[a:b] for a, b in encoder.offsets([text])[0]] == [
        "Una", "ffa", "ble", "ness", ",", "café", "2019", "👍",
    ]  # fmt: skip
    assert [len(pieces) for pieces in encoder.offsets(["word " * 300, "", "two words"])] == [
        300, 0, 2,
    ]  # fmt: skip


def test_a_text_is_read_up_to_the_most_pieces(encoder: SentenceEncoder) -> None:
    assert encoder.max_pieces == 254
    long, cut = encoder.encode(["word " * 300, "word " * 254])
    assert long.tokens.shape == (254, 384)
    assert long.pooled == pytest.approx(cut.pooled, abs=1e-6)


def test_no_text_and_empty_texts(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]) == []
    assert encoder.offsets([]) == []
    empty = encoder.encode(["", "\u200b"])
    assert [made.tokens.shape for made in empty] == [(0, 384), (0, 384)]
    assert np.linalg.norm(empty[0].pooled) == pytest.approx(1, abs=1e-6)


def test_many_texts_come_back_in_order_and_close_to_float32(encoder: SentenceEncoder) -> None:
    texts = [f"{name} has {'very ' * (n % 7)}many ships." for n, name in enumerate("ABCDE" * 14)]
    alone = {text: encoder.encode([text])[0] for text in texts[:10]}
    for text, made in zip(texts[:10], encoder.encode(texts)[:10], strict=True):
        assert made.pieces.tolist() == alone[text].pieces.tolist()
        assert made.pooled @ alone[text].pooled == pytest.approx(1, abs=1e-3)
        assert (made.tokens * alone[text].tokens).sum(axis=1) == pytest.approx(1, abs=5e-3)


def test_threads_share_it(encoder: SentenceEncoder) -> None:
    texts = [QUESTION, ANSWER, OTHER] * 4
    expected = [encoder.encode([text])[0].pooled for text in texts]
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(lambda text: encoder.encode([text])[0].pooled, texts)
    assert np.array(list(found)) == pytest.approx(np.array(expected), abs=1e-6)


def test_meaning_counts_not_words(encoder: SentenceEncoder) -> None:
    question, answer, other = (made.pooled for made in encoder.encode([QUESTION, ANSWER, OTHER]))
    assert question @ answer > 0.4 > 0.1 > question @ other


def test_a_model_without_token_vectors_is_refused_when_first_used(tmp_path: Path) -> None:
    words = Tokenizer(WordLevel({"[UNK]": 0, "a": 1}, unk_token="[UNK]"))
    static = StaticEmbedding(words, embedding_dim=8)
    SentenceTransformer(modules=[static], device="cpu").save(str(tmp_path))
    encoder = SentenceEncoder(str(tmp_path))
    assert encoder.name == str(tmp_path)
    with pytest.raises(ModelError, match="needs a sentence-transformers model with a fast token"):
        encoder.encode(["a"])
