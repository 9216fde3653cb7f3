"""Plain text and Markdown: kept character for character; the day they begin with; encodings; what is no text."""

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.sources import Fault, Record, documents, to_document
from underway.vocabulary import Document

from .reading import one, read, sort_out

CURLY = "The drama “Saltmarsh” isn’t coming back — for now."
FRENCH = "“Café Noir” était très attendu à Orléans; le créateur a répété que la série reviendrait l’été prochain."


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (" date 2021-05-05 Saltmarsh returns.\n\nIn May.", date(2021, 5, 5)),
        ("Date: 5 May 2021\r\nSaltmarsh returns.\r\n", date(2021, 5, 5)),
        ("DATE May 5, 2021\n", date(2021, 5, 5)),
        ("\n\n  Saltmarsh returns. \t\n\n", None),
        ("Saltmarsh returns.\rOld line ends.\x0b\x0c\x85\u2028", None),
        ("The date 2021-05-05 is when Saltmarsh returns.", None),
        ("date 2021-02-30 Saltmarsh returns.", None),
        ("# Saltmarsh returns\n\n* one\n* two", None),
        ("A NUL\x00 and an escape \x1b[31m stay in Saltmarsh, as they were published.", None),
        ("Zoe\u0301 🎬 Café", None),
        ("Bare \ufffd was there before.", None),
    ],
)
def test_text_is_kept_as_it_is(text: str, published: date | None) -> None:
    document = one(text.encode())
    assert (document.text, document.published) == (text, published)
    assert (document.source_id, document.url, document.publisher, document.title) == (None, None, None, None)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1))
def test_any_text_comes_back(text: str) -> None:
    found = to_document(Record("a", "text", text.encode(), "a"))
    if not text.removeprefix("\ufeff").strip():
        assert [str(fault) for fault in found] == ["a: holds nothing but white space"]
    else:
        assert found == (Document(text=text.removeprefix("\ufeff"), source_id="a", published=published(found)),)


def published(found: tuple[Document | Fault, ...]) -> date | None:
    assert isinstance(found[0], Document)
    return found[0].published


@given(st.binary(min_size=1))
def test_any_bytes_give_a_document_or_a_fault(data: bytes) -> None:
    for found in documents(["-"], stdin=io.BytesIO(data)):
        assert "\n" not in str(found) if isinstance(found, Fault) else found.text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CURLY, "utf-8-sig"),
        (CURLY, "utf-16"),
        (CURLY, "utf-32"),
        (CURLY, "cp1252"),
        (FRENCH, "cp1252"),
        ("Café Noir returns for a second season.", "latin-1"),
        ("It cost £5m an episode and €3m more; “it’s fine”.", "cp1252"),
        pytest.param("Saltmarsh " * 50_000 + CURLY, "cp1252", id="far from the beginning"),
        ("Seriál se vrátí s druhou řadou na podzim, oznámila televize. Příběh pokračuje v městě Žďár.", "cp1250"),
        ("Сериал вернётся со вторым сезоном осенью, сообщил телеканал в понедельник.", "cp1251"),
        ("Сериал вернётся со вторым сезоном осенью, сообщил телеканал в понедельник.", "koi8-r"),
        ("ドラマの第二シーズンは来年の春に放送されると発表されました。", "shift_jis"),
    ],
)
def test_the_encoding_is_found(text: str, encoding: str) -> None:
    assert one(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_byte_order_marks_are_no_part_of_the_text(encoding: str) -> None:
    assert one(f"\ufeff{CURLY}".encode(encoding)).text == CURLY


@pytest.mark.parametrize(
    ("data", "text", "warning"),
    [
        (b"Caf\xc3\xa9 Noir \xff returns", "Café Noir \ufffd returns", "1 broken character, read as UTF-8"),
        (b"Saltmarsh \xff\xfe returns", "Saltmarsh \ufffd\ufffd returns", "2 broken characters, read as UTF-8"),
        (CURLY.encode()[:-15] + b"\xe2", CURLY[:-13] + "\ufffd", "1 broken character, read as UTF-8"),
        ("Noir \ufffd \xe9 ".encode() + b"\xff", "Noir \ufffd \xe9 \ufffd", "1 broken character, read as UTF-8"),
        (CURLY.encode("cp1252") + b"\x81", CURLY + "\ufffd", "1 broken character, read as WINDOWS-1252"),
        (
            b"\xff\xfeN\0o\0i\0r\0 \0i\0s\0 \0b\0a\0c\0k\0\x00\xd8",
            "Noir is back\ufffd",
            "1 broken character, read as UTF-16",
        ),
    ],
)
def test_broken_bytes_are_replaced_and_reported(data: bytes, text: str, warning: str) -> None:
    result = read("-", stdin=data)
    assert result.texts == [text]
    assert result.faults == []
    assert [line.casefold() for line in result.warnings] == [
        f"standard input: {warning}; replaced with U+FFFD".casefold()
    ]


BINARY = "; give text, HTML or JSON Lines"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b" \r\n\t \n", "holds nothing but white space"),
        (b"\xef\xbb\xbf", "holds nothing but white space"),
        (b"%PDF-1.7\n1 0 obj", f"is a PDF file{BINARY}"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", f"is a PNG image{BINARY}"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", f"is a JPEG image{BINARY}"),
        (b"GIF89a\x01\x00", f"is a GIF image{BINARY}"),
        (b"PK\x03\x04\x14\0", f"is a ZIP archive or an office document{BINARY}"),
        (b"\x28\xb5\x2f\xfd\x04\x00", "is truncated: its zstd data ends too early; fetch it again"),
        (b"PAR1\x15\x04\x15\x00", "cannot be read as Parquet; fetch it again"),
        (b"a.txt".ljust(257, b"\0") + b"ustar\0", f"is a tar archive{BINARY}"),
        (b"\x7fELF\x02\x01\x01", f"is a program{BINARY}"),
        pytest.param(bytes(100_000), f"is binary{BINARY}", id="zeros"),
        pytest.param(bytes(range(256)) * 10, f"is binary{BINARY}", id="every byte"),
        (bytes(range(128, 256)) * 3, "is not text in any encoding that can be told"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, problem: str) -> None:
    assert read("-", stdin=data).faults == [f"standard input: {problem}"]


@pytest.mark.parametrize("name", ["zeros", "zeros.txt", "zeros.html", "zeros.jsonl"])
def test_two_hundred_megabytes_of_zeros(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert read(path).faults == [f"{path}: is binary{BINARY}"]


def test_endless_binary_input_is_refused_at_its_head() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1, /) -> bytes:
            assert self.given < 1_000_000
            self.given += size
            return bytes(size)

    endless = Endless()
    assert sort_out(documents(["-"], stdin=endless)).faults == [f"standard input: is binary{BINARY}"]  # type: ignore[arg-type]
    assert not endless.closed
