"""Looks names up, and lets nobody go where nobody may."""

import socket
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from ipaddress import ip_address
from threading import Thread
from typing import Any

from underway.sources.web.addresses import Address
from underway.sources.web.allow import AllowList
from underway.sources.web.errors import UnreachableError, WebError
from underway.sources.web.limits import Deadline
from underway.sources.web.reach import IP, barred, plain

Resolve = Callable[..., Iterable[tuple[Any, ...]]]  # as socket.getaddrinfo


class Guard:
    """What an address leads to, all of it checked."""

    def __init__(self, allowed: AllowList, resolve: Resolve) -> None:
        self._allowed = allowed
        self._resolve = resolve

    def check(self, address: Address, deadline: Deadline, *, allowing: bool = True) -> tuple[IP, ...]:
        """All that the host stands for, in the order to try. Raises WebError where any of it may not be reached.

        A connection has to go to one of these, and not look the name up again: the answer may be another. Without
        `allowing` it is the public internet that leads there: then what is allowed may not be reached either.
        """
        found = self._find(address, deadline)
        for ip in found:
            kind = barred(ip)
            allowed = self._allowed.holds(address, ip)
            if kind and not allowed:
                raise WebError(
                    f"leads to {ip}, {kind}, where nothing is fetched from; "
                    f"if it is meant, allow it: --allow-host {address.host}"
                )
            if kind and not allowing:
                raise WebError(
                    f"leads to {ip}, {kind}, where no public address may lead; if it is meant, give this one"
                )
        return found

    def _find(self, address: Address, deadline: Deadline) -> tuple[IP, ...]:
        with suppress(ValueError):
            return (plain(ip_address(address.host)),)
        try:
            answers = self._look_up(address, deadline.left())
            found = tuple(dict.fromkeys(plain(ip_address(answer[4][0])) for answer in answers))
        except TimeoutError:
            raise deadline.missed() from None
        except (OSError, ValueError):
            found = ()
        if not found:
            raise UnreachableError("has a host that cannot be found; correct it, or try again later", temporary=True)
        return found

    def _look_up(self, address: Address, seconds: float) -> list[tuple[Any, ...]]:
        """In a thread of its own, as it takes no time limit; where it takes too long, it is left to itself."""
        answers: Future[list[tuple[Any, ...]]] = Future()

        def look_up() -> None:
            try:
                answers.set_result(list(self._resolve(address.host, address.port, type=socket.SOCK_STREAM)))
            except Exception as error:
                answers.set_exception(error)

        Thread(target=look_up, name=f"looking up {address.host}", daemon=True).start()
        return answers.result(seconds)
