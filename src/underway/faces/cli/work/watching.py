"""Feeds added, listed, removed, tested and polled."""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

import msgspec

from underway.faces.cli.work import terminal
from underway.faces.cli.work.ledgers import opened
from underway.faces.cli.work.web import Reach
from underway.ledger import Polled, PolledFeed
from underway.reading import LANGUAGES
from underway.render import labels
from underway.render.inert import inert
from underway.render.records import Format, json_text, written
from underway.sources import Fault
from underway.sources.locations import STANDARD_INPUT, describe
from underway.sources.records import RefusedError
from underway.sources.streams import MIB
from underway.watch.subscriptions import Examined, Subscription, examine, feed_address, read_list, starter_feeds

if TYPE_CHECKING:
    from underway.watch.polling import Event

LogFormat = Literal["text", "jsonl"]

_LONGEST_LIST = 16 * MIB
_UNCHECKED = "Nobody has checked these addresses; once they are polled, `underway sources list` names those that fail."


def add(given: Sequence[str], *, name: str | None, starter: bool, ledger: str | None) -> int:
    """Adds the feeds, and prints how many were new; with `starter` those of the list that are named, or all of it."""

    def work() -> int:
        failed = new = there = 0
        with opened(ledger) as kept:
            for found in _starters(given) if starter else _subscriptions(given, name):
                if isinstance(found, Fault):
                    terminal.complain(found)
                    failed += 1
                elif kept.polled.add(found.address, found.name):
                    new += 1
                else:
                    there += 1
            parts = [f"{labels.many(new, 'feed')} added" if new else "nothing new"]
            if there:
                parts.append(f"{labels.many(there, 'feed')} {'was' if there == 1 else 'were'} there already")
            print(inert(f"{kept.place}: {'; '.join(parts)}"))
            if starter and new:
                print(_UNCHECKED)
        return 1 if failed else 0

    return terminal.finish(work)


def _starters(names: Sequence[str]) -> Iterator[Subscription | Fault]:
    known = {feed.name.casefold(): feed for feed in starter_feeds()}
    for name in names or known:
        feed = known.get(name.casefold())
        if feed is None:
            yield Fault(name, "is not in the list to begin with; `underway sources starter` prints it")
        else:
            yield Subscription(feed.address, feed.name)


def _subscriptions(given: Sequence[str], name: str | None) -> Iterator[Subscription | Fault]:
    for one in given:
        try:
            if one == STANDARD_INPUT:
                yield from read_list(_whole(sys.stdin.buffer), "standard input")
            elif "://" not in one and Path(one).exists():
                with Path(one).open("rb") as file:
                    yield from read_list(_whole(file), one)
            else:
                yield Subscription(feed_address(one), name)
        except RefusedError as refused:
            yield Fault(one, str(refused))
        except OSError as error:
            yield Fault(one, describe(error))


def starter(format_: Format) -> int:
    """Prints the list to begin with, as text, json or jsonl."""

    def work() -> int:
        feeds = starter_feeds()
        if format_ == "text":
            for feed in feeds:
                print(f"{feed.name:<33}  {feed.about:<40}  {feed.address}")
            print(f"\n{_UNCHECKED}")
        else:
            sys.stdout.writelines(written(feeds, format_))
        return 0

    return terminal.finish(work)


def list_sources(format_: Format, ledger: str | None) -> int:
    """Prints the feeds in the order in which they were added, with their state, as text, json or jsonl."""

    def work() -> int:
        with opened(ledger, create=False) as kept:
            found = kept.polled.feeds()
        if format_ == "text":
            sys.stdout.writelines(map(_source_lines, found))
        else:
            sys.stdout.writelines(written(map(_source_record, found), format_))
        return 0

    return terminal.finish(work)


def _whole(file: BinaryIO) -> bytes:
    """Raises RefusedError where a list is too long to be one."""
    payload = file.read(_LONGEST_LIST + 1)
    if len(payload) > _LONGEST_LIST:
        raise RefusedError(f"is larger than {_LONGEST_LIST // MIB} MiB; split it")
    return payload


def _source_record(source: PolledFeed) -> dict[str, Any]:
    return {name: value for name, value in msgspec.to_builtins(source).items() if name != "validators"}


def _source_lines(source: PolledFeed) -> str:
    """Name and address; below, how it is doing; and what was wrong last, if it failed since it answered."""
    counts = f"{source.read:,} read, {source.waiting:,} waiting, {source.given_up:,} given up"
    answered = f"answered {_minute(source.polled)}" if source.polled else "no answer yet"
    due = f"due {_minute(source.due)}" if source.due > (source.polled or source.added) else "due"
    lines = [_named(source), f"  {counts}; {answered}, {due}"]
    if source.failures:
        times = f", {source.failures:,} times in a row" if source.failures > 1 else ""
        lines.append(f"  FAILED{times}: {inert(source.error or '')}")
    if source.gave_up:
        lines.append(f"  given up, the last of them: {inert(source.gave_up)}")
    return "".join(f"{line}\n" for line in lines)


def _named(source: PolledFeed) -> str:
    return "  ".join(inert(part) for part in (source.name, source.address) if part)


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def remove(given: Sequence[str], ledger: str | None) -> int:
    """Removes the feeds, each given by its address or its name, and prints which they were."""

    def do(polled: Polled, source: PolledFeed) -> str:
        polled.remove(source.address)
        return f"removed: {_named(source)}"

    return _with_each(given, do, ledger)


def retry(given: Sequence[str], ledger: str | None) -> int:
    """Has the entries that were given up tried again, of the feeds given likewise or of all, and prints how many."""

    def do(polled: Polled, source: PolledFeed) -> str:
        return f"{labels.many(polled.retry(source.address), 'entry', 'entries')} to try again: {_named(source)}"

    return _with_each(given, do, ledger)


def _with_each(given: Sequence[str], do: Callable[[Polled, PolledFeed], str], ledger: str | None) -> int:
    def work() -> int:
        status = 0
        with opened(ledger, create=False) as kept:
            if not given:
                sys.stdout.writelines(f"{do(kept.polled, source)}\n" for source in kept.polled.feeds())
            for one in given:
                found = [source for source in kept.polled.feeds() if _is_meant(source, one)]
                if len(found) == 1:
                    print(do(kept.polled, found[0]))
                else:
                    what = "several feeds are called so; give the address" if found else "there is no such feed"
                    terminal.complain(f"{one}: {what}; `underway sources list` lists them")
                    status = 1
        return status

    return terminal.finish(work)


def _is_meant(source: PolledFeed, given: str) -> bool:
    if "://" not in given:
        return (source.name or "").casefold() == given.casefold()
    try:
        return source.address in (given, feed_address(given))
    except RefusedError:
        return False


def test(addresses: Sequence[str], reach: Reach, format_: Format) -> int:
    """Prints what each address turns out to be, as text, json or jsonl."""
    failed = False

    def examined() -> Iterator[Examined]:
        nonlocal failed
        web = reach.web()
        for address in addresses:
            try:
                yield examine(web, feed_address(address))
            except RefusedError as refused:
                terminal.complain(f"{address}: {refused}")
                failed = True

    def work() -> int:
        sys.stdout.writelines(map(_examined_lines, examined()) if format_ == "text" else written(examined(), format_))
        return 1 if failed else 0

    return terminal.finish(work)


def poll(reach: Reach, format_: LogFormat | None, ledger: str | None, *, every: timedelta | None) -> int:
    """Polls once, or on and on until a signal asks to stop, and prints what happens, a line each; without a format, as
    text on a terminal and else as jsonl."""
    from underway.watch import polling  # noqa: PLC0415 - slow to import, and the other commands do without

    line = _event_line if (format_ or ("text" if sys.stdout.isatty() else "jsonl")) == "text" else json_text

    def show(events: "Iterator[Event]") -> None:
        for event in events:
            print(line(event), flush=True)

    def work() -> int:
        web = reach.web()
        with opened(ledger, create=False) as kept:
            if not kept.polled.feeds():
                terminal.complain(f"{kept.place}: there are no feeds to poll; `underway sources add` adds some")
                return 1
            with kept.polled.polling():
                if every is None:
                    show(polling.poll(kept, web))
                else:
                    with _until_asked_to_stop() as stopped:
                        show(polling.poll_on(kept, web, every=every, stopped=stopped))
        return 0

    return terminal.finish(work, interrupted="interrupted; what was read is kept, run it again to go on")


@contextmanager
def _until_asked_to_stop() -> Iterator[Callable[[], bool]]:
    """Whether a signal has asked to stop. The next one is obeyed at once."""
    asked = False

    def ask(number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        signal.signal(number, before[number])

    before = {int(number): signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _event_line(event: "Event") -> str:
    from underway.watch import polling  # noqa: PLC0415 - as above

    match event:
        case polling.SourceAnswered(source=source, unchanged=unchanged, new=new):
            said = f"answered   {source}: {'unchanged' if unchanged else f'{new:,} new'}"
        case polling.SourceFailed():
            said = f"FAILED     {event.source}: {event.error}; due again {_minute(event.due)}"
        case polling.EntryRead():
            found = labels.many(event.claims, "new claim") if event.added else "was there already"
            found = f"is in {LANGUAGES[event.language]}, which is not read yet" if event.language else found
            said = f"read       {event.entry}: {'; '.join([found, *event.warnings])}"
        case polling.EntryFailed(due=None):
            said = f"GIVEN UP   {event.entry}: {event.error}"
        case polling.EntryFailed(due=datetime() as due):
            said = f"later      {event.entry}: {event.error}; due again {_minute(due)}"
        case polling.RoundFailed():
            said = f"FAILED     {event.error}"
        case polling.RoundEnded():
            said = (
                f"round      {labels.many(event.answered, 'feed')} answered, {event.failed:,} failed; "
                f"{event.read:,} read, {event.waiting:,} waiting, {event.given_up:,} given up; "
                f"{labels.many(event.documents, 'document')} and {labels.many(event.claims, 'claim')} new"
            )
    return f"{event.at:%Y-%m-%d %H:%M:%S} UTC  {inert(said)}"


def _examined_lines(found: "Examined") -> str:
    teasers = f", {found.teasers:,} of them without the whole text" if found.teasers else ""
    count = f"{found.entries:,} {'entry' if found.entries == 1 else 'entries'}{teasers}"
    lines = [inert(f"{found.address}: {found.title or 'a feed without a title'}; {count}")]
    lines += [
        f"  {entry.published or 'no day'!s:<10}  {inert(entry.title or entry.address or '')}" for entry in found.newest
    ]
    return "".join(f"{line}\n" for line in lines)
