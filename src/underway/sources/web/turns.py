"""One request to a host at a time, and a pause before the next."""

import math

from underway.sources.web.clock import Clock
from underway.sources.web.errors import WebError


class Turns:
    """When each host may be asked again. A wait of more than `longest` seconds is not sat out but refused."""

    def __init__(self, clock: Clock, longest: float) -> None:
        self._clock = clock
        self._longest = longest
        self._free: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Returns when it is the host's turn; raises WebError where that is too long a time."""
        left = self._free.get(host, -math.inf) - self._clock.monotonic()
        if left > self._longest:
            raise WebError(
                f"has a host that asked for a pause; try again in {math.ceil(left):,} seconds",
                temporary=True,
                retry_after=left,
            )
        if left > 0:
            self._clock.sleep(left)

    def rest(self, host: str, seconds: float) -> None:
        """The host is not asked for so long from now."""
        now = self._clock.monotonic()
        self._free = {known: free for known, free in self._free.items() if free > now}
        self._free[host] = max(self._free.get(host, now), now + seconds)
