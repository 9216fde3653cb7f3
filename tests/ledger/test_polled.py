"""Feeds, their entries and validators: what is kept of them, on both databases, by one poller at a time."""

import multiprocessing
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec
import pytest

from underway.ledger import Added, Ledger, LedgerError, WaitingEntry
from underway.ledger.polled import Polled
from underway.sources import Validators
from underway.vocabulary import VocabularyError

from .made import READER, entry
from .sql import sql

START = datetime(2024, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED, OTHER = "https://dial.example/feed", "https://post.example/rss"
TAGGED = Validators('"a1"', "Fri, 01 Mar 2024 12:00:00 GMT")


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    ticks = iter(START + timedelta(seconds=n) for n in range(1000))
    with Ledger.open(place, now=lambda: next(ticks)) as made:
        yield made


@pytest.fixture
def polled(ledger: Ledger) -> Polled:
    ledger.polled.add(FEED, "The Dial")
    return ledger.polled


def keys(waiting: list[WaitingEntry]) -> list[str]:
    return [each.key for each in waiting]


def test_a_source_is_due_when_it_is_added_and_takes_a_new_name(polled: Polled) -> None:
    assert not polled.add(FEED, None)
    assert polled.add(OTHER)
    first, second = polled.sources()
    assert (first.address, first.name, first.due, first.polled, first.failures, first.error) == (
        FEED,
        "The Dial",
        first.added,
        None,
        0,
        None,
    )
    assert (second.address, second.name) == (OTHER, None)
    assert not polled.add(OTHER, "The Post")
    assert [source.name for source in polled.sources()] == ["The Dial", "The Post"]


def test_entries_that_are_new_wait_oldest_first(polled: Polled) -> None:
    # A feed has its newest entry first.
    assert polled.took(FEED, [("k2", "{2}"), ("k1", "{1}")], TAGGED, START + HOUR) == 2
    assert polled.took(FEED, [("k3", "{3}"), ("k2", "{2}")], None, START + 2 * HOUR) == 1
    assert keys(polled.waiting(START + HOUR)) == ["k1", "k2", "k3"]
    assert polled.waiting(START) == []
    (source,) = polled.sources()
    assert (source.due, source.validators, source.waiting) == (START + 2 * HOUR, TAGGED, 3)


def test_an_entry_of_two_feeds_is_one(polled: Polled) -> None:
    polled.add(OTHER)
    assert polled.took(FEED, [("k1", "{1}")], None, START) == 1
    assert polled.took(OTHER, [("k2", "{2}"), ("k1", "{1}")], None, START) == 1


def test_an_entry_that_was_read_is_read_no_more(ledger: Ledger, polled: Polled) -> None:
    polled.took(FEED, [("k1", "{1}"), ("k2", "{2}")], None, START)
    document, claims = entry(1)
    assert polled.read("k1", document, claims, READER) == Added(True, len(claims))
    assert polled.read("k1", document, claims, READER) is None
    assert polled.read("k2", None, [], READER) is None
    assert polled.waiting(START + HOUR) == []
    assert polled.took(FEED, [("k1", "{1}")], None, START) == 0
    assert ledger.contents().documents == 1
    (source,) = polled.sources()
    assert (source.read, source.waiting, source.given_up) == (2, 0, 0)


def test_a_document_that_is_refused_leaves_its_entry_waiting(ledger: Ledger, polled: Polled) -> None:
    polled.took(FEED, [("k1", "{1}")], None, START)
    document, _ = entry(1)
    _, claims = entry(2)
    with pytest.raises(VocabularyError):
        polled.read("k1", document, claims, READER)
    assert keys(polled.waiting(START + HOUR)) == ["k1"]
    assert ledger.contents().documents == 0


def test_an_entry_that_failed_waits_until_it_is_due_or_is_given_up(polled: Polled) -> None:
    polled.took(FEED, [("k1", "{1}"), ("k2", "{2}")], None, START)
    polled.trying("k2")
    polled.entry_failed("k2", "answers with status 503", START + 2 * HOUR)
    assert keys(polled.waiting(START + HOUR)) == ["k1"]
    polled.entry_failed("k1", "is gone", None)
    assert [(each.key, each.attempts) for each in polled.waiting(START + 2 * HOUR)] == [("k2", 1)]
    (source,) = polled.sources()
    assert (source.read, source.waiting, source.given_up) == (0, 1, 1)
    assert polled.took(FEED, [("k1", "{1}")], None, START) == 0


def test_failures_are_counted_until_the_source_answers(polled: Polled) -> None:
    polled.took(FEED, [], TAGGED, START)
    polled.failed(FEED, "answers with status 500", START + HOUR)
    polled.failed(FEED, "does not answer", START + 2 * HOUR)
    (source,) = polled.sources()
    assert (source.failures, source.error, source.due) == (2, "does not answer", START + 2 * HOUR)
    assert source.validators == TAGGED
    polled.took(FEED, [], None, START + 3 * HOUR)
    (source,) = polled.sources()
    assert (source.failures, source.error) == (0, None)


def test_what_came_of_a_source_outlasts_it(polled: Polled) -> None:
    polled.took(FEED, [("k1", "{1}")], TAGGED, START)
    polled.read("k1", *entry(1), READER)
    assert polled.remove(FEED)
    assert not polled.remove(FEED)
    assert polled.sources() == []
    assert polled.took(FEED, [("k2", "{2}")], TAGGED, START) == 0
    polled.add(FEED)
    (source,) = polled.sources()
    assert source.validators == Validators()
    assert polled.took(FEED, [("k1", "{1}")], None, START) == 0


def test_validators_of_pages(polled: Polled) -> None:
    assert polled.validators("https://dial.example/1") == Validators()
    polled.keep_validators("https://dial.example/1", TAGGED)
    polled.keep_validators("https://dial.example/1", later := Validators('"a2"'))
    assert polled.validators("https://dial.example/1") == later
    polled.keep_validators("https://dial.example/1", Validators())
    assert polled.validators("https://dial.example/1") == Validators()


def test_any_text_can_be_kept(polled: Polled) -> None:
    body = msgspec.json.encode({"title": "\x00'; DROP TABLE entries; --\x01"}).decode()
    polled.took(FEED, [("k1", body)], Validators("\x00"), START)
    polled.failed(FEED, "says \x00", START)
    assert [each.body for each in polled.waiting(START + HOUR)] == [body]
    assert polled.sources()[0].error == "says \x00"


def hold(place: str, pipe: Connection) -> None:
    with Ledger.open(place) as ledger, ledger.polled.polling():
        pipe.send("held")
        pipe.recv()


def test_one_process_polls_until_it_ends_however_that_is(place: str) -> None:
    with Ledger.open(place) as ledger:
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        other = spawn.Process(target=hold, args=(place, theirs))
        other.start()
        assert ours.recv() == "held"
        with pytest.raises(LedgerError, match="is polled by another process already"), ledger.polled.polling():
            pass
        other.kill()
        other.join()
        other.close()
        with ledger.polled.polling():
            ledger.polled.add(FEED)
        with ledger.polled.polling():
            assert ledger.polled.sources()


def test_the_lock_is_the_ledgers_own_file(sqlite: str) -> None:
    with Ledger.open(sqlite) as ledger, ledger.polled.polling():
        beside = list(Path(sqlite).parent.iterdir())
        assert all(ledger.owns(path) for path in beside)


def test_a_server_that_ends_the_pollers_connection_ends_nothing_else(postgresql: str) -> None:
    with Ledger.open(postgresql) as ledger:
        with ledger.polled.polling():
            others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            sql(postgresql, f"SELECT pg_terminate_backend(pid) {others}")
            assert ledger.polled.sources() == []
        with ledger.polled.polling(), pytest.raises(ValueError, match="mine"):
            raise ValueError("mine")
