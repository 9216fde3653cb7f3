"""What reading knew of a document: as a record, in words, and as pieces of the text between its marks."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import msgspec

from underway.reading import LANGUAGES
from underway.reading.explaining import Explained, Explanation, Judged, Loss, Mentioned
from underway.render import labels
from underway.render.claims import claim_record
from underway.render.inert import inert_character
from underway.vocabulary.numbers import write_count
from underway.vocabulary.seasons import write_season

MOST_WEIGHTS = 5
WHY: dict[Loss, str] = {
    "listed": "a word of lists, in no entry of one",
    "unsaid": "a label, a question, a supposition, or yet to come",
    "no-show": "nothing says of which show",
    "unbound": "its show or season is not close enough, or not what it asks for",
    "elsewhere": "another place makes the same claim",
    "overruled": "wider words, a correction, or other seasons speak against it",
    "no-date": "no date in its sentence",
    "unused": "nothing ties it to a date or a show, or another place says it",
}
# Where steering characters can be: neither in ASCII that prints nor among the letters and digits of any script.
_STRANGE = re.compile(r"[^\w -~\n]")
_TAKEN_FOR = {"show": "a show", "person": "a person", "neither": "neither"}


class Piece(NamedTuple):
    """Characters `start` to `end`, in which the same claims and mentions hold throughout; the longer mention first.
    `opens` and `closes` are the numbers of the claims whose evidence begins, or ends, with the piece."""

    start: int
    end: int
    claims: tuple[Explained, ...]
    mentions: tuple[Mentioned, ...]
    opens: tuple[int, ...]
    closes: tuple[int, ...]


def plain(words: str) -> str:
    """As `inert` has it, but with the words' own spaces and line breaks."""
    return _STRANGE.sub(_shown, words.replace("\r\n", "\n"))


def _shown(found: re.Match[str]) -> str:
    return " " if found[0].isspace() else inert_character(found[0])


def pieces(explanation: Explanation, *, mentions: bool) -> Iterator[Piece]:
    """The whole text, in order, cut wherever a claim's words or, with `mentions`, a mention begins or ends."""
    text = explanation.document.text
    marks = [(c.claim.evidence.start, c.claim.evidence.end, c) for c in explanation.claims]
    opening: dict[int, list[Explained]] = defaultdict(list)
    closing: dict[int, list[int]] = defaultdict(list)
    for start, end, claim in marks:
        opening[start].append(claim)
        closing[end].append(claim.number)
    named: dict[int, list[Mentioned]] = defaultdict(list)
    for mention in explanation.mentions if mentions else ():
        named[mention.start].append(mention)
    ends = {m.end for found in named.values() for m in found}
    holding: list[Explained] = []
    standing: list[Mentioned] = []
    for start, end in pairwise(sorted({0, len(text), *opening, *closing, *named, *ends})):
        holding = [c for c in holding if c.claim.evidence.end > start] + opening[start]
        standing = sorted((m for m in (*standing, *named[start]) if m.end > start), key=lambda m: m.start - m.end)
        opens = tuple(c.number for c in opening[start])
        yield Piece(start, end, tuple(holding), tuple(standing), opens, tuple(closing[end]))


def explanation_record(explanation: Explanation) -> dict[str, Any]:
    """As docs/explain.md lays down; places are in characters of `text`."""
    document, text = explanation.document, explanation.document.text
    return {
        "document": document.name,
        "title": document.title,
        "published": document.published,
        "text": text,
        "dismissed": explanation.dismissed,
        "language": explanation.language,
        "claims": [
            {
                "number": one.number,
                **claim_record(one.claim, document),
                "strength": one.strength,
                "mentions": one.mentions,
                "links": [msgspec.structs.asdict(link) for link in one.links],
            }
            for one in explanation.claims
        ],
        "mentions": [{**msgspec.structs.asdict(m), "text": text[m.start : m.end]} for m in explanation.mentions],
        "names": [msgspec.structs.asdict(name) for name in explanation.names],
        "lost_cues": [msgspec.structs.asdict(lost) for lost in explanation.lost_cues],
    }


def heading(explanation: Explanation) -> str:
    """`renewed.txt, 5 May 2021: 3 claims`."""
    document = explanation.document
    return f"{document.name}, {labels.day(document)}: {labels.many(len(explanation.claims), 'claim')}"


def dismissal(explanation: Explanation) -> str | None:
    """Why it was not read, where it was not."""
    if explanation.language:
        return f"Not read: it is in {LANGUAGES[explanation.language]}."
    if explanation.dismissed:
        return "Not read: it has no word of television, or none of what claims are made of."
    return None


def meaning(mention: Mentioned, words: str) -> str:
    """What the mention says beyond its words: `Harrow House`, `season 2`, `2021-06-03`, `network Netflix`."""
    says = mention.says
    match mention.kind:
        case "show":
            return _unlike(words, says["title"])
        case "person":
            return _unlike(words, says["name"])
        case "organisation":
            return f"{says['role']} {_unlike(words, says['name'])}".strip()
        case "season":
            written = [labels.many(n, "season") if says.get("count") else write_season(n) for n in says["numbers"]]
            return ", ".join(filter(None, (*written, says.get("relative"))))
        case "date":
            return " to ".join(filter(None, (says["date"], says.get("until"))))
        case "figure":
            return " ".join(filter(None, (write_count(says["value"]), says.get("unit") or says.get("noun"))))
        case "cue":
            ((name, value),) = says.items()
            return f"{value} episodes" if name == "count" else (labels.STATUS | labels.EVENT)[value]
        case _:
            return ""


def _unlike(words: str, name: str) -> str:
    return "" if name == words else name


def by(mention: Mentioned) -> str:
    """`show.title 1.0`."""
    return f"{mention.rule} {mention.strength:g}"


def numbered(numbers: Sequence[int], what: str) -> str:
    """`claim 3`, `claims 1–3, 5`; empty where there are none."""
    return f"{what}{'s' * (len(numbers) > 1)} {', '.join(ranges(numbers))}" if numbers else ""


def ranges(numbers: Iterable[int]) -> Iterator[str]:
    """`1–3`, `5` of 1, 2, 3 and 5."""
    for _, group in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        run = [number for _, number in group]
        yield str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}"


def linked(one: Explained, mentions: Sequence[Mentioned]) -> Iterator[tuple[str, list[Mentioned], bool]]:
    """Each field with the mentions that fill it, and whether they stand in the claim's own words."""
    fields: dict[str, list[Mentioned]] = defaultdict(list)
    for link in one.links:
        fields[link.field].append(mentions[link.mention - 1])
    for field, found in fields.items():
        yield field, found, one.number in found[0].claims


def taken_for(name: Judged) -> str:
    """`Ada Quill: a person (show -3.2, person +1.9)`."""
    return f"{name.name}: {_TAKEN_FOR[name.taken_for]} (show {name.show:+.1f}, person {name.person:+.1f})"


def evidence(name: Judged) -> Iterator[tuple[str, str]]:
    """What spoke for and against what it was taken for, or for and against both: `for a show`, the strongest."""
    shows = [(weight.evidence, weight.show) for weight in name.weights]
    persons = [(weight.evidence, weight.person) for weight in name.weights]
    for kind, what, weights in (("show", "a show", shows), ("person", "a person", persons)):
        if name.taken_for in (kind, "neither"):
            for word, sign in (("for", 1), ("against", -1)):
                if told := _weights((each, weight) for each, weight in weights if weight * sign > 0):
                    yield f"{word} {what}", told


def _weights(weights: Iterable[tuple[str, float]]) -> str:
    """`before-season +2.1, recurs +0.9 and 3 more`."""
    ordered = sorted(weights, key=lambda each: (-abs(each[1]), each[0]))
    more = f" and {len(ordered) - MOST_WEIGHTS} more" if len(ordered) > MOST_WEIGHTS else ""
    return ", ".join(f"{name} {weight:+.1f}" for name, weight in ordered[:MOST_WEIGHTS]) + more
