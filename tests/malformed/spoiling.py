"""Good files spoilt: cut off, flipped, shuffled, misnamed, emptied."""

import random
from collections.abc import Callable, Iterator, Sequence

from index.formats.table import FORMATS
from tests.malformed.bad import Bad, Source

_BLOCK = 512
_STARTS = (
    b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1",
    b"<?xml version='1.0'?>", b"<html>", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\x00", b"From a b\n",
    b"Subject: a\n\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"{", b"[",
    b"",
)  # fmt: skip


def cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, max(2, len(data)))]


def headless(data: bytes, chance: random.Random) -> bytes:
    return data[:8] + data[chance.randrange(8, max(9, len(data))) :]


def flipped(count: int | float) -> Callable[[bytes, random.Random], bytes]:
    """Flip some bytes: a number of them, or a share below 1."""

    def flip(data: bytes, chance: random.Random) -> bytes:
        spoilt = bytearray(data)
        for _ in range(int(count) if count >= 1 else max(1, int(len(data) * count))):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        return bytes(spoilt)

    return flip


def _blocks(data: bytes) -> list[bytes]:
    size = max(1, min(_BLOCK, len(data) // 8))
    return [data[at : at + size] for at in range(0, len(data), size)]


def swapped(data: bytes, chance: random.Random) -> bytes:
    blocks = _blocks(data)
    a, b = chance.randrange(len(blocks)), chance.randrange(len(blocks))
    blocks[a], blocks[b] = blocks[b], blocks[a]
    return b"".join(blocks)


def doubled(data: bytes, chance: random.Random) -> bytes:
    blocks = _blocks(data)
    at = chance.randrange(len(blocks))
    return b"".join(blocks[:at] + blocks[at : at + 1] * chance.randrange(2, 50) + blocks[at:])


def zeroed(data: bytes, chance: random.Random) -> bytes:
    blocks = _blocks(data)
    at = chance.randrange(len(blocks))
    blocks[at] = bytes(len(blocks[at]))
    return b"".join(blocks)


HARMS = {
    "cut off": cut_off,
    "beginning lost": headless,
    "1 byte flipped": flipped(1),
    "10 bytes flipped": flipped(10),
    "1 % of bytes flipped": flipped(0.01),
    "blocks swapped": swapped,
    "a block repeated": doubled,
    "a block of zeros": zeroed,
}


def spoilt(sources: Sequence[Source], count: int, chance: random.Random) -> Iterator[Bad]:
    """Each harm done to each source in turn, until there are enough."""
    harms = list(HARMS.items())
    for number in range(count):
        wrong, harm = harms[number % len(harms)]
        source = sources[number // len(harms) % len(sources)]
        yield Bad(wrong, f"a{source.ending}", harm(source.data, chance))


def misnamed(sources: Sequence[Source], count: int, chance: random.Random) -> Iterator[Bad]:
    """Files of one format under the ending of another."""
    pairs = [(s, f) for s in sources for f in FORMATS if s.kind != f.kind]
    for source, format_ in chance.sample(pairs, min(count, len(pairs))):
        yield Bad("another's ending", f"{source.kind}{chance.choice(format_.endings)}", source.data)


def without_words(chance: random.Random, share: float) -> Iterator[Bad]:
    """Nothing, white space, zeros and noise, under every ending."""
    for format_ in FORMATS:
        name = f"a{format_.endings[0]}"
        start = format_.signatures[0] if format_.signatures else chance.choice(_STARTS)
        made = (
            Bad("0 bytes", name, b""),
            Bad("white space", name, b" \r\n\t\x0b\x0c" * 500),
            Bad("zeros", name, bytes(4096)),
            Bad("noise with a signature", name, start + chance.randbytes(5_000)),
            Bad("a signature alone", name, start or b"%PDF-1.7"),
            Bad("noise", name, chance.randbytes(3_000)),
        )
        yield from (one for one in made if chance.random() < share)
