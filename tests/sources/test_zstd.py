"""Zstd: expanded whatever the name, frame by frame, within bounds; what is truncated, corrupt or a bomb is said."""

import struct
from pathlib import Path

import pytest
import zstandard

from .archive_files import pack_zstd, spoilt
from .reading import read

TEXT = "date 2021-05-05 Saltmarsh returns, with Ada Fenn.\n" + "".join(
    f"Episode {n * n} is ready.\n" for n in range(9000)
)
PAGE = "<!DOCTYPE html><html><body><article><p>Saltmarsh returns to the marsh in May.</p></article></body></html>"
PACKED = pack_zstd(TEXT.encode())
SKIPPED = struct.pack("<II", 0x184D2A50, 5) + b"aside"
TRUNCATED = "is truncated: its zstd data ends too early; fetch it again"
CORRUPT = "is corrupt: its zstd data cannot be expanded; fetch it again"


@pytest.mark.parametrize("name", ["a.txt.zst", "a.TXT.ZST", "a.zst", "a.txt", "a"])
def test_by_magic_bytes_or_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(PACKED)
    result = read(path)
    assert (result.texts, result.faults) == ([TEXT], [])
    assert str(result.documents[0].published) == "2021-05-05"


def test_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html.zst"
    path.write_bytes(pack_zstd(PAGE.encode()))
    assert read(path).texts == ["Saltmarsh returns to the marsh in May."]


def test_frames_one_after_another() -> None:
    parts = [TEXT[:1000], "", TEXT[1000:70_000], TEXT[70_000:]]
    assert read("-", stdin=b"".join(pack_zstd(part.encode()) + SKIPPED for part in parts)).texts == [TEXT]
    assert read("-", stdin=SKIPPED + PACKED).texts == [TEXT]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (PACKED[:-1], TRUNCATED),
        (PACKED[: len(PACKED) // 2], TRUNCATED),
        (PACKED[:5], TRUNCATED),
        (PACKED + PACKED[:-4], TRUNCATED),
        (PACKED[:-4] + bytes(4), CORRUPT),
        (spoilt(PACKED, 2000, 50), CORRUPT),
        (PACKED + b"more", CORRUPT),
        (pack_zstd(b""), "is empty"),
        (pack_zstd(PACKED), "is compressed twice; give text, HTML or JSON Lines"),
        (pack_zstd(bytes(100_000)), "is binary; give text, HTML or JSON Lines"),
        (TEXT.encode(), "is not zstd, though it is called so; take .zst off its name if it is not compressed"),
        (struct.pack("<II", 0x184D2A5D, 2**31), "has a zstd dictionary of more than 16 MiB"),
        (struct.pack("<II", 0x184D2A5D, 4) + b"\x28\xb5\x2f\xfd", CORRUPT.replace("data", "dictionary")),
    ],
)
def test_what_cannot_be_expanded_is_said_once(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "a.txt.zst"
    path.write_bytes(data)
    result = read(path)
    assert (result.texts, result.faults) == ([], [f"{path}: {problem}"])


@pytest.mark.parametrize("name", ["a.txt.zst", "a.html.zst", "a.jsonl.zst"])
@pytest.mark.parametrize("filling", [b" ", b"Saltmarsh "])
def test_a_bomb_is_stopped(tmp_path: Path, name: str, filling: bytes) -> None:
    head = {"a.jsonl.zst": b'{"text": "', "a.html.zst": b"<html><p>"}.get(name, b"Saltmarsh ")
    packer = zstandard.ZstdCompressor().compressobj()
    mebibyte = filling * (1024 * 1024 // len(filling))
    packed = [packer.compress(head), *(packer.compress(mebibyte) for _ in range(300)), packer.flush()]
    (tmp_path / name).write_bytes(b"".join(packed))
    result = read(tmp_path / name)
    assert result.texts == []
    assert result.faults
