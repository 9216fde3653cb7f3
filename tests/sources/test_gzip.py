"""Gzip: expanded whatever the name, within bounds; what is truncated, corrupt or a bomb is said."""

import gzip
import io
import json
from functools import partial
from pathlib import Path

import pytest

from underway.sources import documents

from .reading import read, sort_out

pack = partial(gzip.compress, mtime=0)  # without the clock, which would be part of the tests' names
TEXT = "date 2021-05-05 Saltmarsh returns, with Ada Fenn.\n" + "".join(f"Episode {n} is ready.\n" for n in range(3000))
PAGE = "<!DOCTYPE html><html><body><article><p>Saltmarsh returns to the marsh in May.</p></article></body></html>"
LINES = "".join(
    json.dumps({"id": f"s-{n}", "text": f"Saltmarsh returns for season {n}."}) + "\n" for n in range(2, 9000)
)
PACKED = pack(TEXT.encode())


@pytest.mark.parametrize("name", ["a.txt.gz", "a.TXT.GZ", "a.gz", "a.txt", "a"])
def test_by_magic_bytes_or_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(PACKED)
    result = read(path)
    assert result.texts == [TEXT]
    assert str(result.documents[0].published) == "2021-05-05"
    assert result.faults == []


@pytest.mark.parametrize(
    ("data", "name", "texts"),
    [
        (PAGE, "a.html.gz", 1),
        (PAGE, "a.gz", 1),
        (LINES, "a.jsonl.gz", 8998),
        (LINES, "a.gz", 8998),
        (LINES, "a.jsonl", 8998),
    ],
    ids=["html", "html by content", "jsonl", "jsonl by content", "jsonl by name"],
)
def test_every_format(tmp_path: Path, data: str, name: str, texts: int) -> None:
    (tmp_path / name).write_bytes(pack(data.encode()))
    result = read(tmp_path / name)
    assert (len(result.texts), result.faults) == (texts, [])
    assert result.texts[0].startswith("Saltmarsh returns ")


def test_standard_input_too() -> None:
    assert read("-", stdin=PACKED).texts == [TEXT]


def test_members_one_after_another_and_padding() -> None:
    parts = [TEXT[:1000], "", TEXT[1000:70_000], TEXT[70_000:]]
    packed = b"".join(pack(part.encode()) for part in parts)
    assert read("-", stdin=packed).texts == [TEXT]
    assert read("-", stdin=packed + b"\0" * 100_000).texts == [TEXT]


TRUNCATED = "is truncated: its gzip data ends too early; fetch it again"
CORRUPT = "is corrupt: its gzip data cannot be expanded; fetch it again"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (PACKED[:-1], TRUNCATED),
        (PACKED[: len(PACKED) // 2], TRUNCATED),
        (PACKED[:11], TRUNCATED),
        (PACKED[:2], TRUNCATED),
        (PACKED + PACKED[:-4], TRUNCATED),
        (PACKED[:-8] + bytes(8), CORRUPT),
        (PACKED[:200] + b"\xff" * 50 + PACKED[250:], CORRUPT),
        (b"\x1f\x8bnot gzip at all", CORRUPT),
        (PACKED + b"more", CORRUPT),
        (pack(b""), "is empty"),
        (pack(PACKED), "is compressed twice; give text, HTML or JSON Lines"),
        (pack(bytes(100_000)), "is binary; give text, HTML or JSON Lines"),
        (
            TEXT.encode(),
            "is not gzip, though it is called so; take .gz off its name if it is not compressed",
        ),
    ],
)
def test_what_cannot_be_expanded_is_said_once(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(data)
    (tmp_path / "b.txt").write_text("Saltmarsh returns.", encoding="utf-8")
    result = read(tmp_path)
    assert result.faults == [f"{path}: {problem}"]
    assert result.texts == ["Saltmarsh returns."]


def test_lines_before_the_end_of_a_truncated_file_are_read() -> None:
    packed = pack(LINES.encode())
    result = read("-", stdin=packed[: len(packed) // 2])
    assert result.faults == [f"standard input: {TRUNCATED}"]
    assert result.names == [f"s-{n}" for n in range(2, len(result.names) + 2)]
    assert len(result.names) > 1000


@pytest.mark.parametrize("filling", [b" ", b"a", b"Saltmarsh ", b"\n"])
@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz", "a.jsonl.gz"])
def test_a_bomb_is_stopped(tmp_path: Path, name: str, filling: bytes) -> None:
    """Too large, or a ratio that no text has, whichever shows first; the length that it states is a lie."""
    head = {"a.jsonl.gz": b'{"text": "', "a.html.gz": b"<html><p>"}.get(name, b"Saltmarsh ")
    mebibyte = filling * (1024 * 1024 // len(filling))
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=1 if filling == b"\n" else 9) as file:
        file.write(head)
        for _ in range(70):
            file.write(mebibyte)
    packed = buffer.getvalue()
    (tmp_path / name).write_bytes(packed[:-4] + b"\1\0\0\0")
    result = read(tmp_path / name)
    assert result.texts == []
    assert result.faults


def test_memory_follows_the_bounds_and_not_the_stream() -> None:
    """The first of many lines comes out before the stream has been read to its end."""
    packed = pack(b"".join(json.dumps({"text": f"{n} {n * n} {n**3}"}).encode() + b"\n" for n in range(200_000)))
    stream = io.BytesIO(packed)
    found = documents(["-"], stdin=stream)
    assert sort_out([next(found)]).texts == ["0 0 0"]
    assert stream.tell() < len(packed) // 4
