"""The shapes of an answer. Each encodes to JSON with msgspec; days are ISO 8601, partial dates EDTF."""

from datetime import date, datetime
from typing import Literal

import msgspec

from underway.catalogue import Ids
from underway.dossier.watched import Run, TableRow
from underway.ledger import JudgementKind
from underway.vocabulary import Metric
from underway.vocabulary.claims import Certainty, CompanyRole, CreditRole, Event, StatusValue
from underway.vocabulary.documents import DayKind
from underway.vocabulary.figures import Accuracy

VerdictValue = Literal["yes", "no", "undecided", "reported", "disputed", "unknown"]
Saying = Literal["yes", "no", "undecided"]
Fate = Literal["renewed", "cancelled", "ended"]
StageValue = Literal["undecided", "in_development", "renewed", "in_production", "wrapped", "dated", "aired"]
# Why a statement does not decide: a later one says otherwise; a surer one does; it is denied; another decision of the
# same document undoes it; that nobody has decided yet is no news beside what has been said.
Because = Literal["later", "surer", "denied", "undone", "decided"]

SCHEMA: Literal[1] = 1  # of the dossier's JSON: raised when a field changes its meaning or goes, not when one is added


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A document that the answer uses; every citation gives its `number`."""

    number: int
    document: str
    name: str
    url: str | None
    publisher: str | None
    title: str | None
    published: date | None
    published_kind: DayKind = "published"


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """Words in the source of that number; `claim` is the claim that they make, None where they make none."""

    source: int
    claim: str | None
    words: str


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """One statement that bears on the verdict: what it says of the season, and where that stands.

    `about` is the status or the event claimed; `of_season` the season that the claim names.
    `on` is EDTF, the date of an event. `because` tells of a ground that was overruled why.
    """

    says: Saying
    about: StatusValue | Event
    of_season: int | None
    certainty: Certainty
    on: str | None
    published: date | None
    citations: tuple[Citation, ...]
    because: Because | None = None


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the season is coming. `says` is the direction of a reported verdict, else that of the verdict itself.

    `since` is the day of publication of the earliest statement of the unbroken run that it rests on. `publishers` is
    how many carry it independently of each other.
    """

    value: VerdictValue
    says: Saying | None
    since: date | None
    publishers: int
    rests_on: tuple[Ground, ...]
    overrode: tuple[Ground, ...]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where one season stands. `stage` is how far its making is, apart from whether it is coming.

    `premiere` and `finale` are EDTF, as last stated.
    """

    season: int | None
    verdict: VerdictValue
    says: Saying | None
    stage: StageValue | None
    aired: bool
    delayed: bool
    final: bool
    premiere: str | None
    finale: str | None
    citations: tuple[Citation, ...]


class QuoteLine(msgspec.Struct, frozen=True, kw_only=True):
    speaker: str
    venue: str | None
    quote: str
    season: int | None
    about_asked: bool
    published: date | None
    citations: tuple[Citation, ...]


class DateLine(msgspec.Struct, frozen=True, kw_only=True):
    """`stands` is False of an announced date that has been moved or given up since."""

    event: Event
    season: int | None
    date: str
    certainty: Certainty
    stands: bool
    citations: tuple[Citation, ...]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What a person does; `character` for cast."""

    role: CreditRole
    character: str | None
    citations: tuple[Citation, ...]


class PersonLine(msgspec.Struct, frozen=True, kw_only=True):
    person: str
    parts: tuple[Part, ...]


class CompanyLine(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    role: CompanyRole
    citations: tuple[Citation, ...]


class EpisodesLine(msgspec.Struct, frozen=True, kw_only=True):
    season: int | None
    count: int
    citations: tuple[Citation, ...]


class FigureLine(msgspec.Struct, frozen=True, kw_only=True):
    """One figure; `starts` is the day its window begins, where it is said to begin with a premiere that is known.

    `label` is what a table calls the season, where that is no number, and `rows` are those of tables that give the
    figure. Where it follows from weeks, it is between `value` and `at_most`. `fate` is what became of the show after
    that season: `renewed`, `cancelled`, `ended`.
    """

    show: str
    season: int | None
    label: str | None = None
    value: int | float
    at_most: float | None = None
    accuracy: Accuracy
    asked: bool
    starts: date | None
    fate: Fate | None = None
    citations: tuple[Citation, ...]
    rows: tuple[TableRow, ...] = ()

    @property
    def high(self) -> float:
        return self.value if self.at_most is None else self.at_most


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Figures of one metric, the largest first; the show asked about is `place`-th among `shows` shows, of which the
    figures of the first and of those nearest to it are here. Where bounds leave that open, it is at worst
    `lowest_place`-th."""

    metric: Metric
    place: int
    lowest_place: int
    shows: int
    figures: tuple[FigureLine, ...]


class TimelineEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A dated event, or the day on which a status was first published; `date` is EDTF, and `stands` that of
    its date line."""

    date: str
    kind: Literal["date", "status"]
    what: Event | StatusValue
    season: int | None
    certainty: Certainty
    stands: bool = True
    citations: tuple[Citation, ...]


class JudgementLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a person found about a claim, which is then cited, or about titles; `id` is what takes it back."""

    id: str
    kind: JudgementKind
    made: date
    why: str
    titles: tuple[str, ...]
    citations: tuple[Citation, ...]


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """Claims that their publisher took back, and the words that do so."""

    citations: tuple[Citation, ...]
    notice: Citation
    published: date | None


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about one show as of a day.

    `schema` is the version of this shape. `show` is None where no document speaks of it at all; `close_titles` are then
    titles that may have been meant. `day` is the day, in UTC, on which the question is put, and `known_at` the moment
    of the newest entry in the ledger that the answer could draw on; None without a ledger. `season` None is "another
    season", where nothing numbers them. `answer` is the verdict as plain sentences. `limited` cites what calls the show
    a limited series. `others` are other shows of this title, and `doubts` say what could not be told apart.
    `undated_left_out` counts documents about the show that carry no day and were therefore left out under `as_of`.
    """

    schema: Literal[1] = SCHEMA
    asked: str
    show: str | None
    ids: Ids = Ids()
    as_of: date | None
    day: date
    known_at: datetime | None = None
    season: int | None
    answer: tuple[str, ...]
    verdict: Verdict
    standing: Standing
    limited: tuple[Citation, ...] = ()
    seasons: tuple[Standing, ...] = ()
    quotes: tuple[QuoteLine, ...] = ()
    dates: tuple[DateLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    companies: tuple[CompanyLine, ...] = ()
    former_companies: tuple[CompanyLine, ...] = ()
    episodes: tuple[EpisodesLine, ...] = ()
    audience: tuple[Comparison, ...] = ()
    weeks: tuple[Run, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    judgements: tuple[JudgementLine, ...] = ()
    sources: tuple[Source, ...] = ()
    undated_left_out: int = 0
    others: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    close_titles: tuple[str, ...] = ()

    def to_json(self) -> bytes:
        return msgspec.json.encode(self)


class AudienceAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """How many watched a show, or one season of it, as a dossier has it. `withheld` are seasons in lists that have no
    bounds for their first days, each with the reason."""

    asked: str
    show: str
    as_of: date | None
    day: date
    season: int | None
    part: str | None
    audience: tuple[Comparison, ...]
    weeks: tuple[Run, ...]
    withheld: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    close_titles: tuple[str, ...] = ()
