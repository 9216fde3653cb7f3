"""Requests as files and answers from files, for endpoints that take many at once and answer within a day.

The form is that of the OpenAI Batch interface, https://platform.openai.com/docs/guides/batch: JSON Lines, one request a
line, told apart by `custom_id`, here the key under which the cache keeps the answer; answers come in any order.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

import msgspec

from underway.models.cache import Cache
from underway.models.endpoint import Completion, FormError, Settings, completion_of
from underway.models.requests import requests_for
from underway.vocabulary import Document
from underway.vocabulary.documents import name_field

_PATH = "/v1/chat/completions"
_MIB = 1024 * 1024
_LONGEST_LINE = 16 * _MIB  # bytes
_SAME = "give the documents, model and settings that the requests were written with"
_AGAIN = "write the requests again for what is left"

_NULL = msgspec.Raw(b"null")


class _Response(msgspec.Struct):
    status_code: int
    body: msgspec.Raw = _NULL


class _Line(msgspec.Struct):
    custom_id: str
    response: _Response | None = None
    error: msgspec.Raw = _NULL


class _WrongLineError(Exception):
    """Why a line is not taken, as the end of a sentence that begins with its place."""


class Taken(NamedTuple):
    """One line of a file of answers; `problem` is why it is not in the cache, as the end of a sentence."""

    place: str
    problem: str | None = None


def write_requests(documents: Iterable[Document], settings: Settings, cache: Cache, file: BinaryIO) -> int:
    """Writes what would be asked and is not in the cache, each request once; how many that is."""
    written: set[str] = set()
    for document in documents:
        for request in requests_for(document, settings):
            if request.key not in written and cache.get(request.key) is None:
                line = {"custom_id": request.key, "method": "POST", "url": _PATH, "body": request.body}
                file.write(msgspec.json.encode(line) + b"\n")
                written.add(request.key)
    return len(written)


def read_responses(
    file: BinaryIO, place: str, documents: Iterable[Document], settings: Settings, cache: Cache
) -> Iterator[Taken]:
    """Takes answers into the cache, for the documents and settings that the requests were written from; each line."""
    asked = {request.key for document in documents for request in requests_for(document, settings)}
    taken: set[str] = set()
    for number, line in _lines(file):
        try:
            key, answer = _answer(line)
            if key not in asked:
                raise _WrongLineError(f"custom_id: {_excerpt(key)} is of no request; {_SAME}")
            if key in taken:
                raise _WrongLineError(f"custom_id: {key} is answered a second time; the first answer counts")
        except _WrongLineError as error:
            yield Taken(f"{place}:{number}", str(error))
        else:
            cache.put(key, answer)
            taken.add(key)
            yield Taken(f"{place}:{number}")


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers; of one that is too long, its beginning."""
    number = 0
    while line := file.readline(_LONGEST_LINE + 1):
        number += 1
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(_LONGEST_LINE)
        if not line.isspace():
            yield number, line


def _answer(line: bytes) -> tuple[str, Completion]:
    """The key of a request, and what was answered to it. Raises _WrongLineError."""
    if len(line) > _LONGEST_LINE:
        raise _WrongLineError(f"is longer than {_LONGEST_LINE // _MIB} MiB")
    try:
        read = msgspec.json.decode(line, type=_Line)
    except RecursionError:
        raise _WrongLineError("is nested too deeply") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _WrongLineError(f"is no response of a batch: {name_field(error)}") from None
    name = f"custom_id: {_excerpt(read.custom_id)}"
    if read.response is None or read.error != _NULL:
        raise _WrongLineError(f"{name} was not answered: {_said(read.error)}; {_AGAIN}")
    if read.response.status_code != 200:
        status, said = read.response.status_code, _said(read.response.body)
        raise _WrongLineError(f"{name} was answered {status}: {said}; {_AGAIN}")
    try:
        return read.custom_id, completion_of(bytes(read.response.body))
    except FormError as error:
        raise _WrongLineError(f"{name} {error}; {_AGAIN}") from None


def _said(failure: msgspec.Raw) -> str:
    """What an endpoint says of its failure, `{"error": {"message": ...}}` or the like, cut short."""
    try:
        error = msgspec.json.decode(failure)
    except (msgspec.DecodeError, UnicodeDecodeError):
        error = None
    while isinstance(error, dict) and (inner := error.get("error") or error.get("message") or error.get("code")):
        error = inner
    return _excerpt(error) if isinstance(error, str) else "without saying why"


def _excerpt(text: str) -> str:
    return repr(text if len(text) <= 100 else f"{text[:100]}…")
