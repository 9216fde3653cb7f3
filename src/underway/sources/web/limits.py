"""How much a fetch may take, and how long."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from underway.sources.streams import MIB
from underway.sources.web.errors import WebError


class Limits(msgspec.Struct, frozen=True):
    """What one fetch may take.

    `seconds` count from looking the name up to the last byte, redirects and robots.txt included and waiting for its
    turn left out. `bytes` is how long a body may be, both as sent and expanded. `delay` is how many seconds lie between
    two requests to one host whose robots.txt states no Crawl-delay; a stated one counts up to `longest_delay`, and
    between robots.txt itself and the page after it up to `delay`.
    """

    seconds: float = 30.0
    bytes: int = 32 * MIB
    redirects: int = 10
    delay: float = 1.0
    longest_delay: float = 60.0


DEFAULT_LIMITS = Limits()


class Deadline:
    """Until when a fetch has to be done, in real time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds, always more than none; raises WebError where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.missed()
        return left

    def missed(self) -> WebError:
        return WebError(f"takes longer than {self._seconds:g} seconds; try again later", temporary=True)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What happens inside does not count."""
        start = time.monotonic()
        yield
        self._end += time.monotonic() - start
