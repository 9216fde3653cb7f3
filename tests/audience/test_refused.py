"""Files that are no table, or only half of one, or made to do harm: one line each, that names the file."""

import gzip
import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from audience.samples import COUNTRIES, FILM, HARROW, OLD_WEEKLY, REPORT, WEEKLY, cells, save, text, weekly, workbook
from underway.audience import TableError, read_table

FETCHED = weekly(HARROW, FILM)


def refusal(path: Path) -> str:
    with pytest.raises(TableError) as refused:
        read_table(path)
    message = str(refused.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty; fetch it again"),
        (b" \n\n", "is empty; fetch it again"),
        (b"null", "holds the word null and nothing else; fetch it again"),
        (b"null\n", "holds the word null and nothing else; fetch it again"),
        (
            b'<a href="https://lists.example/weekly.tsv">Moved Permanently</a>.\n\n',
            "is a page that redirects, and not a table; fetch it again from where it leads",
        ),
        (b"\xef\xbb\xbf<!DOCTYPE html><html><body>", "is a web page, and not a table; fetch the table itself"),
        ("<html>".encode("utf-16"), "is a web page, and not a table; fetch the table itself"),
        (b'{"week": "2021-07-04"}', "is JSON, and not a table; give CSV, TSV, XLSX or Parquet"),
        (gzip.compress(FETCHED.encode()), "is packed with gzip; unpack it"),
        (b"%PDF-1.7", "is a PDF file, and not a table; give CSV, TSV, XLSX or Parquet"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "is an old Excel workbook (XLS), or one with a password; save it as XLSX without one",
        ),
        (b"\x7fELF\0\0", "is binary, and not a table; give CSV, TSV, XLSX or Parquet"),
        (FETCHED.encode("utf-16-le"), "is binary, and not a table; give CSV, TSV, XLSX or Parquet"),
        (b"PK\x03\x04 and no more", "is half a workbook, or a broken one; fetch it again"),
        (b"PAR1 and no more", "cannot be read as Parquet (ArrowInvalid); fetch it again"),
        (FETCHED.replace("Harrow", "Härrow").encode("latin-1"), "is not UTF-8 somewhere after row 0; save it as UTF-8"),
        (
            b"A text about a show.\n",
            "is none of the tables that are known; say with --mapping what the columns of one of your own are",
        ),
        (weekly().encode(), "holds no row below its header; fetch it again"),
    ],
)
def test_what_is_no_table(tmp_path: Path, content: bytes, problem: str) -> None:
    assert refusal(save(tmp_path / "weekly.tsv", content)) == f"weekly.tsv: {problem}"


def without(header: list[str], *columns: str) -> str:
    return weekly(header=[name for name in header if name not in columns])


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (without(WEEKLY, "weekly_rank"), "row 1: has no column 'weekly_rank', which Netflix's weekly Top 10 has"),
        (without(OLD_WEEKLY, "week"), "row 1: has no column 'week', which Netflix's weekly Top 10 has"),
        (
            without(WEEKLY, "week", "category"),
            "row 1: has no column 'week', 'category', which Netflix's weekly Top 10 has",
        ),
        (
            without(COUNTRIES, "category"),
            "row 1: has no column 'category', which Netflix's weekly Top 10 by country has",
        ),
        (
            text([name for name in REPORT if name != "Hours Viewed"], [], ","),
            "row 1: has no column 'Hours Viewed', which Netflix's engagement report has",
        ),
        (
            text([*WEEKLY, "week"], []),
            "row 1, week: there are 2 columns of this name; leave one",
        ),
        (
            FETCHED.replace("\t", ","),
            "row 1: commas separate its columns, and tabs those of Netflix's weekly Top 10; fetch it anew",
        ),
        (
            FETCHED.replace("\t", ";"),
            "row 1: semicolons separate its columns, and tabs those of Netflix's weekly Top 10; fetch it anew",
        ),
        (
            weekly(HARROW) + FILM.replace(" ", ",") + "\n" + FILM.replace(" ", ";") + "\n",
            "row 3, category: is missing; the row ends after 1 of 9 columns; "
            "2 of the first 3 rows are bad, and none was taken",
        ),
        (
            weekly(HARROW) + '2023-07-23\t"TV\n' * 3,
            "row 3: a quotation mark is opened there and not closed (',' expected after '\"')".replace("','", "'\t'"),
        ),
        (weekly(HARROW) + "x" * 1_100_000, "row 3: a quotation mark is opened there and not closed (a line is longer"),
    ],
)
def test_half_a_table(tmp_path: Path, content: str, problem: str) -> None:
    assert refusal(save(tmp_path / "weekly.tsv", content)).startswith(f"weekly.tsv, {problem}")


def test_bytes_that_are_no_text_further_down(tmp_path: Path) -> None:
    content = weekly(*(HARROW.replace("Harrow", f"Harrow·{n}") for n in range(2000))).encode() + b"\xff\xfe\n"
    assert refusal(save(tmp_path / "weekly.tsv", content)).startswith("weekly.tsv: is not UTF-8 somewhere after row 1")


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.tsv") == "none.tsv: cannot be read: No such file or directory"
    assert refusal(tmp_path) == f"{tmp_path.name}: cannot be read: Is a directory"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A good workbook."""
    path = tmp_path_factory.mktemp("whole") / "good.xlsx"
    return workbook(path, {"list": [WEEKLY, cells(HARROW)]}).read_bytes()


def changed(archive: bytes, part: str, content: bytes) -> bytes:
    """The archive with another content of one part."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in {*old.namelist(), part}:
            new.writestr(name, content if name == part else old.read(name))
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ENTITY = "<?xml version='1.0'?><!DOCTYPE s [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize(
    ("part", "content", "problem"),
    [
        (SHEET, f"{ENTITY}<worksheet {MAIN}>&e;</worksheet>".encode(), ": declares a document type, which no workbook"),
        (SHEET, f"{ENTITY}<worksheet {MAIN}/>".encode("utf-16"), ": declares a document type, which no workbook"),
        ("xl/sharedStrings.xml", ENTITY.encode(), ": declares a document type, which no workbook"),
        ("docProps/core.xml", b" " * 1_048_570 + ENTITY.encode(), ": declares a document type, which no workbook"),
        (SHEET, b"0" * 80_000_000, ": unpacks to 76 MiB, as a zip bomb does; save it anew"),
        (SHEET, b"<worksheet>", ": cannot be read as a workbook (ParseError); fetch it again"),
        (
            SHEET,
            f'<worksheet {MAIN}><sheetData><row><c t="s"><v>9999</v></c></row></sheetData></worksheet>'.encode(),
            ", sheet list: cannot be read as a workbook (IndexError); fetch it again",
        ),
        ("xl/workbook.xml", b"<workbook/>", ": is none of the tables that are known"),
        ("xl/styles.xml", b"<styleSheet>", ": cannot be read as a workbook (XMLSyntaxError); fetch it again"),
        (
            SHEET,
            f'<worksheet {MAIN}><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'.encode(),
            ", sheet list, row 1: is beyond 1,048,576 rows of 1,000 columns",
        ),
        (
            SHEET,
            f'<worksheet {MAIN}><dimension ref="A1:XFD1048576"/><sheetData/></worksheet>'.encode(),
            ": is none of the tables that are known",
        ),
    ],
)
def test_a_workbook_that_is_made_to_do_harm(
    tmp_path: Path, whole: bytes, part: str, content: bytes, problem: str
) -> None:
    bad = save(tmp_path / "bad.xlsx", changed(whole, part, content))
    assert refusal(bad).startswith(f"bad.xlsx{problem}")


def test_a_row_far_down(tmp_path: Path, whole: bytes) -> None:
    """Rows that are left out are not made up one by one without end."""
    header = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in WEEKLY)
    rows = f'<row r="1">{header}</row><row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'
    content = f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>".encode()
    bad = save(tmp_path / "bad.xlsx", changed(whole, SHEET, content))
    assert refusal(bad).startswith("bad.xlsx, sheet list, row 1048577: is beyond 1,048,576 rows")


def test_a_zip_archive_that_is_no_workbook(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("weekly.tsv", FETCHED)
    path = save(tmp_path / "weekly.zip", buffer.getvalue())
    assert refusal(path) == "weekly.zip: is a ZIP archive and no XLSX workbook; unpack it"


def test_half_a_workbook_or_parquet_file(tmp_path: Path, whole: bytes) -> None:
    for part in (len(whole) // 2, len(whole) - 10):
        path = save(tmp_path / "half.xlsx", whole[:part])
        assert refusal(path) == "half.xlsx: is half a workbook, or a broken one; fetch it again"
    columns = dict(zip(WEEKLY, ([cell] for cell in cells(HARROW)), strict=True))
    parquet.write_table(pa.table(columns), tmp_path / "whole.parquet")
    assert read_table(tmp_path / "whole.parquet").rows == 1
    path = save(tmp_path / "half.parquet", (tmp_path / "whole.parquet").read_bytes()[:-20])
    assert refusal(path) == "half.parquet: cannot be read as Parquet (ArrowInvalid); fetch it again"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(st.data())
def test_whatever_is_changed_in_a_file_it_is_read_or_refused(tmp_path: Path, whole: bytes, data: st.DataObject) -> None:
    content = data.draw(st.sampled_from([FETCHED.encode(), FETCHED.encode("utf-16"), whole]))
    start = data.draw(st.integers(0, len(content)))
    changed_bytes = (
        content[:start] + data.draw(st.binary(max_size=8)) + content[data.draw(st.integers(0, len(content))) :]
    )
    try:
        table = read_table(save(tmp_path / "changed", changed_bytes))
    except TableError as error:
        assert str(error).startswith("changed")
    else:
        assert all(fault.startswith("changed") for fault in table.faults)


@pytest.mark.parametrize(
    ("library", "problem"),
    [
        ("openpyxl", "is a workbook, which needs openpyxl; install underway[tables]"),
        ("pyarrow", "is Parquet, which needs pyarrow; install underway[parquet]"),
    ],
)
def test_a_library_that_is_not_installed(
    tmp_path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch, library: str, problem: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    path = save(tmp_path / "weekly", whole if library == "openpyxl" else b"PAR1")
    assert refusal(path) == f"weekly: {problem}"


def test_a_sheet_that_lacks_a_column_is_named_beside_the_one_that_is_read(tmp_path: Path) -> None:
    rows: list[list[Any]] = [REPORT, ["Harrow House: Season 1", "Yes", "2024-01-05", 1_000_000, "5:10", 200_000]]
    short = [[cell for cell in row if cell not in ("Hours Viewed", 1_000_000)] for row in rows]
    table = read_table(workbook(tmp_path / "report.xlsx", {"TV": rows, "Film": short}), period="2024H1")
    assert table.rows == 1
    (fault,) = table.faults
    assert fault.startswith("report.xlsx, sheet Film, row 1: has no column 'Hours Viewed'")
