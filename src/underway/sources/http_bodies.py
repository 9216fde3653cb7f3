"""Answers of servers as archives keep them (RFC 9112): head and body, chunks and encodings undone within bounds."""

import io
import re
from typing import NamedTuple

from underway.sources.decoders import DamagedError, compression_of, expand
from underway.sources.feeds.beginning import is_page
from underway.sources.heads import read_head
from underway.sources.records import RefusedError, excerpt
from underway.sources.streams import MIB

MAX_PAGE_BYTES = 32 * MIB  # parsed, a page or a feed takes twenty times its size

_HEAD_BYTES = 64 * 1024
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})\b")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")
_MOST_ENCODINGS = 3


class Answer(NamedTuple):
    """`fields` by name in lower case; the body as it was sent."""

    status: int
    fields: dict[bytes, bytes]
    body: bytes


def read_answer(block: bytes) -> Answer | None:
    """None where it is none."""
    status = _STATUS.match(block)
    head = read_head(block) if status else None
    if not status or not head:
        return None
    fields, end = head
    return Answer(int(status[1]), fields, block[end:])


def page_of(answer: Answer) -> bytes:
    """The body as it was before it was sent. Raises RefusedError where that is larger than MAX_PAGE_BYTES, or corrupt.

    Who archived it may have undone what the head still says.
    """
    body = answer.body
    if answer.fields.get(b"transfer-encoding", b"").strip().lower() == b"chunked":
        body = _without_chunks(body)
    encodings = answer.fields.get(b"content-encoding", b"").lower().replace(b" ", b"").split(b",")
    for encoding in reversed(encodings[:_MOST_ENCODINGS]):
        body = _decoded(body, encoding.decode("ascii", "replace"))
    if len(body) > MAX_PAGE_BYTES:
        raise RefusedError(f"is larger than {MAX_PAGE_BYTES // MIB} MiB")
    return body


def _without_chunks(body: bytes) -> bytes:
    parts, at = [], 0
    while chunk := _CHUNK.match(body, at):
        at = chunk.end() + int(chunk[1], 16)
        parts.append(body[chunk.end() : at])
        if at == chunk.end():
            break
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(parts) if parts else body


def _decoded(body: bytes, encoding: str) -> bytes:
    try:
        match encoding:
            case "" | "identity" | "none":
                return body
            case "gzip" | "x-gzip":
                return expand(body, "gzip", MAX_PAGE_BYTES)
            case "deflate":
                return expand(body, "deflate", MAX_PAGE_BYTES)
            case "zstd":
                return expand(body, "zstd", MAX_PAGE_BYTES)
            case "br":
                return _without_brotli(body)
            case _:
                raise RefusedError(f"is encoded as {excerpt(encoding)}, which is not read")
    except DamagedError:
        if is_page(body[:_HEAD_BYTES]) or (encoding.endswith("gzip") and compression_of(body) != "gzip"):
            return body
        raise


def _without_brotli(body: bytes) -> bytes:
    try:
        from fastwarc.stream_io import BrotliReader  # noqa: PLC0415 - an extra, and seldom needed
    except ImportError:
        raise RefusedError(
            'is encoded with brotli, for which a package is missing; install it: pip install "underway[archives]"'
        ) from None
    try:
        page: bytes = BrotliReader(io.BytesIO(body)).read(MAX_PAGE_BYTES + 1)
    except OSError:
        raise DamagedError("is corrupt: its brotli data cannot be expanded; fetch it again") from None
    return page
