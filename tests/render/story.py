"""A dossier with all there is to show, one in which every string is hostile, and one in which nothing is said."""

from datetime import UTC, date, datetime

import msgspec
from dossier.stories import watched

from underway.catalogue import Ids
from underway.dossier import Citation, Dossier, Said, compose
from underway.dossier.shapes import JudgementLine, Withdrawal
from underway.ledger import JudgementKind
from underway.vocabulary import Audience, Claim, Company, Credit, Date, Document, Episodes, Quote, Status, make_claim

from .test_render import everything_of

SHOW = "Harrow House"
RENEWED = "Lantern has renewed Harrow House for a second season - “a well-earned one”, it says."
BEGUN = "Season one of Harrow House began on 2 October 2020, and has ten episodes."
WATCHED = "In its first 28 days, 58 million households watched Harrow House & its house; Low Tide had 70 million."
MADE = "Ida Crane plays Nell Harrow in what Kestrel Pictures makes."
LED = "Miss Crane is its executive producer, too."
SPOKEN = "“We start over in May,” said Ida Crane.\n\n“All of us.”"
DOUBTED = "Harrow House may not be back, a report has it."
NEWS = [RENEWED, BEGUN, WATCHED, MADE, LED, *SPOKEN.split("\n\n")]
ARTICLE = "<!doctype html><meta charset=utf-8><title>Harrow House is back</title><h1>News</h1>" + "".join(
    f"<div style='height: 1500px'></div><p>{paragraph.replace('&', '&amp;')}</p>" for paragraph in NEWS
)


def story(address: str | None) -> Dossier:
    """A dossier with all there is to show, from an article at the address and one that has none."""
    article = Document(
        text="\n\n".join(NEWS),
        url=address,
        publisher="The Dial",
        title="Harrow House is back",
        published=date(2021, 5, 5),
    )
    letter = Document(text=DOUBTED, source_id="letters/7", published=date(2021, 4, 1))

    def said(doc: Document, kind: type[Claim], words: str, **fields: object) -> Said[Claim]:
        start = doc.text.index(words)
        made: Claim = make_claim(
            kind, doc, start, start + len(words), rule="t", reader="t 1", **{"show": SHOW, **fields}
        )
        return Said(made, doc)

    counted: dict[str, object] = {"unit": "households", "window": "P28D", "platform": "Lantern"}
    return compose(
        SHOW,
        [
            said(article, Status, RENEWED, season=2, status="renewed", certainty="asserted"),
            said(letter, Status, DOUBTED, season=2, status="cancelled", certainty="reported"),
            said(article, Date, BEGUN, season=1, event="premiere", date="2020-10-02", certainty="asserted"),
            said(article, Episodes, BEGUN, season=1, count=10),
            said(article, Audience, WATCHED, season=1, value=58_000_000, **counted),
            said(article, Credit, MADE, role="cast", person="Ida Crane", character="Nell Harrow"),
            said(article, Credit, LED, role="executive_producer", person="Ida Crane", character=None),
            said(article, Company, MADE, role="studio", name="Kestrel Pictures"),
            said(article, Quote, SPOKEN, speaker="Ida Crane", venue=None, quote="We start over in May, All of us."),
        ],
        watched=watched([said(article, Audience, WATCHED, show="Low Tide", season=None, value=70_000_000, **counted)]),
        today=date(2021, 6, 1),
        known_at=datetime(2021, 5, 31, 12, tzinfo=UTC),
    )


def judged(dossier: Dossier, text: str) -> Dossier:
    """With what was taken back and what people found, about its first source, in these words."""
    cited = Citation(source=1, claim="c" * 32, words=text)

    def found(kind: JudgementKind, *titles: str) -> JudgementLine:
        citations = () if titles else (cited,)
        return JudgementLine(
            id="f" * 32, kind=kind, made=date(2021, 6, 1), why=text, titles=titles, citations=citations
        )

    return msgspec.structs.replace(
        dossier,
        withdrawn=(Withdrawal(citations=(cited,), notice=cited, published=date(2021, 6, 1)),),
        judgements=(found("rejected"), found("confirmed"), found("merged", text, text), found("split", text)),
        limited=(cited,),
        ids=Ids(imdb=text, tvmaze=text, tmdb=text, wikidata=text),
        others=(text,),
        doubts=(text,),
    )


def hostile_everywhere(text: str) -> Dossier:
    return judged(everything_of(text), text)


def silence(title: str) -> Dossier:
    return compose(title, [], today=date(2022, 1, 1), close_titles=(title,))
