"""Appointments as a calendar: iCalendar as of RFC 5545, its name as of RFC 7986."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from icalendar import Calendar, Event, vText

from underway.dossier import Appointment, Source
from underway.render import labels
from underway.render.inert import inert, web_address
from underway.vocabulary.seasons import write_season

_PRODUCT = "-//Underway//Underway//EN"


def appointments_ical(appointments: Iterable[Appointment], *, name: str, stamp: datetime) -> bytes:
    """An event of a whole day for each appointment, the earliest first; one that was given up is kept as cancelled.

    `stamp` is the moment, in UTC, of which the calendar tells. Equal appointments make equal bytes in any order.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for property_ in ("name", "x-wr-calname"):  # the second is what programs knew before RFC 7986
        calendar.add(property_, vText(inert(name)))
    calendar.add("last-modified", stamp)
    for appointment in sorted(appointments, key=lambda a: (a.day, a.uid)):
        calendar.add_component(_event(appointment))
    made: bytes = calendar.to_ical()
    return made


def _event(appointment: Appointment) -> Event:
    a = appointment
    subject = a.show if a.season is None else f"{a.show}, {write_season(a.season)}"
    event = Event()
    event.add("uid", f"{a.uid}@underway")
    event.add("sequence", a.sequence)
    event.add("dtstamp", a.learned or datetime.combine(a.since, time(), UTC))
    event.add("dtstart", a.day)
    event.add("summary", inert(f"{subject}: {labels.EVENT[a.event]}"))
    event.add("status", _status(a))
    event.add("transp", "TRANSPARENT")
    event.add("description", "\n\n".join(_quoted(source, words) for source, words in a.sources))
    addresses = [address for source, _ in a.sources if (address := web_address(source.url))]
    if addresses:
        event.add("url", addresses[0])
    return event


def _status(appointment: Appointment) -> str:
    if appointment.given_up:
        return "CANCELLED"
    return "CONFIRMED" if appointment.certainty == "asserted" else "TENTATIVE"


def _quoted(source: Source, words: str) -> str:
    lines = [labels.quoted(inert(words)), f"— {inert(labels.source_name(source))}, {labels.day(source)}"]
    return "\n".join(lines + [address for address in [web_address(source.url)] if address])
