"""What a feed holds: entries, as values that can be kept as JSON and read later."""

from datetime import date
from typing import Self

import msgspec

from underway.sources.feeds.links import page_key
from underway.sources.records import RefusedError
from underway.vocabulary import content_id
from underway.vocabulary.documents import DayKind, name_field


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry. `id` is what its feed calls it; `address` is its page's, without tracking parameters.

    `published` is the day in the zone in which the feed writes it; of kind `updated` it is that of the last change,
    where the feed states no other. `publisher` is who publishes the page, as the feed has it.
    `html` is the text that the feed holds, as HTML from outside: neither cleaned nor safe to show. `teaser` says that
    the page holds more than that. Without an address it holds nothing more. `foreign` says that the page is on another
    site than the feed, which then does not speak for it.
    """

    id: str
    address: str | None = None
    title: str | None = None
    published: date | None = None
    published_kind: DayKind = "published"
    publisher: str | None = None
    language: str | None = None
    html: str | None = None
    teaser: bool = False
    foreign: bool = False

    @property
    def key(self) -> str:
        """What tells entries apart, over all feeds: made from the address, or else from the id."""
        return content_id(page_key(self.address or "") or self.id)

    @classmethod
    def from_json(cls, data: bytes | str) -> Self:
        """Raises RefusedError that names the field."""
        try:
            return msgspec.json.decode(data, type=cls)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise RefusedError(name_field(error)) from error

    def to_json(self) -> bytes:
        return msgspec.json.encode(self)


class Feed(msgspec.Struct, frozen=True):
    """`entries` are in the feed's order, each key once. It is not `whole` where its XML breaks off before its end."""

    title: str | None
    entries: tuple[Entry, ...]
    whole: bool = True
