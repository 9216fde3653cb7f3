"""Redirects, followed by hand: every address on the way is read and visited as if it had been given."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from underway.sources.records import excerpt
from underway.sources.web.addresses import Address, read_address
from underway.sources.web.errors import WebError
from underway.sources.web.exchange import Answer

_BY_HAND = "open it in a browser, save the page and give its file"
_SHOWN = 200  # characters of an address in a message

Ask = Callable[[Address], AbstractContextManager[Answer]]


@contextmanager
def follow(start: Address, most: int, ask: Ask) -> Iterator[tuple[Address, Answer]]:
    """The first answer that is no redirect, and where it was found. A WebError, also from within, says where that was.

    Location headers are as RFC 9110, 10.2.2 has them.
    """
    at = start
    seen = {start}
    try:
        while True:
            with ask(at) as answer:
                location = answer.location
                if location is None:
                    yield at, answer
                    return
            there = _read(location, at)
            if there in seen:
                raise WebError(f"redirects in a circle; {_BY_HAND}")
            if len(seen) > most:
                raise WebError(f"redirects again, after {most} redirects; {_BY_HAND}")
            seen.add(there)
            at = there
    except WebError as error:
        if at == start:
            raise
        shown = str(at) if len(str(at)) <= _SHOWN else f"{str(at)[:_SHOWN]}…"
        raise error.after(f"redirects to {shown}, which ") from None


def _read(location: str, base: Address) -> Address:
    try:
        return read_address(location, base)
    except WebError as error:
        raise error.after(f"redirects to {excerpt(location)}, which ") from None
