"""Which episodes a household watched, as bits of integers, as narrow as they can be: there are many households."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import ibis
from ibis import Table, Value, _

_WIDTHS = {"int16": 13, "int32": 29}
"""How many episodes have a bit each; what lies below them and above has one more on either side, which nobody reads, as
two comparisons cost less than a case."""


@ibis.udf.agg.builtin  # type: ignore[untyped-decorator]
def bit_or(bits: int) -> int:  # type: ignore[empty-body]
    """Spark's own, which Ibis does not reach as `Value.bit_or`."""


@dataclass(frozen=True, slots=True)
class Bits:
    """Columns of the type `type`, some for each window in days, each for up to `width` episodes."""

    windows: Sequence[int]
    words: int
    type: str

    @classmethod
    def of(cls, windows: Sequence[int], most_episodes: int) -> "Bits":
        type_ = next((name for name, width in _WIDTHS.items() if most_episodes <= width), "int32")
        return cls(windows, 1 + (most_episodes - 1) // _WIDTHS[type_], type_)

    @property
    def width(self) -> int:
        return _WIDTHS[self.type]

    @property
    def names(self) -> list[str]:
        return [_name(window, word) for window in self.windows for word in range(self.words)]

    def watched(self, rows: Table, which: Value | None = None) -> dict[str, Value]:
        """The bit of each row's episode; none where the row is not one of `which`, or late for the window."""
        found = {}
        for word in range(self.words):
            place = rows.episode.cast("int64") - self._before(word) if word else rows.episode
            place = ibis.greatest(0, ibis.least(place, self.width + 1)).cast(self.type)
            bit = (ibis.literal(1, self.type) << place).cast(self.type)
            for window in self.windows:
                counts = [] if which is None else [which]
                if window < max(self.windows):
                    counts.append(rows.on.delta(rows.launch, unit="day") < window)
                chosen = ibis.ifelse(ibis.and_(*counts), bit, ibis.literal(0, self.type)) if counts else bit
                found[_name(window, word)] = chosen
        return found

    def united(self, rows: Table) -> dict[str, Value]:
        """All bits of the rows of a group."""
        is_spark = rows.get_backend().name == "pyspark"
        return {name: bit_or(rows[name]) if is_spark else rows[name].bit_or() for name in self.names}

    def whole(self, episodes: Mapping[int, Collection[int]]) -> Table:
        """The bits of all episodes of each season, beside its `number`."""
        types = {"number": number_type(episodes), **{f"whole_{word}": self.type for word in range(self.words)}}
        return ibis.memtable(
            [dict(zip(types, (number, *self._split(some)), strict=True)) for number, some in episodes.items()],
            schema=ibis.schema(types),
        )

    def _split(self, episodes: Collection[int]) -> Iterator[int]:
        for word in range(self.words):
            places = (episode - self._before(word) for episode in set(episodes))
            yield sum(1 << place for place in places if 1 <= place <= self.width)

    def _before(self, word: int) -> int:
        """The last episode of the word before."""
        return word * self.width

    def finished(self) -> dict[str, Value]:
        """For each window, of rows that have both, how many have all the bits: `finished_28` and so on."""
        words = range(self.words)
        return {
            f"finished_{window}": ibis.and_(
                *((_[_name(window, word)] & _[f"whole_{word}"]) == _[f"whole_{word}"] for word in words)
            ).sum()
            for window in self.windows
        }


def number_type(numbered: Collection[int]) -> str:
    """The type of a season's number, where they are numbered from 0."""
    return "int16" if len(numbered) <= 1 << 15 else "int32"


def _name(window: int, word: int) -> str:
    return f"watched_{window}_{word}"
