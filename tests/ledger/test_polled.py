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
TAGGED = Validators('"a1"', "Fri, 01 Mar 2024 12:00:00 GMT", FEED)


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
    first, second = polled.feeds()
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
    assert [source.name for source in polled.feeds()] == ["The Dial", "The Post"]


def test_entries_that_are_new_wait_oldest_first(polled: Polled) -> None:
    # A feed has its newest entry first.
    assert polled.took(FEED, [("a", "{2}"), ("z", "{1}")], TAGGED, START + HOUR) == 2
    assert polled.took(FEED, [("m", "{3}"), ("a", "{2}")], None, START + 2 * HOUR) == 1
    assert keys(polled.waiting(START + HOUR)) == ["z", "a", "m"]
    assert polled.waiting(START) == []
    (source,) = polled.feeds()
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
    (source,) = polled.feeds()
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
    (source,) = polled.feeds()
    assert (source.read, source.waiting, source.given_up) == (0, 1, 1)
    assert polled.took(FEED, [("k1", "{1}")], None, START) == 0


def test_an_attempt_is_one_where_somebody_was_asked(polled: Polled) -> None:
    polled.took(FEED, [("k1", "{1}")], None, START)
    for asked in (False, True, False):
        assert polled.trying("k1") == "{1}"
        polled.entry_failed("k1", "asked for a pause", START, asked=asked)
    assert [each.attempts for each in polled.waiting(START + HOUR)] == [1]


def test_what_was_given_up_is_tried_again_on_request(polled: Polled) -> None:
    polled.took(FEED, [("k2", "{2}"), ("k1", "{1}")], None, START)
    for key in ("k1", "k2"):
        polled.trying(key)
        polled.entry_failed(key, f"{key} is gone", None)
    assert polled.feeds()[0].gave_up == "k2 is gone"
    assert (polled.retry(FEED), polled.retry(OTHER)) == (2, 0)
    assert [(each.key, each.attempts) for each in polled.waiting(START + HOUR)] == [("k1", 0), ("k2", 0)]
    assert polled.feeds()[0].gave_up is None


def test_failures_are_counted_until_the_source_answers(polled: Polled) -> None:
    polled.took(FEED, [], TAGGED, START)
    polled.failed(FEED, "answers with status 500", START + HOUR)
    polled.failed(FEED, "does not answer", START + 2 * HOUR)
    (source,) = polled.feeds()
    assert (source.failures, source.error, source.due) == (2, "does not answer", START + 2 * HOUR)
    assert source.validators == TAGGED
    polled.took(FEED, [], None, START + 3 * HOUR)
    (source,) = polled.feeds()
    assert (source.failures, source.error) == (0, None)


def test_what_came_of_a_source_outlasts_it(polled: Polled) -> None:
    polled.took(FEED, [("k2", "{2}"), ("k1", "{1}")], TAGGED, START)
    polled.read("k1", *entry(1), READER)
    assert polled.remove(FEED)
    assert not polled.remove(FEED)
    assert polled.waiting(START + HOUR) == []
    assert polled.trying("k2") is None
    assert polled.feeds() == []
    assert polled.took(FEED, [("k2", "{2}")], TAGGED, START) == 0
    polled.add(FEED)
    (source,) = polled.feeds()
    assert source.validators == Validators()
    assert polled.took(FEED, [("k1", "{1}")], None, START) == 0


def test_validators_of_pages_are_apart_from_those_of_feeds(ledger: Ledger, polled: Polled) -> None:
    pages = ledger.pages
    polled.took(FEED, [], TAGGED, START)
    assert pages.validators(FEED) == Validators()
    pages.keep_validators(FEED, TAGGED)
    pages.keep_validators(FEED, later := Validators('"a2"', None, OTHER))
    assert pages.validators(FEED) == later
    pages.keep_validators(FEED, Validators())
    assert pages.validators(FEED) == Validators()
    assert polled.feeds()[0].validators == TAGGED


def test_an_address_may_be_long(ledger: Ledger, polled: Polled) -> None:
    # Of characters that do not compress: an index of PostgreSQL would not take it.
    long = f"https://dial.example/{''.join(chr(0x4E00 + n) for n in range(5000))}"
    assert polled.add(long)
    assert polled.took(long, [("k1", "{1}")], TAGGED, START) == 1
    ledger.pages.keep_validators(long, TAGGED)
    assert ledger.pages.validators(long) == polled.feeds()[1].validators == TAGGED


def test_any_text_can_be_kept(polled: Polled) -> None:
    body = msgspec.json.encode({"title": "\x00'; DROP TABLE entries; --\x01"}).decode()
    polled.took(FEED, [("k1", body)], Validators("\x00"), START)
    polled.failed(FEED, "says \x00", START)
    assert polled.trying("k1") == body
    assert polled.feeds()[0].error == "says \x00"


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
            assert ledger.polled.feeds()


def test_a_link_leads_to_the_same_lock(sqlite: str) -> None:
    with Ledger.open(sqlite) as ledger, ledger.polled.polling():
        link = Path(sqlite).with_name("link.sqlite")
        link.symlink_to(sqlite)
        with (
            Ledger.open(str(link)) as other,
            pytest.raises(LedgerError, match="is polled by another process"),
            other.polled.polling(),
        ):
            pass


def test_the_lock_is_the_ledgers_own_file(sqlite: str) -> None:
    with Ledger.open(sqlite) as ledger, ledger.polled.polling():
        beside = list(Path(sqlite).parent.iterdir())
        assert all(ledger.owns(path) for path in beside)


def test_a_server_that_ends_the_pollers_connection_ends_nothing_else(postgresql: str) -> None:
    with Ledger.open(postgresql) as ledger:
        with ledger.polled.polling():
            others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            sql(postgresql, f"SELECT pg_terminate_backend(pid) {others}")
            assert ledger.polled.feeds() == []
        with ledger.polled.polling(), pytest.raises(ValueError, match="mine"):
            raise ValueError("mine")
