"""Small files that are written whole or not at all."""

import os
from pathlib import Path

import pytest

from index import jsonfile
from index.errors import StoreError


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "made" / "list.json"
    assert jsonfile.load(path) is None
    content = {"names": ["Ü", "\udcff"], "version": 1}
    jsonfile.save(path, content)
    assert jsonfile.load(path) == content
    assert os.listdir(path.parent) == ["list.json"]


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"\0"])
def test_broken_content_is_told_apart(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=r"."):
        jsonfile.load(path)


def test_a_file_of_no_use_is_kept_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    for number in (1, 2):
        path.write_text(f"broken {number}")
        assert jsonfile.put_aside(path) == tmp_path / f"list.broken-{number}.json"
    assert (tmp_path / "list.broken-1.json").read_text() == "broken 1"
    with pytest.raises(StoreError, match="put aside"):
        jsonfile.put_aside(path)


def test_what_cannot_be_written_is_a_sentence_and_leaves_the_old(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.mkdir()
    (path / "kept").touch()
    with pytest.raises(StoreError, match="nothing was changed"):
        jsonfile.save(path, [])
    assert os.listdir(tmp_path) == ["list.json"]
    with pytest.raises(StoreError, match="cannot be written"):
        jsonfile.save(path / "kept" / "list.json", [])
