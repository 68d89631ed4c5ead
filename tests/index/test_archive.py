"""ZIP and TAR: every member is a file of its own or has a reason; bombs and cuts cost little."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from index import documents
from index.documents import Reading
from index.errors import UnreadableFile
from index.folder import MAX_BYTES, digest
from index.formats import room
from index.formats.archives import archive, tarball
from index.formats.outline import Part

FILES = Path(__file__).parent.parent / "files" / "mail"
KEEPERS = "Edda Brandt kept the light from 1901 until 1919."


def read(name: str, *passwords: str) -> Reading:
    return documents.read_all(name, (FILES / name).read_bytes(), passwords)


def copies(reading: Reading) -> dict[str, str]:
    """The files that are the same as another one of their archive."""
    return {one.path: one.same_as for one in reading.unread if one.same_as}


def reasons(reading: Reading) -> dict[str, str]:
    return {unread.path: unread.reason or unread.note for unread in reading.unread}


def parts(made: bytes) -> dict[str, bytes | str]:
    return {part.name: part.data for part in archive.read_zip(made).parts}


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return made.getvalue()


def tarred(*members: tarfile.TarInfo, data: bytes = b"") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as opened:
        for member in members:
            opened.addfile(member, io.BytesIO(data[: member.size]))
    return made.getvalue()


@pytest.mark.parametrize(
    "name", ["lighthouse.zip", "lighthouse.tar.gz", "lighthouse.tar.bz2", "lighthouse.tar.xz"]
)
def test_members_are_documents_with_their_own_places_and_the_others_have_reasons(name: str) -> None:
    reading = read(name)
    found = {document.path: document for document in reading.documents}
    keepers = found[f"{name}/lighthouse/again.txt"]
    assert keepers.place_at(keepers.text.index(KEEPERS)) == "line 3"
    assert found[f"{name}/lighthouse/logs/storm.md"].title == "The storm of March"
    said = reasons(reading)
    assert said.pop(name) == "1 hidden file in it was not read"
    assert said.pop(f"{name}/lighthouse/lens.bin").startswith("unknown kind of file: .bin")
    assert said.pop(f"{name}/lighthouse/current.txt").startswith("a link inside the archive")
    if ".tar" in name:  # it has the second name of a file as a link to the first
        assert said.pop(f"{name}/lighthouse/keepers.txt").startswith("another name of a file")
    else:
        assert copies(reading) == {f"{name}/lighthouse/keepers.txt": keepers.path}
        assert said.pop(f"{name}/lighthouse/keepers.txt") == ""
    assert said == {}


def test_every_way_of_packing_is_read_or_named() -> None:
    reading = read("packed.zip")
    first = "packed.zip/BZip2.txt"
    assert [document.path for document in reading.documents] == [first]
    assert "Sailing 150 leaves Holm pier" in reading.documents[0].text
    others = [f"packed.zip/{name}.txt" for name in ("Deflate", "LZMA")]
    assert copies(reading) == dict.fromkeys(others, first)  # to the byte, so unpacked rightly
    assert reasons(reading) == {
        "packed.zip": "",
        **dict.fromkeys(others, ""),
        "packed.zip/Deflate64.txt": "packed in a way that cannot be read (method 9): unpack it",
    }


@pytest.mark.parametrize("name", ["locked.zip", "locked-aes.zip"])
def test_a_password_opens_what_another_program_locked(name: str) -> None:
    assert KEEPERS in read(name, "no", "lantern").documents[0].text
    path = f"{name}/lighthouse/keepers.txt"
    assert reasons(read(name))[path].startswith("encrypted: give its password with --passwords FI")
    assert reasons(read(name, "no"))[path].startswith("encrypted: none of the passwords given ope")


def test_a_sparse_file_has_its_holes() -> None:
    (part,) = tarball.read_tar((FILES / "sparse.tar").read_bytes()).parts
    assert isinstance(part.data, bytes)
    assert len(part.data) == 1024 * 1024
    assert part.data.rstrip(b"\0") == b"The spare lamp is in the cellar."


@pytest.mark.parametrize("name", ["packed.zip", "streamed.zip"])
def test_a_cut_zip_gives_the_files_before_the_cut(name: str) -> None:
    data = (FILES / name).read_bytes()
    whole = archive.read_zip(data).parts
    last = data.index(b"PK\x01\x02")
    first = data.index(b"PK\x03\x04", 4)
    for end in range(first - 20, 30, -20):
        with pytest.raises(UnreadableFile, match="broken: it is cut off or damaged, and no file"):
            archive.read_zip(data[:end])
    for end in range(first, len(data)):
        outline = archive.read_zip(data[:end])
        sound = [part for part in outline.parts if part.data != archive.CUT]
        assert sound == whole[: len(sound)]
        assert len(outline.parts) - len(sound) in (0, 1)
        assert "cut off" in outline.note
        assert end < last or len(sound) == len(whole)


def test_a_cut_tar_gives_the_files_before_the_cut() -> None:
    data = gzip.decompress((FILES / "lighthouse.tar.gz").read_bytes())
    whole = {part.name: part.data for part in tarball.read_tar(data).parts}
    packed = gzip.compress(data)[:-40]
    for cut in (data[:-9000], data[: data.index(KEEPERS.encode()) + 20], packed):
        outline = tarball.read_tar(cut)
        assert "cut off or damaged" in outline.note
        for part in outline.parts:
            assert part.data in (whole[part.name], archive.CUT)
    assert outline.parts
    cut_inside = tarball.read_tar(data[: data.index(KEEPERS.encode()) + 20])
    assert cut_inside.parts[-1].data == archive.CUT


def test_a_damaged_member_costs_only_itself() -> None:
    data = zipped({"a.txt": b"first words " * 9, "b.txt": b"second"}, zipfile.ZIP_STORED)
    damaged = data.replace(b"first words", b"First words", 1)
    found = parts(damaged)
    assert str(found["a.txt"]).startswith("broken: its bytes do not match its checksum")
    assert found["b.txt"] == b"second"
    packed = bytearray(zipped({"a.txt": bytes(range(256)) * 40, "b.txt": b"second"}))
    packed[50:60] = b"\xff" * 10
    found = parts(bytes(packed))
    assert str(found["a.txt"]).startswith("broken:")
    assert found["b.txt"] == b"second"


@pytest.mark.parametrize("name", ["empty.zip", "empty.tar"])
def test_an_archive_without_files_says_so(name: str) -> None:
    empty = zipped({"a/": b""}) if name.endswith("zip") else bytes(10240)
    (unread,) = documents.read_all(name, empty).unread
    assert unread.reason == "empty: there are no files in this archive"
    hidden = {"__MACOSX/._a.txt": b"x", ".git/config": b"x"}
    (unread,) = documents.read_all("a.zip", zipped(hidden)).unread
    assert unread.reason == "empty: 2 hidden files in it were not read"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.zip", b"PK\x03\x04" + b"x" * 100, "broken: it is cut off or damaged, and no file"),
        ("a.zip", b"words", "mislabelled: it is named .zip but is not a ZIP archive"),
        ("a.tar", b"words " * 200, "broken: it cannot be read as a TAR archive"),
        ("a.tar", b"PK\x03\x04" + b"x" * 100, "mislabelled: it is named .tar but is a ZIP arch"),
        ("a.tgz", b"\x1f\x8b" + b"x" * 100, "broken: it cannot be read as a TAR archive"),
        ("a.txz", lzma.compress(b"words" * 300), "broken: it cannot be read as a TAR archive"),
    ],
)
def test_what_is_no_archive_says_why(name: str, data: bytes, reason: str) -> None:
    (unread,) = documents.read_all(name, data).unread
    assert unread.reason.startswith(reason)


def test_names_are_read_as_what_they_were_written_in() -> None:
    cases = {b"Caf\x82.txt": "Café.txt", "Łódź.txt".encode(): "Łódź.txt"}
    for raw, name in cases.items():
        data = zipped({"x" * len(raw): b"words"}).replace(b"x" * len(raw), raw)
        assert [*parts(data)] == [name]
    made = io.BytesIO()
    field = b"\x01" + struct.pack("<I", zlib.crc32(b"L_dz.txt")) + "Łódź.txt".encode()
    with zipfile.ZipFile(made, "w") as opened:
        info = zipfile.ZipInfo("L_dz.txt")
        info.extra = struct.pack("<HH", 0x7075, len(field)) + field
        opened.writestr(info, b"words")
    assert [*parts(made.getvalue())] == ["Łódź.txt"]


def test_a_lie_about_a_size_is_found_out() -> None:
    data = zipped({"a.txt": b"a" * 1000})
    for said in (10, 100_000):
        lie = data.replace(struct.pack("<I", 1000), struct.pack("<I", said))
        assert str(parts(lie)["a.txt"]).startswith("broken: its bytes do not match")


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_bomb_that_lies_about_its_size_is_not_unpacked(method: int) -> None:
    data = zipped({"a.txt": bytes(40_000_000)}, method)
    lie = data.replace(struct.pack("<I", 40_000_000), struct.pack("<I", 1000))
    allowance = room.Room()
    with room.within(allowance):
        assert str(archive.read_zip(lie).parts[0].data).startswith("broken:")
    assert room.MAX_WORK - allowance.work <= 1001


def test_a_bomb_of_many_zeros_stops_at_the_limit() -> None:
    data = zipped({f"{n}.txt": bytes(50 * 1024**2) for n in range(6)})
    reading = documents.read_all("a.zip", data)
    said = reasons(reading)
    assert [said[f"a.zip/{n}.txt"][:10] for n in range(6)] == ["binary con"] * 4 + [
        "too large:"
    ] * 2


def test_a_tar_of_ten_gigabytes_of_zeros_stops() -> None:
    block = gzip.compress(bytes(16 * 1024**2))
    huge = tarfile.TarInfo("huge.txt")
    huge.size = 10 * 1024**3
    data = gzip.compress(b"".join([
        tarred_head("small.txt", b"words"), huge.tobuf(tarfile.GNU_FORMAT)
    ])) + block * 640  # fmt: skip
    start = time.monotonic()
    reading = documents.read_all("a.tgz", data)
    assert time.monotonic() - start < 30
    assert [document.path for document in reading.documents] == ["a.tgz/small.txt"]
    said = reasons(reading)
    assert said["a.tgz/huge.txt"].startswith("too large: over 200 MiB inside one file")
    assert said["a.tgz"].startswith("only its beginning was read: over 1 GiB")


def tarred_head(name: str, data: bytes) -> bytes:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    return member.tobuf() + data.ljust(512, b"\0")


@pytest.mark.parametrize("kind", [tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE])
def test_devices_and_pipes_are_named(kind: bytes) -> None:
    member = tarfile.TarInfo("odd")
    member.type = kind
    (part,) = tarball.read_tar(tarred(member)).parts
    assert str(part.data).startswith("no plain file but a device or a pipe")


def test_a_tar_head_that_points_backwards_ends_the_reading() -> None:
    member = tarfile.TarInfo("a.txt")
    head = bytearray(member.tobuf())
    head[124:136] = b"\xff" + (-1024 % 2**88).to_bytes(11, "big")  # its size is -1024
    checksum = 256 + sum(head[:148]) + sum(head[156:])
    head[148:156] = b"%06o\0 " % checksum
    outline = tarball.read_tar(tarred_head("b.txt", b"words") + bytes(head) + bytes(2048))
    assert outline.parts == [Part("b.txt", b"words"), Part("a.txt", archive.CUT)]
    assert "cut off or damaged" in outline.note


def test_a_long_head_in_a_tar_is_refused() -> None:
    pax = tarfile.TarInfo("pax")
    pax.type, pax.size = tarfile.XHDTYPE, 1_000_000
    with pytest.raises(UnreadableFile, match="a head in it is too long"):
        tarball.read_tar(tarred(pax, data=b"1" * 1_000_000))


def test_an_archive_that_holds_itself_ends_at_the_depth_limit() -> None:
    data = zipped({"words.txt": b"words"})
    for _ in range(9):
        data = zipped({"inner.zip": data, "words.txt": b"words"})
    reading = documents.read_all("a.zip", data)
    assert len(reading.documents) + len(copies(reading)) == documents.MAX_DEPTH
    deepest = "a.zip/" + "inner.zip/" * (documents.MAX_DEPTH - 1) + "inner.zip"
    over = [unread for unread in reading.unread if unread.reason]
    assert [(u.path, u.reason[:24]) for u in over] == [
        (deepest + "/inner.zip", "nested over 6 files deep"),
        (deepest + "/words.txt", "nested over 6 files deep"),
    ]


def test_every_file_of_too_many_is_counted_once() -> None:
    inner = zipped({f"{n}.txt": b"words" for n in range(40)})
    data = zipped({"inner.zip": inner, **{f"{n}.txt": b"words" for n in range(10_300)}})
    reading = documents.read_all("a.zip", data)
    assert len(reading.documents) + len(copies(reading)) == room.MAX_PARTS - 1
    left = [unread for unread in reading.unread if not unread.same_as]
    assert sum(unread.files for unread in left) == 1 + 1 + 301 + 40
    named = [unread for unread in reading.unread if unread.reason.startswith("too many files: ov")]
    assert len(named) == documents.MAX_NAMED
    assert [(u.path, u.files) for u in reading.unread if u.files > 1] == [
        ("a.zip/inner.zip/…", 40),
        ("a.zip/…", 201),
    ]
    paths = [d.path for d in reading.documents] + [u.path for u in reading.unread]
    assert len(paths) == len(set(paths))


def test_bytes_are_counted_over_all_depths() -> None:
    half = bytes(MAX_BYTES // 2 + 1)
    data = zipped({"a.zip": zipped({"a.txt": half}), "b.txt": half, "c.txt": b"words"})
    reading = documents.read_all("x.zip", data)
    said = reasons(reading)
    assert said["x.zip/a.zip/a.txt"].startswith("too large: over 200 MiB inside one file")
    assert said["x.zip/b.txt"].startswith("binary content")
    assert [document.path for document in reading.documents] == ["x.zip/c.txt"]


def test_a_file_inside_is_accounted_for_with_its_size_and_digest() -> None:
    reading = documents.read_all("a.zip", zipped({"b.txt": b"words", "c.bin": b"1234567"}))
    assert (reading.documents[0].sha256, reading.sizes["a.zip/b.txt"]) == (digest(b"words"), 5)
    assert [(u.path, u.kind, u.size) for u in reading.unread][1] == ("a.zip/c.bin", "", 7)
    assert reading.unread[0].kind == "zip"
    assert reading.unread[1].sha256 == digest(b"1234567")


def test_a_bz2_member_packed_twice_is_bounded() -> None:
    packed = bz2.compress(bz2.compress(bytes(10_000_000)))
    assert tarball_reason(packed).startswith("broken: it cannot be read as a TAR archive")


def tarball_reason(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        tarball.read_tar(data)
    return caught.value.reason
