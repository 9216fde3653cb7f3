"""WARC and WET files: pages with their addresses, at positions from which reading can go on; damage is named."""

import gzip
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import zstandard
from fastwarc.stream_io import BrotliWriter
from hypothesis import given, settings
from hypothesis import strategies as st

from underway.sources import At, Fault, Record, archive_records, documents, is_archive
from underway.sources.locations import File
from underway.sources.records import RefusedError

from .archive_files import (
    Pack,
    answer,
    offsets,
    pack_gzip,
    pack_zstd,
    page,
    read_archive,
    record,
    response,
    spoilt,
)
from .reading import read

PACKS: dict[str, Pack] = {"a.warc": bytes, "a.warc.gz": pack_gzip, "a.warc.zst": pack_zstd}
INFO = record(b"software: mill/1.0\r\n", type_="warcinfo", media_type="application/warc-fields")
REQUEST = record(b"GET / HTTP/1.1\r\n\r\n", type_="request")


def warc(tmp_path: Path, data: bytes, name: str = "a.warc") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", PACKS)
def test_each_record_is_found_at_the_byte_where_it_begins(tmp_path: Path, name: str) -> None:
    parts = [PACKS[name](part) for part in (INFO, REQUEST, response(1), REQUEST, response(2), response(3))]
    path = warc(tmp_path, b"".join(parts), name)
    at = offsets(parts)
    assert read_archive(path).found == [
        At(at[k], Record(f"{name}:{at[k]}", "html", page(n), None, f"https://tideway.example/{n}", "UTF-8"))
        for n, k in ((1, 2), (2, 4), (3, 5))
    ]
    assert read_archive(path).passed == {"warcinfo": 1, "request": 2}


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize("whole", [True, False], ids=["packed whole", "packed one by one"])
def test_any_position_is_one_to_go_on_from(tmp_path: Path, name: str, whole: bool) -> None:
    pages = [record(answer(b"")), *(response(n) for n in range(1, 40)), record(answer(page(40)), length=1)]
    packed = PACKS[name](b"".join(pages)) if whole else b"".join(map(PACKS[name], pages))
    path = warc(tmp_path, packed + PACKS[name](response(41)) + PACKS[name](response(42))[:-9], name)
    found = read_archive(path).found
    assert [type(at.found) for at in found] == [Record] * 39 + [Fault, Record, Fault]
    assert len({at.position for at in found}) == len(found)
    for k, at in enumerate(found):
        assert read_archive(path, start=at.position).found == found[k:]


def test_documents_have_the_address_and_no_day_but_their_own(tmp_path: Path) -> None:
    dated = page(1).replace(b"<body>", b'<meta property="article:published_time" content="2021-04-03"><body>')
    path = warc(tmp_path, b"".join([response(2), record(answer(dated), address="https://tideway.example/1")]))
    result = read(path)
    assert [(one.url, str(one.published)) for one in result.documents] == [
        ("https://tideway.example/2", "None"),
        ("https://tideway.example/1", "2021-04-03"),
    ]
    assert result.faults == []
    assert [one.text for one in result.documents] == read("-", stdin=path.read_bytes()).texts


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://tideway.example/a?b=c#d", "https://tideway.example/a?b=c#d"),
        ("<http://tideway.example/a>", "http://tideway.example/a"),
        ("HTTPS://tideway.example", "HTTPS://tideway.example"),
        ("https://tideway.example/caf\u00e9", "https://tideway.example/caf\u00e9"),
        ("dns:tideway.example", None),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://tideway.example/a b", None),
        ("https://tideway.example/\x1b[31m", None),
        ("https://tideway.example/\u202eb", None),
        ('https://tideway.example/"><b>', None),
        ("https://reader:secret@tideway.example/", None),
        ("https://[tideway.example/", None),
        ("https://tideway.example/" + "a" * 10_000, None),
        ("", None),
    ],
)
def test_the_address_is_one_of_the_web_or_none(tmp_path: Path, written: str, address: str | None) -> None:
    (found,) = read_archive(warc(tmp_path, record(answer(page(1)), address=written))).records
    assert found.address == address


def without_head(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def brotli(data: bytes) -> bytes:
    with BytesIO() as packed:
        writer = BrotliWriter(packed)
        writer.write(data)
        writer.close()
        return packed.getvalue()


def chunked(data: bytes, size: int = 100) -> bytes:
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x;a=b\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


HTML = "Content-Type: text/html"
CHUNKED = "Transfer-Encoding: chunked"


@pytest.mark.parametrize(
    ("send", "fields"),
    [
        (bytes, []),
        (gzip.compress, ["Content-Encoding: gzip"]),
        (gzip.compress, ["content-encoding:x-gzip"]),
        (zlib.compress, ["Content-Encoding: deflate"]),
        (without_head, ["Content-Encoding: deflate"]),
        (brotli, ["Content-Encoding: br"]),
        (zstandard.compress, ["Content-Encoding: zstd"]),
        (chunked, [CHUNKED]),
        (lambda data: chunked(gzip.compress(data)), [CHUNKED, "Content-Encoding: GZIP"]),
        (lambda data: gzip.compress(zlib.compress(data)), ["Content-Encoding: deflate, gzip"]),
        (bytes, ["Content-Encoding: identity"]),
        # Who archived it undid what the head still says.
        (bytes, ["Content-Encoding: gzip", CHUNKED]),
        (bytes, ["Content-Encoding: deflate"]),
        (bytes, ["Content-Encoding: br"]),
        (bytes, ["Content-Encoding: zstd"]),
    ],
)
def test_what_a_server_did_to_a_page_is_undone(tmp_path: Path, send: Pack, fields: list[str]) -> None:
    got = read_archive(warc(tmp_path, record(answer(send(page(1)), HTML, *fields))))
    assert (got.payloads, got.faults) == ([page(1)], [])


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        (answer(spoilt(gzip.compress(page(1)), 40), HTML, "Content-Encoding: gzip"), "is corrupt: its gzip data"),
        (answer(b"\xff" * 50, HTML, "Content-Encoding: br"), "is corrupt: its brotli data"),
        (answer(b"\xff" * 50, HTML, "Content-Encoding: zstd"), "is corrupt: its zstd data"),
        (answer(b"", HTML, "Content-Encoding: \x1b[2J"), "is encoded as '\\x1b[2j', which is not read"),
        (answer(bytes(33 * 2**20), HTML), "is larger than 32 MiB"),
        (answer(bytes(40 * 2**20), HTML), "is larger than 32 MiB"),
        (answer(gzip.compress(bytes(2**26)), HTML, "Content-Encoding: gzip"), "expands to more than 32 MiB"),
        (answer(zlib.compress(bytes(2**26)), HTML, "Content-Encoding: deflate"), "expands to more than 32 MiB"),
        (answer(zstandard.compress(bytes(2**28)), HTML, "Content-Encoding: zstd"), "expands to more than 32 MiB"),
        (answer(brotli(bytes(2**26)), HTML, "Content-Encoding: br"), "is larger than 32 MiB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_page_that_cannot_be_had_is_named_and_the_others_are_read(tmp_path: Path, block: bytes, problem: str) -> None:
    parts = [pack_gzip(part) for part in (response(1), record(block), response(2))]
    got = read_archive(warc(tmp_path, b"".join(parts), "a.warc.gz"))
    (fault,) = got.faults
    assert fault.startswith(f"a.warc.gz:{len(parts[0])}: {problem}")
    assert fault.isprintable()
    assert got.payloads == [page(1), page(2)]


TEXT = b"Saltmarsh returns to the marsh.\n"


@pytest.mark.parametrize(
    ("data", "format_", "charset"),
    [
        (record(answer(page(1), "Content-Type: text/html;charset='ISO-8859-1'")), "html", "ISO-8859-1"),
        (record(answer(page(1), 'CONTENT-TYPE:  Text/HTML ; Charset = "x\x1b"')), "html", "x"),
        (record(answer(page(1), "Content-Type: application/xhtml+xml")), "html", None),
        (record(answer(page(1), "Server: mill")), "html", None),
        (record(answer(page(1), "Content-Type: text/plain")), "html", None),
        (record(answer(TEXT, "Content-Type: text/plain")), "text", None),
        (record(answer(page(1)).replace(b"\r\n", b"\n")), "html", "UTF-8"),
        (record(answer(page(1), status="203 Non-Authoritative")), "html", "UTF-8"),
        (record(TEXT, type_="conversion", media_type="text/plain"), "text", None),
        (record(page(1), type_="resource", media_type="text/html; charset=utf-8"), "html", "utf-8"),
        (b"\r\n" + response(1).replace(b"WARC/1.0", b"WARC/1.1"), "html", "UTF-8"),
        (response(1).replace(b"Content-Length", b"content-length"), "html", "UTF-8"),
        (response(1).rstrip(b"\r\n"), "html", "UTF-8"),
    ],
)
def test_what_is_a_page(tmp_path: Path, data: bytes, format_: str, charset: str | None) -> None:
    got = read_archive(warc(tmp_path, data))
    assert [(one.format, one.charset and one.charset.upper()) for one in got.records] == [
        (format_, charset and charset.upper())
    ]
    assert got.faults == []


@pytest.mark.parametrize(
    ("data", "passed"),
    [
        (INFO, "warcinfo"),
        (REQUEST, "request"),
        (record(b"via: x", type_="metadata"), "metadata"),
        (record(answer(b""), type_="revisit"), "revisit"),
        (record(b"\xff", type_="Conti\xadnuation"), "other records"),
        (record(answer(page(1), status="404 Not Found")), "status 404"),
        (record(answer(page(1), status="301 Moved")), "status 301"),
        (record(answer(page(1), status="206 Partial")), "status 206"),
        (record(answer(b"\x89PNG", "Content-Type: image/png")), "no page"),
        (record(answer(b"{}", "Content-Type: application/json")), "no page"),
        (record(answer(b"\x89PNG", "Server: mill")), "no page"),
        (record(answer(bytes(40 * 2**20), "Content-Type: video/mp4")), "no page"),
        (
            record(answer(TEXT, "Content-Type: text/plain"), address="https://tideway.example/robots.txt"),
            "no page",
        ),
        (record(answer(b"")), "empty"),
        (record(b"20210505 tideway.example", media_type="text/dns"), "no answer over HTTP"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("name", PACKS)
def test_what_is_no_page_is_passed_over_and_counted(tmp_path: Path, data: bytes, passed: str, name: str) -> None:
    got = read_archive(warc(tmp_path, PACKS[name](data) + PACKS[name](response(1)), name))
    assert (got.payloads, got.faults, got.passed) == ([page(1)], [], {passed: 1})


TRUNCATED = "is truncated: its {} data ends too early; fetch it again"
CORRUPT = "is corrupt: its {} data cannot be expanded; fetch it again"
Spoil = Callable[[list[bytes]], bytes]


@pytest.mark.parametrize(
    ("spoil", "lost", "problem"),
    [
        (lambda p: p[0] + spoilt(p[1], len(p[1]) // 2) + p[2] + p[3], [2], CORRUPT),
        (lambda p: p[0] + spoilt(p[1], 20, 5) + p[2] + p[3], [2], CORRUPT),
        (lambda p: p[0] + spoilt(p[1], 0, 2) + p[2] + p[3], [2], CORRUPT),
        (lambda p: p[0] + spoilt(p[1], len(p[1]) - 8, 8) + p[2] + p[3], [2], CORRUPT),
        (lambda p: p[0] + p[1][:-500] + p[2] + p[3], [2], CORRUPT),
        (lambda p: p[0] + p[1][500:] + p[2] + p[3], [2], CORRUPT),
        (lambda p: p[0] + b"rubbish" * 9 + p[1] + p[2] + p[3], [], CORRUPT),
        (lambda p: p[0] + p[1] + p[2] + p[3][:-300], [4], TRUNCATED),
        (lambda p: p[0] + p[1] + p[2] + p[3][:-1], [4], TRUNCATED),
        (lambda p: p[0] + p[1] + p[2] + p[3] + p[0][:9], [], TRUNCATED),
        (lambda p: spoilt(p[0], len(p[0]) // 2) + p[1] + p[2] + p[3], [1], CORRUPT),
    ],
)
@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc.zst"])
def test_damage_is_named_and_what_follows_is_read(
    tmp_path: Path, name: str, spoil: Spoil, lost: list[int], problem: str
) -> None:
    parts = [PACKS[name](response(n, 3000)) for n in (1, 2, 3, 4)]
    got = read_archive(warc(tmp_path, spoil(parts), name))
    (fault,) = got.faults
    assert fault.endswith(f": {problem.format('gzip' if name.endswith('gz') else 'zstd')}")
    assert got.payloads == [page(n, 3000) for n in (1, 2, 3, 4) if n not in lost]


def test_zeros_after_a_member_fill_a_block(tmp_path: Path) -> None:
    data = pack_gzip(response(1)) + bytes(1000) + pack_gzip(response(2)) + bytes(100_000)
    got = read_archive(warc(tmp_path, data, "a.warc.gz"))
    assert (got.payloads, got.faults) == ([page(1), page(2)], [])


@pytest.mark.parametrize(
    "length", ["10", "1500", "9000", "40000000", "1" + "0" * 18, "1" + "0" * 30, "-5", "many", "", "\u0663"]
)
@pytest.mark.parametrize("name", PACKS)
def test_a_length_that_is_a_lie_costs_that_record_alone(tmp_path: Path, name: str, length: str) -> None:
    lie = record(answer(page(2)), length=length)
    parts = [PACKS[name](part) for part in (response(1), lie, response(3), response(4))]
    got = read_archive(warc(tmp_path, b"".join(parts), name))
    (fault,) = got.faults
    assert fault.startswith(f"{name}:{len(parts[0])}: is no")
    assert got.payloads == [page(1), page(3), page(4)]
    for k, one in enumerate(got.found):
        assert read_archive(tmp_path / name, start=one.position).found == got.found[k:]


@pytest.mark.parametrize("name", PACKS)
def test_what_is_no_record_is_named_and_what_follows_is_read(tmp_path: Path, name: str) -> None:
    parts = [PACKS[name](part) for part in (response(1), b"Saltmarsh\n" * 300_000, response(2))]
    got = read_archive(warc(tmp_path, b"".join(parts), name))
    assert got.faults == [f"{name}:{len(parts[0])}: is no WARC record"]
    assert got.payloads == [page(1), page(2)]


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (b"", ["{}: is empty"]),
        (b"\r\n\r\n", []),
        (INFO, []),
        (b"WARC/1.1\r\nWARC-Type: response", ["{}:0: is no WARC record"]),
        (b"Saltmarsh returns.", ["{}:0: is no WARC record"]),
    ],
)
def test_a_file_without_pages(tmp_path: Path, data: bytes, faults: list[str]) -> None:
    path = warc(tmp_path, data)
    assert [str(found) for found in documents([str(path)])] == [fault.format(path) for fault in faults]


@pytest.mark.parametrize(
    ("data", "name", "archive"),
    [
        (response(1), "a", True),
        (pack_gzip(response(1)), "a.bin", True),
        (pack_zstd(response(1)), "a", True),
        (pack_gzip(record(TEXT, type_="conversion")), "a.wet.gz", True),
        (spoilt(pack_gzip(response(1)), 20), "a.warc.gz", True),
        (b'{"text": "Saltmarsh"}', "a", True),
        (pack_zstd(b'{"text": "Saltmarsh"}'), "a.zst", True),
        (b"Saltmarsh", "a.jsonl.gz.jsonl", True),
        (b"PAR1", "a", True),
        (b"Saltmarsh", "a.txt", False),
        (page(1), "a", False),
        (b"%PDF-1.7", "a.pdf", False),
    ],
)
def test_archives_are_told_by_name_and_head(tmp_path: Path, data: bytes, name: str, archive: bool) -> None:
    path = warc(tmp_path, data, name)
    assert is_archive(File(path, name)) is archive


def test_what_is_no_archive_is_refused_as_one(tmp_path: Path) -> None:
    path = warc(tmp_path, b"Saltmarsh", "a.txt")
    with pytest.raises(RefusedError, match="is no archive; give WARC, JSON Lines or Parquet"):
        list(archive_records(File(path, "a.txt")))


def dictionary_frame(content: bytes) -> bytes:
    return struct.pack("<II", 0x184D2A5D, len(content)) + content


def test_a_dictionary_that_a_zstd_archive_begins_with(tmp_path: Path) -> None:
    trained = zstandard.train_dictionary(4096, [response(n) for n in range(100)])
    packed = [zstandard.ZstdCompressor(dict_data=trained).compress(response(n)) for n in (1, 2, 3)]
    for dictionary in (trained.as_bytes(), zstandard.compress(trained.as_bytes())):
        head = dictionary_frame(dictionary)
        path = warc(tmp_path, head + b"".join(packed), "a.warc.zst")
        found = read_archive(path).found
        assert [at.position for at in found] == [len(head) + at for at in offsets(packed)]
        assert read_archive(path).payloads == [page(1), page(2), page(3)]
        assert read_archive(path, start=found[1].position).found == found[1:]
    got = read_archive(warc(tmp_path, b"".join(packed), "a.warc.zst"))
    assert (got.payloads, got.faults) == ([], ["a.warc.zst:0: " + CORRUPT.format("zstd")])


def test_a_bomb_between_pages_is_named(tmp_path: Path) -> None:
    """A record that says that it is as long as it is; no member as small as its own holds that."""
    bomb = record(bytes(2**27), type_="response")
    for name in ("a.warc.gz", "a.warc.zst"):
        parts = [PACKS[name](part) for part in (response(1), bomb, response(2))]
        got = read_archive(warc(tmp_path, b"".join(parts), name))
        (fault,) = got.faults
        assert fault.startswith(f"{name}:{len(parts[0])}: expands to more than 500 times its size")
        assert got.payloads == [page(1), page(2)]


def test_more_records_than_bytes_are_named(tmp_path: Path) -> None:
    """Each has a position of its own, which a member that holds so many has no room for."""
    nothing = b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    parts = [pack_gzip(part) for part in (response(1), nothing * 100_000, response(2))]
    got = read_archive(warc(tmp_path, b"".join(parts), "a.warc.gz"))
    (fault,) = got.faults
    assert fault.endswith(": holds more records than bytes, as a bomb does")
    assert got.payloads == [page(1), page(2)]
    assert got.passed["metadata"] < len(parts[1])
    assert sorted(one.position for one in got.found) == [one.position for one in got.found]


@settings(max_examples=150)
@given(st.data())
def test_any_damage_is_named_and_leaves_records_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(PACKS)))
    packed = b"".join(PACKS[name](response(n)) for n in range(6))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, max(len(packed) - 1, 0)))
        count = data.draw(st.sampled_from([1, 5, 100]))
        packed = data.draw(
            st.sampled_from([packed[:at] + packed[at + count :], spoilt(packed, at, count), packed[: at + 1]])
        )
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(packed)
    try:
        found = read_archive(path).found
    except RefusedError:  # its name says that it is compressed, and it does not begin so
        return
    whole = {page(n) for n in range(6)}
    if name != "a.warc":  # where nothing sums up what it holds, a page may have changed
        assert {one.found.payload for one in found if isinstance(one.found, Record)} <= whole
    for k, one in enumerate(found):
        assert str(one.found).isprintable() or isinstance(one.found, Record)
        assert read_archive(path, start=one.position).found == found[k:]
    assert len([one for one in found if isinstance(one.found, Fault)]) <= 12
