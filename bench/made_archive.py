"""Archives of made pages: WARC (ISO 28500), each record in a gzip member of its own, the same bytes every time."""

import gzip
import shutil
from itertools import islice
from pathlib import Path
from uuid import UUID

from bench.made_pages import made_pages

PAGES = 20_000
_PAGES_OF_ONE = 5_000


def made(folder: Path) -> list[Path]:
    """The archives in the folder; they are made where they are not there."""
    paths = [folder / f"pages-{number}.warc.gz" for number in range(PAGES // _PAGES_OF_ONE)]
    if not all(path.exists() for path in paths):
        folder.mkdir(parents=True, exist_ok=True)
        pages = enumerate(made_pages(PAGES))
        for path in paths:
            unfinished = path.with_suffix(".part")
            with unfinished.open("wb") as file:
                some = islice(pages, _PAGES_OF_ONE)
                file.writelines(gzip.compress(_record(n, *page), mtime=0) for n, page in some)
            unfinished.rename(path)
    return paths


def repeated(paths: list[Path], path: Path, size: int) -> Path:
    """One archive of about so many bytes, the others over and over."""
    with path.open("wb") as whole:
        while whole.tell() < size:
            for part in paths:
                with part.open("rb") as file:
                    shutil.copyfileobj(file, whole)
    return path


def _record(n: int, address: str, html: str) -> bytes:
    page = html.encode()
    answer = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(page)}\r\n\r\n".encode()
    )
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{UUID(int=n)}>\r\n"
        f"WARC-Date: 2024-05-01T00:00:00Z\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(answer) + len(page)}\r\n\r\n"
    )
    return b"".join((head.encode(), answer, page, b"\r\n\r\n"))
