"""A process of its own that takes digests and confirms them until nothing is new, and tells of each in a line of JSON:
`python -m watch.handing_out LEDGER`. With `--die` it is killed when the first is recorded, before it tells of it."""

import os
import signal
import sys

import msgspec

from underway.ledger import Ledger
from underway.watch.digests import digest


def main(location: str, *, die: bool) -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    with Ledger.open(location) as ledger:
        while (made := digest(ledger)) is not None:
            if die:
                os.kill(os.getpid(), signal.SIGKILL)
            print(msgspec.json.encode(made).decode(), flush=True)
            ledger.followed.confirm_digest(made.id)


if __name__ == "__main__":
    main(sys.argv[1], die="--die" in sys.argv)
