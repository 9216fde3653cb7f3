"""All that reading knew of one document, in one value: its claims, the mentions that they rest on, and what lost."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from operator import attrgetter
from typing import Any, Literal, get_args

import msgspec

from underway.reading.cues import CueMention
from underway.reading.gate import passes
from underway.reading.kinds.status import Decided
from underway.reading.known_titles import KnownTitles
from underway.reading.language import foreign_language
from underway.reading.links.arguments import topics_of
from underway.reading.links.decisions import decision_of
from underway.reading.mentions.families import Family, evidence_table, judge
from underway.reading.reader import lay_out, read_page
from underway.reading.strength import strength
from underway.reading.structure import InOrder, Mention, Page, Placed, inside, within
from underway.vocabulary import Claim, Document, Quote, Status

MentionKind = Literal["show", "person", "name", "organisation", "season", "date", "figure", "quotation", "cue"]
TakenFor = Literal["show", "person", "neither"]
Dismissal = Literal["gate", "language"]
Loss = Literal["listed", "unsaid", "no-show", "unbound", "elsewhere", "overruled", "no-date", "unused"]
"""Why a cue gave no claim.

listed: it is a word of lists, and stands in no entry of one. unsaid: it is a label, a question, a supposition, or of
what is yet to come. no-show: nothing says of which show it speaks. unbound: its show or season is not close enough, or
not the one that it asks for. elsewhere: another place makes the same claim. overruled: wider words, a correction, or
what else the text says of the season. no-date: there is no date in its sentence. unused: it is of an event or a count
that nothing ties to a date or a show, or that another place gives.
"""

_BARE = frozenset(Mention.__struct_fields__)
# Which kinds of mentions may have filled a field of a claim.
_FILLED_BY: dict[str, tuple[MentionKind, ...]] = {
    "show": ("show",),
    "season": ("season",),
    "status": ("cue",),
    "event": ("cue",),
    "count": ("cue",),
    "date": ("date",),
    "value": ("figure",),
    "quote": ("quotation",),
    "speaker": ("person", "organisation"),
    "person": ("person",),
    "character": ("person", "name"),
    "name": ("organisation",),
    "platform": ("organisation",),
    "venue": ("organisation",),
    "attributed_to": ("organisation", "person"),
}
_GROUPS: Mapping[MentionKind, frozenset[tuple[MentionKind, ...]]] = {
    kind: frozenset(kinds for kinds in _FILLED_BY.values() if kind in kinds) for kind in get_args(MentionKind)
}
_START = attrgetter("start")


class Mentioned(msgspec.Struct, frozen=True):
    """A typed place: characters `start` to `end`, the rule that found it and its strength in 0 to 1. `says` is what the
    kind has beyond that, as JSON values. `claims` are the numbers of the claims in whose evidence it stands."""

    number: int
    kind: MentionKind
    start: int
    end: int
    rule: str
    strength: float
    says: Mapping[str, Any]
    claims: tuple[int, ...] = ()


class Link(msgspec.Struct, frozen=True):
    """The field of a claim, and the number of a mention that fills it."""

    field: str
    mention: int


class Explained(msgspec.Struct, frozen=True):
    """A claim and its strength, the numbers of the mentions inside its evidence, and what fills its fields: of the
    mentions that say the field's value all those inside the evidence, or else the nearest before it, or else the
    next."""

    number: int
    claim: Claim
    strength: float
    mentions: tuple[int, ...]
    links: tuple[Link, ...]


class Weight(msgspec.Struct, frozen=True):
    """What one piece of evidence adds, in log-odds, to a name's being a show and to its being a person."""

    evidence: str
    show: float
    person: float


class Judged(msgspec.Struct, frozen=True):
    """One name with the places of its spellings, in characters, what it was taken for, and why: the scores, in
    log-odds, are the sums of the weights."""

    name: str
    places: tuple[tuple[int, int], ...]
    taken_for: TakenFor
    show: float
    person: float
    weights: tuple[Weight, ...]


class LostCue(msgspec.Struct, frozen=True):
    """The number of a cue's mention that gave no claim, and why."""

    mention: int
    why: Loss


class Explanation(msgspec.Struct, frozen=True):
    """`dismissed` says what kept the document from being read, and `language` the one that it is in then, as
    LANGUAGES has it; there is nothing else then. All is in order of place."""

    document: Document
    claims: tuple[Explained, ...] = ()
    mentions: tuple[Mentioned, ...] = ()
    names: tuple[Judged, ...] = ()
    lost_cues: tuple[LostCue, ...] = ()
    dismissed: Dismissal | None = None
    language: str | None = None


_Saying = dict[tuple[tuple[MentionKind, ...], Any], list[Mentioned]]
"""By kinds that may fill a field, and a value of it: the mentions that say it, in order."""


def explain(document: Document, catalogue: KnownTitles | None = None) -> Explanation:
    """What `read` makes of the document, and from what."""
    language = foreign_language(document.text)
    if language:
        return Explanation(document, dismissed="language", language=language)
    if not passes(document.text):
        return Explanation(document, dismissed="gate")
    page = lay_out(document, catalogue)
    claims = read_page(page)
    mentions = _mentions(page, claims)
    explained = tuple(_explained(page, mentions, claims))
    names = tuple(_judged(page, family) for family in judge(page))
    placed = tuple(_placed(mentions, explained))
    return Explanation(document, explained, placed, names, tuple(_lost(page, placed, claims)))


def _mentions(page: Page, claims: Iterable[Claim]) -> InOrder[Mentioned]:
    """All of the page, numbered from 1; the cues of all kinds among them, and the words that name a speaker."""
    found = [*_typed(page), *_cues(page)]
    taken = {(m.kind, m.start) for m in found}
    for claim in claims:
        words = claim.speaker_mention if isinstance(claim, Quote) else None
        if isinstance(claim, Quote) and words and not {(k, words.start) for k in _FILLED_BY["speaker"]} & taken:
            taken.add(("person", words.start))
            found.append(Mentioned(0, "person", words.start, words.end, claim.rule, 1.0, {"name": claim.speaker}))
    found.sort(key=lambda m: (m.start, -m.end, m.kind))
    return InOrder(msgspec.structs.replace(m, number=n) for n, m in enumerate(found, 1))


def _typed(page: Page) -> Iterator[Mentioned]:
    of_kinds: tuple[tuple[MentionKind, Sequence[Mention]], ...] = (
        ("show", page.shows),
        ("person", page.persons),
        ("organisation", page.organisations),
        ("season", page.seasons),
        ("date", page.dates),
        ("figure", page.figures),
        ("quotation", page.quotations),
    )
    for kind, mentions in of_kinds:
        yield from (_of(m, kind) for m in mentions)
    typed = {m.start for m in (*page.persons, *page.organisations)}
    yield from (_of(m, "name") for m in page.names if m.start not in typed)


def _of(mention: Mention, kind: MentionKind) -> Mentioned:
    fields = ((name, getattr(mention, name)) for name in mention.__struct_fields__ if name not in _BARE)
    says = {
        name: msgspec.to_builtins(value) for name, value in fields if value not in (None, "") and value is not False
    }
    return Mentioned(0, kind, mention.start, mention.end, mention.rule, mention.strength, says)


def _cues(page: Page) -> Iterator[Mentioned]:
    for cue in page.cues:
        yield Mentioned(0, "cue", cue.start, cue.end, cue.cue.id, 1.0, {"status": cue.cue.status})
    for event in page.events:
        yield Mentioned(0, "cue", event.start, event.end, event.cue.id, 1.0, {"event": event.cue.event})
    for count in page.counts:
        yield Mentioned(0, "cue", count.start, count.end, count.cue.id, 1.0, {"count": count.count})


def _explained(page: Page, mentions: InOrder[Mentioned], claims: list[Claim]) -> Iterator[Explained]:
    saying = _saying(page.text, mentions)
    for number, claim in enumerate(claims, 1):
        here = inside(mentions, claim.evidence.start, claim.evidence.end)
        links = [
            Link(field, mention.number)
            for field, kinds in _FILLED_BY.items()
            if (value := getattr(claim, field, None)) is not None
            for mention in _filling(claim, kinds, value, here, saying)
        ]
        yield Explained(number, claim, strength(page, claim), tuple(m.number for m in here), tuple(links))


def _saying(text: str, mentions: InOrder[Mentioned]) -> _Saying:
    saying: _Saying = defaultdict(list)
    for mention in mentions:
        for value in _values(text, mention):
            for kinds in _GROUPS[mention.kind]:
                saying[kinds, value].append(mention)
    return saying


def _values(text: str, mention: Mentioned) -> tuple[Any, ...]:
    """What a field may hold that the mention fills; of a cue its rule, as its words may be denied."""
    says = mention.says
    match mention.kind:
        case "show":
            return (says["title"],)
        case "person" | "organisation":
            return (says["name"],)
        case "season":
            return tuple(says["numbers"])
        case "date":
            return (says["date"], says.get("until"))
        case "figure":
            return (says["value"],)
        case "cue":
            return (mention.rule,)
        case _:
            return (text[mention.start : mention.end],)


def _filling(
    claim: Claim, kinds: tuple[MentionKind, ...], value: Any, here: list[Mentioned], saying: _Saying
) -> list[Mentioned]:
    if kinds == ("quotation",):
        return [m for m in here if m.kind == "quotation"]
    if kinds == ("cue",):
        value = _cue_of(claim)
    said = saying.get((kinds, value), [])
    start, end = claim.evidence.start, claim.evidence.end
    at = bisect_left(said, start, key=_START)
    within_it = [m for m in said[at : bisect_left(said, end, key=_START)] if m.end <= end]
    if within_it or kinds == ("cue",):
        return within_it
    return said[at - 1 : at] if at else said[:1]


def _cue_of(claim: Claim) -> str:
    return claim.rule.removeprefix("date.")


def _placed(mentions: Iterable[Mentioned], claims: Iterable[Explained]) -> Iterator[Mentioned]:
    stands_in = defaultdict(list)
    for one in claims:
        for number in one.mentions:
            stands_in[number].append(one.number)
    return (msgspec.structs.replace(m, claims=tuple(stands_in[m.number])) for m in mentions)


def _judged(page: Page, family: Family) -> Judged:
    table = evidence_table()
    weights = [(name, *table[name]) for name in (*family.evidence, *family.company) if name in table]
    show = round(10 * family.show) - sum(w[1] for w in weights)
    person = round(10 * family.person) - sum(w[2] for w in weights)
    weights.append(("by-rule", show, person))  # what is certain, and lists of which one item is a show
    told = sorted((w for w in weights if w[1] or w[2]), key=lambda w: (-max(abs(w[1]), abs(w[2])), w[0]))
    return Judged(
        family.spelling(page.text),
        tuple((r.start, r.end) for r in family.runs),
        _taken_for(page, family),
        round(family.show, 1),
        round(family.person, 1),
        tuple(Weight(name, s / 10, p / 10) for name, s, p in told),
    )


def _taken_for(page: Page, family: Family) -> TakenFor:
    if any(_stands_at(page.shows, r) for r in family.runs):
        return "show"
    return "person" if any(_stands_at(page.persons, r) for r in family.runs) else "neither"


def _stands_at(mentions: InOrder[Any], run: Placed) -> bool:
    """Does one of the mentions, of which none overlaps another, share a character with the run?"""
    at = bisect_left(mentions.starts, run.end) - 1
    return at >= 0 and bool(mentions[at].end > run.start)


def _lost(page: Page, mentions: Iterable[Mentioned], claims: Sequence[Claim]) -> Iterator[LostCue]:
    statuses = {(m.start, m.cue.id): m for m in page.cues}
    said = {(c.show, c.status, c.certainty) for c in claims if isinstance(c, Status)}
    for mention in mentions:
        if mention.kind != "cue" or any(_cue_of(claims[n - 1]) == mention.rule for n in mention.claims):
            continue
        cue = statuses.get((mention.start, mention.rule))
        if cue:
            yield LostCue(mention.number, _why(page, cue, said))
        else:
            sentence = page.layout.sentence_at(mention.start)
            undated = "event" in mention.says and not within(page.dates, sentence.start, sentence.end)
            yield LostCue(mention.number, "no-date" if undated else "unused")


def _why(page: Page, cue: CueMention, said: Set[tuple[str, str, str]]) -> Loss:
    """Up to which of the stages of a status the cue came; `said` are show, status and certainty of the claims."""
    if cue.cue.show == "list":
        return "listed"
    decision = decision_of(page, cue)
    if decision is None:
        return "unsaid"
    if not topics_of(page, decision.sentence, cue):
        return "no-show"
    drafts = [d.fields for d in page.view(Decided).by(cue)]
    if not drafts:
        return "unbound"
    return "elsewhere" if {(f["show"], f["status"], f["certainty"]) for f in drafts} <= said else "overruled"
