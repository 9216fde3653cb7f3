"""A server for each test that asks for one, and another beside it."""

from collections.abc import Iterator

import pytest

from .server import Server
from .wire import watched


@pytest.fixture
def site() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def other() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def connected() -> Iterator[list[tuple[str, int]]]:
    with watched() as connected:
        yield connected
