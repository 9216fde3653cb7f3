"""The stages in order: gate, layout, mentions, links, kinds, verification."""

from collections.abc import Callable, Iterator

from underway.reading.gate import passes
from underway.reading.kinds import audience, companies, dates, episodes, quotes, status
from underway.reading.kinds import credits as credit_kind
from underway.reading.links.binding import Binding
from underway.reading.mentions.dates import find_dates
from underway.reading.mentions.entities import find_entities
from underway.reading.mentions.figures import find_figures
from underway.reading.mentions.quotations import find_quotations
from underway.reading.mentions.seasons import find_seasons
from underway.reading.structure import Draft, Page
from underway.vocabulary import Claim, Document, Quote, make_claim

READER = "rules 0.1.0"
_LONGEST_EVIDENCE = 600

_KINDS: tuple[Callable[[Page], Iterator[Draft]], ...] = (
    status.find,
    quotes.find,
    audience.find,
    dates.find,
    credit_kind.find,
    companies.find,
    episodes.find,
)


def read(document: Document) -> list[Claim]:
    """The document's claims, in the order of their evidence."""
    if not passes(document.text):
        return []
    page = lay_out(document)
    claims = {c.id: c for find in _KINDS for c in (_verified(document, d) for d in find(page))}
    return sorted(claims.values(), key=lambda c: (c.evidence.start, c.evidence.end, c.kind))


def lay_out(document: Document) -> Page:
    """The document's page with its mentions and links."""
    page = Page(document)
    find_entities(page)
    find_seasons(page)
    find_dates(page)
    find_figures(page)
    page.bind(Binding(page.layout, page.shows, page.seasons))
    find_quotations(page)
    return page


def _verified(document: Document, draft: Draft) -> Claim:
    end = draft.end if draft.kind is Quote else min(draft.end, draft.start + _LONGEST_EVIDENCE)
    return make_claim(draft.kind, document, draft.start, end, rule=draft.rule, reader=READER, **draft.fields)
