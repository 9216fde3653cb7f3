"""TVmaze's show index: JSON, an array of shows as each page of the index is, or a show a line
(https://www.tvmaze.com/api#show-index)."""

import io
import re
from collections.abc import Iterator

import msgspec

from underway.catalogue.entries import CatalogueEntry, Fault, Ids
from underway.catalogue.files import MB, RefusedError, excerpt, lines
from underway.vocabulary.documents import name_field

MAX_ARRAY_BYTES = 200 * MB

_JSON = re.compile(rb"\s*[\[{]")
_OF_A_SHOW = re.compile(rb'"(?:externals|premiered|webChannel)"\s*:')
_DAY = re.compile(r"(\d{4})-\d\d-\d\d")
_IMDB_ID = re.compile(r"tt\d{1,12}")


class _Country(msgspec.Struct):
    code: str | None = None


class _Channel(msgspec.Struct):
    name: str
    country: _Country | None = None


class _Externals(msgspec.Struct):
    imdb: str | None = None


class _Aka(msgspec.Struct):
    name: str


class _Embedded(msgspec.Struct):
    akas: list[_Aka] = []


class _Show(msgspec.Struct, rename={"web_channel": "webChannel", "embedded": "_embedded"}):
    id: int
    name: str
    premiered: str | None = None
    ended: str | None = None
    network: _Channel | None = None
    web_channel: _Channel | None = None
    externals: _Externals | None = None
    embedded: _Embedded | None = None


_decoder = msgspec.json.Decoder(_Show)
_array_decoder = msgspec.json.Decoder(list[msgspec.Raw])


def begins(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    return _JSON.match(head) is not None and _OF_A_SHOW.search(head) is not None


def read(stream: io.BufferedReader, place: str) -> Iterator[CatalogueEntry | Fault]:
    """Every show. Raises RefusedError where the array as a whole cannot be read."""
    shows = _in_array(stream, place) if stream.peek().lstrip().startswith(b"[") else _in_lines(stream, place)
    for where, show in shows:
        try:
            if isinstance(show, RefusedError):
                raise show
            yield _entry(show)
        except RefusedError as refused:
            yield Fault(where, str(refused))


def _in_array(stream: io.BufferedReader, place: str) -> Iterator[tuple[str, msgspec.Raw]]:
    payload = stream.read(MAX_ARRAY_BYTES + 1)
    if len(payload) > MAX_ARRAY_BYTES:
        raise RefusedError(f"is one array of more than {MAX_ARRAY_BYTES // MB} MB; give a show a line")
    try:
        shows = _array_decoder.decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedError(f"is not one JSON array of shows: {_told(error)}") from None
    for number, show in enumerate(shows, 1):
        yield f"{place}, show {number}", show


def _in_lines(stream: io.BufferedReader, place: str) -> Iterator[tuple[str, bytes | RefusedError]]:
    for number, line in lines(stream):
        if isinstance(line, RefusedError) or line.strip():
            yield f"{place}:{number}", line


def _entry(payload: bytes | msgspec.Raw) -> CatalogueEntry:
    try:
        show = _decoder.decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedError(_told(error)) from None
    title = _text("name", show.name)
    channel = show.network or show.web_channel
    akas = show.embedded.akas if show.embedded else []
    imdb = show.externals.imdb if show.externals else None
    if imdb and not _IMDB_ID.fullmatch(imdb):
        raise RefusedError(f"externals.imdb: {excerpt(imdb)} is not an id such as tt0123456")
    return CatalogueEntry(
        title=title,
        other_titles=tuple(dict.fromkeys(name for aka in akas if (name := _text("akas.name", aka.name)) != title)),
        start_year=_year("premiered", show.premiered),
        end_year=_year("ended", show.ended),
        network=_text("network.name", channel.name) if channel else None,
        country=channel.country.code if channel and channel.country else None,
        ids=Ids(tvmaze=str(show.id), imdb=imdb or None),
    )


def _told(error: msgspec.DecodeError | UnicodeDecodeError | RecursionError) -> str:
    return "is nested too deeply" if isinstance(error, RecursionError) else name_field(error)


def _text(field: str, value: str) -> str:
    text = " ".join(value.split())
    if not text or "\0" in text:
        raise RefusedError(f"{field}: {'holds a NUL character' if text else 'is missing'}")
    return text


def _year(field: str, value: str | None) -> int | None:
    if not value:
        return None
    day = _DAY.fullmatch(value)
    if not day:
        raise RefusedError(f"{field}: {excerpt(value)} is not a day such as 2013-06-24")
    return int(day[1])
