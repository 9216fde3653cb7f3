"""Appointments as iCalendar, read back by a calendar."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import permutations
from typing import Any

import pytest
from dossier.stories import SHOW, tell
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from underway.dossier import Appointment, Source
from underway.dossier.appointments import appointments
from underway.render.calendar import appointments_ical
from underway.render.inert import inert

from .hostile import HOSTILE

STAMP = datetime(2021, 7, 1, 12, tzinfo=UTC)
strings = st.text(st.characters(codec="utf-8"), min_size=1) | st.sampled_from(HOSTILE)


def source(**fields: Any) -> Source:
    known: dict[str, Any] = {"name": "dial-1", "url": None, "publisher": "The Dial", "title": None, **fields}
    return Source(number=1, document="0" * 32, published=date(2021, 5, 5), **known)


def appointment(**fields: Any) -> Appointment:
    values: dict[str, Any] = {
        "uid": "a" * 32,
        "show": SHOW,
        "season": 2,
        "event": "premiere",
        "day": date(2021, 10, 2),
        "certainty": "asserted",
        "given_up": False,
        "sequence": 0,
        "since": date(2021, 5, 5),
        "learned": None,
        "sources": ((source(url="https://dial.example/a;b,c"), "It begins on 2 October."),),
    }
    return Appointment(**values | fields)


def ical(*made: Appointment, name: str = "Underway") -> bytes:
    return appointments_ical(made, name=name, stamp=STAMP)


def events(data: bytes) -> list[Event]:
    calendar = Calendar.from_ical(data)
    assert not calendar.errors
    assert not any(event.errors for event in calendar.events)
    assert calendar.to_ical() == data
    return list(calendar.events)


def told(until: date) -> list[tuple[str, int, str, date]]:
    """UID, sequence, status and day of each event that a history has by a day."""
    said = [
        *tell("2021-05-05", "premiere 2 2021-10-02 reported"),
        *tell("2021-06-01", "premiere 2 2021-10-02, finale 2 2021-11-20"),
        *tell("2021-07-01", "premiere 2 2021-12-04"),
        *tell("2021-08-01", "premiere 2 2022"),
    ]
    made = events(ical(*appointments(SHOW, said, until=until)))
    return [(str(e["uid"]), e.sequence, str(e["status"]), e.start) for e in made]


def test_an_event_has_all_that_a_calendar_shows() -> None:
    [event] = events(ical(appointment()))
    assert sorted(event.to_ical().decode().replace("\r\n ", "").splitlines()) == [
        "BEGIN:VEVENT",
        "DESCRIPTION:“It begins on 2 October.”\\n— The Dial\\, 5 May 2021\\nhttps://dial.example/a\\;b\\,c",
        "DTSTAMP:20210505T000000Z",
        "DTSTART;VALUE=DATE:20211002",
        "END:VEVENT",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "SUMMARY:Harrow House\\, season 2: premiere",
        "TRANSP:TRANSPARENT",
        f"UID:{'a' * 32}@underway",
        "URL:https://dial.example/a;b,c",
    ]
    assert event["summary"] == "Harrow House, season 2: premiere"
    assert event["description"] == "“It begins on 2 October.”\n— The Dial, 5 May 2021\nhttps://dial.example/a;b,c"


@pytest.mark.parametrize(
    ("certainty", "given_up", "status"),
    [
        ("asserted", False, "CONFIRMED"),
        ("reported", False, "TENTATIVE"),
        ("speculative", False, "TENTATIVE"),
        ("asserted", True, "CANCELLED"),
        ("reported", True, "CANCELLED"),
    ],
)
def test_the_status_tells_how_sure_the_day_is(certainty: str, given_up: bool, status: str) -> None:
    [event] = events(ical(appointment(certainty=certainty, given_up=given_up)))
    assert event["status"] == status


@pytest.mark.parametrize(
    ("season", "event", "summary"),
    [(None, "premiere", "Harrow House: premiere"), (3, "filming_start", "Harrow House, season 3: filming begins")],
)
def test_the_summary_names_show_season_and_event(season: int | None, event: str, summary: str) -> None:
    [made] = events(ical(appointment(season=season, event=event)))
    assert made["summary"] == summary


def test_a_calendar_that_is_read_again_updates_its_events() -> None:
    [(uid, *first)] = told(date(2021, 5, 31))
    assert first == [0, "TENTATIVE", date(2021, 10, 2)]
    second, (finale, *_) = told(date(2021, 6, 30))
    assert second == (uid, 1, "CONFIRMED", date(2021, 10, 2))
    unchanged = (finale, 0, "CONFIRMED", date(2021, 11, 20))
    assert told(date(2021, 7, 31)) == [unchanged, (uid, 2, "CONFIRMED", date(2021, 12, 4))]
    assert told(date(2021, 8, 31)) == [unchanged, (uid, 3, "CANCELLED", date(2021, 12, 4))]


def test_an_event_is_stamped_with_when_it_was_learned_in_utc() -> None:
    learned = datetime(2021, 6, 3, 1, 2, 3, tzinfo=timezone(timedelta(hours=2)))
    [event] = events(ical(appointment(learned=learned)))
    assert event.decoded("dtstamp") == learned
    assert b"DTSTAMP:20210602T230203Z\r\n" in event.to_ical()


def test_the_calendar_has_its_name_and_moment() -> None:
    data = ical(name="Harrow; House, all of it")
    calendar = Calendar.from_ical(data)
    assert (calendar["version"], calendar["prodid"]) == ("2.0", "-//Underway//Underway//EN")
    assert calendar.last_modified == STAMP
    assert b"\r\nNAME:Harrow\\; House\\, all of it\r\nX-WR-CALNAME:Harrow\\; House\\, all of it\r\n" in data


@pytest.mark.parametrize(
    ("urls", "url"),
    [
        ([None, "https://dial.example/1"], "https://dial.example/1"),
        (["https://dial.example/1", "https://dial.example/2"], "https://dial.example/1"),
        (["https://dial.example/x\r\nSTATUS:CANCELLED"], "https://dial.example/x%0D%0ASTATUS:CANCELLED"),
        (["javascript:alert(1)"], None),
        ([], None),
    ],
)
def test_only_a_web_address_becomes_the_url(urls: list[str | None], url: str | None) -> None:
    [event] = events(ical(appointment(sources=tuple((source(url=url), "Words.") for url in urls))))
    assert event.get("url") == url


def test_equal_appointments_make_equal_bytes_in_any_order() -> None:
    made = [appointment(uid=letter * 32, day=date(2021, 10, day)) for letter, day in [("a", 2), ("b", 2), ("c", 1)]]
    assert len({ical(*order) for order in permutations(made)}) == 1
    assert [str(e["uid"])[0] for e in events(ical(*made))] == ["c", "a", "b"]


@given(strings, strings, strings)
def test_text_from_outside_stays_text(show: str, publisher: str, words: str) -> None:
    of = source(publisher=publisher, name=publisher, title=publisher, url=publisher)
    data = ical(appointment(show=show, sources=((of, words), (of, show))), name=words)
    [event] = events(data)
    assert {*event} <= {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "TRANSP", "DESCRIPTION", "URL"}
    assert not event.subcomponents
    assert event["summary"] == inert(f"{show}, season 2: premiere")
    said = str(event["description"])
    assert inert(words) in said
    assert all(inert(line) == " ".join(line.split()) for line in said.split("\n"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_lines_are_as_rfc_5545_wants_them(hostile: str) -> None:
    data = ical(appointment(show=hostile, sources=((source(publisher=hostile), hostile * 5),)), name=hostile)
    assert data.endswith(b"\r\n")
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 and not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line) for line in lines)
    unfolded = data.decode().replace("\r\n ", "").splitlines()
    assert [line for line in unfolded if line.startswith("BEGIN:")] == ["BEGIN:VCALENDAR", "BEGIN:VEVENT"]
