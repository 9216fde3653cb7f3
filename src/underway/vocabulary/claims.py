"""The seven kinds of claim. A claim says one thing about one show and points at the words that say it."""

from functools import cache
from typing import Any, Literal, TypeVar

import msgspec

from underway.vocabulary.dates import check_date
from underway.vocabulary.documents import Document, Evidence, VocabularyError, content_id, name_field
from underway.vocabulary.durations import check_duration
from underway.vocabulary.seasons import LAST_SEASON

Certainty = Literal["asserted", "reported", "speculative", "denied"]
StatusValue = Literal[
    "undecided",
    "in_development",
    "renewed",
    "in_production",
    "wrapped",
    "delayed",
    "cancelled",
    "final",
    "ended",
]
Unit = Literal["households", "accounts", "viewers", "views", "hours", "minutes", "rating", "share", "percent"]
Event = Literal["premiere", "finale", "filming_start", "filming_end", "renewal", "cancellation"]
CreditRole = Literal["creator", "showrunner", "executive_producer", "producer", "director", "writer", "cast"]
CompanyRole = Literal["network", "former_network", "studio"]

# What stands beside a claim without being part of what it says: it does not enter the id.
_BESIDE = frozenset({"id", "document", "evidence", "rule", "reader"})
_MOST = 2**53  # above it not every whole number has a float, nor a place in every store


class _Claim(msgspec.Struct, frozen=True, kw_only=True, gc=False, tag_field="kind"):
    """`document` is the document's id. `id` is made from the document's id, the kind, the fields and the place of the
    evidence; one that is given and does not fit is refused. `rule` found it, in `reader` (name and version)."""

    show: str | None
    evidence: Evidence
    document: str
    rule: str
    reader: str
    id: str = ""

    def __post_init__(self) -> None:
        self._check()
        made = content_id(
            self.document,
            self.kind,
            [(name, getattr(self, name)) for name in _said_by(type(self))],
            self.evidence.start,
            self.evidence.end,
        )
        if self.id and self.id != made:
            raise VocabularyError(f"id: {self.id} is not the id of this content, {made}")
        msgspec.structs.force_setattr(self, "id", made)

    def _check(self) -> None:
        for name in ("document", "rule", "reader"):
            if not getattr(self, name).strip():
                raise VocabularyError(f"{name}: is missing")
        if self._about_a_show() and (self.show is None or not self.show.strip()):
            raise VocabularyError("show: is missing")
        season = getattr(self, "season", None)
        if season is not None and not 1 <= season <= LAST_SEASON:
            raise VocabularyError(f"season: {season} is not between 1 and {LAST_SEASON}")

    def _about_a_show(self) -> bool:
        return True

    @property
    def kind(self) -> str:
        return str(self.__struct_config__.tag)

    def fields(self) -> dict[str, Any]:
        """What the claim says, the kind and the evidence aside, as JSON values."""
        return {
            name: msgspec.to_builtins(getattr(self, name)) for name in self.__struct_fields__ if name not in _BESIDE
        }

    def to_json(self) -> bytes:
        return msgspec.json.encode(self)


@cache
def _fields_of(kind: type[_Claim]) -> frozenset[str]:
    return frozenset(kind.__struct_fields__)


@cache
def _said_by(kind: type[_Claim]) -> tuple[str, ...]:
    """The fields that say what a claim of the kind says, in the order of their names."""
    return tuple(sorted(_fields_of(kind) - _BESIDE))


class Status(_Claim, frozen=True, kw_only=True, gc=False, tag="status"):
    """What has been decided about a season, or how far its making is; season None is the show as a whole, or unsaid."""

    show: str
    season: int | None
    status: StatusValue
    certainty: Certainty
    attributed_to: str | None = None


class Quote(_Claim, frozen=True, kw_only=True, gc=False, tag="quote"):
    """Somebody's own words. `season` is what they speak about; `speaker_mention` is what names the speaker there."""

    speaker: str
    venue: str | None
    quote: str
    season: int | None = None
    speaker_mention: Evidence | None = None

    def _about_a_show(self) -> bool:
        return self.show is not None

    def _check(self) -> None:
        super()._check()
        if not self.speaker.strip():
            raise VocabularyError("speaker: is missing")
        if not self.quote.strip():
            raise VocabularyError("quote: is missing")


class Audience(_Claim, frozen=True, kw_only=True, gc=False, tag="audience"):
    """How many watched. `value` is a plain number in `unit`s; `window` the ISO 8601 span measured."""

    show: str
    season: int | None
    value: int | float
    unit: Unit
    window: str | None
    platform: str | None
    demographic: str | None = None
    region: str | None = None
    attributed_to: str | None = None

    def _check(self) -> None:
        super()._check()
        if not 0 <= self.value <= _MOST:
            raise VocabularyError(f"value: {self.value} is not a number of {self.unit}")
        if isinstance(self.value, float) and self.value.is_integer():
            # 58e6 and 58000000 say the same, and what says the same has one id.
            msgspec.structs.force_setattr(self, "value", int(self.value))
        if self.window is not None:
            _checked("window", check_duration, self.window)


class Date(_Claim, frozen=True, kw_only=True, gc=False, tag="date"):
    """When something happens or happened; `date` is EDTF."""

    show: str
    season: int | None
    event: Event
    date: str
    certainty: Certainty
    attributed_to: str | None = None

    def _check(self) -> None:
        super()._check()
        _checked("date", check_date, self.date)


class Credit(_Claim, frozen=True, kw_only=True, gc=False, tag="credit"):
    """Who makes it, who is in it; `character` for cast, where the text names one."""

    show: str
    role: CreditRole
    person: str
    character: str | None = None

    def _check(self) -> None:
        super()._check()
        if not self.person.strip():
            raise VocabularyError("person: is missing")
        if self.character is not None and self.role != "cast":
            raise VocabularyError(f"character: a {self.role} has none")


class Company(_Claim, frozen=True, kw_only=True, gc=False, tag="company"):
    """Who shows it, who makes it."""

    show: str
    role: CompanyRole
    name: str

    def _check(self) -> None:
        super()._check()
        if not self.name.strip():
            raise VocabularyError("name: is missing")


class Episodes(_Claim, frozen=True, kw_only=True, gc=False, tag="episodes"):
    """How many episodes; season None is a total, or unsaid."""

    show: str
    season: int | None
    count: int

    def _check(self) -> None:
        super()._check()
        if not 1 <= self.count <= _MOST:
            raise VocabularyError(f"count: {self.count} is not a number of episodes")


Claim = Status | Quote | Audience | Date | Credit | Company | Episodes
CLAIM_TYPES: tuple[type[Claim], ...] = (Status, Quote, Audience, Date, Credit, Company, Episodes)
KINDS: tuple[str, ...] = tuple(str(t.__struct_config__.tag) for t in CLAIM_TYPES)

_ClaimT = TypeVar("_ClaimT", bound=_Claim)
_decoder: msgspec.json.Decoder[Claim] = msgspec.json.Decoder(Claim)


def _checked(field: str, check: Any, value: str) -> None:
    try:
        check(value)
    except ValueError as error:
        raise VocabularyError(f"{field}: {error}") from None


def make_claim(
    kind: type[_ClaimT], document: Document, start: int, end: int, *, rule: str, reader: str, **fields: Any
) -> _ClaimT:
    """A claim of `kind` whose evidence is the document's own words at `start` to `end`, every field validated.

    Raises VocabularyError that names the field.
    """
    tag = kind.__struct_config__.tag
    for name in fields.keys() - _fields_of(kind):
        raise VocabularyError(f"{name}: is no field of a {tag} claim")
    try:
        evidence = document.cite(start, end)
    except VocabularyError as error:
        raise VocabularyError(f"evidence.{error}") from None
    values = {
        **fields,
        "kind": tag,
        "evidence": evidence,
        "document": document.id,
        "rule": rule,
        "reader": reader,
    }
    try:
        claim = msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        raise VocabularyError(name_field(error)) from error
    check_evidence(claim, document)
    return claim


def claim_from_json(data: bytes | str) -> Claim:
    """Raises VocabularyError that names the field."""
    try:
        return _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise VocabularyError(name_field(error)) from error


def check_evidence(claim: _Claim, document: Document) -> None:
    """Raises VocabularyError where the claim's words do not stand at its place in the document."""
    if claim.document != document.id:
        raise VocabularyError(f"document: the claim is of {claim.document}, not of {document.id}")
    mention = claim.speaker_mention if isinstance(claim, Quote) else None
    for name, evidence in (("evidence", claim.evidence), ("speaker_mention", mention)):
        if evidence is not None and not document.holds(evidence):
            raise VocabularyError(
                f"{name}: {evidence.text[:60]!r} does not stand at {evidence.start} to {evidence.end}"
            )
