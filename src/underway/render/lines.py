"""Shows, claims and changes as lines for the terminal."""

from collections.abc import Iterable
from datetime import UTC
from textwrap import wrap
from typing import Any

from underway.dossier import Change, ShowLine
from underway.ledger import KeptClaim
from underway.render import labels
from underway.render.claims import claim_record, describe
from underway.render.inert import inert
from underway.vocabulary.dates import write_date
from underway.vocabulary.seasons import write_season

_TITLE, _VERDICT = 32, 12
_NARROWEST = 40


def show_line(show: ShowLine) -> str:
    """Title, verdict, season and stage, network, and the day of the newest document, in columns; doubts below."""
    season = labels.capital(write_season(show.season)) if show.season else "Another season"
    stage = f", {labels.STATUS[show.stage]}" if show.stage and show.stage != show.verdict else ""
    last = write_date(show.last.isoformat()) if show.last else "no day given"
    about = f"{season}{stage} · {', '.join(show.networks) or 'network not said'} · {last}"
    return show_columns(show.show, show.verdict, about, show.doubts)


def show_columns(title: str, verdict: str, about: str, notes: Iterable[str]) -> str:
    """A show in a line, and its notes below."""
    lines = [f"{inert(title):<{_TITLE}} {verdict:<{_VERDICT}} {inert(about)}"]
    lines += [f"  {inert(note)}" for note in notes]
    return "\n".join(lines) + "\n"


def kept_claim_record(kept: KeptClaim) -> dict[str, Any]:
    """The claim as `claims.claim_record` has it, with its document's address, publisher, title and day, the moment at
    which it was kept, and its state."""
    return {
        **claim_record(kept.claim, kept.document),
        "url": kept.document.url,
        "publisher": kept.document.publisher,
        "title": kept.document.title,
        "published": kept.document.published,
        "published_kind": kept.document.published_kind,
        "kept": kept.kept,
        "state": kept.state,
        "confirmed": kept.confirmed,
        "also_by": kept.also,
    }


def kept_claim_lines(kept: KeptClaim, *, width: int | None) -> str:
    """What the claim says and its state, its words, and its source with its id."""
    document = kept.document
    state = [kept.state] if kept.state != "current" else []
    said = f"{kept.claim.kind:<9} {inert(describe(kept.claim))}"
    source = inert(f"{document.outlet or document.title or document.name}, {labels.day(document)}")
    head = f"{kept.claim.id[:12]}  {said}" + "".join(f" [{word}]" for word in [*state, *["confirmed"] * kept.confirmed])
    lines = [head, *_wrapped(labels.quoted(inert(kept.claim.evidence.text)), width), f"    — {source}"]
    return "\n".join(lines) + "\n"


def change_line(change: Change, *, named: bool) -> str:
    """The day, what changed, and where that stands; with the show's title where it is `named`. What the ledger learned
    later than the world is marked with the day on which it did."""
    about = f"{change.show}: " if named else ""
    sources = "; ".join(dict.fromkeys(labels.source_name(source) for source, _ in change.sources))
    return inert(f"{change.day.isoformat()}  {about}{change.said}{learned_later(change)} [{sources}]") + "\n"


def learned_later(change: Change) -> str:
    """Of what the ledger learned later than the world, the day on which it did: ` (learned 3 June 2021)`."""
    learned = change.learned.astimezone(UTC).date() if change.learned else change.day
    return f" (learned {write_date(learned.isoformat())})" if learned > change.day else ""


def _wrapped(text: str, width: int | None) -> list[str]:
    if width is None:
        return [f"    {text}"]
    return wrap(text, max(width, _NARROWEST), initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
