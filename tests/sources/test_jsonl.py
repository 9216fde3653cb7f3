"""JSON Lines: a document a line; a line that is none is named by its number, and the others are read."""

import gzip
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.sources import Fault, Record, documents, records, to_document
from underway.vocabulary import Document

from .reading import one, read

TEXT = "Saltmarsh returns."


def line(**fields: Any) -> str:
    return json.dumps({"text": TEXT} | fields)


def test_every_field() -> None:
    written = {
        "id": "tide-1",
        "url": "https://tideway.example/a",
        "published": "2021-05-05",
        "title": "Back to the marsh",
        "text": "  Café Noir 🎬\r\nreturns.\n",
        "publisher": "The Tideway Post",
        "language": "en",
        "claims": [{"kind": "status"}],
        "score": {"deep": [1, None]},
    }
    assert one(json.dumps(written).encode()) == Document(
        source_id="tide-1",
        url="https://tideway.example/a",
        published=date(2021, 5, 5),
        title="Back to the marsh",
        text="  Café Noir 🎬\r\nreturns.\n",
        publisher="The Tideway Post",
        language="en",
    )


@pytest.mark.parametrize(
    "nothing", [{}, {"id": None, "url": None, "published": None}, {"id": "", "title": "", "url": ""}]
)
def test_only_the_text_is_needed(nothing: dict[str, Any]) -> None:
    assert one(line(**nothing).encode()) == Document(text=TEXT)


def test_a_date_prefix_does_not_count_where_there_is_a_field_for_it() -> None:
    assert one(line(text="date 2021-05-05 Saltmarsh").encode()).published is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021-05-05", date(2021, 5, 5)),
        (" 2021-05-05\n", date(2021, 5, 5)),
        ("2021-05-05T23:59:59Z", date(2021, 5, 5)),
        ("2021-05-05T23:59:59.123456-11:00", date(2021, 5, 5)),
        ("2021-05-05 00:00:00+14:00", date(2021, 5, 5)),
        ("20210505", date(2021, 5, 5)),
        ("", None),
    ],
)
def test_the_day_as_it_is_written(written: str, day: date | None) -> None:
    assert one(line(published=written).encode()).published == day


def test_a_number_may_be_an_id() -> None:
    assert one(line(id=17).encode()).source_id == "17"
    assert one(line(id=0).encode()).source_id == "0"


BROKEN: list[tuple[str | bytes, str]] = [
    ('{"text": "Saltmarsh', "is not JSON: unterminated string starting at character 10"),
    ('{"text": "Saltmarsh"', "is not JSON: expecting ',' delimiter at character 21"),
    ('{"text": "Saltmarsh"} {"text": "Noir"}', "is not JSON: extra data at character 23"),
    ("Saltmarsh returns.", "is not JSON: expecting value at character 1"),
    ("[]", "is no JSON object: Expected `object`, got `array`"),
    ('"Saltmarsh"', "is no JSON object: Expected `object`, got `str`"),
    ("null", "is no JSON object: Expected `object`, got `null`"),
    ("{}", "text: is missing"),
    ('{"id": "a"}', "text: is missing"),
    ('{"text": null}', "text: Expected `str`, got `null`"),
    ('{"text": 3}', "text: Expected `str`, got `int`"),
    ('{"text": ""}', "text: is empty"),
    ('{"text": " \\n"}', "text: is empty"),
    (line(id=[1]), "id: Expected `int | str | null`, got `array`"),
    (line(id=True), "id: Expected `int | str | null`, got `bool`"),
    (line(url=3), "url: Expected `str | null`, got `int`"),
    (line(title={}), "title: Expected `str | null`, got `object`"),
    (line(published=1620000000), "published: Expected `str | null`, got `int`"),
    (line(published="yesterday"), "published: 'yesterday' is not a day such as 2021-05-05"),
    (line(published="2021-05"), "published: '2021-05' is not a day such as 2021-05-05"),
    (line(published="2021-02-30"), "published: '2021-02-30' is not a day such as 2021-05-05"),
    (line(published="\x1b[31m" + "x" * 1000), f"published: '\\x1b[31m{'x' * 55}…' is not a day such as 2021-05-05"),
    ('{"text": "\\ud83c Saltmarsh"}', "text: holds a lone surrogate, which no encoding can write"),
    (
        '{"text": "Saltmarsh", "title": "\\udfac"}',
        "url, source_id, publisher or title: holds a lone surrogate, which no encoding can write",
    ),
    ('{"text": "Saltmarsh", "n": ' + "[" * 100_000, "is nested too deeply"),
    ('{"text": "Saltmarsh", "n": ' + "9" * 5000 + ", NaN}", "is not JSON: a number is too long"),
    (bytes(range(128, 256)), "is not text in any encoding that can be told"),
]


@pytest.mark.parametrize(("broken", "problem"), BROKEN, ids=[problem[:40] for _, problem in BROKEN])
def test_a_broken_line_is_named_and_the_others_are_read(tmp_path: Path, broken: str | bytes, problem: str) -> None:
    middle = broken if isinstance(broken, bytes) else broken.encode()
    data = b"\n".join([line(id="a").encode(), b"", middle, line(id="b").encode(), b""])
    path = tmp_path / "news.jsonl"
    path.write_bytes(data)
    result = read(path)
    assert result.faults == [f"{path}:3: {problem}"]
    assert result.names == ["a", "b"]


def test_every_broken_line_at_once() -> None:
    middles = [broken if isinstance(broken, bytes) else broken.encode() for broken, _ in BROKEN]
    data = b"\r\n".join([line(id="a").encode(), *middles, line(id="b").encode()])
    result = read("-", stdin=data)
    assert result.faults == [f"standard input:{n}: {problem}" for n, (_, problem) in enumerate(BROKEN, 2)]
    assert result.names == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b'{"score": NaN, "text": "Saltmarsh"}', "Saltmarsh"),
        (b'{"text": "one\ttwo\x00"}', "one\ttwo\x00"),
        (b'\xef\xbb\xbf{"text": "Saltmarsh"}', "Saltmarsh"),
        (b'{"text": "\x93Saltmarsh\x94 isn\x92t over"}', "“Saltmarsh” isn’t over"),
        (b'\n \r\n\n{"text": "Saltmarsh"}\r\n\n', "Saltmarsh"),
        (b'{"text": "first", "text": "last"}', "last"),
    ],
)
def test_what_is_read_though_it_is_not_quite_json_lines(tmp_path: Path, data: bytes, text: str) -> None:
    path = tmp_path / "news.ndjson"
    path.write_bytes(data)
    result = read(path)
    assert (result.texts, result.faults, result.warnings) == ([text], [], [])


def test_broken_bytes_in_a_line_are_reported_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(line().encode() + b'\n{"text": "Caf\xc3\xa9 \xff"}\n')
    result = read(path)
    assert result.texts == [TEXT, "Café \ufffd"]
    assert result.warnings == [f"{path}:2: 1 broken character, read as UTF-8; replaced with U+FFFD"]


def test_places_count_every_line_and_payloads_are_bytes(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'\n\n{"text": "one"}\n' + b"\r\n" * 100_000 + b'  {"text": "two"}')
    found = [record for record in records([str(path)]) if isinstance(record, Record)]
    assert [record.place for record in found] == [f"{path}:3", f"{path}:100004"]
    assert [json.loads(record.payload)["text"] for record in found] == ["one", "two"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\n\n  \n", "holds no documents"),
        (b"", "is empty"),
        (line().encode("utf-16"), "is UTF-16, but JSON Lines are UTF-8; convert it first"),
    ],
)
def test_a_file_without_lines_to_read(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(data)
    assert read(path).faults == [f"{path}: {problem}"]


def test_a_line_that_is_too_long_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(line(id="a").encode() + b'\n{"text": "')
        for _ in range(70):
            file.write(b"Saltmarsh %d" * 80_000)
        file.write(b'"}\n' + line(id="b").encode())
    result = read(path)
    assert result.faults == [f"{path}:2: is longer than 64 MiB"]
    assert result.names == ["a", "b"]


def test_lines_come_out_as_they_come_in() -> None:
    """A producer that writes a line and waits for its answer gets it."""

    class Producer(io.RawIOBase):
        lines = [line(id=str(n), text=TEXT * 50).encode() + b"\n" for n in range(3)]  # noqa: RUF012
        given = 0

        def read(self, size: int = -1, /) -> bytes:
            self.given += 1
            return self.lines[self.given - 1]

    producer = Producer()
    found = documents(["-"], stdin=producer)  # type: ignore[arg-type]
    for n in range(3):
        document = next(found)
        assert isinstance(document, Document)
        assert (document.source_id, producer.given) == (str(n), n + 1)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3)
)
FIELDS = ["id", "url", "published", "title", "text", "publisher", "language", "claims"]


@given(st.dictionaries(st.sampled_from(FIELDS), json_values))
def test_any_object_gives_a_document_or_one_fault(fields: dict[str, Any]) -> None:
    (found,) = to_document(Record("news.jsonl:1", "jsonl", json.dumps(fields).encode()))
    if isinstance(found, Fault):
        assert str(found).startswith("news.jsonl:1: ")
        assert str(found).isprintable()
    else:
        assert found.text == fields["text"]


@given(st.binary())
def test_any_bytes_give_documents_or_faults(data: bytes) -> None:
    for found in to_document(Record("news.jsonl:1", "jsonl", data)):
        assert isinstance(found, Fault | Document)
