"""Small stories about invented shows: what each document says, written as short phrases, made into real claims."""

from datetime import date
from typing import Any

from underway.dossier import Said
from underway.dossier.audience import Field, Watched, larger
from underway.vocabulary import (
    Audience,
    Claim,
    Company,
    Credit,
    Date,
    Document,
    Episodes,
    Metric,
    Quote,
    Status,
    figure_of,
    make_claim,
)
from underway.vocabulary.titles import title_key

SHOW = "Harrow House"
TODAY = date(2024, 6, 1)

_SENTENCES = {
    "renewed": "{show} has been picked up for {season}.",
    "cancelled": "{show} will not get {season}.",
    "ended": "{show} came to its end.",
    "final": "{season} of {show} is to be its last.",
    "in_production": "Cameras are rolling on {season} of {show}.",
    "wrapped": "Filming of {season} of {show} is over.",
    "delayed": "{season} of {show} has been put back.",
    "undecided": "Nobody has said whether {show} gets {season}.",
    "in_development": "Scripts for {season} of {show} are being written.",
}
_EVENTS = ("premiere", "finale", "filming_start", "filming_end", "renewal", "cancellation")
_CERTAINTIES = ("asserted", "reported", "speculative", "denied")


def document(day: str | None, *sentences: str, publisher: str | None = None, **fields: Any) -> Document:
    published = date.fromisoformat(day) if day else None
    return Document(text="\n\n".join(sentences), published=published, publisher=publisher, **fields)


def claim(doc: Document, kind: type[Claim], words: str, **fields: Any) -> Said[Claim]:
    start = doc.text.index(words)
    made: Claim = make_claim(kind, doc, start, start + len(words), rule="test", reader="test 1", **fields)
    return Said(made, doc)


def tell(day: str | None, phrases: str, *, publisher: str | None = None, show: str = SHOW) -> list[Said[Claim]]:
    """One document, its phrases parted by commas: `renewed 2, premiere 2 2021-10-02, cancelled 3 reported`.

    A `-` stands for no season. Further phrases: `figure SEASON`, `episodes SEASON COUNT`, `left NETWORK`.
    """
    parsed = [_parse(phrase.split(), show) for phrase in phrases.split(",")]
    doc = document(day, f"News of {show}.", *(sentence for sentence, _, _ in parsed), publisher=publisher)
    return [claim(doc, kind, sentence, show=show, **fields) for sentence, kind, fields in parsed]


def watched(peers: list[Said[Claim]]) -> Watched:
    """The figures of other shows, by metric."""
    made: dict[Metric, Field] = {}
    for s in peers:
        if isinstance(s.claim, Audience):
            metric, value = figure_of(s.claim, s.published).metric, float(s.claim.value)
            field = made.setdefault(metric, Field({}, []))
            key = title_key(s.claim.show)
            best = {**field.best, key: larger((value, value), field.best.get(key))}
            made[metric] = Field(best, [*field.said, s])
    return Watched(fields=made)


def _parse(words: list[str], show: str) -> tuple[str, type[Claim], dict[str, Any]]:
    what, rest = words[0], words[1:]
    certainty = rest.pop() if rest and rest[-1] in _CERTAINTIES else "asserted"
    if what == "left":
        return f"{show} has left {rest[0]}.", Company, {"role": "former_network", "name": rest[0]}
    season = None if not rest or rest[0] == "-" else int(rest[0])
    named = "another season" if season is None else f"season {season}"
    if what == "figure":
        sentence = f"Two million people watched {named} of {show}."
        return (
            sentence,
            Audience,
            {"season": season, "value": 2_000_000, "unit": "viewers", "window": None, "platform": None},
        )
    if what == "episodes":
        return f"{named} of {show} has {rest[1]} episodes.", Episodes, {"season": season, "count": int(rest[1])}
    if what in _EVENTS:
        sentence = f"The {what} of {named} of {show} is dated {rest[1]} ({certainty})."
        return sentence, Date, {"season": season, "event": what, "date": rest[1], "certainty": certainty}
    sentence = f"{_SENTENCES[what].format(show=show, season=named)} That is {certainty}."
    return sentence, Status, {"season": season, "status": what, "certainty": certainty}


__all__ = [
    "SHOW",
    "TODAY",
    "Audience",
    "Company",
    "Credit",
    "Date",
    "Episodes",
    "Quote",
    "Status",
    "claim",
    "document",
    "tell",
    "watched",
]
