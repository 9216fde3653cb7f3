"""What holds for every text: claims point at their words, one text gives the same claims, nothing makes it fail."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.reading import read
from underway.vocabulary import Document, Quote, check_evidence

SENTENCES = (
    "Netflix has renewed “Harrow House” for a third season.",
    "“We’re thrilled,” creator Nora Blythe told Variety. “There is so much more to tell — truly.”",
    "Harrow House drew 5.2 million viewers and a 1.1 rating in its first week, where Saltmarsh had 4.8 million.",
    "It premieres on October 2, stars Ada Quill as Dr. Emmeline Voss, and has ten episodes.",
    "Café 𝔅𝔢𝔩𝔩𝔢 (BBC One) has been axed after two series 😢.",
    "The drama was produced by ViacomCBS’s MTV, and originally was to air on the Paramount Network.",
    "S\u0301easo\u0301n two? Not yet: the network hasn't decided.",
    'Filming on "Überfall" begins next month!',
    "Renewed: Harrow House, Saltmarsh (S3), 'The Tin Drum'",
    "HARROW HOUSE | NBC | 4 | Cancelled",
)
DEBRIS = st.text(
    alphabet=st.sampled_from("\"'“”‘’«»()[]|–—…\u00a0\u200b\u0301\r\n\t .,:;!?&%$#@/\\0123456789abcXYZéßİı🎬"),
    max_size=40,
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.one_of(st.sampled_from(SENTENCES), DEBRIS), min_size=1, max_size=8))
    joint = draw(st.sampled_from([" ", "\n", "\r\n\r\n", "\n\n", ""]))
    cut = draw(st.integers(0, 30))
    return joint.join(parts)[cut:]


@given(texts(), st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2040, 1, 1))), st.one_of(st.none(), DEBRIS))
def test_every_claim_points_at_its_words(text: str, published: date | None, title: str | None) -> None:
    if not text.strip():
        return
    document = Document(text=text, published=published, title=title)
    claims = read(document)
    for claim in claims:
        check_evidence(claim, document)
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
    assert len({c.id for c in claims}) == len(claims)
    assert [c.id for c in read(document)] == [c.id for c in claims]


def test_of_some_kinds_alone() -> None:
    text = (
        "Netflix has renewed Harrow House for a third season. “We are thrilled to bits,” said its creator, Nora Blythe."
    )
    document = Document(text=text)
    kinds = ("quote", "status")
    assert read(document, kinds) == [c for c in read(document) if c.kind in kinds]
    assert read(document, ()) == []
    with pytest.raises(KeyError):
        read(document, ("rumour",))


def test_quotes_alone_are_read_in_any_news() -> None:
    text = "The bridge stays shut. “We shall mend it by Easter,” said Ada Quill, the engineer."
    assert [c.speaker for c in read(Document(text=text), ("quote",)) if isinstance(c, Quote)] == ["Ada Quill"]
    assert read(Document(text=text)) == []


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar(day: date) -> None:
    text = "Netflix's Harrow House returns next year, wrapped last month, and was renewed on Friday, three weeks ago."
    for claim in read(Document(text=text, published=day)):
        assert claim.evidence.text in text


@pytest.mark.parametrize(
    "text",
    [
        "The council has renewed its contract with the bus company for a second season of roadworks.",
        "The Bulldogs ended their season with a win. “We will be back,” coach Ray Marsh told reporters.",
        "Spring's collection was cancelled after two seasons, the fashion house said.",
        "The film Iron Orchard opens on Friday; a third film has been ordered.",
        "Premiere: the orchestra's new season begins on October 2 with ten concerts.",
    ],
)
def test_other_news_makes_no_claims_about_shows(text: str) -> None:
    assert [c for c in read(Document(text=text, published=date(2021, 5, 5))) if c.kind != "quote"] == []


@pytest.mark.parametrize(
    "piece", ["“", '"', "'", "A ", "A", "1 ", "(", "[", "season ", "renewed ", "“a” ", "Mr. ", "\n", "May 5 "]
)
def test_endless_repetition_is_read(piece: str) -> None:
    text = "Netflix has renewed the drama series Harrow House. " + piece * (60_000 // len(piece))
    for claim in read(Document(text=text, published=date(2021, 5, 5))):
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
