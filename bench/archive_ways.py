"""Ways to go through archives: `python -m bench.archive_ways WAY ARCHIVE…` prints what it took, in seconds of one core.

Of the time, what is imported and compiled before the first page is no part, as that does not grow with the archive; of
the memory it is.
"""

import json
import os
import resource
import sys
from collections import Counter
from collections.abc import Callable
from functools import wraps
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

_STRAIGHTFORWARD = 400  # pages, of which that is measured
_FIRST = 400  # pages, after which all is there


def fastwarc(paths: list[Path]) -> tuple[int, dict[str, float]]:
    """FastWARC alone: every page's bytes, and nothing made of them."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - of one way alone

    started, pages = process_time(), 0
    for path in paths:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response):
                record.reader.read()
                pages += 1
    return pages, {"all": process_time() - started}


def ours(paths: list[Path]) -> tuple[int, dict[str, float]]:
    """`underway read --output`, in this process, with the time of each stage."""
    from underway import reading  # noqa: PLC0415 - of one way alone
    from underway.bulk import Summary, archives, folder, read_into  # noqa: PLC0415 - as above
    from underway.sources import archive_records, quick_text  # noqa: PLC0415 - as above
    from underway.sources.locations import File  # noqa: PLC0415 - as above

    begun, first = process_time(), archives.Part("", 0)
    for at in islice(archive_records(File(paths[0], paths[0].name)), _FIRST):
        first.take(at.found)
    starting = process_time() - begun
    stages: Counter[str] = Counter()
    for stage, place, name in (
        ("gate, bytes", archives, "passes_bytes"),
        ("page parsed", quick_text, "quick_page"),
        ("gate, text", archives, "passes"),
        ("document", quick_text.QuickPage, "document"),
        ("reading", reading, "read"),
        ("language", reading, "foreign_language"),
        ("rows", archives, "claim_row"),
        ("writing", folder.Folder, "write"),
    ):
        setattr(place, name, _timed(getattr(place, name), stages, stage))
    started, pages = process_time(), 0
    with TemporaryDirectory() as output:
        for told in read_into(Path(output), [str(path) for path in paths]):
            if isinstance(told, Summary):
                pages = told.counts.seen
    whole = process_time() - started
    return pages, {"starting": starting, "all": whole, "decompressing and the rest": whole - stages.total(), **stages}


def straightforward(paths: list[Path]) -> tuple[int, dict[str, float]]:
    """warcio, trafilatura on every page, and then reading, on a part."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - of one way alone
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - as above

    from underway.reading import read  # noqa: PLC0415 - as above
    from underway.vocabulary import Document  # noqa: PLC0415 - as above

    started, pages = process_time(), 0
    with paths[0].open("rb") as file:
        for record in islice(ArchiveIterator(file), _STRAIGHTFORWARD):
            page: Any = bare_extraction(record.content_stream().read(), with_metadata=True)
            if page and page.text:
                read(Document(text=page.text, title=page.title, url=record.rec_headers.get_header("WARC-Target-URI")))
            pages += 1
    return pages, {"all": process_time() - started}


def _timed(work: Callable[..., Any], stages: Counter[str], stage: str) -> Callable[..., Any]:
    @wraps(work)
    def timed(*given: Any, **named: Any) -> Any:
        started = process_time()
        try:
            return work(*given, **named)
        finally:
            stages[stage] += process_time() - started  # type: ignore[assignment]

    return timed


WAYS = {"fastwarc": fastwarc, "ours": ours, "straightforward": straightforward}


def main() -> None:
    way, *paths = sys.argv[1:]
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pages, seconds = WAYS[way]([Path(path) for path in paths])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({"pages": pages, "seconds": seconds, "megabytes": peak}))


if __name__ == "__main__":
    main()
