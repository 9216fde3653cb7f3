"""Claims: as records of the shape that the reading guide lays down, and as a short text for people."""

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import msgspec

from underway.render import labels
from underway.render.inert import inert
from underway.vocabulary import Audience, Claim, Company, Credit, Date, Document, Episodes, Quote, Status, figure_of
from underway.vocabulary.dates import write_date
from underway.vocabulary.metrics import write_metric
from underway.vocabulary.seasons import write_season

if TYPE_CHECKING:
    from underway.models.agreement import Compared

_MARGIN = " " * len("  audience  ")
_NARROWEST = 40
# Fields beyond the reading guide's are written only where the text gives them.
_FURTHER = frozenset({"attributed_to", "speaker_mention", "demographic", "region"})


def claim_record(claim: Claim, document: Document) -> dict[str, Any]:
    """The claim's kind and fields, with `id`, `document` (the source's id where there is one), `rule`, `reader` and
    `evidence` as `{"start", "end", "text"}`."""
    fields = {
        name: value for name, value in claim.fields().items() if value is not None or not _is_further(claim, name)
    }
    return {
        "id": claim.id,
        "document": document.name,
        "kind": claim.kind,
        **fields,
        "evidence": msgspec.to_builtins(claim.evidence),
        "rule": claim.rule,
        "reader": claim.reader,
    }


def compared_record(compared: "Compared", document: Document) -> dict[str, Any]:
    """The claim's record with the `readers` that make it, and the ids of claims by others that `disagree` with it."""
    record = claim_record(compared.claim, document)
    return {**record, "readers": compared.readers, "disagree": compared.disagrees}


def compared_text(found: Sequence["Compared"], document: Document, *, width: int | None = None) -> str:
    """As `claims_text`, with who makes each claim unless all do, and whether another says otherwise."""
    readers = {reader for one in found for reader in one.readers}
    notes = []
    for one in found:
        by = "" if len(one.readers) == len(readers) else f"by {', '.join(one.readers)} alone"
        notes.append("; ".join(filter(None, (by, "another reader says otherwise" if one.disagrees else ""))))
    return claims_text([one.claim for one in found], document, width=width, notes=notes)


def claims_text(
    claims: Sequence[Claim], document: Document, *, width: int | None = None, notes: Sequence[str] = ()
) -> str:
    """A heading for the document, and for each claim what it says above the words that say it, and its note, if there
    is one, in lines of up to `width` columns, as long as they like where that is None."""
    count = f"{len(claims)} claim{'s' * (len(claims) != 1)}"
    lines = [f"{inert(document.name)}, {labels.day(document)}: {count}"]
    for claim, note in zip(claims, notes or [""] * len(claims), strict=True):
        lines += _wrapped(f"  {claim.kind:<9} ", inert(describe(claim)), width)
        lines += _wrapped(_MARGIN, labels.quoted(inert(claim.evidence.text)), width)
        lines += _wrapped(_MARGIN, f"[{inert(note)}]", width) if note else []
    return "\n".join(lines) + "\n"


def _wrapped(start: str, text: str, width: int | None) -> list[str]:
    if width is None:
        return [start + text]
    return wrap(
        text,
        max(width, _NARROWEST),
        initial_indent=start,
        subsequent_indent=_MARGIN,
        break_long_words=False,
        break_on_hyphens=False,
    )


def describe(claim: Claim) -> str:
    """What the claim says, in words that are not yet inert."""
    show = claim.show or "no show"
    match claim:
        case Status():
            said = f"{_subject(show, claim.season)}: {labels.STATUS[claim.status]}"
            return labels.hedged(said, claim.certainty)
        case Date():
            said = f"{_subject(show, claim.season)}: {labels.EVENT[claim.event]}, {write_date(claim.date)}"
            return labels.hedged(said, claim.certainty)
        case Quote():
            return f"{show}: {claim.speaker}" + (f", to {claim.venue}" if claim.venue else "")
        case Audience():
            return f"{_subject(show, claim.season)}: {labels.amount(claim.value, claim.unit)}, {_counted(claim)}"
        case Credit():
            role = labels.ROLE[claim.role] + (f" as {claim.character}" if claim.character else "")
            return f"{show}: {claim.person}, {role}"
        case Company():
            return f"{show}: {claim.name}, {labels.ROLE[claim.role]}"
        case Episodes():
            return f"{_subject(show, claim.season)}: {claim.count} episode{'s' * (claim.count != 1)}"


def _counted(claim: Audience) -> str:
    return write_metric(figure_of(claim, None).metric)


def _subject(show: str, season: int | None) -> str:
    return show if season is None else f"{show}, {write_season(season)}"


def _is_further(claim: Claim, name: str) -> bool:
    return name in _FURTHER or (name == "season" and isinstance(claim, Quote))
