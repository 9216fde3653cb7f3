"""A process of its own that reads a ledger until it holds so many made documents, each with its three claims about a
show, and never fewer than before: `python -m ledger.following LEDGER COUNT`."""

import sys

from underway.ledger import Ledger


def main(location: str, count: int) -> None:
    print("ready", flush=True)
    with Ledger.open(location) as ledger:
        seen = 0
        while seen < count:
            found: dict[str, int] = {}
            for show in ledger.shows():
                for kept in ledger.claims(show.key):
                    found[kept.document.id] = found.get(kept.document.id, 0) + 1
            if set(found.values()) - {3} or len(found) < seen:
                sys.exit(f"after {seen} documents, {len(found)}: {sorted(set(found.values()))} claims")
            seen = len(found)
    print(seen, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
