"""Runs that are killed or interrupted, and resumed: what was answered is not paid for again."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Semaphore
from typing import Any

from underway.models.cache import Cache
from underway.models.endpoint import Settings
from underway.models.requests import requests_for

from .endpoint_server import MODEL, SILENT, Answer, Asked, EndpointServer
from .renewals import article, reads

ARTICLES, CONCURRENCY = 2000, 4
NAMES = {article(n).text: str(n) for n in range(ARTICLES)}


class Model:
    """`asked` is how often for each article."""

    def __init__(self) -> None:
        self.asked = Counter[str]()
        self.server = EndpointServer(self.answer)

    def answer(self, asked: Asked) -> Answer:
        self.asked[NAMES[asked.text]] += 1
        self.server.asked.clear()  # each holds all that a model is told
        return reads(asked)


@contextmanager
def reading(server: EndpointServer, path: Path, articles: int) -> Iterator[subprocess.Popen[str]]:
    arguments = (server.url, str(path), str(CONCURRENCY), str(articles))
    with subprocess.Popen(
        [sys.executable, "-m", "models.reader", *arguments],
        cwd=Path(__file__).parents[1],
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def names_read(process: subprocess.Popen[str], most: int) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline().strip() for _ in range(most)]


def keys(server: EndpointServer, articles: int) -> dict[str, str]:
    """The key of the only request for each article, by the article's name."""
    settings = Settings(server.url, MODEL)
    return {str(n): request.key for n in range(articles) for request in requests_for(article(n), settings)}


def kept(path: Path, keys: Mapping[str, str]) -> set[str]:
    """The articles whose answers are in the cache."""
    with Cache(path) as cache:
        return {name for name, key in keys.items() if cache.get(key)}


def test_a_run_that_is_killed_and_resumed_twice_pays_for_each_document_once(tmp_path: Path) -> None:
    """What is under way when the process dies may be paid for again, one request for each at once; nothing else."""
    model, path = Model(), tmp_path / "answers.sqlite"
    settled = dict[str, int]()  # how often each had been asked about when its answer was in the cache after a kill
    with model.server.open() as server:
        known = keys(server, ARTICLES)
        for most in (300, 1100):
            with reading(server, path, ARTICLES) as process:
                told = names_read(process, most)
                process.send_signal(signal.SIGKILL)
            assert process.returncode == -signal.SIGKILL
            settled = {name: model.asked[name] for name in kept(path, known)} | settled
            assert settled.keys() >= set(told)
            assert len(model.asked) - len(settled) <= CONCURRENCY
        with reading(server, path, ARTICLES) as process:
            *told, last = names_read(process, ARTICLES + 1)
        assert process.returncode == 0
    assert told == list(NAMES.values())
    account: dict[str, Any] = json.loads(last)
    assert (account["cached"], account["requests"]) == (len(settled), ARTICLES - len(settled))
    assert {name: model.asked[name] for name in settled} == settled
    assert model.asked.keys() == set(told)
    assert model.asked.total() - ARTICLES <= 2 * CONCURRENCY


class Held:
    """Answers to ten requests, and keeps the others waiting until it is `released`, or for ever."""

    def __init__(self, model: Model, *, silent: bool) -> None:
        self._model, self._silent = model, silent
        self._waiting = Semaphore(0)
        self.released = Event()
        model.server.answer = self._answer

    def _answer(self, asked: Asked) -> Answer:
        answer = self._model.answer(asked)
        if self._model.asked.total() <= 10:
            return answer
        self._waiting.release()
        if self._silent:
            return SILENT
        self.released.wait()
        return answer

    def wait_for_all(self) -> None:
        for _ in range(CONCURRENCY):
            self._waiting.acquire()


def interrupt(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    process.send_signal(signal.SIGINT)
    while process.stdout.readline() not in ("interrupted\n", ""):
        pass


def test_an_interrupted_run_waits_for_what_is_under_way_and_loses_nothing(tmp_path: Path) -> None:
    model, path = Model(), tmp_path / "answers.sqlite"
    held = Held(model, silent=False)
    with model.server.open() as server:
        with reading(server, path, 40) as process:
            held.wait_for_all()
            interrupt(process)
            held.released.set()
        assert process.returncode == 130
        assert len(model.asked) == 10 + CONCURRENCY
        assert kept(path, keys(server, 40)) == model.asked.keys()
        with reading(server, path, 40) as process:
            told = names_read(process, 40)
    assert model.asked == Counter(told)


def test_interrupted_again_a_run_waits_for_nothing(tmp_path: Path) -> None:
    model, path = Model(), tmp_path / "answers.sqlite"
    held = Held(model, silent=True)
    with model.server.open() as server, reading(server, path, 40) as process:
        held.wait_for_all()
        interrupt(process)
        interrupt(process)
        assert process.wait() == 130
        assert len(kept(path, keys(server, 40))) == 10
