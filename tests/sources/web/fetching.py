"""Fetching in tests."""

import socket
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from underway.sources.records import Validators
from underway.sources.web import SYSTEM_CLOCK, Clock, Fetched, Limits, Unchanged, Web, WebError

from .server import Server

NOTHING_KNOWN = Validators()
HURRIED = Limits(delay=0)
START = datetime(2031, 3, 4, 12, tzinfo=UTC)


class Simulated(Clock):
    """A clock on which sleeping takes no time."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds


class Names:
    """A name server: the answers to each name one after another, the last of them for ever."""

    def __init__(self, answers: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._answers = {name: list(each) for name, each in answers.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        self.asked.append(host)
        answers = self._answers.get(host)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]


def web_for(*servers: Server, clock: Clock = SYSTEM_CLOCK, limits: Limits = HURRIED, **more: Any) -> Web:
    """Fetches from these servers, of all that is on this machine."""
    allow = [f"{server.host}:{server.port}" for server in servers]
    return Web(allow=[*allow, *more.pop("allow", ())], clock=clock, limits=limits, **more)


def fetch(web: Web, address: str, validators: Validators = NOTHING_KNOWN) -> Fetched:
    found = web.fetch(address, validators)
    assert isinstance(found, Fetched)
    return found


def unchanged(web: Web, address: str, validators: Validators) -> str:
    found = web.fetch(address, validators)
    assert isinstance(found, Unchanged)
    return found.address


def refusal(web: Web, address: str, validators: Validators = NOTHING_KNOWN) -> WebError:
    """Why it is not fetched: one line that can be shown as it is."""
    with pytest.raises(WebError) as caught:
        web.fetch(address, validators)
    line = str(caught.value)
    assert line.isprintable()
    assert not line[0].isupper()
    assert len(line) < 700
    return caught.value
