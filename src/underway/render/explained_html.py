"""What reading knew of documents, as one HTML page."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from underway.reading.explaining import Explained, Explanation, LostCue, Mentioned
from underway.render import labels
from underway.render.claims import describe
from underway.render.explained import (
    WHY,
    Piece,
    by,
    dismissal,
    evidence,
    heading,
    linked,
    meaning,
    numbered,
    pieces,
    plain,
    ranges,
    taken_for,
)
from underway.render.inert import inert
from underway.render.pages import page

_SEVERAL = "c-several"  # where claims of several kinds share their words


def explanations_html(explanations: Sequence[Explanation], *, mentions: bool = False) -> str:
    """The texts with their marks, and below each its claims; with `mentions` also these, links, rules and what lost."""
    documents = [_Document(f"d{n}", each, mentions) for n, each in enumerate(explanations, 1)]
    title = documents[0].heading if len(documents) == 1 else labels.many(len(documents), "document")
    return page("explained", title=title, documents=documents, mentions=mentions)


class _Numbered(NamedTuple):
    """A claim or mention where it is pointed at: the class of its kind, its number, and of a mention the words."""

    kind: str
    number: int
    words: str = ""


class _Stretch(NamedTuple):
    """A piece of the text with the classes of its kinds; `hover` says what is told of it."""

    text: Markup
    claimed: bool
    classes: str
    hover: Markup
    opens: tuple[_Numbered, ...]
    closes: str


class _Field(NamedTuple):
    """A field of a claim, and the mentions that fill it, `here` in its own words or elsewhere."""

    name: str
    value: str
    by: tuple[_Numbered, ...] = ()
    here: bool = True


class _Claim(NamedTuple):
    at: _Numbered
    kind: str
    said: str
    words: str
    fields: tuple[_Field, ...]
    rule: str
    mentions: str


class _Entry(NamedTuple):
    """An item of a list: what it is about, what is said of it, and further lines."""

    at: _Numbered | None
    said: str
    notes: tuple[str, ...]


class _Document:
    """An explanation as the template writes it; `name` begins its ids."""

    def __init__(self, name: str, explanation: Explanation, mentions: bool) -> None:
        self.name = name
        self._explanation = explanation
        self._text = explanation.document.text
        self.heading = heading(explanation)
        self.dismissal = dismissal(explanation)
        self.stretches = [self._stretch(piece) for piece in pieces(explanation, mentions=mentions)]
        self.claims = [self._claim(one) for one in explanation.claims]
        self.claim_kinds = list(dict.fromkeys(claim.kind for claim in self.claims))
        if any(_SEVERAL in stretch.classes for stretch in self.stretches):
            self.claim_kinds.append("several")
        self.mention_kinds = sorted({m.kind for m in explanation.mentions}) if mentions else []
        self.mentions = [self._mention(m) for m in explanation.mentions]
        self.names = [_Entry(None, taken_for(n), tuple(f"{a}: {b}" for a, b in evidence(n))) for n in explanation.names]
        self.lost = [self._lost(lost) for lost in explanation.lost_cues]

    def _stretch(self, piece: Piece) -> _Stretch:
        kinds = {one.claim.kind for one in piece.claims}
        classes = [f"c-{kinds.pop()}" if len(kinds) == 1 else _SEVERAL] if kinds else []
        classes += [f"m-{m.kind}" for m in piece.mentions[-1:]]
        told = [_hover(one) for one in piece.claims]
        told += [" ".join(filter(None, (m.kind, self._meaning(m), f"({by(m)})"))) for m in piece.mentions]
        return _Stretch(
            Markup(escape(plain(self._text[piece.start : piece.end]))),
            bool(piece.claims),
            " ".join(classes),
            Markup(escape("\n".join(map(inert, told)))),
            tuple(_claim_at(self._explanation.claims[number - 1]) for number in piece.opens),
            ", ".join(ranges(piece.closes)),
        )

    def _claim(self, one: Explained) -> _Claim:
        filled = {field: (found, here) for field, found, here in linked(one, self._explanation.mentions)}
        fields = []
        for name, value in _fields(one):
            found, here = filled.get(name, ([], True))
            fields.append(_Field(name.replace("_", " "), value, tuple(map(self._mention_at, found)), here))
        return _Claim(
            _claim_at(one),
            one.claim.kind,
            describe(one.claim),
            one.claim.evidence.text,
            tuple(fields),
            f"{one.claim.rule} {one.strength:g}",
            numbered(one.mentions, "mention"),
        )

    def _mention(self, mention: Mentioned) -> _Entry:
        place = f"characters {mention.start} to {mention.end}"
        notes = (self._meaning(mention), by(mention), place, numbered(mention.claims, "claim"))
        return _Entry(self._mention_at(mention), mention.kind, (" · ".join(filter(None, notes)),))

    def _lost(self, lost: LostCue) -> _Entry:
        mention = self._explanation.mentions[lost.mention - 1]
        return _Entry(self._mention_at(mention), f"{self._meaning(mention)} ({mention.rule})", (WHY[lost.why],))

    def _mention_at(self, mention: Mentioned) -> _Numbered:
        return _Numbered(f"m-{mention.kind}", mention.number, self._text[mention.start : mention.end])

    def _meaning(self, mention: Mentioned) -> str:
        return meaning(mention, self._text[mention.start : mention.end])


def _claim_at(one: Explained) -> _Numbered:
    return _Numbered(f"c-{one.claim.kind}", one.number)


def _hover(one: Explained) -> str:
    """`1 status: show Harrow House, season 2, status renewed`."""
    said = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in _fields(one))
    return f"{one.number} {one.claim.kind}: {said}"


def _fields(one: Explained) -> Iterator[tuple[str, str]]:
    """Those that say something; of words at a place, the words."""
    for name, value in one.claim.fields().items():
        if value is not None:
            yield name, value["text"] if isinstance(value, dict) else str(value)
