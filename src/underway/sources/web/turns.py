"""One request to a host at a time, and a pause before the next."""

import math
from collections.abc import Iterator
from contextlib import contextmanager

from underway.sources.web.clock import Clock
from underway.sources.web.errors import NotAskedError
from underway.sources.web.limits import Deadline


class Turns:
    """When each host was asked, and may be again. A wait of more than `longest` seconds is not sat out but refused."""

    def __init__(self, clock: Clock, longest: float) -> None:
        self._clock = clock
        self._longest = longest
        self._asked: dict[str, float] = {}
        self._resting: dict[str, float] = {}  # until when

    @contextmanager
    def turn(self, host: str, pause: float, deadline: Deadline) -> Iterator[None]:
        """What happens inside is a request to the host, `pause` seconds after the one before, or `longest`.

        Waiting does not count for the deadline. Raises NotAskedError where that is too long a time.
        """
        free = self._asked.get(host, -math.inf) + min(pause, self._longest)
        left = max(free, self._resting.get(host, -math.inf)) - self._clock.monotonic()
        if left > self._longest:
            raise NotAskedError(
                f"has a host that asked for a pause; try again in {math.ceil(left):,} seconds",
                temporary=True,
                retry_after=left,
            )
        if left > 0:
            with deadline.paused():
                self._clock.sleep(left)
        try:
            yield
        finally:
            now = self._clock.monotonic()
            self._asked = {known: asked for known, asked in self._asked.items() if asked > now - self._longest}
            self._asked[host] = now

    def rest(self, host: str, seconds: float) -> None:
        """The host is not asked for so long from now."""
        now = self._clock.monotonic()
        self._resting = {known: until for known, until in self._resting.items() if until > now}
        self._resting[host] = max(self._resting.get(host, now), now + seconds)
