"""The stages in order: gate, layout, mentions, links, kinds, verification."""

from collections.abc import Callable, Iterator

from underway.reading.kinds import companies, status
from underway.reading.links.binding import Binding
from underway.reading.mentions.entities import find_entities
from underway.reading.mentions.seasons import find_seasons
from underway.reading.structure import Draft, Page
from underway.vocabulary import Claim, Document, make_claim

READER = "rules 0.1.0"
_LONGEST_EVIDENCE = 600

_KINDS: tuple[Callable[[Page], Iterator[Draft]], ...] = (status.find, companies.find)


def read(document: Document) -> list[Claim]:
    """The document's claims, in the order of their evidence."""
    page = lay_out(document)
    claims = {c.id: c for find in _KINDS for c in map(lambda d: _verified(document, d), find(page))}
    return sorted(claims.values(), key=lambda c: (c.evidence.start, c.evidence.end, c.kind))


def lay_out(document: Document) -> Page:
    """The document's page with its mentions and links."""
    page = Page(document)
    find_entities(page)
    find_seasons(page)
    page.bind(Binding(page.layout, page.shows, page.seasons))
    return page


def _verified(document: Document, draft: Draft) -> Claim:
    end = min(draft.end, draft.start + _LONGEST_EVIDENCE)
    return make_claim(draft.kind, document, draft.start, end, rule=draft.rule, reader=READER, **draft.fields)
