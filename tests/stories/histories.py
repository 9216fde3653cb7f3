"""The written histories: invented news, and what is to be answered on which day, both written by hand.

Each `*.toml` beside this module is one of them: `what` it tells, the `show` asked about, what is `expected`, and its
documents with the fields of a Document. The lines of a paragraph are joined by spaces, and the headline is part of the
text, as it is of a web page's. `kept` is the day on which the ledger comes to hold a document that bears no day.
`copies` are further printings of a text, one a line: day, publisher, headline, byline and dateline.

What is expected stands in a line for each day on which an answer changes. It holds until the next line of its question,
and, without `ask`, also for who asks about that very season:

    DAY ["TITLE"] [ask SEASON] [sN | another] [VERDICT] [STAGE] [since DAY] [by PUBLISHERS] [premiere EDTF] ...

`sN` is the season that is answered, `another` one without a number. There are also `says yes` (and so on), and `aired`,
`delayed`, `final` and `limited` (called a limited series in the answer), each also with a `not` before it. A `-` stands
for nothing known. What a line does not name is not asserted.

The shows, the people and their words are invented, and so are most outlets. The channels, services and magazines that
are not did nothing of what is told of them.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any, get_args

from underway.dossier import Dossier
from underway.dossier.shapes import StageValue, VerdictValue
from underway.vocabulary import Document

A_DAY = timedelta(days=1)
_LINE = re.compile(r'(?P<day>\d{4}-\d\d-\d\d)(?: +"(?P<title>[^"]+)")?(?: +ask (?P<season>\d+))? +(?P<facts>.+)')
_VALUES: dict[str, Callable[[str], Any]] = {"since": date.fromisoformat, "by": int, "premiere": str, "says": str}
_FLAGS = frozenset({"aired", "delayed", "final", "limited"})
_SHUFFLED = 12

Facts = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """`season` None asks about the next one."""

    title: str
    season: int | None


@dataclass(frozen=True)
class Kept:
    """A document, and the day on which it comes into the ledger: that of publication, where it bears one."""

    document: Document
    day: date


@dataclass(frozen=True)
class History:
    name: str
    documents: tuple[Kept, ...]
    course: dict[Question, dict[date, Facts]]

    def expected(self, question: Question, day: date) -> Facts:
        """What is asserted of the answer on the day; nothing before the first line of the question."""
        return next((facts for begins, facts in reversed(self.course[question].items()) if begins <= day), {})

    def turns(self) -> list[date]:
        """The days on which an answer changes."""
        return sorted({day for lines in self.course.values() for day in lines})

    def orders(self) -> list[tuple[Kept, ...]]:
        """All orders of up to four documents; of more, as told, backwards, and some others, always the same."""
        if len(self.documents) <= 4:
            return list(permutations(self.documents))
        shuffled = (tuple(Random(n).sample(self.documents, len(self.documents))) for n in range(_SHUFFLED))
        return [self.documents, self.documents[::-1], *shuffled]


def facts_of(dossier: Dossier) -> Facts:
    """All that a line can name."""
    verdict, standing = dossier.verdict, dossier.standing
    return {
        "season": dossier.season,
        "verdict": verdict.value,
        "says": verdict.says,
        "since": verdict.since,
        "by": verdict.publishers,
        "stage": standing.stage,
        "premiere": standing.premiere,
        "aired": standing.aired,
        "delayed": standing.delayed,
        "final": standing.final,
        "limited": any("limited series" in sentence for sentence in dossier.answer),
    }


def histories() -> list[History]:
    return [_history(path) for path in sorted(Path(__file__).parent.glob("*.toml"))]


def _history(path: Path) -> History:
    told = tomllib.loads(path.read_text("utf-8"))
    course: dict[Question, dict[date, Facts]] = {}
    for line in told["expected"].strip().splitlines():
        found = _LINE.fullmatch(line)
        if found is None:
            raise ValueError(f"{path.name}: {line}")
        question = Question(found["title"] or told["show"], int(found["season"]) if found["season"] else None)
        course.setdefault(question, {})[date.fromisoformat(found["day"])] = _facts(found["facts"].split())
    for question, lines in course.items():
        if question.season is not None:
            course[question] = _with_those_of_the_next(lines, question.season, course[Question(question.title, None)])
    return History(path.stem, tuple(kept for entry in told["document"] for kept in _printed(entry)), course)


def _with_those_of_the_next(lines: dict[date, Facts], season: int, of_the_next: dict[date, Facts]) -> dict[date, Facts]:
    """The lines about a season, and from the first of them on those about the next one while this is the next."""
    every = dict(lines)
    was_next = False
    for day, facts in of_the_next.items():
        is_next = facts.get("season") == season
        if day >= min(lines) and (is_next or was_next):
            every.setdefault(day, facts if is_next else {})
        was_next = is_next
    return dict(sorted(every.items()))


def _printed(entry: dict[str, Any]) -> Iterator[Kept]:
    """The document and its copies."""
    copies, kept = entry.pop("copies", ()), entry.pop("kept", None)
    text = "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in entry["text"].strip().split("\n\n"))
    yield _kept(**entry | {"text": f"{entry['title']}\n\n{text}"}, kept=kept)
    for copy in copies:
        day, publisher, title, byline, dateline = copy.split(" | ")
        text_there = f"{title}\n\n{byline}\n\n{dateline} — {text}"
        yield _kept(published=date.fromisoformat(day), publisher=publisher, title=title, text=text_there)


def _kept(*, kept: date | None = None, **fields: Any) -> Kept:
    document = Document(**fields)
    day = document.published or kept
    if day is None:
        raise ValueError(f"{document.title}: is neither published nor kept on any day")
    return Kept(document, day)


def _facts(words: Iterable[str]) -> Facts:
    facts: Facts = {}
    rest = iter(words)
    for word in rest:
        if word in _VALUES:
            value = next(rest)
            facts[word] = None if value == "-" else _VALUES[word](value)
        elif word == "not":
            facts[next(rest)] = False
        elif word in _FLAGS:
            facts[word] = True
        elif word == "another":
            facts["season"] = None
        elif re.fullmatch(r"s\d+", word):
            facts["season"] = int(word[1:])
        elif word in get_args(VerdictValue) and "verdict" not in facts:
            facts["verdict"] = word
        elif word in get_args(StageValue):
            facts["stage"] = word
        else:
            raise ValueError(word)
    return facts
