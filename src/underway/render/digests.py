"""Followed shows as lines, and digests of what changed for them as text, Markdown, an HTML page and a feed."""

from typing import NamedTuple

from underway.dossier import Change, Source
from underway.render import labels
from underway.render.inert import inert
from underway.render.inert import inert_markdown as safe
from underway.render.lines import change_line, learned_later, show_columns
from underway.render.links import at_words
from underway.vocabulary.dates import write_date
from underway.vocabulary.seasons import write_season
from underway.watch.digests import Digest, ShowNews
from underway.watch.following import FollowedShow

MOST_WORDS = 3  # for one change; where more say the same, they are named


def followed_line(show: FollowedShow) -> str:
    """Title, verdict and since when, season and stage, the next date, and since when it is followed; below, what is to
    be settled."""
    season = write_season(show.season) if show.season else "another season"
    stage = f", {labels.STATUS[show.stage]}" if show.stage and show.stage != show.verdict else ""
    known = [*_since(show), f"{season}{stage}", *_next(show)] if show.known else ["no document here speaks of it yet"]
    about = " · ".join([*known, f"followed since {write_date(show.followed.date().isoformat())}"])
    return show_columns(show.show, show.verdict, about, _notes(show))


def digest_text(digest: Digest) -> str:
    """For the terminal: a line for each change, under the show and where it stands."""
    blocks = [[inert(_title(digest)), _day(digest)]]
    for show in digest.shows:
        about = [" ".join(show.now.answer), " · ".join(_facts(show.now)), *_notes(show.now)]
        lines = [*map(inert, filter(None, about)), *(change_line(c, named=False).rstrip("\n") for c in show.changes)]
        blocks.append([inert(show.now.show), *(f"  {line}" for line in lines)])
    blocks.append([f"{_ending(digest)} {_command(digest)}"])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def digest_markdown(digest: Digest) -> str:
    """Each change links to the words that made it."""
    blocks = [f"# {safe(_title(digest))}", _day(digest)]
    for show in digest.shows:
        first, *more = show.now.answer
        blocks += [
            f"## {safe(show.now.show)}",
            " ".join([f"**{safe(first)}**", *map(safe, more)]),
            *map(safe, filter(None, [" · ".join(_facts(show.now)), *_notes(show.now)])),
            "\n".join(map(_item, show.changes)),
        ]
    blocks.append(f"{_ending(digest)} `{_command(digest)}`")
    return "\n\n".join(blocks) + "\n"


def digest_html(digest: Digest) -> str:
    """A page by itself, plain enough to be mailed; each change with the words that made it, and links to them."""
    from underway.render.pages import page  # noqa: PLC0415 - slow to import, and only this needs it

    return page(
        "digest",
        title=_title(digest),
        day=_day(digest),
        shows=[_section(show) for show in digest.shows],
        ending=_ending(digest),
        command=_command(digest),
    )


def digest_atom(digest: Digest) -> bytes:
    """A feed by itself, with an entry for each change."""
    from underway.render.feed import changes_atom  # noqa: PLC0415 - slow to import, and only this needs it

    changes = [change for show in digest.shows for change in show.changes]
    feed_id = f"urn:underway:digest:{digest.id}"
    return changes_atom(changes, title=f"Underway: {_title(digest)}", feed_id=feed_id, updated=digest.made)


def _title(digest: Digest) -> str:
    """`News of Harrow House and 2 other shows`."""
    first, *others = (show.now.show for show in digest.shows)
    match others:
        case []:
            return f"News of {first}"
        case [other]:
            return f"News of {first} and {other}"
        case _:
            return f"News of {first} and {len(others)} other shows"


def _day(digest: Digest) -> str:
    return write_date(digest.made.date().isoformat())


def _ending(digest: Digest) -> str:
    return f"Digest {digest.id}. When you have it:"


def _command(digest: Digest) -> str:
    return f"underway digest --confirm {digest.id}"


def _facts(show: FollowedShow) -> list[str]:
    stage = [f"stage: {labels.STATUS[show.stage]}"] if show.stage and show.stage != "aired" else []
    return [*_since(show), *stage, *_next(show)]


def _since(show: FollowedShow) -> list[str]:
    return [f"since {write_date(show.since.isoformat())}"] if show.since else []


def _next(show: FollowedShow) -> list[str]:
    """`next: season 2 premiere, 2 October 2021`."""
    if show.next_date is None:
        return []
    coming = show.next_date
    season = f"{write_season(coming.season)} " if coming.season else ""
    when = labels.hedged(write_date(coming.date), coming.certainty)
    return [f"next: {season}{labels.EVENT[coming.event]}, {when}"]


def _notes(show: FollowedShow) -> list[str]:
    others = [f"Other shows of this title: {'; '.join(show.others)}."] if show.others else []
    close = [f"Did you mean: {'; '.join(show.close_titles)}?"] if show.close_titles else []
    return [*others, *show.doubts, *close]


class _Words(NamedTuple):
    """Words of a document; `href` leads to them, where the document has an address."""

    text: str
    by: str
    day: str
    href: str | None


class _Told(NamedTuple):
    """A change, with words from each of the first documents that made it, and the names of the others."""

    said: str
    on: str
    day: str
    words: list[_Words]
    more: str


class _Section(NamedTuple):
    title: str
    tone: str
    answer: tuple[str, ...]
    facts: list[str]
    notes: list[str]
    changes: list[_Told]


def _section(show: ShowNews) -> _Section:
    now = show.now
    tone = "aired" if now.stage == "aired" else now.verdict
    return _Section(now.show, tone, now.answer, _facts(now), _notes(now), [_told(change) for change in show.changes])


def _told(change: Change) -> _Told:
    by_document: dict[str, tuple[Source, str]] = {}
    for source, words in change.sources:
        by_document.setdefault(source.document, (source, words))
    first, others = list(by_document.values())[:MOST_WORDS], list(by_document.values())[MOST_WORDS:]
    names = "; ".join(dict.fromkeys(labels.source_name(source) for source, _ in others))
    return _Told(
        said=change.said,
        on=change.day.isoformat(),
        day=write_date(change.day.isoformat()) + learned_later(change),
        words=[_Words(w, labels.source_name(s), labels.day(s), at_words(s.url, w)) for s, w in first],
        more=f"Also: {names}" if names else "",
    )


def _item(change: Change) -> str:
    told = _told(change)
    links = [f"[{safe(w.by)}](<{w.href}>)" if w.href else safe(w.by) for w in told.words]
    return f"- {told.day}: {safe(told.said)} {'; '.join([*links, *([safe(told.more)] if told.more else [])])}"
