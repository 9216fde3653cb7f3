"""Fetching: manners, bounds and redirects around single requests."""

import re
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from underway import __version__
from underway.sources.records import Validators, excerpt
from underway.sources.web.addresses import Address, read_address
from underway.sources.web.allow import AllowList
from underway.sources.web.clock import SYSTEM_CLOCK, Clock
from underway.sources.web.errors import WebError
from underway.sources.web.exchange import Answer, Exchange
from underway.sources.web.found import Fetched, Unchanged
from underway.sources.web.guard import Guard, Resolve
from underway.sources.web.limits import DEFAULT_LIMITS, Deadline, Limits
from underway.sources.web.reach import barred
from underway.sources.web.redirects import follow
from underway.sources.web.robots import TOKEN, Robots
from underway.sources.web.statuses import problem
from underway.sources.web.turns import Turns

_NOTHING_KNOWN = Validators()
_CONTACT = re.compile(r"[!-'*-\[\]-~]{1,200}")  # of a comment in a header (RFC 9110, 5.6.5), without need of escapes
_NO_TEXT = re.compile(
    "(?:audio|font|image|model|video)/.*"
    r"|application/(?:pdf|zip|x-(?:rar|7z|tar|bzip2?|xz)[\w-]*|vnd\.(?:rar|ms-|openxmlformats|oasis).*|msword"
    r"|rtf|epub\+zip|java-archive|wasm|postscript)"
)


class Web:
    """Fetches over http and https; one serves a process, and no two threads at once.

    It keeps each site's robots.txt for a day and lets time pass between requests to one host. It says who it is in its
    user agent, with `contact`, an address or a mailbox, for those who have something to say. No cookies and no
    credentials are kept or sent, and no proxy of the environment is used. `allow` names what may be reached beside the
    public internet: `host`, `host:port`, `10.0.0.0/8`, `127.0.0.1:8080`, `[::1]:8080`. `resolve` looks names up, as
    `socket.getaddrinfo` does.

    Raises ValueError for an entry of `allow` or a contact that cannot be.
    """

    def __init__(
        self,
        *,
        allow: Sequence[str] = (),
        contact: str | None = None,
        clock: Clock = SYSTEM_CLOCK,
        limits: Limits = DEFAULT_LIMITS,
        resolve: Resolve = socket.getaddrinfo,
    ) -> None:
        if contact is not None and not _CONTACT.fullmatch(contact):
            raise ValueError(
                f"{excerpt(contact)} cannot stand in a user agent; "
                "give an address or a mailbox in ASCII, without spaces and parentheses"
            )
        self._clock = clock
        self._limits = limits
        self._guard = Guard(AllowList(allow), resolve)
        self._exchange = Exchange(f"{TOKEN}/{__version__}" + (f" (+{contact})" if contact else ""))
        self._turns = Turns(clock, limits.longest_delay)
        self._robots = Robots(self._exchange, self._guard, self._turns, clock, limits)

    def fetch(self, address: str, validators: Validators = _NOTHING_KNOWN) -> Fetched | Unchanged:
        """What is at the address, after redirects; Unchanged where the validators still hold. Raises WebError."""
        deadline = Deadline(self._limits.seconds)
        start = read_address(address)
        at_start = self._guard.check(start, deadline)
        allowing = any(map(barred, at_start))

        @contextmanager
        def ask(there: Address) -> Iterator[Answer]:
            at = at_start if there == start else self._guard.check(there, deadline, allowing=allowing)
            pause = self._robots.permit(there, at, deadline, allowing=allowing)
            # Of another page they say nothing.
            conditions = validators if validators.of == str(there) else _NOTHING_KNOWN
            with (
                self._turns.turn(there.host, pause, deadline),
                self._exchange.ask(there, at, deadline, conditions) as answer,
            ):
                yield answer

        with follow(start, self._limits.redirects, ask) as (there, answer):
            return self._take(there, answer, validators)

    def _take(self, address: Address, answer: Answer, validators: Validators) -> Fetched | Unchanged:
        if answer.status == 304 and validators.of == str(address):
            return Unchanged(str(address))
        trouble = problem(answer.status, answer.headers.get("Retry-After"), self._clock.now())
        if trouble:
            self._turns.rest(address.host, trouble.retry_after or 0.0)
            raise trouble
        media_type = answer.media_type
        if media_type and _NO_TEXT.fullmatch(media_type):
            raise WebError(f"is {media_type}, not text; save what it says as text or HTML and give that file")
        payload = answer.read(self._limits.bytes)
        return Fetched(str(address), payload, media_type, answer.charset, answer.validators_of(str(address)))
