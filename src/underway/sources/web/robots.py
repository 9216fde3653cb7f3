"""robots.txt: what programs may fetch, and how often (RFC 9309)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from protego import Protego

from underway.sources.records import Validators
from underway.sources.web.addresses import Address
from underway.sources.web.clock import Clock
from underway.sources.web.errors import NotAskedError, UnreachableError, WebError
from underway.sources.web.exchange import Answer, Exchange
from underway.sources.web.guard import Guard
from underway.sources.web.limits import Deadline, Limits
from underway.sources.web.reach import IP
from underway.sources.web.redirects import follow
from underway.sources.web.statuses import problem
from underway.sources.web.turns import Turns

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

    def __init__(self, exchange: Exchange, guard: Guard, turns: Turns, clock: Clock, limits: Limits) -> None:
        self._exchange = exchange
        self._guard = guard
        self._turns = turns
        self._clock = clock
        self._limits = limits
        self._known: dict[str, _Known] = {}

    def permit(self, address: Address, at: tuple[IP, ...], deadline: Deadline, *, allowing: bool) -> float:
        """How many seconds are to lie between the request before and one for the address: what the site states.

        It is `Limits.delay` where it states nothing, and no more than that where robots.txt was the request before.
        Raises WebError where it does not want the address to be fetched, or its robots.txt cannot be read: without it
        nothing is fetched (2.3.1.4), but where the server says that there is none, everything may be (2.3.1.3).
        """
        now, usual = self._clock.monotonic(), self._limits.delay
        known = self._known.get(address.origin)
        longest = self._limits.longest_delay
        if known is None or known.until <= now:
            longest = usual
            rules = self._read(address, at, deadline, allowing=allowing)
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
        stated = known.rules.crawl_delay(TOKEN)
        return min(usual if stated is None else stated, longest)

    def _read(self, address: Address, at: tuple[IP, ...], deadline: Deadline, *, allowing: bool) -> Protego | WebError:
        start = Address(address.scheme, address.host, address.port, "/robots.txt")

        @contextmanager
        def ask(there: Address) -> Iterator[Answer]:
            where = at if there == start else self._guard.check(there, deadline, allowing=allowing)
            with (
                self._turns.turn(there.host, self._limits.delay, deadline),
                self._exchange.ask(there, where, deadline, Validators()) as answer,
            ):
                yield answer

        try:
            with follow(start, _MOST_REDIRECTS, ask) as (_, answer):
                trouble = problem(answer.status, answer.headers.get("Retry-After"), self._clock.now())
                if trouble and trouble.temporary:
                    raise trouble
                return _parse(b"" if trouble else answer.body(self._limits.bytes).read(_MOST_BYTES))
        except NotAskedError:
            raise
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
