"""Which episodes a household watched, as bits of integers, as narrow as they can be: there are many households."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import ibis
from ibis import Table, Value, _

NUMBER = "int32"
"""The type of a season's number."""

_WIDTHS = {"int16": 15, "int32": 31, "int64": 62}  # how many episodes have a bit each


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
        type_ = next((name for name, width in _WIDTHS.items() if most_episodes <= width), "int64")
        return cls(windows, 1 + (most_episodes - 1) // _WIDTHS[type_], type_)

    @property
    def names(self) -> list[str]:
        return [_name(window, word) for window in self.windows for word in range(self.words)]

    def watched(self, rows: Table, which: Value | None = None) -> dict[str, Value]:
        """The bit of each row's episode; none where the row is not one of `which`, or late for the window."""
        found = {}
        for window in self.windows:
            for word in range(self.words):
                place = rows.episode.cast("int64") - (1 + word * _WIDTHS[self.type])
                counts = [place.between(0, _WIDTHS[self.type] - 1)]
                if window < max(self.windows):
                    counts.append(rows.day < window)
                if which is not None:
                    counts.append(which)
                bit = ibis.ifelse(ibis.and_(*counts), ibis.literal(1, "int64") << place, ibis.literal(0, "int64"))
                found[_name(window, word)] = bit.cast(self.type)
        return found

    def united(self, rows: Table) -> dict[str, Value]:
        """All bits of the rows of a group."""
        is_spark = rows.get_backend().name == "pyspark"
        return {name: bit_or(rows[name]) if is_spark else rows[name].bit_or() for name in self.names}

    def whole(self, episodes: Mapping[int, Collection[int]]) -> Table:
        """The bits of all episodes of each season, beside its `number`."""
        types = {"number": NUMBER, **{f"whole_{word}": self.type for word in range(self.words)}}
        return ibis.memtable(
            [dict(zip(types, (number, *self._split(some)), strict=True)) for number, some in episodes.items()],
            schema=ibis.schema(types),
        )

    def _split(self, episodes: Collection[int]) -> Iterator[int]:
        width = _WIDTHS[self.type]
        bits = sum(1 << (episode - 1) for episode in set(episodes))
        return ((bits >> (width * word)) % (1 << width) for word in range(self.words))

    def finished(self) -> dict[str, Value]:
        """For each window, of rows that have both, how many have all the bits: `finished_28` and so on."""
        words = range(self.words)
        return {
            f"finished_{window}": ibis.and_(
                *((_[_name(window, word)] & _[f"whole_{word}"]) == _[f"whole_{word}"] for word in words)
            ).sum()
            for window in self.windows
        }


def _name(window: int, word: int) -> str:
    return f"watched_{window}_{word}"
