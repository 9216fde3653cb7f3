"""JSON Lines: one document a line, an object with `text` and perhaps id, url, published (and
published_kind), title, publisher, language."""

import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from underway.sources.decoding import decode
from underway.sources.records import At, Columns, Fault, Record, RefusedError, excerpt, listed
from underway.sources.streams import MIB
from underway.vocabulary import Document
from underway.vocabulary.documents import DayKind, name_field

MAX_LINE_BYTES = 64 * MIB
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


class _Line(msgspec.Struct):
    text: str
    id: str | int | None = None
    url: str | None = None
    published: str | None = None
    published_kind: DayKind | None = None
    title: str | None = None
    publisher: str | None = None
    language: str | None = None


def split_lines(stream: io.BufferedReader, place: str, columns: Columns) -> Iterator[At]:
    """A record for each line that is not blank, at its number, one line in memory at a time. Raises RefusedError."""
    if stream.peek().startswith(_WIDE_MARKS):
        raise RefusedError("is UTF-16, but JSON Lines are UTF-8; convert it first")
    number, found = 0, False
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        at = f"{place}:{number}"
        if len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
            yield At(number, Fault(at, f"is longer than {MAX_LINE_BYTES // MIB} MiB"))
            found = True
            while line and not line.endswith(b"\n"):
                line = stream.readline(MIB)
            continue
        payload = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if payload.isspace():
            number += _skip_blank(stream)
        elif payload:
            found = True
            yield At(number, Record(at, "jsonl", payload.rstrip(b"\r\n"), columns=columns))
    if not found:
        raise RefusedError("holds no documents")


def _skip_blank(stream: io.BufferedReader) -> int:
    """How many line ends were passed over: a buffer at a time, for there are files of hardly anything else."""
    buffered = stream.peek()
    blank = stream.read(len(buffered) - len(buffered.lstrip()))
    # What stands before the next line's first character is part of that line.
    return blank.count(b"\n")


def read_line(record: Record) -> tuple[Document | Fault, ...]:
    """The document, then warnings. Raises RefusedError, and VocabularyError, each naming the field."""
    line, warnings = _parse(record)
    if not line.text.strip():
        raise RefusedError("text: is empty")
    document = Document(
        text=line.text,
        source_id=None if line.id in (None, "") else str(line.id),
        url=line.url or None,
        publisher=line.publisher or None,
        published=_read_published(line.published),
        published_kind=line.published_kind or "published",
        title=line.title or None,
        language=line.language or None,
    )
    return document, *warnings


def _parse(record: Record) -> tuple[_Line, list[Fault]]:
    named = record.columns.named()
    try:
        try:
            if named:
                return _renamed(msgspec.json.decode(record.payload), named), []
            return msgspec.json.decode(record.payload, type=_Line), []
        except msgspec.ValidationError:
            raise
        except (msgspec.DecodeError, UnicodeDecodeError):
            # What others write as JSON and is not quite: NaN, bare control characters, lone surrogates, latin-1.
            decoded = decode(record.payload)
            return _renamed(_loads(decoded.text), named), decoded.warnings(record.place)
    except msgspec.ValidationError as error:
        problem = name_field(error)
        raise RefusedError(problem if ": " in problem else f"is no JSON object: {problem}") from None
    except RecursionError:
        raise RefusedError("is nested too deeply") from None


def _renamed(line: Any, named: dict[str, str]) -> _Line:
    """The line that an object with other names stands for. Raises RefusedError where it has none for the text."""
    if isinstance(line, dict) and named:
        if (text := named.get("text", "text")) not in line:
            raise RefusedError(f"{excerpt(text)} is missing; there are {listed(line)}")
        line = line | {field: line.get(name) for field, name in named.items()}
    return msgspec.convert(line, type=_Line)


def _loads(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        what = error.msg.lower().removesuffix(" at")
        raise RefusedError(f"is not JSON: {what} at character {error.pos + 1}") from None
    except ValueError:
        raise RefusedError("is not JSON: a number is too long") from None


def _read_published(written: str | None) -> date | None:
    """The day of an ISO day or date and time, as written: no time zone moves it."""
    if not written or written.isspace():
        return None
    try:
        return datetime.fromisoformat(written.strip()).date()
    except ValueError:
        raise RefusedError(f"published: {excerpt(written)} is not a day such as 2021-05-05") from None
