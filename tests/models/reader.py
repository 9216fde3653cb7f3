"""A process that reads articles by a model: `python -m models.reader URL CACHE CONCURRENCY ARTICLES`.

It prints the name of each article as it has read it, and in the end its account, as JSON; or that it was
interrupted, with which it ends.
"""

import os
import signal
import sys
from pathlib import Path

import msgspec

from underway.models.cache import Cache
from underway.models.endpoint import Endpoint, Settings
from underway.models.running import ModelReader

from .endpoint_server import MODEL
from .renewals import article, show


def main(url: str, path: str, concurrency: int, articles: int) -> None:
    settings = Settings(url, MODEL)
    with (
        Endpoint(settings, None) as endpoint,
        Cache(Path(path)) as cache,
        ModelReader(endpoint, settings, cache, concurrency=concurrency) as reader,
    ):
        for n, (document, claims) in enumerate(reader.read_many(map(article, range(articles)))):
            assert isinstance(claims, list)
            assert [claim.show for claim in claims] == [show(n)]
            print(document.name, flush=True)
        print(msgspec.json.encode(reader.account).decode())


def interrupt(*_: object) -> None:
    os.write(sys.stdout.fileno(), b"interrupted\n")  # also in the midst of another line
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGINT, interrupt)
    try:
        main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    except KeyboardInterrupt:
        sys.exit(130)
