"""robots.txt: what programs may fetch, and how often (RFC 9309)."""

import re
from contextlib import AbstractContextManager
from typing import NamedTuple

from protego import Protego

from underway.sources.records import Validators
from underway.sources.web.addresses import Address
from underway.sources.web.clock import Clock
from underway.sources.web.errors import UnreachableError, WebError
from underway.sources.web.exchange import Answer, Exchange
from underway.sources.web.guard import Guard
from underway.sources.web.limits import Deadline, Limits
from underway.sources.web.reach import IP
from underway.sources.web.redirects import follow
from underway.sources.web.statuses import problem

TOKEN = "Underway"  # the product token by which robots.txt speaks of this program

_MOST_BYTES = 500 * 1024  # RFC 9309, 2.5: what is read at least, and here at most
_MOST_REDIRECTS = 5  # 2.3.1.2
_KEPT = 86_400.0  # seconds, 2.4
_FAILURE_KEPT = 300.0

_AGENT = re.compile(r"\s*user(?:-|\s+)?agent(?:\s*:\s*|\s+)([^\s#/]+)", re.IGNORECASE)


class _Known(NamedTuple):
    until: float
    rules: Protego | WebError


class Robots:
    """Each site's robots.txt, remembered for a day, or what keeps it from being read, for five minutes."""

    def __init__(self, exchange: Exchange, guard: Guard, clock: Clock, limits: Limits) -> None:
        self._exchange = exchange
        self._guard = guard
        self._clock = clock
        self._limits = limits
        self._known: dict[str, _Known] = {}

    def permit(self, address: Address, at: tuple[IP, ...], deadline: Deadline) -> float | None:
        """The pause that the site wants between requests, in seconds, None where it does not say.

        Raises WebError where it does not want the address to be fetched, or its robots.txt cannot be read: without it
        nothing is fetched (2.3.1.4), but where the server says that there is none, everything may be (2.3.1.3).
        """
        now = self._clock.monotonic()
        known = self._known.get(address.origin)
        if known is None or known.until <= now:
            rules = self._read(address, at, deadline)
            kept = max(_FAILURE_KEPT, rules.retry_after or 0.0) if isinstance(rules, WebError) else _KEPT
            known = _Known(now + kept, rules)
            self._known = {origin: one for origin, one in self._known.items() if one.until > now}
            self._known[address.origin] = known
        if isinstance(known.rules, WebError):
            raise known.rules.after("")
        if not known.rules.can_fetch(str(address), TOKEN):
            raise WebError(
                "may not be fetched by programs, says its robots.txt; open it in a browser and save the page"
            )
        return known.rules.crawl_delay(TOKEN)

    def _read(self, address: Address, at: tuple[IP, ...], deadline: Deadline) -> Protego | WebError:
        start = Address(address.scheme, address.host, address.port, "/robots.txt")

        def ask(there: Address) -> AbstractContextManager[Answer]:
            where = at if there == start else self._guard.check(there, deadline)
            return self._exchange.ask(there, where, deadline, Validators())

        try:
            with follow(start, _MOST_REDIRECTS, ask) as (_, answer):
                trouble = problem(answer.status, answer.headers.get("Retry-After"), self._clock.now())
                if trouble and trouble.temporary:
                    raise trouble
                return _parse(b"" if trouble else answer.body(self._limits.bytes).read(_MOST_BYTES))
        except UnreachableError as error:
            return error  # which is as true of the page
        except WebError as error:
            return error.after("may not be fetched before its robots.txt can be read, which ")


def _parse(payload: bytes) -> Protego:
    lines = payload.decode("utf-8-sig", "replace").splitlines()
    if len(payload) == _MOST_BYTES:
        lines.pop()  # a rule that was cut short would forbid more than was meant
    return Protego.parse("\n".join(map(_with_known_agent, lines)))


def _with_known_agent(line: str) -> str:
    """All programs but this one are one and the same: 3,000 names with as many rules take protego half a minute."""
    agent = _AGENT.match(line)
    if not agent:
        return line
    name = agent[1].strip("*").lower()
    return "User-agent: " + ("*" if not name else TOKEN if name == TOKEN.lower() else "another")
