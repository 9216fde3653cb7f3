"""The time that fetching goes by, so that another can be put in its place."""

import time
from datetime import UTC, datetime


class Clock:
    """The system's time. Connections keep their own: they are real whatever the time is said to be."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some moment, never fewer than before."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


SYSTEM_CLOCK = Clock()
