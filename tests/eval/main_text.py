"""How well the main text of pages is found: `python tests/eval/main_text.py FOLDER`.

FOLDER is a checkout of https://github.com/adbar/trafilatura, whose `tests` hold some 990 pages and, for each, up to six
pieces of text that belong to it and six that do not. A piece that belongs and is in our text, white space apart, is
found; one that is not is missed; one that does not belong and is there is wrong. A page that is refused holds none.
Exits 1 where F is below what is required.
"""

import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from underway.sources import Fault, Record, to_document

REQUIRED = 0.91
_PLACES = ("cache", "eval")  # where a page is looked for, as the set's own evaluation does


class Page(msgspec.Struct, frozen=True):
    file: str
    belongs: list[str] = msgspec.field(name="with")
    foreign: list[str] = msgspec.field(name="without")


def pages(folder: Path) -> Iterator[tuple[Page, bytes]]:
    for page in msgspec.json.decode((folder / "evaldata.json").read_bytes(), type=dict[str, Page]).values():
        paths = [path for place in _PLACES if (path := folder / place / page.file).is_file()]
        if not paths:
            sys.exit(f"{folder}: has no page {page.file}; check out the whole repository")
        yield page, paths[0].read_bytes()


def text_of(payload: bytes) -> str:
    """The text of the page; empty where it is refused."""
    found = to_document(Record("page", "html", payload))[0]
    return "" if isinstance(found, Fault) else found.text


def main() -> None:
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a checkout of adbar/trafilatura")
    folder = parser.parse_args().folder / "tests"
    if not (folder / "evaldata.json").is_file():
        sys.exit(f"{folder}: holds no evaldata.json; name a checkout of adbar/trafilatura")
    counted: Counter[str] = Counter()
    for page, payload in pages(folder):
        started = time.process_time()
        text = text_of(payload)
        counted["milliseconds"] += round((time.process_time() - started) * 1000)
        counted["pages"] += 1
        counted["refused"] += not text
        text = " ".join(text.split())
        counted.update("found" if " ".join(piece.split()) in text else "missed" for piece in page.belongs)
        counted["wrong"] += sum(" ".join(piece.split()) in text for piece in page.foreign)
    precision = counted["found"] / (counted["found"] + counted["wrong"])
    recall = counted["found"] / (counted["found"] + counted["missed"])
    f = 2 * precision * recall / (precision + recall)
    print(f"{counted['pages']} pages, of which {counted['refused']} refused, {counted['missed']} pieces missed")
    print(f"precision {precision:.4f}, recall {recall:.4f}, F {f:.4f} (required: {REQUIRED})")
    print(f"{counted['milliseconds'] / counted['pages']:.1f} ms of processor time a page")
    if f < REQUIRED:
        sys.exit(1)


if __name__ == "__main__":
    main()
