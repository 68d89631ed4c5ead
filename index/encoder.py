"""Texts become vectors: one for the whole, one for each word piece. sentence-transformers' door."""

import threading
from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.model import DEFAULT_MODEL, ModelFiles, go_offline, locate
from index.types import Span

_BATCH = 32
_FEW = 4  # a question and its history


class Encoding(NamedTuple):
    """What the model makes of one text of n word pieces, its special pieces left out.

    pooled: (d,) float32, L2 norm 1.
    tokens: (n, d) float32, rows of L2 norm 1.
    pieces: (n,) int32, the vocabulary's numbers.
    """

    pooled: NDArray[np.float32]
    tokens: NDArray[np.float32]
    pieces: NDArray[np.int32]


class Encoder(Protocol):
    """Whatever turns texts into vectors."""

    @property
    def name(self) -> str:
        """The model's name, as a person would give it."""
        ...

    @property
    def fingerprint(self) -> str:
        """Equal only where the vectors are."""
        ...

    @property
    def max_pieces(self) -> int:
        """How many word pieces of a text it reads, special ones not counted."""
        ...

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """An Encoding for each text, in order; word pieces past `max_pieces` are not read."""
        ...

    def offsets(self, texts: Sequence[str]) -> list[list[Span]]:
        """The character spans of each text's word pieces, special ones left out, uncut."""
        ...


class SentenceEncoder:
    """A sentence-transformers model, loaded from files when it is first used.

    Passages are read in bfloat16 where the processor multiplies it in hardware (cosine to
    float32: .9999, in half the time), a question and its history in float32. Safe to share by
    threads.
    Raises ModelError at once where the files are missing or altered, and when first used where
    they are of a kind that gives no token vectors.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.files: ModelFiles = locate(model)
        self.name = self.files.name
        self.fingerprint = self.files.fingerprint
        self._loading = threading.Lock()
        self._running = threading.Lock()
        self._model: _Loaded | None = None

    @property
    def max_pieces(self) -> int:
        """How many word pieces of a text the model reads, special ones not counted."""
        return self._loaded.most

    def offsets(self, texts: Sequence[str]) -> list[list[Span]]:
        """The character spans of each text's word pieces, special ones left out, uncut."""
        encoded = self._loaded.tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [[Span(*offsets) for offsets in one.offsets] for one in encoded]

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """An Encoding for each text, in order; word pieces past `max_pieces` are not read."""
        loaded = self._loaded
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        encodings: dict[int, Encoding] = {}
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            with self._running:
                batch = loaded.encode([texts[i] for i in rows])
            encodings.update(zip(rows, batch, strict=True))
        return [encodings[i] for i in range(len(texts))]

    @property
    def _loaded(self) -> "_Loaded":
        with self._loading:
            if self._model is None:
                self._model = _Loaded(self.files)
            return self._model


class _Loaded:
    """The model in memory; nothing of it is imported before it is needed."""

    def __init__(self, files: ModelFiles) -> None:
        go_offline()
        import torch
        from sentence_transformers import SentenceTransformer
        from threadpoolctl import threadpool_limits
        from tokenizers import Tokenizer
        from transformers.utils import logging

        logging.disable_progress_bar()
        # NumPy's and the model's threads wait for work by spinning: on two cores a question took
        # 100 ms with both, 9 ms with the model's alone.
        threadpool_limits(1, user_api="blas")
        try:
            self.model = SentenceTransformer(
                str(files.folder), device="cpu", local_files_only=True, trust_remote_code=False
            ).eval()
            fast = self.model.tokenizer.backend_tokenizer
        except (OSError, ValueError, KeyError, AttributeError, RuntimeError) as error:
            raise ModelError(
                f"the model in {files.folder} cannot be used: {error}; Footnote needs a "
                f"sentence-transformers model with a fast tokenizer"
            ) from error
        self.torch = torch
        self.tokenizer = Tokenizer.from_str(fast.to_str())
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.length = int(self.model.max_seq_length or 512)
        self.most = self.length - int(fast.num_special_tokens_to_add(False))
        in_hardware = getattr(torch.cpu, "_is_avx512_bf16_supported", bool)
        self.halves = bool(in_hardware())

    def encode(self, texts: list[str]) -> list[Encoding]:
        torch = self.torch
        features = self.model.tokenizer(
            texts,
            padding=True,
            truncation=True,
            max_length=self.length,
            return_tensors="pt",
            return_special_tokens_mask=True,
        )
        special = features.pop("special_tokens_mask").bool()
        kept = (features["attention_mask"].bool() & ~special).numpy()
        halves = self.halves and len(texts) > _FEW
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=halves):
            output = self.model(dict(features))
        if "token_embeddings" not in output or "sentence_embedding" not in output:
            raise ModelError("the model gives no token vectors: Footnote needs a transformer model")
        normalize = torch.nn.functional.normalize
        pooled = normalize(output["sentence_embedding"].float(), dim=-1).numpy()
        tokens = normalize(output["token_embeddings"].float(), dim=-1).numpy()
        pieces = features["input_ids"].numpy().astype(np.int32)
        return [
            Encoding(pooled[row], tokens[row][kept[row]], pieces[row][kept[row]])
            for row in range(len(texts))
        ]
