"""Rows of Parquet and lines of JSON Lines: which columns hold what, and positions from which reading can go on."""

import datetime
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from underway.sources import Columns, Fault, Record, archive_records, documents, parse_columns, to_document
from underway.sources.locations import File
from underway.sources.records import RefusedError
from underway.vocabulary import Document

from .archive_files import pack_gzip, pack_zstd, read_archive, spoilt
from .reading import read

TEXT = "Saltmarsh returns."


def parquet(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    pq.write_table(pa.table(columns), path, **options)
    return path


def only(path: Path, columns: str = "") -> Document:
    (one,) = read_archive(path, columns=parse_columns(columns) if columns else None).records
    (document,) = to_document(one)
    assert isinstance(document, Document), document
    return document


EVERYTHING = {
    "text": TEXT,
    "id": "a-1",
    "url": "https://tideway.example/a",
    "published": "2021-05-05",
    "title": "Back to the marsh",
    "publisher": "The Tideway Post",
    "language": "en",
}
DOCUMENT = Document(
    text=TEXT,
    source_id="a-1",
    url="https://tideway.example/a",
    published=datetime.date(2021, 5, 5),
    title="Back to the marsh",
    publisher="The Tideway Post",
    language="en",
)


def test_a_row_is_a_document(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {name: [value] for name, value in EVERYTHING.items()} | {"claims": [[1]]})
    assert only(path) == DOCUMENT
    assert read(path).documents == [DOCUMENT]
    assert read("-", stdin=path.read_bytes()).documents == [DOCUMENT]


@pytest.mark.parametrize("name", ["a.parquet", "a.jsonl"])
def test_columns_of_other_names(tmp_path: Path, name: str) -> None:
    other = {f"the {field}": value for field, value in EVERYTHING.items()} | {"text": 3, "title": "Another"}
    path = tmp_path / name
    if name == "a.jsonl":
        path.write_text(json.dumps(other), encoding="utf-8")
    else:
        parquet(path, {field: [value] for field, value in other.items()})
    mapped = ",".join(f"{field.replace('published', 'date')}=the {field}" for field in EVERYTHING)
    assert only(path, mapped) == DOCUMENT


def days(*values: Any, type_: pa.DataType) -> Any:
    return pa.array(list(values), type_)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        (["2021-05-05"], "2021-05-05"),
        (["2021-05-05T23:59:59-11:00"], "2021-05-05"),
        ([None], "None"),
        (days("2021-05-05", type_=pa.large_string()), "2021-05-05"),
        (days("2021-05-05", type_=pa.string_view()), "2021-05-05"),
        (days(datetime.date(2021, 5, 5), type_=pa.date32()), "2021-05-05"),
        (days(datetime.date(2021, 5, 5), type_=pa.date64()), "2021-05-05"),
        (days(datetime.date(987, 5, 5), type_=pa.date32()), "0987-05-05"),
        (days(datetime.datetime(2021, 5, 5, 23, 59), type_=pa.timestamp("us")), "2021-05-05"),
        (days(1_620_259_140_000_000_001, type_=pa.timestamp("ns")), "2021-05-05"),
        (days(1_620_259_140, type_=pa.timestamp("s", "America/Los_Angeles")), "2021-05-05"),
        (days(1_620_259_200, type_=pa.timestamp("s", "Asia/Tokyo")), "2021-05-06"),
        (pa.array(["2021-05-05"]).dictionary_encode(), "2021-05-05"),
        (days(1_620_259_140, type_=pa.int64()), "None"),
    ],
)
def test_the_day_of_publication(tmp_path: Path, published: Any, day: str) -> None:
    path = parquet(tmp_path / "a.parquet", {"text": [TEXT], "published": published})
    assert str(only(path).published) == day


@pytest.mark.parametrize(
    "texts",
    [
        [TEXT],
        pa.array([TEXT], pa.large_string()),
        pa.array([TEXT], pa.string_view()),
        pa.array([TEXT]).dictionary_encode(),
    ],
)
@pytest.mark.parametrize("id_", [[17], pa.array([17], pa.uint8()), ["17"]])
def test_texts_and_ids_of_any_type_that_holds_them(tmp_path: Path, texts: Any, id_: Any) -> None:
    path = parquet(tmp_path / "a.parquet", {"text": texts, "id": id_})
    assert only(path) == Document(text=TEXT, source_id="17")


@pytest.mark.parametrize("name", ["a.parquet", "a.jsonl"])
def test_what_is_null_is_not_there(tmp_path: Path, name: str) -> None:
    columns = {"text": [TEXT, None, "Noir ends."], "url": [None, "https://tideway.example/b", None]}
    path = tmp_path / name
    if name == "a.jsonl":
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    else:
        parquet(path, columns)
    result = read(path)
    (fault,) = result.faults
    assert fault.startswith(f"{path}:2: text: ")
    assert result.texts == [TEXT, "Noir ends."]


@pytest.mark.parametrize(
    ("columns", "asked", "problem"),
    [
        ({"body": [TEXT], "url": ["a"]}, "", "no column 'text' for text; name another, as in --columns text=NAME; "
         "it has 'body', 'url'"),
        ({"text": [TEXT]}, "url=link", "no column 'link' for url; name another, as in --columns url=NAME; "
         "it has 'text'"),
        ({"text": [3]}, "", "int64 in the column 'text' for text; name another, as in --columns text=NAME; "
         "it has 'text'"),
        ({"text": [[TEXT]]}, "", "list<element: string> in the column 'text' for text; name another, as in --columns "
         "text=NAME; it has 'text'"),
        ({"text": [TEXT], "day": [2021]}, "date=day", "int64 in the column 'day' for published; name another, as in "
         "--columns published=NAME; it has 'text', 'day'"),
        ({"\x1b[31m": [TEXT]}, "", "no column 'text' for text; name another, as in --columns text=NAME; "
         "it has '\\x1b[31m'"),
        ({}, "", "no column 'text' for text; name another, as in --columns text=NAME; it has none"),
    ],
)  # fmt: skip
def test_a_column_that_is_not_there_is_named_with_those_that_are(
    tmp_path: Path, columns: dict[str, Any], asked: str, problem: str
) -> None:
    path = parquet(tmp_path / "a.parquet", columns)
    with pytest.raises(RefusedError) as refused:
        read_archive(path, columns=parse_columns(asked) if asked else None)
    assert str(refused.value) == f"has {problem}"


def test_a_line_without_the_field_for_the_text_is_named_with_those_that_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Saltmarsh", "url": "a"}\n{"body": "Noir ends."}\n[]\n', encoding="utf-8")
    found = [to_document(one)[0] for one in read_archive(path, columns=Columns(text="body")).records]
    assert [str(one) if isinstance(one, Fault) else one.text for one in found] == [
        "a.jsonl:1: 'body' is missing; there are 'text', 'url'",
        "Noir ends.",
        "a.jsonl:3: is no JSON object: Expected `object`, got `array`",
    ]


@pytest.mark.parametrize(
    ("written", "columns"),
    [
        ("text=body,url=link,date=day", Columns(text="body", url="link", published="day")),
        (" text = the body ", Columns(text="the body")),
        ("published=a=b", Columns(published="a=b")),
    ],
)
def test_columns_as_they_are_written(written: str, columns: Columns) -> None:
    assert parse_columns(written) == columns


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("", "'' names no column; write FIELD=COLUMN"),
        ("body", "'body' names no column; write FIELD=COLUMN"),
        ("text=", "'text=' names no column; write FIELD=COLUMN"),
        ("author=a", "'author=a' names no column; write FIELD=COLUMN"),
        ("text=a,\x1b=b", "'\\x1b=b' names no column; write FIELD=COLUMN"),
        ("text=a,text=b", "text is named twice; give each field one column"),
        ("date=a,published=b", "published is named twice; give each field one column"),
    ],
)
def test_columns_that_are_written_wrongly(written: str, problem: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse_columns(written)
    assert str(refused.value).startswith(problem)


def many(path: Path, rows: int = 300, **options: Any) -> Path:
    texts = [f"Saltmarsh {n * n} returns." for n in range(rows)]
    if path.name.startswith("a.jsonl"):
        pack: Callable[[bytes], bytes] = {".gz": pack_gzip, ".zst": pack_zstd}.get(path.suffix, bytes)
        path.write_bytes(pack("".join(f"{json.dumps({'text': text})}\n\n" for text in texts).encode()))
        return path
    return parquet(path, {"text": texts, "n": list(range(rows))}, row_group_size=70, **options)


@pytest.mark.parametrize("name", ["a.parquet", "a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
def test_any_position_is_one_to_go_on_from(tmp_path: Path, name: str) -> None:
    path = many(tmp_path / name)
    found = read_archive(path).found
    step = 1 if name == "a.parquet" else 2
    assert [at.position for at in found] == list(range(1, 300 * step + 1, step))
    for k in [*range(0, 300, 23), 69, 70, 71, 299]:
        assert read_archive(path, start=found[k].position).found == found[k:]
    assert read_archive(path, start=10_000).found == []


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
def test_what_stands_before_damage_is_read_and_the_rest_is_named(tmp_path: Path, name: str) -> None:
    path = many(tmp_path / name, 20_000)
    path.write_bytes(path.read_bytes()[:-20])
    found = read_archive(path).found
    assert [str(at.found) for at in found if isinstance(at.found, Fault)] == [
        f"{name}: is truncated: its {'gzip' if name.endswith('gz') else 'zstd'} data ends too early; fetch it again"
    ]
    assert isinstance(found[-1].found, Fault)
    for k in (0, len(found) // 2, len(found) - 2, len(found) - 1):
        assert read_archive(path, start=found[k].position).found == found[k:]


def test_a_group_of_rows_that_is_corrupt_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = many(tmp_path / "a.parquet", compression="none", use_dictionary=False)
    start = pq.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    path.write_bytes(spoilt(path.read_bytes(), start, 30))
    found = read_archive(path).found
    assert [str(at.found) for at in found if isinstance(at.found, Fault)] == [
        "a.parquet:71: is corrupt; fetch it again (rows 71 to 140 are left out)"
    ]
    assert len(found) == 231
    for k in (0, 69, 70, 71, 230):
        assert read_archive(path, start=found[k].position).found == found[k:]


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda data: data[:-1], "cannot be read as Parquet; fetch it again"),
        (lambda data: data[:8], "cannot be read as Parquet; fetch it again"),
        (lambda data: data[:-600] + bytes(592) + data[-8:], "cannot be read as Parquet; fetch it again"),
        (lambda data: b"Saltmarsh returns.", "cannot be read as Parquet; fetch it again"),
        (lambda data: data[:0], "is empty"),
        (pack_gzip, "is a Parquet file that is compressed as a whole; expand it first"),
    ],
)
def test_a_parquet_file_that_cannot_be_opened(tmp_path: Path, spoil: Callable[[bytes], bytes], problem: str) -> None:
    path = many(tmp_path / "a.parquet")
    path.write_bytes(spoil(path.read_bytes()))
    assert read(path).faults == [f"{path}: {problem}"]
    with pytest.raises(RefusedError, match=problem):
        list(archive_records(File(path, "a.parquet")))


def test_parquet_is_not_read_from_a_pipe(tmp_path: Path) -> None:
    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

    path = many(tmp_path / "a.parquet")
    assert [str(found) for found in documents(["-"], stdin=Pipe(path.read_bytes()))] == [
        "standard input: is a Parquet file, which is read from its end; save it and give the file"
    ]


def test_a_text_that_many_rows_share_is_in_memory_once(tmp_path: Path) -> None:
    text = "Saltmarsh returns. " * 50_000
    indices = pa.array([0] * 2000, pa.int32())
    path = parquet(tmp_path / "a.parquet", {"text": pa.DictionaryArray.from_arrays(indices, [text])})
    assert path.stat().st_size < 2_000_000
    before = pa.total_allocated_bytes()
    for at in archive_records(File(path, "a.parquet")):
        assert isinstance(at.found, Record)
        assert len(at.found.payload) > len(text)
        assert pa.total_allocated_bytes() - before < 20 * len(text)


def test_a_bomb_is_named(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"text": [" " * 2**27]}, compression="zstd", use_dictionary=False)
    assert read(path).faults == [
        f"{path}:1: expands to more than 500 times its size, as a bomb does (rows 1 to 1 are left out)"
    ]


@settings(max_examples=150)
@given(st.data())
def test_any_damage_gives_rows_or_faults(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = many(
        tmp_path_factory.getbasetemp() / "a.parquet", compression=data.draw(st.sampled_from(["none", "snappy"]))
    )
    written = path.read_bytes()
    at = data.draw(st.integers(0, len(written) - 1))
    path.write_bytes(spoilt(written, at, data.draw(st.sampled_from([1, 4, 300]))))
    for found in read(path).faults:
        assert found.isprintable()
