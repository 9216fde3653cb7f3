"""Thirty feeds polled for fifty rounds, while servers fail in every way and the poller is killed again and again."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

from ledger.sql import sql

from underway.dossier import changes_of
from underway.ledger import Ledger

from .newsstand import FORMATS, NOT_FOUND, SILENT, START, Answer, Article, Newsstand, failing, sitemap

OUTLETS, ROUNDS, ARTICLES, FOLLOWED = 30, 50, 180, 10
SEED = 4
LITTLE = 0.0001  # seconds, less than a write takes to reach the disk
SYLLABLES = [c + v for c in "bdfghklmpt" for v in "aeiou"]


class Town:
    """What its outlets publish, as of the round that it is; `calm` is when nothing fails any more."""

    def __init__(self) -> None:
        self.stand = Newsstand(self.answer)
        self.round = 0
        self.calm = False
        self.visits = Counter[str]()
        self.fatal: tuple[int, int] | None = None  # the request in whose midst a process is killed, and which
        chance = Random(SEED)
        self.articles: list[tuple[int, int, Article]] = []  # the round in which each appears, and its outlet
        for n in range(ARTICLES):
            outlet = chance.randrange(OUTLETS)
            high, low = divmod(n, len(SYLLABLES))
            show = f"Harrow {SYLLABLES[high].capitalize()}{SYLLABLES[low]}"
            article = Article(
                show,
                self.stand.address(f"outlet-{outlet}", f"/news/{n}"),
                day=None if n % 7 == 0 else date(2021, 5, 5),
                whole=n % 6 == 0,
            )
            self.articles.append((chance.randrange(ROUNDS), outlet, article))
        self.again = {n: chance.randrange(OUTLETS) for n in range(0, ARTICLES, 4)}  # which another outlet repeats

    def feeds(self) -> list[str]:
        return [self.stand.address(f"outlet-{outlet}", "/feed") for outlet in range(OUTLETS)]

    def answer(self, host: str, path: str) -> Answer:
        if self.fatal and len(self.stand.asked) > self.fatal[0]:
            kill(self.fatal[1])
        self.visits[f"{host}{path}"] += 1
        chance = Random(f"{SEED} {host}{path} {self.visits[f'{host}{path}']}")
        outlet = int(host.removeprefix("outlet-"))
        if path == "/feed":
            return self.feed(outlet, chance)
        if path.startswith("/news/"):
            return self.page(outlet, int(path.removeprefix("/news/")), chance)
        return NOT_FOUND

    def feed(self, outlet: int, chance: Random) -> Answer:
        form = FORMATS[outlet % len(FORMATS)]
        there = [
            article._replace(address=f"{article.address}?utm_source=outlet-{outlet}") if outlet != home else article
            for n, (appears, home, article) in enumerate(self.articles)
            if appears <= self.round and outlet in (home, self.again.get(n))
        ]
        Random(len(there)).shuffle(there)  # what has not changed is in the same order
        whole = Answer(form(there))
        if self.calm or chance.random() > 0.3:
            return whole
        return chance.choice(
            [
                Answer(form(there[: len(there) // 2])),
                Answer(form(there[len(there) // 2 :])),
                Answer(form(there[::-1])),
                whole._replace(sent=len(whole.body) // 2),
                failing(500),
                failing(503),
                failing(429, Retry_After="7200"),
                failing(404),
                failing(302, Location="/feed"),
                Answer(bytes(range(256)) * 4),
                Answer(b"<!doctype html><title>Down</title><p>Back soon."),
                SILENT if chance.random() < 0.2 else failing(502),
            ]
        )

    def page(self, outlet: int, n: int, chance: Random) -> Answer:
        _, home, article = self.articles[n]
        if outlet != home or (n % 15 == 1 and FORMATS[home % len(FORMATS)] is not sitemap):
            return NOT_FOUND
        if self.calm or self.visits[f"outlet-{home}/news/{n}"] > 2 or chance.random() > 0.3:
            return Answer(article.page)
        troubles = [failing(500), failing(429, Retry_After="60"), Answer(article.page, sent=100), failing(503)]
        return chance.choice(troubles)


class Poller:
    """The process, and what its children said; `killed` is how many of them came to no end of their own."""

    def __init__(self, place: str, town: Town) -> None:
        self.town = town
        self.said: list[dict[str, Any]] = []
        self.killed = 0
        self._log = Path(f"{place}-wal")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "watch.poller", place],
            cwd=Path(__file__).parents[1],
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def play(self, number: int, death: tuple[str, int] | None = None) -> bool:
        """Whether the round came to its end; it is killed after so many of its lines, requests or writes."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        counted, most = death or ("", 0)
        self.town.round = number
        self._process.stdin.write(f"{number}\n")
        self._process.stdin.flush()
        child = json.loads(self._process.stdout.readline())["child"]
        if counted == "requests":
            self.town.fatal = (len(self.town.stand.asked) + most, child)
        elif counted == "writes":
            Thread(target=self._kill_writing, args=(child, most)).start()
        for lines, line in enumerate(self._process.stdout):
            said = json.loads(line)
            if "ended" in said:
                self.town.fatal = None
                self.killed += said["ended"] == -signal.SIGKILL
                assert said["ended"] in (0, -signal.SIGKILL)
                return bool(said["ended"] == 0)
            self.said.append(said)
            if counted == "lines" and lines == most:
                kill(child)
        raise AssertionError("the poller is gone")

    def _kill_writing(self, child: int, most: int) -> None:
        """Kills it as soon as a write has reached the ledger's log, and before it can do anything else."""
        size = writes = 0
        while writes < most and is_running(child):
            with suppress(FileNotFoundError):
                before, size = size, self._log.stat().st_size
                writes += size > before
            time.sleep(LITTLE)
        kill(child)

    def close(self) -> None:
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()


def is_running(child: int) -> bool:
    return Path(f"/proc/{child}").exists()


def kill(child: int) -> None:
    with suppress(ProcessLookupError):  # it may have come to its end meanwhile
        os.kill(child, signal.SIGKILL)


@contextmanager
def polled(place: str, town: Town) -> Iterator[Poller]:
    poller = Poller(place, town)
    try:
        with town.stand.open():
            yield poller
    finally:
        poller.close()


def test_every_entry_is_read_once_and_every_change_is_told_in_one_digest(sqlite: str) -> None:
    town, chance = Town(), Random(SEED)
    followed = [article.show for *_, article in town.articles[:FOLLOWED]]
    with Ledger.open(sqlite, now=lambda: START) as ledger:
        for feed in town.feeds():
            ledger.polled.add(feed)
        for show in followed:
            ledger.followed.follow(show)

    with polled(sqlite, town) as poller:
        for number in range(ROUNDS):
            for counted in chance.sample(["lines", "requests", "writes", "writes"], 3):
                poller.play(number, (counted, chance.randrange(1, 16)))
            assert poller.play(number)
        town.calm = True
        for day in range(1, 8):
            assert poller.play(ROUNDS + 24 * day)
    assert poller.killed >= 2 * ROUNDS

    with Ledger.open(sqlite, create=False) as ledger:
        sources = ledger.polled.feeds()
        assert [(source.failures, source.waiting, source.given_up) for source in sources] == [(0, 0, 0)] * OUTLETS
        assert sum(source.read for source in sources) == ARTICLES
        entries = {entry.document.url: entry for entry in ledger.entries()}
        assert ledger.contents().documents == len(entries) == ARTICLES
        for _, _, article in town.articles:
            entry = entries[article.address]
            assert article.paragraphs[0] in entry.document.text
            assert any(kept.claim.show == article.show for kept in entry.claims)
    assert sql(sqlite, "SELECT count(*), count(DISTINCT document) FROM readings") == [(ARTICLES, ARTICLES)]
    read = Counter(said["entry"] for said in poller.said if said.get("event") == "read")
    assert set(read.values()) == {1}

    digests = defaultdict(set)
    for said in poller.said:
        if "digest" in said:
            digests[said["digest"]].add(tuple(said["changes"]))
    assert {len(told) for told in digests.values()} == {1}  # handed out again, it is the same
    changes = Counter(change for (told,) in digests.values() for change in told)
    assert set(changes.values()) == {1}
    with Ledger.open(sqlite, create=False) as ledger:
        assert changes.keys() == {change.id for change in changes_of(ledger, followed)}
        assert ledger.followed.told(changes) == changes.keys()
