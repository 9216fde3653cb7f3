"""Small documents about invented shows, with claims whose words stand in them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from underway.ledger import Ledger, When
from underway.vocabulary import Audience, Claim, Company, Document, Quote, Status, make_claim
from underway.vocabulary.titles import title_key

Entry = tuple[Document, Sequence[Claim]]

READER = "made 1"
SHOWS = ("Harrow House", "Brackwater", "The Long Meridian", "Café Noir")


def claim(kind: type[Claim], document: Document, words: str, *, reader: str = READER, **fields: Any) -> Claim:
    start = document.text.index(words)
    made: Claim = make_claim(kind, document, start, start + len(words), rule="made", reader=reader, **fields)
    return made


def entry(
    n: int, *, show: str | None = None, day: date | None = date(2021, 5, 5), reader: str = READER, **fields: Any
) -> Entry:
    """The n-th document and its four claims, one of which, a quote, is of no show."""
    show = show or SHOWS[n % len(SHOWS)]
    season = n % 7 + 1
    words = (
        f"{show} is renewed for season {season}.",
        f"{n:,} households watched it in its first week.",
        f"Canal {n % 9} carries it.",
        f"“We will see what the {n}th day brings,” said Ines Marlow.",
    )
    document = Document(text="\n".join(words), source_id=f"made-{n}", published=day, **fields)
    return document, [
        claim(
            Status,
            document,
            words[0],
            reader=reader,
            show=show,
            season=season,
            status="renewed",
            certainty="asserted",
        ),
        claim(
            Audience,
            document,
            words[1],
            reader=reader,
            show=show,
            season=season,
            value=n,
            unit="households",
            window="P7D",
            platform=None,
        ),
        claim(Company, document, words[2], reader=reader, show=show, role="network", name=f"Canal {n % 9}"),
        claim(
            Quote,
            document,
            words[3],
            reader=reader,
            show=None,
            speaker="Ines Marlow",
            venue=None,
            quote=f"We will see what the {n}th day brings,",
        ),
    ]


def find_all(ledger: Ledger, entries: Iterable[Entry]) -> list[Entry]:
    """Those of the entries that the ledger holds, as it holds them."""
    return [found for document, _ in entries if (found := ledger.find(document.id)) is not None]


def ids(ledger: Ledger, title: str, as_of: date | None = None) -> list[str]:
    """The ids of the claims about a show, in the order in which the ledger gives them."""
    return [kept.claim.id for kept in ledger.claims(title_key(title), when=When(as_of))]
