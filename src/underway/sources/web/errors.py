"""Why something was not fetched."""

from underway.sources.records import RefusedError


class WebError(RefusedError):
    """Why an address was not fetched: the end of a sentence that begins with the address, in one line.

    `temporary` is whether it is worth trying again later, `retry_after` after how many seconds, where the server says.
    """

    def __init__(self, problem: str, *, temporary: bool = False, retry_after: float | None = None) -> None:
        super().__init__(problem)
        self.temporary = temporary
        self.retry_after = retry_after

    def after(self, words: str) -> "WebError":
        """The same with words before it."""
        return type(self)(f"{words}{self}", temporary=self.temporary, retry_after=self.retry_after)


class NotAskedError(WebError):
    """The server was not asked: it had wanted a pause before."""


class UnreachableError(WebError):
    """There is no server to talk to: whatever is asked for there, the answer would be the same."""
