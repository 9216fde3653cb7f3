"""Archives as tests make them, by hand, so that they can be wrong in any place."""

import gzip
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import zstandard

from underway.sources import At, Columns, Fault, Record, archive_records
from underway.sources.locations import File

Pack = Callable[[bytes], bytes]

pack_gzip: Pack = partial(gzip.compress, mtime=0)
pack_zstd: Pack = zstandard.ZstdCompressor(write_checksum=True).compress


def page(number: int, words: int = 40) -> bytes:
    prose = " ".join(f"Saltmarsh {number * word} returns." for word in range(words))
    return f"<!DOCTYPE html><html><body><article><p>{prose}</p></article></body></html>".encode()


def answer(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    head = "".join(f"{field}\r\n" for field in fields or ("Content-Type: text/html; charset=UTF-8",))
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def record(
    block: bytes,
    *,
    type_: str = "response",
    address: str = "https://tideway.example/a",
    length: object = None,
    media_type: str = "application/http; msgtype=response",
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {type_}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2021-05-05T10:00:00Z\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(number: int, words: int = 40) -> bytes:
    return record(answer(page(number, words)), address=f"https://tideway.example/{number}")


class Got(NamedTuple):
    found: list[At]
    passed: Counter[str]

    @property
    def records(self) -> list[Record]:
        return [at.found for at in self.found if isinstance(at.found, Record)]

    @property
    def payloads(self) -> list[bytes]:
        return [one.payload for one in self.records]

    @property
    def faults(self) -> list[str]:
        return [str(at.found) for at in self.found if isinstance(at.found, Fault)]


def read_archive(path: Path, *, start: int = 0, columns: Columns | None = None) -> Got:
    """What the file there has from the position on; its name is `a` and what the path's has of suffixes."""
    passed: Counter[str] = Counter()
    file = File(path, "a" + "".join(path.suffixes))
    return Got(list(archive_records(file, columns=columns or Columns(), start=start, passed=passed)), passed)


def offsets(parts: Sequence[bytes]) -> list[int]:
    """Where each of them begins, one behind the other."""
    return [sum(map(len, parts[:number])) for number in range(len(parts))]


def spoilt(data: bytes, at: int, count: int = 20) -> bytes:
    return data[:at] + bytes(byte ^ 0x5A for byte in data[at : at + count]) + data[at + count :]
