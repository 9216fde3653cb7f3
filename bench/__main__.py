"""`python -m bench [--texts FILE]`: each figure as required and as measured; exits 1 when one is missed."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.archive import archived
from bench.figures import Measured, table
from bench.hostile import hostile
from bench.ledger import kept
from bench.reach import reached
from bench.start import helping, importing
from bench.throughput import documents_of, gate, peer, reading, sparse

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / "corpus" / "articles.jsonl"
CHARACTERS = 10_000_000
PEER_CHARACTERS = 2_000_000
DISMISSED_CHARACTERS = 500_000_000


def figures(texts: Path) -> dict[str, Callable[[], Measured | Iterable[Measured]]]:
    documents = documents_of(texts)
    if not documents:
        sys.exit(f"{texts}: no texts to read; name a JSON Lines file with --texts")
    return {
        "import": importing,
        "help": helping,
        "reading": lambda: reading(documents, texts.name, CHARACTERS),
        "peer": lambda: peer(documents, PEER_CHARACTERS),
        "sparse": lambda: sparse(CHARACTERS, PEER_CHARACTERS),
        "gate": lambda: gate(DISMISSED_CHARACTERS),
        "ledger": kept,
        "reach": reached,
        "hostile": hostile,
        "archive": archived,
    }


def main() -> None:
    parser = ArgumentParser(prog="bench", description="Speed, measured against what is required.")
    parser.add_argument(
        "--texts",
        type=Path,
        default=TEXTS,
        help="the texts to read, as JSON Lines with `text` (default: the annotated texts of corpus/)",
    )
    texts: Path = parser.parse_args().texts
    if not texts.exists():
        sys.exit(f"{texts}: there is no such file")
    done: list[Measured] = []
    missed: list[str] = []
    for name, measure in figures(texts).items():
        print(f"measuring: {name}", file=sys.stderr)
        try:
            found = measure()
            new = [found] if isinstance(found, Measured) else list(found)
        except Exception as error:  # one figure that cannot be had leaves the others to be seen
            print(f"{name}: not measured: {type(error).__name__}: {error}", file=sys.stderr)
            missed.append(name)
        else:
            done += new
            missed += [name] * any(not figure.met for figure in new)
    print(table(done))
    if missed:
        sys.exit(f"missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
