"""Rounds of polling: what is new is read once, what fails is tried again later, and nothing holds up the others."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from itertools import islice
from sqlite3 import connect
from typing import Any, TypeVar

import pytest

from underway import reading
from underway.ledger import Ledger, LedgerError
from underway.sources import Record, to_document
from underway.sources.web import Web
from underway.watch.polling import (
    EntryFailed,
    EntryRead,
    Event,
    RoundEnded,
    SourceAnswered,
    SourceFailed,
    poll,
    poll_on,
)

from .newsstand import (
    FORMATS,
    LIMITS,
    NOT_FOUND,
    SILENT,
    START,
    Answer,
    Article,
    Newsstand,
    TurnedClock,
    atom,
    failing,
    rss,
    sitemap,
    to_loopback,
    web,
)

E = TypeVar("E", bound=Event)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
TEASERS = ("Harrow House", "Brackwater", "Night Ferry")


class World:
    """A newsstand whose answers are put there one by one, and a ledger that is fed from it."""

    def __init__(self, ledger: Ledger, clock: TurnedClock) -> None:
        self.ledger = ledger
        self.clock = clock
        self.started = clock.moment
        self.web = web(clock)
        self.there: dict[str, Answer] = {}
        self.stand = Newsstand(lambda host, path: self.there.get(f"{host}{path}", NOT_FOUND))

    def article(self, show: str, host: str = "tideway", **fields: Any) -> Article:
        return Article(show, self.stand.address(host, f"/{show.replace(' ', '-').lower()}"), **fields)

    def publish(self, host: str, articles: Sequence[Article], form: Callable[[Sequence[Article]], bytes] = rss) -> str:
        """A feed of these, with their pages; its address, which is subscribed to."""
        self.there[f"{host}/feed"] = Answer(form(articles))
        for article in articles:
            self.put(article, Answer(article.page))
        address = self.stand.address(host, "/feed")
        self.ledger.polled.add(address)
        return address

    def put(self, article: Article, answer: Answer) -> None:
        self.there[article.address.removeprefix("http://").replace(f".example:{self.stand.port}", "")] = answer

    def round(self, *, after: timedelta = timedelta(0)) -> list[Event]:
        """A little later than what was done before, or `after` that."""
        self.clock.moment += after + SECOND
        self.started = self.clock.moment
        return list(poll(self.ledger, self.web, clock=self.clock))

    def shows(self) -> dict[str, int]:
        """Of how many documents that count there are claims about each show."""
        return {
            show.title: len({kept.document.id for kept in self.ledger.claims(show.key)}) for show in self.ledger.shows()
        }


@contextmanager
def opened(place: str) -> Iterator[World]:
    clock = TurnedClock()
    with Ledger.open(place, now=clock.now) as ledger:
        world = World(ledger, clock)
        with world.stand.open():
            yield world


@pytest.fixture
def world(place: str) -> Iterator[World]:
    with opened(place) as made:
        yield made


@pytest.fixture
def one_file(sqlite: str) -> Iterator[World]:
    """Where it makes no difference which database it is."""
    with opened(sqlite) as made:
        yield made


def of(events: Sequence[Event], kind: type[E]) -> list[E]:
    return [event for event in events if isinstance(event, kind)]


def only(events: Sequence[Event], kind: type[E]) -> E:
    (found,) = of(events, kind)
    return found


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.__name__)
def test_what_is_new_is_read_once(world: World, form: Callable[[Sequence[Article]], bytes]) -> None:
    first, second, third = (world.article(show) for show in TEASERS)
    address = world.publish("tideway", [second, first], form)
    events = world.round()
    assert events[0] == SourceAnswered(at=world.started, source=address, unchanged=False, new=2)
    read, ended = of(events, EntryRead), only(events, RoundEnded)
    assert {event.entry for event in read} == {first.address, second.address}
    assert all(event.added and event.claims and not event.language and not event.warnings for event in read)
    assert (ended.answered, ended.read, ended.documents, ended.waiting) == (1, 2, 2, 0)
    assert sorted(world.stand.pages()) == ["tideway/brackwater", "tideway/harrow-house"]
    for event in read:
        assert event.document
        found = world.ledger.find(event.document)
        assert found is not None
        assert found[0].url == event.entry
        assert found[0].published == first.day
        assert f"renewed {first.show}" in found[0].text or f"renewed {second.show}" in found[0].text

    unchanged, _ = world.round()
    assert unchanged == SourceAnswered(at=unchanged.at, source=address, unchanged=True, new=0)
    world.publish("tideway", [third, second, first], form)
    assert only(world.round(), EntryRead).entry == third.address
    assert world.shows() == dict.fromkeys(TEASERS, 1)
    assert len(world.stand.pages()) == 3
    (source,) = world.ledger.polled.feeds()
    assert (source.read, source.waiting, source.given_up, source.failures) == (3, 0, 0, 0)


def test_what_the_feed_holds_whole_is_read_from_it(one_file: World) -> None:
    article = one_file.article("Harrow House", whole=True)
    one_file.publish("tideway", [article], atom)
    read = only(one_file.round(), EntryRead)
    assert (read.entry, read.added, read.warnings) == (article.address, True, [])
    assert one_file.stand.pages() == []


def test_a_page_of_two_feeds_or_that_was_added_before_is_no_second_document(world: World) -> None:
    shared, added = world.article("Harrow House"), world.article("Brackwater")
    world.publish("tideway", [shared, added])
    world.publish("stage", [shared._replace(address=f"{shared.address}?utm_source=stage#top")], atom)
    before = Record(added.address, "html", added.page, address=added.address)
    (document,) = to_document(before)
    world.ledger.add(document, reading.read(document))  # type: ignore[arg-type]

    events = world.round()
    read = of(events, EntryRead)
    assert sorted((event.entry, event.added) for event in read) == [(added.address, False), (shared.address, True)]
    assert world.shows() == {"Harrow House": 1, "Brackwater": 1}
    assert world.ledger.contents().documents == 2


def test_a_feed_without_days_and_one_whose_page_gives_none(one_file: World) -> None:
    nowhere, in_feed = one_file.article("Harrow House", day=None), one_file.article("Brackwater")
    one_file.publish("tideway", [nowhere, in_feed])
    one_file.put(in_feed, Answer(in_feed._replace(day=None).page))
    one_file.round()
    days = {entry.document.title: entry.document.published for entry in one_file.ledger.entries()}
    assert days == {nowhere.headline: None, in_feed.headline: in_feed.day}


BAD_FEEDS: list[tuple[str, Answer, str]] = [
    ("error", failing(500), "answers with an error of its server (500)"),
    ("gone", failing(410), "is gone for good (410)"),
    ("silent", SILENT, "takes longer than 0.5 seconds"),
    ("half", Answer(rss([Article("Harrow House", "http://tideway.example/a")]), sent=300), "breaks off before its end"),
    ("garbage", Answer(bytes(range(256)) * 8), ""),
    ("page", Answer(Article("Harrow House", "http://tideway.example/a").page), ""),
    ("circle", failing(302, Location="/feed"), "redirects in a circle"),
]


@pytest.mark.parametrize(("answer", "told"), [b[1:] for b in BAD_FEEDS], ids=[b[0] for b in BAD_FEEDS])
def test_a_feed_that_fails_is_named_and_the_others_go_on(world: World, answer: Answer, told: str) -> None:
    bad = world.publish("tideway", [])
    world.publish("stage", [world.article("Harrow House", "stage")])
    world.there["tideway/feed"] = answer
    events = world.round()
    failed = only(events, SourceFailed)
    assert (failed.source, failed.failures, failed.due) == (bad, 1, world.started + HOUR)
    assert failed.error.startswith(told)
    assert "\n" not in failed.error
    assert only(events, EntryRead).added

    source, other = sorted(world.ledger.polled.feeds(), key=lambda source: source.address != bad)
    assert (source.failures, source.error, source.due, source.polled) == (1, failed.error, failed.due, None)
    assert (other.failures, other.error) == (0, None)
    assert [event.source for event in of(world.round(), SourceAnswered)] == [other.address]

    world.publish("tideway", [world.article("Brackwater")])
    events = world.round(after=HOUR)
    assert only(events, RoundEnded).failed == 0
    assert world.shows() == {"Harrow House": 1, "Brackwater": 1}
    assert [source.failures for source in world.ledger.polled.feeds()] == [0, 0]


def test_a_feed_that_goes_on_failing_is_asked_less_and_less(one_file: World) -> None:
    one_file.publish("tideway", [])
    one_file.there["tideway/feed"] = failing(503)
    pauses = []
    for _ in range(8):
        failed = only(one_file.round(), SourceFailed)
        pauses.append((failed.due - one_file.started) / HOUR)
        assert [type(event) for event in one_file.round()] == [RoundEnded]  # it is not due yet
        one_file.clock.moment = failed.due
    assert pauses == [1, 2, 4, 8, 16, 24, 24, 24]


@pytest.mark.parametrize(("asked", "pause"), [("60", 1), ("10800", 3), ("999999999", 7 * 24), ("soon", 1)])
def test_a_server_that_asks_for_a_pause_gets_it(one_file: World, asked: str, pause: int) -> None:
    one_file.publish("tideway", [])
    one_file.there["tideway/feed"] = failing(429, Retry_After=asked)
    failed = only(one_file.round(), SourceFailed)
    assert failed.due - one_file.started == pause * HOUR


def test_an_error_that_nobody_foresaw_stops_nothing_else(one_file: World) -> None:
    def resolve(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        if host.startswith("stage"):
            raise ArithmeticError("what now")
        return to_loopback(host, port)

    one_file.web = Web(allow=["127.0.0.0/8"], clock=one_file.clock, limits=LIMITS, resolve=resolve)
    one_file.publish("stage", [])
    page, feed = one_file.article("Harrow House", "stage"), one_file.article("Brackwater")
    one_file.publish("tideway", [page, feed])
    events = one_file.round()
    failed = only(events, SourceFailed)
    assert failed.error.startswith("is left out: Underway failed at it (ArithmeticError: what now, in ")
    waits = only(events, EntryFailed)
    assert (waits.entry, waits.due) == (page.address, one_file.started + HOUR)
    assert only(events, EntryRead).entry == feed.address


def test_an_entry_that_ends_the_program_is_given_up(one_file: World) -> None:
    article = one_file.article("Harrow House")
    one_file.publish("tideway", [article])
    one_file.put(article, failing(503))
    one_file.round()
    (waiting,) = one_file.ledger.polled.waiting(one_file.clock.moment + HOUR)
    for _ in range(9):  # it is begun, and nothing comes of it
        one_file.ledger.polled.trying(waiting.key)
    failed = only(one_file.round(after=HOUR), EntryFailed)
    assert (failed.entry, failed.due) == (article.address, None)
    assert failed.error.startswith("is given up: the program ended each time")
    assert one_file.stand.pages() == ["tideway/harrow-house"]


def test_a_page_that_fails_is_tried_again_and_then_given_up(world: World) -> None:
    gone, back = world.article("Harrow House"), world.article("Brackwater")
    address = world.publish("tideway", [gone, back], sitemap)
    world.there["tideway/feed"] = Answer(sitemap([gone, back]).replace(gone.headline.encode(), b""))
    for article in (gone, back):
        world.put(article, failing(502))
    first = {event.entry: event for event in of(world.round(), EntryFailed)}
    assert first.keys() == {gone.address, back.address}
    assert {(event.attempts, event.due) for event in first.values()} == {(1, world.started + HOUR)}
    assert [source.waiting for source in world.ledger.polled.feeds()] == [2]
    assert not of(world.round(), EntryFailed)

    world.put(back, Answer(back.page))
    events = world.round(after=HOUR)
    assert only(events, EntryRead).entry == back.address
    pauses = [only(events, EntryFailed)]
    while pauses[-1].due:
        world.clock.moment = pauses[-1].due
        pauses.append(only(world.round(), EntryFailed))
    assert [event.attempts for event in pauses] == list(range(2, 11))
    (source,) = world.ledger.polled.feeds()
    assert (source.address, source.read, source.waiting, source.given_up) == (address, 1, 0, 1)
    assert [type(event) for event in world.round(after=timedelta(days=9))] == [SourceAnswered, RoundEnded]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (NOT_FOUND, "its page is not there (404)"),
        (failing(402), "its page asks for payment (402)"),
        (Answer(b"<html><body><a href='/'>Home</a></body></html>"), "its page has no main text"),
        (Answer(rss([])), "its page is no article"),
        (failing(503), "its page answers with an error of its server (503)"),
    ],
)
def test_of_a_page_that_is_not_to_be_had_the_teaser_is_read(one_file: World, answer: Answer, told: str) -> None:
    article = one_file.article("Harrow House")
    one_file.publish("tideway", [article])
    one_file.put(article, answer)
    events = one_file.round()
    while failed := of(events, EntryFailed):
        assert failed[0].due
        one_file.clock.moment = failed[0].due
        events = one_file.round()
    read = only(events, EntryRead)
    assert read.warnings[0].startswith(told)
    assert read.warnings[0].endswith("; what the feed says of it is read instead")
    ((document, claims),) = [(e.document, e.claims) for e in one_file.ledger.entries()]
    assert article.paragraphs[0] in document.text
    assert document.url == article.address
    assert claims


@pytest.mark.parametrize("whole", [True, False])
def test_what_a_feed_says_never_stands_in_place_of_the_page(world: World, whole: bool) -> None:
    article = world.article("Harrow House", whole=whole)
    text = b"Netflix has renewed Harrow House. All that was said of it."
    (document,) = to_document(Record(article.address, "text", text, address=article.address))
    world.ledger.add(document, [])  # type: ignore[arg-type]
    world.publish("tideway", [article])
    world.put(article, failing(402))
    read = only(world.round(), EntryRead)
    assert (read.document, read.added, read.claims) == (None, False, 0)
    assert [entry.document for entry in world.ledger.entries()] == [document]
    assert [source.read for source in world.ledger.polled.feeds()] == [1]


def test_what_programs_may_not_fetch_is_not_fetched(one_file: World) -> None:
    article = one_file.article("Harrow House")
    one_file.publish("tideway", [article])
    one_file.there["tideway/robots.txt"] = Answer(b"User-agent: *\nDisallow: /harrow\n")
    assert "robots.txt" in only(one_file.round(), EntryRead).warnings[0]
    assert one_file.stand.pages() == []


def test_hosts_are_asked_in_turn_and_one_in_trouble_is_spared(one_file: World) -> None:
    for host in ("tideway", "stage"):
        one_file.publish(host, [one_file.article(f"{host.capitalize()} {n}", host) for n in range(6)])
    for path in [path for path in one_file.there if path.startswith("stage/stage")]:
        one_file.there[path] = failing(503)
    ended = only(one_file.round(), RoundEnded)
    hosts = [page.partition("/")[0] for page in one_file.stand.pages()]
    assert [set(pair) for pair in zip(hosts[:6:2], hosts[1:6:2], strict=True)] == [{"tideway", "stage"}] * 3
    assert hosts[6:] == ["tideway"] * 3
    assert (ended.read, ended.waiting, ended.given_up) == (6, 6, 0)


def test_a_feed_that_was_removed_and_added_again_brings_nothing_twice(one_file: World) -> None:
    articles = [one_file.article(show) for show in TEASERS]
    address = one_file.publish("tideway", articles)
    one_file.round()
    assert one_file.ledger.polled.remove(address)
    assert [type(event) for event in one_file.round()] == [RoundEnded]
    assert one_file.ledger.polled.add(address)
    assert [type(event) for event in one_file.round()] == [SourceAnswered, RoundEnded]
    assert len(one_file.stand.pages()) == 3


def test_it_goes_on_every_so_often_until_it_is_to_stop(one_file: World) -> None:
    one_file.publish("tideway", [one_file.article("Harrow House")])
    clock, end = one_file.clock, START + 2.5 * HOUR
    events = poll_on(one_file.ledger, one_file.web, every=HOUR, clock=clock, stopped=lambda: clock.now() >= end)
    rounds = [event.at for event in of(list(events), RoundEnded)]
    assert [round((moment - START) / HOUR) for moment in rounds] == [0, 1, 2]
    assert one_file.stand.asked.count("tideway/feed") == 3
    assert clock.now() < end + timedelta(seconds=1)


def test_asked_to_stop_it_ends_what_is_in_hand(one_file: World) -> None:
    one_file.publish("tideway", [one_file.article(show) for show in TEASERS])
    pages, clock = one_file.stand.pages, one_file.clock
    events = poll_on(one_file.ledger, one_file.web, every=HOUR, clock=clock, stopped=lambda: bool(pages()))
    assert [type(event) for event in events] == [SourceAnswered, EntryRead]
    assert [(source.read, source.waiting) for source in one_file.ledger.polled.feeds()] == [(1, 2)]


def test_a_ledger_that_fails_for_a_while_is_told_and_loses_nothing(sqlite: str) -> None:
    clock = TurnedClock()
    with Ledger.open(sqlite, now=clock.now, patience=0) as ledger:
        world = World(ledger, clock)
        with world.stand.open(), closing(connect(sqlite, isolation_level=None)) as other:
            world.publish("tideway", [world.article("Harrow House")])
            other.execute("BEGIN IMMEDIATE")
            events = poll_on(ledger, world.web, every=HOUR, clock=clock, stopped=lambda: False)
            assert "is in use by another process" in next(events).error  # type: ignore[union-attr]
            other.execute("ROLLBACK")
            assert [type(event) for event in islice(events, 3)] == [SourceAnswered, EntryRead, RoundEnded]
            events.close()  # type: ignore[attr-defined]
        assert world.shows() == {"Harrow House": 1}


def test_one_poller_at_a_time(place: str) -> None:
    with Ledger.open(place) as one, Ledger.open(place) as other:
        with one.polled.polling(), pytest.raises(LedgerError, match="polled by another process"):
            other.polled.polling().__enter__()
        with other.polled.polling():
            pass
