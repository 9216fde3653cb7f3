"""One claim of every kind over one document that is awkward to count in, and how to build any of them."""

from datetime import date
from typing import Any, NamedTuple

from underway.vocabulary import (
    Audience,
    Claim,
    Company,
    Credit,
    Date,
    Document,
    Episodes,
    Evidence,
    Quote,
    Status,
    make_claim,
)

# Typographic quotes, an emoji outside the basic plane, a combining accent and CRLF: each counts as its characters do.
TEXT = (
    "Café Noir 🎬 is renewed for season 2.\r\n\r\n"
    "“We have so much more to tell,” Zoe\u0301 Marlin told Variety.\r\n"
    "Canal Azur first carried it. 3.5 million households watched in 28 days."
)
DOCUMENT = Document(
    text=TEXT,
    source_id="noir-1",
    url="https://example.org/noir",
    publisher="The Example",
    published=date(2021, 5, 5),
    title="Café Noir 🎬 returns",
    language="en",
)


class Sample(NamedTuple):
    kind: type[Claim]
    words: str
    fields: dict[str, Any]


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def mention(words: str) -> Evidence:
    return DOCUMENT.cite(*place(words))


SAMPLES = {
    "status": Sample(
        Status,
        "Café Noir 🎬 is renewed for season 2.",
        {
            "show": "Café Noir",
            "season": 2,
            "status": "renewed",
            "certainty": "asserted",
            "attributed_to": "Canal Azur",
        },
    ),
    "quote": Sample(
        Quote,
        "“We have so much more to tell,” Zoe\u0301 Marlin told Variety.",
        {
            "show": "Café Noir",
            "speaker": "Zoe\u0301 Marlin",
            "venue": "Variety",
            "quote": "We have so much more to tell,",
            "season": 2,
            "speaker_mention": mention("Zoe\u0301 Marlin"),
        },
    ),
    "audience": Sample(
        Audience,
        "3.5 million households watched in 28 days.",
        {
            "show": "Café Noir",
            "season": 1,
            "value": 3_500_000,
            "unit": "households",
            "window": "P28D",
            "platform": "Canal Azur",
            "demographic": "18-49",
            "region": "France",
            "attributed_to": "Canal Azur",
        },
    ),
    "date": Sample(
        Date,
        "season 2.",
        {
            "show": "Café Noir",
            "season": 2,
            "event": "premiere",
            "date": "2021-23",
            "certainty": "speculative",
            "attributed_to": "Variety",
        },
    ),
    "credit": Sample(
        Credit,
        "Zoe\u0301 Marlin",
        {"show": "Café Noir", "role": "cast", "person": "Zoe\u0301 Marlin", "character": "Inès"},
    ),
    "company": Sample(
        Company,
        "Canal Azur first carried it.",
        {"show": "Café Noir", "role": "former_network", "name": "Canal Azur"},
    ),
    "episodes": Sample(Episodes, "season 2.", {"show": "Café Noir", "season": 2, "count": 8}),
}


def make(
    kind: str, *, rule: str = "a-rule", reader: str = "a reader 1", words: str | None = None, **fields: Any
) -> Claim:
    """The sample of that kind, with the given fields in place of its own."""
    sample = SAMPLES[kind]
    claim: Claim = make_claim(
        sample.kind, DOCUMENT, *place(words or sample.words), rule=rule, reader=reader, **(sample.fields | fields)
    )
    return claim
