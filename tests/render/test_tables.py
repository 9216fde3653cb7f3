"""Tables written and read back in each format, with claims of every kind and text that tries to be more than text."""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, get_args

import msgspec
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from underway.ledger import State
from underway.render.tables import (
    MOST_CHARACTERS,
    MOST_ROWS,
    ClaimRow,
    DocumentRow,
    DocumentWithoutText,
    FigureRow,
    Row,
    TableError,
    TableFormat,
    columns,
    write_table,
)
from underway.vocabulary import (
    KINDS,
    Audience,
    Claim,
    Company,
    Credit,
    Date,
    Document,
    Episodes,
    Quote,
    Status,
    figure_of,
    make_claim,
)
from underway.vocabulary.claims import Certainty, CompanyRole, CreditRole, Event, StatusValue, Unit

from .hostile import HOSTILE

DOCS = Path(__file__).parents[2] / "docs" / "tables.md"
FORMATS: tuple[TableFormat, ...] = get_args(TableFormat)
TABLES: list[type[Row]] = [DocumentRow, ClaimRow, FigureRow]
KEPT = datetime(2021, 5, 6, 7, 8, 9, 10, tzinfo=UTC)
ARROW = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    date: pa.date32(),
    datetime: pa.timestamp("us", "UTC"),
}

strings = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip) | st.sampled_from(HOSTILE)
seasons = st.none() | st.integers(1, 199)
moments = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
states = st.sampled_from(get_args(State))
documents = st.builds(
    Document,
    text=strings,
    source_id=st.none() | strings,
    url=st.none() | strings,
    publisher=st.none() | strings,
    published=st.none() | st.dates(),
    title=st.none() | strings,
    language=st.none() | strings,
)


def one_of(literal: Any) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(literal))


FIELDS: dict[type[Claim], dict[str, st.SearchStrategy[Any]]] = {
    Status: {"season": seasons, "status": one_of(StatusValue), "certainty": one_of(Certainty)},
    Quote: {"season": seasons, "speaker": strings, "venue": st.none() | strings, "quote": strings},
    Audience: {
        "season": seasons,
        "value": st.integers(0, 2**53) | st.floats(0, 2**53),
        "unit": one_of(Unit),
        "window": st.sampled_from([None, "P1D", "P28D"]),
        "platform": st.none() | strings,
        "demographic": st.none() | strings,
        "region": st.none() | strings,
    },
    Date: {
        "season": seasons,
        "event": one_of(Event),
        "date": st.sampled_from(["2020-10-02", "2020-10", "2020", "2020-21"]),
        "certainty": one_of(Certainty),
        "attributed_to": st.none() | strings,
    },
    Credit: {"role": one_of(CreditRole), "person": strings},
    Company: {"role": one_of(CompanyRole), "name": strings},
    Episodes: {"season": seasons, "count": st.integers(1, 2**53)},
}


@st.composite
def claims(draw: st.DrawFn, kinds: Iterable[type[Claim]] = tuple(FIELDS)) -> Claim:
    kind = draw(st.sampled_from(list(kinds)))
    doc = draw(documents)
    fields = {name: draw(strategy) for name, strategy in FIELDS[kind].items()}
    claim: Claim = make_claim(
        kind, doc, 0, len(doc.text), rule=draw(strings), reader="t 1", show=draw(strings), **fields
    )
    return claim


tables: st.SearchStrategy[tuple[type[Row], list[Row]]] = st.one_of(
    st.tuples(st.just(DocumentRow), st.lists(st.builds(DocumentRow.of, documents, moments))),
    st.tuples(st.just(DocumentWithoutText), st.lists(st.builds(DocumentWithoutText.of, documents, moments))),
    st.tuples(st.just(ClaimRow), st.lists(st.builds(ClaimRow.of, claims(), moments, states))),
    st.tuples(
        st.just(FigureRow),
        st.lists(st.builds(FigureRow.of, claims([Audience]), st.none() | st.dates(), moments, states)),
    ),
)


def written(table: type[Row], rows: Iterable[Row], format: TableFormat) -> bytes:  # noqa: A002
    file = BytesIO()
    write_table(table, rows, file, format)
    return file.getvalue()  # of a closed file there is none


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode(), newline=""), strict=True))


def document_row(text: str, **fields: Any) -> DocumentRow:
    return DocumentRow.of(Document(text=text, **fields), KEPT)


def claim_row(show: str = "Harrow House", count: int = 8) -> ClaimRow:
    doc = Document(text="Eight episodes of Harrow House.")
    claim = make_claim(Episodes, doc, 0, 14, rule="r", reader="t 1", show=show, season=None, count=count)
    return ClaimRow.of(claim, KEPT, "current")


@given(documents, moments)
def test_a_row_of_a_document_has_all_of_it(document: Document, kept: datetime) -> None:
    row = msgspec.structs.asdict(DocumentRow.of(document, kept))
    assert row == {**msgspec.structs.asdict(document), "kept": kept}
    del row["text"]
    assert row == msgspec.structs.asdict(DocumentWithoutText.of(document, kept))


@given(claims(), moments, states)
def test_a_row_of_a_claim_has_all_that_it_says_and_nothing_else(claim: Claim, kept: datetime, state: State) -> None:
    row = msgspec.structs.asdict(ClaimRow.of(claim, kept, state))
    said = claim.fields()
    said.pop("speaker_mention", None)
    beside = {
        "id": claim.id,
        "document": claim.document,
        "kind": claim.kind,
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "evidence_text": claim.evidence.text,
        "rule": claim.rule,
        "reader": claim.reader,
        "kept": kept,
        "state": state,
    }
    assert {name: value for name, value in row.items() if name in said or value is not None} == said | beside


@given(claims([Audience]), st.none() | st.dates(), moments, states)
def test_a_row_of_a_figure_is_the_figure_in_its_metric(
    claim: Audience, published: date | None, kept: datetime, state: State
) -> None:
    row, figure = FigureRow.of(claim, published, kept, state), figure_of(claim, published)
    assert (row.claim, row.show, row.season, row.value) == (claim.id, claim.show, claim.season, claim.value)
    told = set(figure.metric.__struct_fields__) - {"among"}  # no claim has a place in a list
    assert all(getattr(row, name) == getattr(figure.metric, name) for name in told)
    assert (row.kept, row.state) == (kept, state)


def test_every_kind_of_claim_is_tried() -> None:
    assert {str(kind.__struct_config__.tag) for kind in FIELDS} == set(KINDS)


@given(tables)
def test_json_lines_read_back_are_the_rows(made: tuple[type[Row], list[Row]]) -> None:
    table, rows = made
    lines = written(table, rows, "jsonl").decode().split("\n")
    assert lines.pop() == ""
    assert [msgspec.json.decode(line, type=table) for line in lines] == rows
    assert all(list(msgspec.json.decode(line)) == [c.name for c in columns(table)] for line in lines)


@given(tables)
def test_parquet_read_back_is_the_rows_in_their_types(made: tuple[type[Row], list[Row]]) -> None:
    table, rows = made
    read = parquet.read_table(BytesIO(written(table, rows, "parquet")))
    assert [table(**values) for values in read.to_pylist()] == rows
    expected = [(c.name, ARROW[c.type], c.optional) for c in columns(table)]
    assert [(f.name, f.type, f.nullable) for f in read.schema] == expected


@given(tables)
def test_csv_read_back_has_every_cell(made: tuple[type[Row], list[Row]]) -> None:
    table, rows = made
    header, *read = cells(written(table, rows, "csv"))
    assert header == [c.name for c in columns(table)]
    for row, got in zip(rows, read, strict=True):
        for column, cell, value in zip(columns(table), got, msgspec.to_builtins(row).values(), strict=True):
            if value is None:
                assert cell == ""
            elif column.type is not str:
                assert cell == str(value)
            elif re.fullmatch(r"[\w .?!]+", value, re.ASCII):
                assert cell == value
            else:
                assert letters(cell) == letters(value)


def letters(text: str) -> list[str]:
    """The letters and digits, those of code points shown aside."""
    return [c for c in re.sub(r"‹U\+\w+›", "", text) if c.isalnum()]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("It is back.", "It is back."),
        ("Café Noir 🎬, “back”", "Café Noir 🎬, “back”"),
        ("1,5 – 2", "1,5 – 2"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("  =1", "'  =1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\x1c=1", "' =1"),
        ("a = b, a-b", "a = b, a-b"),
        ("one;=1", "one;'=1"),
        ("one, =1", "one,' =1"),
        ("one\n-1", "one\n'-1"),
        ('"=1"', '"\'=1"'),
        ("two\r\nlines\tand\xa0more", "two\r\nlines\tand more"),
        ("\x1b[2J\x00\u202e", "‹U+001B›[2J‹U+0000›‹U+202E›"),
    ],
)
def test_a_cell_of_csv_shows_what_steers_and_holds_no_formula(text: str, cell: str) -> None:
    _, [*_, shown] = cells(written(DocumentRow, [document_row(text)], "csv"))
    assert shown == cell


def test_values_as_csv_and_json_write_them() -> None:
    row = document_row("x", published=date(2021, 5, 5), language="en")
    expected = ["", "", "", "2021-05-05", "published", "", "en", "2021-05-06T07:08:09.000010Z", "x"]
    assert cells(written(DocumentRow, [row], "csv"))[1][1:] == expected
    line = msgspec.json.decode(written(DocumentRow, [row], "jsonl"))
    assert list(line.values())[1:] == [value or None for value in expected]
    doc = Document(text="x")
    for value, shown in [(58e6, b"58000000"), (4.2, b"4.2")]:
        claim = make_claim(
            Audience, doc, 0, 1, rule="r", reader="t 1",
            show="x", season=None, value=value, unit="views", window=None, platform=None,
        )  # fmt: skip
        figure = FigureRow.of(claim, None, KEPT, "retired")
        assert b",x,,%s,reported,views,,,,,,,2021-" % shown in written(FigureRow, [figure], "csv")
        assert b'"value":%s,' % shown in written(FigureRow, [figure], "jsonl")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_from_outside_stays_text(hostile: str) -> None:
    row = document_row(hostile, source_id=hostile, url=hostile, publisher=hostile, title=hostile, language=hostile)
    data = written(DocumentRow, [row] * 3, "csv").decode()
    assert len(cells(data.encode())) == 4
    # However a program parts the cells, by whichever separator and with or without heed to quotation marks.
    assert not [part for part in re.split(r'[",;\t\r\n]', data) if re.match(r"\s*[=+\-@＝＋－＠]", part)]
    lines = written(DocumentRow, [row] * 3, "jsonl").decode()
    assert len(lines.splitlines()) == 3
    for text in (data, lines):
        assert not re.search(
            r"[^\n\r\t\x20-\x7e\xa0-\u200a\u2010-\u2027\u2030-\u205f\u2070-\ud7ff\uf900-\ufefe\uff00-\U000dffff]", text
        )


@pytest.mark.parametrize("format", FORMATS)
def test_equal_rows_make_equal_bytes(format: TableFormat) -> None:  # noqa: A002
    rows = [claim_row(hostile) for hostile in HOSTILE]
    assert written(ClaimRow, rows, format) == written(ClaimRow, iter(rows), format)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_without_rows_has_its_columns(table: type[Row]) -> None:
    names = [c.name for c in columns(table)]
    assert cells(written(table, [], "csv")) == [names]
    assert written(table, [], "jsonl") == b""
    assert parquet.read_table(BytesIO(written(table, [], "parquet"))).column_names == names


@pytest.mark.parametrize("format", FORMATS)
def test_rows_are_written_while_more_are_taken(format: TableFormat) -> None:  # noqa: A002
    row, file, lengths = claim_row(), BytesIO(), []

    def rows() -> Iterator[Row]:
        for n in range(3 * MOST_ROWS):
            if n % MOST_ROWS == 1:
                lengths.append(file.tell())
            yield row

    write_table(ClaimRow, rows(), file, format)
    assert lengths[0] < lengths[1] < lengths[2] < file.tell()


def test_parquet_has_a_row_group_for_so_many_rows_or_so_long_texts() -> None:
    def groups(table: type[Row], rows: Iterable[Row]) -> list[int]:
        read = parquet.ParquetFile(BytesIO(written(table, rows, "parquet"))).metadata
        return [read.row_group(n).num_rows for n in range(read.num_row_groups)]

    assert groups(ClaimRow, [claim_row()] * (2 * MOST_ROWS + 1)) == [MOST_ROWS, MOST_ROWS, 1]
    assert groups(DocumentRow, [document_row("long" * (MOST_CHARACTERS // 6))] * 5) == [2, 2, 1]


def test_without_pyarrow_only_parquet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    rows = iter([claim_row()])
    with pytest.raises(TableError, match=r"^parquet: needs pyarrow; install underway\[parquet\]$"):
        written(ClaimRow, rows, "parquet")
    assert len(cells(written(ClaimRow, rows, "csv"))) == 2


def test_the_documentation_has_every_column_with_its_type() -> None:
    sections = re.split(r"^## ", DOCS.read_text(), flags=re.MULTILINE)
    documented = {
        section.split("\n")[0]: re.findall(r"^\| `(\w+)` \| ([\w ]+?)(, or none)? \|", section, re.MULTILINE)
        for section in sections
    }
    types = {str: "text", int: "whole number", float: "number", date: "day", datetime: "moment"}
    for name, table in zip(("Documents", "Claims", "Figures"), TABLES, strict=True):
        expected = [(c.name, types[c.type], ", or none" * c.optional) for c in columns(table)]
        assert documented[name] == expected


def test_the_documentation_tells_which_kinds_have_a_column_and_which_values() -> None:
    claims_ = DOCS.read_text().split("## Claims")[1].split("## Figures")[0]
    meanings = dict(re.findall(r"^\| `(\w+)` \| [\w ]+, or none \| (.*) \|$", claims_, re.MULTILINE))
    del meanings["show"]
    for name, meaning in meanings.items():
        kinds = {str(kind.__struct_config__.tag) for kind in FIELDS if name in kind.__struct_fields__}
        assert {kind for listed in re.findall(r"\[(.*?)\]", meaning) for kind in listed.split(", ")} == kinds, name
    literals = {"status": StatusValue, "certainty": Certainty, "event": Event, "unit": Unit}
    for name, literal in literals.items():
        assert re.findall(r"`(\w+)`", meanings[name]) == list(get_args(literal))
    assert re.findall(r"`(\w+)`", meanings["role"]) == [*get_args(CreditRole), *get_args(CompanyRole)]
