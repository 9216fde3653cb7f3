"""A process of its own that adds made documents, and tells of each batch that is kept how many were new:
`python -m ledger.adding LEDGER FIRST LAST BATCH`."""

import sys

from underway.ledger import Ledger

from .made import entry


def main(location: str, first: int, last: int, batch: int) -> None:
    print("ready", flush=True)
    with Ledger.open(location) as ledger:
        for start in range(first, last, batch):
            added = ledger.add_many([entry(n) for n in range(start, min(start + batch, last))])
            print(sum(one.document for one in added), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
