"""A transformer that writes real nonsense, made on the spot: a few dimensions, random weights."""

from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast, set_seed

_TEMPLATE = (
    "{% for message in messages %}{{ message.role }}: {{ message.content }}\n{% endfor %}assistant:"
)


def make(folder: Path, context: int = 512, is_chat: bool = True, ends: bool = False) -> Path:
    """Save one in the folder; it reads any text, byte by byte, and mostly writes words.

    ends: whether it comes to an end, which is after its first token. Returns the folder.
    """
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = [f"Ġheron{number}" for number in range(1000)]  # Ġ is what stands for a space
    vocabulary = {token: number for number, token in enumerate(["<end>", *letters, *words])}
    tokenizer = Tokenizer(models.BPE(vocabulary, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<end>")
    fast.chat_template = _TEMPLATE if is_chat else None
    fast.save_pretrained(str(folder))
    set_seed(7)
    config = LlamaConfig(
        vocab_size=len(vocabulary), hidden_size=16, intermediate_size=32, num_hidden_layers=2,
        num_attention_heads=2, max_position_embeddings=context, bos_token_id=0,
        eos_token_id=list(range(1, len(vocabulary))) if ends else len(vocabulary),
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(str(folder))
    return folder
