"""The stages in order: gate, layout, mentions, links, kinds, verification."""

from collections.abc import Callable, Collection, Iterator, Mapping

from underway.reading.field import speaks_of_another
from underway.reading.gate import passes
from underway.reading.kinds import audience, companies, dates, episodes, quotes, status
from underway.reading.kinds import credits as credit_kind
from underway.reading.known_titles import KnownTitles
from underway.reading.language import foreign_language
from underway.reading.links.binding import Binding
from underway.reading.mentions.dates import find_dates
from underway.reading.mentions.entities import find_entities
from underway.reading.mentions.figures import find_figures
from underway.reading.mentions.quotations import find_quotations
from underway.reading.mentions.seasons import find_seasons
from underway.reading.strength import strength
from underway.reading.structure import Draft, Page
from underway.vocabulary import Claim, Company, Credit, Document, Quote, make_claim

READER = "rules 0.1.5"
LONGEST_EVIDENCE = 600

_Find = Callable[[Page], Iterator[Draft]]
_FINDERS: dict[str, _Find] = {
    "status": status.find,
    "quote": quotes.find,
    "audience": audience.find,
    "date": dates.find,
    "credit": credit_kind.find,
    "company": companies.find,
    "episodes": episodes.find,
}
KINDS = tuple(_FINDERS)


# The kinds of which a correction leaves nothing, by what they name. The others deny it, or ask it of each number.
_NAMED = {Quote: "quote", Credit: "person", Company: "name"}


def reader_name(catalogue: KnownTitles | None = None, min_strength: float = 0) -> str:
    """What claims are kept under: the version of the rules, the catalogue that they were given, and the strength that
    claims must have."""
    of_catalogue = "" if catalogue is None else f" catalogue={catalogue.version}"
    return f"{READER}{of_catalogue}" + (f" min-strength={min_strength:g}" if min_strength else "")


def read(
    document: Document,
    kinds: Collection[str] = KINDS,
    *,
    catalogue: KnownTitles | None = None,
    min_strength: float = 0,
) -> list[Claim]:
    """The document's claims, in the order of their evidence; none of a document that is not in English.

    Titles of the `catalogue` are recognised with more certainty; others are recognised all the same. Claims of less
    strength than `min_strength` are left out: 0.8 leaves those that are right in some four of five, or more.

    Of `kinds` alone, some of KINDS: where quotes are all that is wanted, they are read in any news, whatever its
    subject; else a document that says nothing of television yields nothing. Raises KeyError for any other kind.
    """
    finders = {kind: _FINDERS[kind] for kind in kinds}
    if not (passes(document.text) or finders.keys() == {"quote"}) or foreign_language(document.text):
        return []
    page = lay_out(document, catalogue)
    claims = _claims_on(page, finders, reader_name(catalogue, min_strength))
    return [claim for claim in claims if strength(page, claim) >= min_strength] if min_strength else claims


def read_page(page: Page) -> list[Claim]:
    """All claims of a document that is laid out, whatever the gate says of it."""
    return _claims_on(page, _FINDERS, reader_name(page.catalogue))


def _claims_on(page: Page, finders: Mapping[str, _Find], reader: str) -> list[Claim]:
    document = page.document
    if speaks_of_another(document.text):
        finders = {kind: find for kind, find in finders.items() if kind == "quote"}
    drafts = (d for find in finders.values() for d in find(page) if not _is_mistaken(page, d))
    claims = {c.id: c for c in (_verified(document, d, reader) for d in drafts)}
    return sorted(claims.values(), key=lambda c: (c.evidence.start, c.evidence.end, c.kind))


def lay_out(document: Document, catalogue: KnownTitles | None = None) -> Page:
    """The document's page with its mentions and links."""
    page = Page(document, catalogue)
    find_entities(page)
    find_seasons(page)
    find_dates(page)
    find_figures(page)
    page.bind(Binding(page))
    find_quotations(page)
    return page


def _is_mistaken(page: Page, draft: Draft) -> bool:
    """Does the claim name what stands nowhere in its words but where a correction tells what was wrong?"""
    named = draft.fields.get(_NAMED.get(draft.kind, ""))
    if not named or not page.notices.part(draft.start, draft.end):
        return False
    return not any(named in page.text[s.start : s.end] for s in page.notices.beside(draft.start, draft.end))


def _verified(document: Document, draft: Draft, reader: str) -> Claim:
    end = draft.end if draft.kind is Quote else min(draft.end, draft.start + LONGEST_EVIDENCE)
    return make_claim(draft.kind, document, draft.start, end, rule=draft.rule, reader=reader, **draft.fields)
