"""Which format a file is taken for, by its name and by how it begins."""

from pathlib import Path

import pytest

from underway.sources import Record, records

PAGE = b"<!DOCTYPE html>\n<html><body><p>Saltmarsh returns."
LINE = b'{"id": "a", "text": "Saltmarsh returns."}'
TEXT = b"Saltmarsh returns."


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("a.txt", TEXT, "text"),
        ("a.md", TEXT, "text"),
        ("a", TEXT, "text"),
        ("a.story", TEXT, "text"),
        ("2021.05.05", TEXT, "text"),
        ("a.html", TEXT, "html"),
        ("a.HTM", PAGE, "html"),
        ("a.xhtml", PAGE, "html"),
        ("a.html", LINE, "html"),
        ("a.jsonl", LINE, "jsonl"),
        ("a.ndjson", LINE, "jsonl"),
        ("a.jsonl", TEXT, "jsonl"),
        ("a", PAGE, "html"),
        ("a.txt", PAGE, "html"),
        ("a.php", b"\xef\xbb\xbf \n<HTML lang='en'>", "html"),
        ("a", b"<?xml version='1.0'?>\n<!-- saved -->\n<!-- twice -->\n<html>", "html"),
        ("a", PAGE.decode().encode("utf-16"), "html"),
        pytest.param("a", b"<!-- " + b"<!-- -->" * 8000 + b"<p>", "text", id="comments"),
        ("a", b"<htmlish> is a word", "text"),
        ("a.json", LINE, "jsonl"),
        pytest.param("a", b'  {"text": "' + b"x" * 100_000, "jsonl", id="long"),
        ("a", b'{"broken', "jsonl"),
        ("a", b"{}", "jsonl"),
        ("a.txt", LINE, "text"),
        ("a", b"{laughs} Saltmarsh returns.", "text"),
        ("a", b"[Saltmarsh] returns.", "text"),
    ],
)
def test_the_format_of_a_record(tmp_path: Path, name: str, data: bytes, format_: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (record,) = records([str(path)])
    assert isinstance(record, Record)
    assert record.format == format_
    assert record.payload == data


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b'[\n  {"text": "Saltmarsh"},', "is a JSON array, not JSON Lines; write one object on each line"),
        (b"[]", "is a JSON array, not JSON Lines; write one object on each line"),
        (b'{\n  "text": "Saltmarsh"', "is JSON over several lines, not JSON Lines; write one object on each line"),
    ],
)
def test_formats_that_are_known_and_not_read(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(data)
    assert [str(fault) for fault in records([str(path)])] == [f"{path}: {problem}"]
