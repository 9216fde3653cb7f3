"""Documents and evidence: the text that was published, and the words in it that a claim points at."""

import re
from datetime import date
from hashlib import blake2b
from typing import Literal, Self
from urllib.parse import urlsplit

import msgspec


class VocabularyError(ValueError):
    """A value that the vocabulary refuses; the message begins with the field's name."""


DayKind = Literal["published", "updated"]
_MISSING = re.compile("Object missing required field `(.*)`")


def content_id(*parts: object) -> str:
    """128 bits over the parts, in order, as 32 hexadecimal digits; a part may be None, a string, a number or a day."""
    return blake2b(msgspec.json.encode(parts), digest_size=16).hexdigest()


def name_field(error: msgspec.DecodeError | UnicodeDecodeError) -> str:
    """What a failed decoding says, the field first: `season: Expected ...`."""
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    message, _, path = str(error).partition(" - at `$")
    field = path.rstrip("`").lstrip(".")
    missing = _MISSING.fullmatch(message)
    if missing:
        return f"{field}.{missing[1]}: is missing".lstrip(".")
    if isinstance(error.__cause__, VocabularyError):
        return f"{field}.{message}".lstrip(".")
    return f"{field}: {message}" if field else message


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """Characters `start` to `end` of a document's text, and those characters themselves."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0:
            raise VocabularyError(f"start: {self.start} is before the text begins")
        if self.end <= self.start:
            raise VocabularyError(f"end: {self.end} is not after start {self.start}")
        if len(self.text) != self.end - self.start:
            raise VocabularyError(f"text: {len(self.text)} characters, but start and end span {self.end - self.start}")


def outlet_of(publisher: str | None, url: str | None) -> str | None:
    """Who published something: its publisher, else the host of its address; None where neither is known."""
    if publisher and publisher.strip():
        return publisher
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One published text. `text` is what was published, neither trimmed nor folded; every offset counts its characters.

    `published` is the day of publication, None where unknown; of kind `updated` it is the day of the last change, where
    the source states no other. `source_id` is what its source calls it.
    `id` is made from the content; one that is given and does not fit the content is refused.
    """

    text: str
    source_id: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    title: str | None = None
    language: str | None = None
    published_kind: DayKind = "published"
    id: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise VocabularyError("text: is empty")
        try:
            made = content_id(self.url or self.source_id, self.publisher, self.published, self.title, self.text)
        except UnicodeEncodeError as error:
            field = "text" if error.object == self.text else "url, source_id, publisher or title"
            raise VocabularyError(f"{field}: holds a lone surrogate, which no encoding can write") from error
        if self.id and self.id != made:
            raise VocabularyError(f"id: {self.id} is not the id of this content, {made}")
        msgspec.structs.force_setattr(self, "id", made)

    @property
    def name(self) -> str:
        """What its source calls it, or else its id."""
        return self.source_id or self.id

    @property
    def outlet(self) -> str | None:
        """Who published it, as `outlet_of` has it."""
        return outlet_of(self.publisher, self.url)

    def cite(self, start: int, end: int) -> Evidence:
        """The words at `start` to `end`; raises VocabularyError where the text has no such place."""
        if end > len(self.text):
            raise VocabularyError(f"end: {end} is past the end of the text, {len(self.text)}")
        return Evidence(start, end, self.text[start:end])

    def holds(self, evidence: Evidence) -> bool:
        return self.text[evidence.start : evidence.end] == evidence.text

    @classmethod
    def from_json(cls, data: bytes | str) -> Self:
        """Raises VocabularyError that names the field."""
        try:
            return msgspec.json.decode(data, type=cls)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise VocabularyError(name_field(error)) from error

    def to_json(self) -> bytes:
        return msgspec.json.encode(self)
