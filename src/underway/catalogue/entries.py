"""What a catalogue says of a show, and what is wrong with a place in it."""

from typing import Literal

import msgspec


class Ids(msgspec.Struct, frozen=True):
    """Under what each catalogue knows the show: `tt0123456`, `169`, `1396`, `Q1079`."""

    imdb: str | None = None
    tvmaze: str | None = None
    tmdb: str | None = None
    wikidata: str | None = None


class CatalogueEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One show. `network` is its first, a channel or a streaming service; `country` that of the network, ISO 3166."""

    title: str
    original_title: str | None = None
    other_titles: tuple[str, ...] = ()
    start_year: int | None = None
    end_year: int | None = None
    network: str | None = None
    country: str | None = None
    kind: Literal["series", "miniseries"] = "series"
    ids: Ids = Ids()

    def titles(self) -> tuple[str, ...]:
        """Every title that it has, each once, the usual one first."""
        return tuple(dict.fromkeys(t for t in (self.title, self.original_title, *self.other_titles) if t))


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with a file, or with the line of it that `place` names: `title.basics.tsv:17`."""

    place: str
    problem: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}"
