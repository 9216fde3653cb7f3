"""Alters texts until something breaks: `python tools/fuzz.py [--runs 2000] [--seed 1] [TEXTS.jsonl]`.

The texts of TEXTS, by default the corpus, are altered over and over; what makes the reader do something new is altered
further (atheris, of `underway[fuzz]`, tells what does). Whatever the text: reading fails at nothing, each claim's words
stand where it says and are no longer than a sentence or two, and `explain` makes the same claims, of mentions that lie
within the text. What breaks that is kept in the folder `.fuzz`, and named; `--replay FILE` reads it once more.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / "corpus" / "articles.jsonl"
FOUND = ROOT / ".fuzz"
LONGEST_TEXT = 1_000  # bytes
SLOW = 20  # seconds for one text

LONGEST_EVIDENCE = 600
PIECES = (
    *"\"'“”‘’«»()[]|–—…•*:;,.!?&%$#@/\\\t\r\n\u00a0\u200b\u0301\ufeff\0\u2028İıß🎬7Aa_²٣Ⅷ①½",
    *("\n\n", "\r\n", "...", " . ", "''", "“‘", "’s ", "   ", "N/A", "$4m", "S3E4", "S0", "season ", " 2 ", "season ²"),
    *(
        "season 0 ",
        "season 999 ",
        "two hundredth season ",
        "0 million viewers ",
        "1.5.5m ",
        "9" * 30,
        "1,00,000 viewers ",
    ),
    *(
        "May 5",
        "05/05/21",
        "31 February 2021",
        "May 99",
        "in 0000",
        "in 9999 ",
        "next year ",
        "last week ",
        "٣ May ٢٠٢١ ",
    ),
    *(
        "Mr. ",
        "U.S. ",
        "Netflix ",
        "renewed ",
        "cancelled ",
        "Correction: ",
        "she said",
        "million viewers ",
        "episodes ",
    ),
    *("date 2021-05-05 ", "By Ada Quill", "(ABC)", "http://a.example/", "Harrow House", "THE HARROW", "not ", "final "),
)
KNOWN = ("Harrow House", "The Harrow", "You", "Oh, Marrow!", "loud", "Season 2")


class BrokenPromiseError(Exception):
    """What does not hold of a text."""


def check(text: str) -> None:
    """Raises BrokenPromiseError, or whatever the reader fails with."""
    from underway.reading import KnownTitles, read  # noqa: PLC0415 - atheris looks at what is imported when it is there
    from underway.reading.explaining import explain  # noqa: PLC0415 - as above
    from underway.vocabulary import Document, check_evidence  # noqa: PLC0415 - as above

    if not text.strip():
        return
    title = text.partition("\n")[0].strip()
    document = Document(text=text, title=title[:200] or None, published=_day(len(text)))
    catalogue = KnownTitles(KNOWN) if len(text) % 2 else None
    claims = read(document, catalogue=catalogue)
    for claim in claims:
        check_evidence(claim, document)
        words = text[claim.evidence.start : claim.evidence.end]
        if words != claim.evidence.text or (claim.kind != "quote" and not 0 < len(words) <= LONGEST_EVIDENCE):
            raise BrokenPromiseError(f"{claim.kind}: {claim.evidence!r}")
    explained = explain(document, catalogue)
    if [one.claim for one in explained.claims] != claims:
        raise BrokenPromiseError("explain and read do not make the same claims")
    for mention in explained.mentions:
        if not 0 <= mention.start < mention.end <= len(text):
            raise BrokenPromiseError(f"out of bounds: {mention!r}")


def _day(number: int) -> date | None:
    return (None, date.min, date(2020, 2, 29), date(2021, 5, 5), date.max)[number % 5]


def altered(text: str, longest: int, seed: int) -> str:
    """The text, a little different: pieces of it taken away, moved, said twice or respelled, others put in."""
    random = Random(seed)
    for _ in range(random.randint(1, 6)):
        start = random.randint(0, len(text))
        end = min(len(text), start + random.choice((0, 1, 1, 3, 10, 40, 200)))
        before, words, after = text[:start], text[start:end], text[end:]
        match random.randrange(8):
            case 0:
                text = before + after
            case 1:
                text = before + words * random.randint(2, 4) + after
            case 2:
                at = random.randint(0, len(after))
                text = before + after[:at] + words + after[at:]
            case 3:
                text = before + random.choice((str.upper, str.lower, str.title, str.swapcase))(words) + after
            case 4:
                parts = before.split(". ") if random.random() < 0.5 else before.split("\n")
                random.shuffle(parts)
                text = ". ".join(parts) + words + after
            case _:
                text = before + "".join(random.choices(PIECES, k=random.choice((1, 1, 2, 5)))) + words + after
    return _cut(text, longest)


def _cut(text: str, longest: int) -> str:
    """No longer than so many bytes, and nothing that is no text."""
    return text.encode("utf-8", "ignore")[:longest].decode("utf-8", "ignore")


def replay(file: Path) -> None:
    check(_cut(file.read_bytes().decode("utf-8", "replace"), sys.maxsize))


def fuzz(texts: Sequence[str], runs: int, seed: int) -> None:
    """Does not come back: the fuzzer ends the process, with a status that is not 0 where something broke."""
    import atheris  # noqa: PLC0415 - an extra's

    with atheris.instrument_imports(include=["underway.reading"]):
        import underway.reading.explaining  # noqa: F401, PLC0415 - what runs is watched

    def one(data: bytes) -> None:
        check(data.decode("utf-8", "replace"))

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        return altered(data.decode("utf-8", "replace"), longest, seed).encode()

    FOUND.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            start = Random(number).randrange(len(text)) if number % 2 else 0
            Path(folder, f"{number:05}").write_bytes(_cut(text[start:], LONGEST_TEXT).encode())
        options: list[Any] = [f"-{name}={value}" for name, value in _options(runs, seed).items()]
        atheris.Setup([sys.argv[0], *options, folder], one, custom_mutator=mutate)
        atheris.Fuzz()


def _options(runs: int, seed: int) -> dict[str, object]:
    """https://llvm.org/docs/LibFuzzer.html#options"""
    return {
        "runs": runs,
        "seed": seed,
        "max_len": LONGEST_TEXT,
        "timeout": SLOW,
        "artifact_prefix": f"{FOUND}/",
        "print_final_stats": 1,
        "reload": 0,
    }


def main() -> None:
    parser = ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("texts", type=Path, nargs="?", default=TEXTS, metavar="TEXTS.jsonl")
    parser.add_argument("--runs", type=int, default=2000, metavar="N", help="how many texts are read (default: 2000)")
    parser.add_argument("--seed", type=int, default=1, help="another one alters otherwise (default: 1)")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="read this text alone, and end")
    asked = parser.parse_args()
    if asked.replay:
        replay(asked.replay)
        return
    with asked.texts.open("rb") as lines:
        texts = [msgspec.json.decode(line)["text"] for line in lines]
    fuzz(texts, asked.runs, asked.seed)


if __name__ == "__main__":
    main()
