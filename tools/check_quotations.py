"""Who speaks in political news: `python tools/check_quotations.py FOLDER [--show]`.

FOLDER holds the corpus PolNeAR (networkdynamics/PolNeAR on GitHub): `train` and `dev`, each with `text` and, in brat's
standoff format, `attributions`. Of each article the annotator whose file is first by name counts. Asked is every
segment of content that stands wholly between quotation marks and has four words or more: does the reader, looking for
quotes alone, give it a speaker whose mention overlaps the annotated source? `--show` prints those that it does not.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from underway import reading
from underway.vocabulary import Document, Quote

PARTS = ("train", "dev")
FEWEST_WORDS = 4
OPENING, CLOSING = "\"“'‘`", "\"”'’"
REQUIRED_RIGHT, ALLOWED_WRONG = 0.85, 0.05

Span = tuple[int, int]


class Segment(NamedTuple):
    """A quoted segment and the annotated places of its source."""

    span: Span
    sources: list[Span]


class Standoff(NamedTuple):
    """A line of an annotation file's text-bound annotations: its label and where it stands."""

    label: str
    spans: list[Span]


def read_annotations(text: str) -> Iterator[tuple[list[Span], list[Span]]]:
    """The contents and the sources of each attribution (https://brat.nlplab.org/standoff.html)."""
    bound: dict[str, Standoff] = {}
    for line in text.splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            label, _, places = rest.partition("\t")[0].partition(" ")
            bound[name] = Standoff(label, [_span(p) for p in places.split(";") if p.strip()])
    for line in text.splitlines():
        name, _, rest = line.partition("\t")
        if not name.startswith("E"):
            continue
        parts = [bound[part.split(":")[1]] for part in rest.split() if part.split(":")[1] in bound]
        yield (
            [span for part in parts if part.label == "Content" for span in part.spans],
            [span for part in parts if part.label == "Source" for span in part.spans],
        )


def _span(places: str) -> Span:
    start, end = places.split()
    return int(start), int(end)


def quoted_segments(text: str, annotations: str) -> Iterator[Segment]:
    for contents, sources in read_annotations(annotations):
        for start, end in contents:
            words = text[start:end].rstrip(" .,;")
            inside = words[1:-1]
            marked = len(words) > 2 and words[0] in OPENING and words[-1] in CLOSING
            if sources and marked and not set('"“”') & set(inside) and len(inside.split()) >= FEWEST_WORDS:
                yield Segment((start, end), sources)


def judge(text: str, quotes: list[Quote], segment: Segment) -> str:
    """Whether the quote that holds the segment is given to its source: "right", "wrong", or "silent"."""
    wanted = _plain(text[slice(*segment.span)])
    for quote in quotes:
        evidence, mention = quote.evidence, quote.speaker_mention
        if not (evidence.start < segment.span[1] and segment.span[0] < evidence.end) or mention is None:
            continue
        said = _plain(quote.quote)
        if wanted in said or said in wanted:
            overlaps = any(mention.start < end and start < mention.end for start, end in segment.sources)
            return "right" if overlaps else "wrong"
    return "silent"


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def articles(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Name, text and annotations of each article."""
    for part in PARTS:
        for path in sorted((folder / part / "text").glob("*.txt")):
            annotated = sorted((folder / part / "attributions").glob(f"{path.stem}_*.ann"))
            if annotated:
                yield path.stem, path.read_text(encoding="utf-8"), annotated[0].read_text(encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="print the segments that are not given to their source")
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    for name, text, annotations in articles(arguments.folder):
        segments = list(quoted_segments(text, annotations))
        quotes = [c for c in reading.read(Document(text=text), kinds=("quote",)) if isinstance(c, Quote)]
        for segment in segments:
            verdict = judge(text, quotes, segment)
            counts[verdict] += 1
            if arguments.show and verdict != "right":
                sources = " / ".join(text[start:end] for start, end in segment.sources)
                print(f"{name}: {verdict}: {text[slice(*segment.span)]!r} is {sources!r}")
    total = counts.total() or 1
    right, wrong = counts["right"] / total, counts["wrong"] / total
    print(f"{counts.total()} segments: right {right:.3f} (asked {REQUIRED_RIGHT}), wrong {wrong:.3f} ({ALLOWED_WRONG})")
    if right < REQUIRED_RIGHT or wrong > ALLOWED_WRONG:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
