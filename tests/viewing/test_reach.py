"""Who counts as reached, and on which day; who finished; and what becomes of the rows that do not count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import msgspec
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from underway.viewing import Launch, Question, Rows, UnknownSeason, reach
from underway.vocabulary import Metric

from .plays import LAUNCHED, SCHEMA, Play, accounted_slowly, counted_slowly, day, said, write_log

HARROW = Launch("Harrow House", 1, LAUNCHED, episodes=2)
END = day(29)


@dataclass(frozen=True)
class Case:
    """What one household did, the day on which it counts (None: on none), and whether it finished."""

    name: str
    plays: Sequence[Play]
    reached: int | None
    finished: bool = False


CASES = [
    Case("two minutes are enough", [Play(seconds=120)], 1),
    Case("a second less is not", [Play(seconds=119)], None),
    Case("two minutes in all", [Play(seconds=60), Play(started=day(3), seconds=60)], 3),
    Case("two minutes of two episodes", [Play(seconds=60), Play(episode=2, seconds=60)], 1),
    Case("the same minute twice is one minute", [Play(seconds=60), Play(seconds=60)], None),
    Case("what overlaps counts once", [Play(seconds=90), Play(started=60, seconds=59)], None),
    Case("what overlaps and goes on counts to its end", [Play(seconds=90), Play(started=60, seconds=60)], 1),
    Case("what lies within another adds nothing", [Play(seconds=100), Play(started=9, seconds=9)] * 9, None),
    Case("two episodes at once are two", [Play(seconds=60), Play(started=30, episode=2, seconds=60)], 1),
    Case("a row counts on the day on which it starts", [Play(started=day(3) - 1, seconds=120)], 2),
    Case("across midnight", [Play(started=day(3) - 40, seconds=80), Play(started=day(3), seconds=80)], 3),
    Case("the last second of the window", [Play(started=END - 1)], 28),
    Case("the first after it", [Play(started=END)], None),
    Case("the last second before launch", [Play(started=-1, seconds=3600)], None),
    Case("a second season is another", [Play(season=2, seconds=60), Play(seconds=60)], None),
    Case("an episode of no number counts for reach", [Play(episode=None)], 1),
    Case("all episodes", [Play(), Play(episode=2, started=day(2))], 1, finished=True),
    Case("all but a second", [Play(), Play(episode=2, started=day(2), seconds=119)], 1),
    Case("an episode in two parts", [Play(), Play(episode=2, seconds=60), Play(episode=2, started=60, seconds=60)], 1, finished=True),  # noqa: E501
    Case("an episode too late", [Play(), Play(episode=2, started=END)], 1),
    Case("twice the first is not both", [Play(), Play(started=day(2))], 1),
    Case("an episode beyond the last", [Play(), Play(episode=2), Play(episode=70)], 1, finished=True),
    Case("the later row first", [Play(started=day(5)), Play(started=day(4), episode=2)], 4, finished=True),
]  # fmt: skip


@pytest.mark.parametrize("account", [False, True])
def test_each_household_counts_from_its_day(tmp_path: Path, account: bool) -> None:
    plays = [play._replace(household=n) for n, case in enumerate(CASES) for play in case.plays]
    log = write_log(tmp_path / "log.parquet", plays)
    tally = reach([log], [HARROW], Question(account=account))
    (season,) = tally.seasons
    days = [case.reached for case in CASES if case.reached]
    assert season.buildup == tuple(sum(reached <= number for reached in days) for number in range(1, 29))
    assert (season.households, season.finished) == (len(days), sum(case.finished for case in CASES))
    assert season.metric == Metric(unit="households", window="P28D", basis="launch", threshold="PT2M")
    assert said(tally) == counted_slowly(plays, [HARROW], Question())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_one_household_did(tmp_path: Path, case: Case) -> None:
    ((finished, buildup),) = said(reach([write_log(tmp_path / "log.parquet", case.plays)], [HARROW], Question()))
    assert (finished, buildup.index(1) + 1 if any(buildup) else None) == (case.finished, case.reached)


def test_rows_that_do_not_count_are_told_by_the_first_reason(tmp_path: Path) -> None:
    left_out = {
        "incomplete": [
            Play(household=None), Play(title=None), Play(season=None), Play(started=None), Play(seconds=None),
            Play(household=None, seconds=-1), Play(household=None, title="Ashgrove"),
        ],
        "negative": [Play(seconds=-1), Play(title="Night Ferry", seconds=-1)],
        "absurd": [Play(seconds=86_401)],
        "unknown": [Play(title="Night Ferry", started=-9), Play(season=3), Play(title="harrow house"), Play(season=3)],
        "before_launch": [Play(started=-1)],
        "after_window": [Play(started=END), Play(started=10 * END)],
    }  # fmt: skip
    counted = [Play(seconds=0), Play(household=2, seconds=86_400), Play(episode=None)]
    plays = [*counted, *(play for some in left_out.values() for play in some)]
    tally = reach([write_log(tmp_path / "log.parquet", plays)], [HARROW], Question())
    assert tally.rows == Rows(
        counted=3,
        **{reason: len(some) for reason, some in left_out.items()},
        unknown_seasons=(
            UnknownSeason("Harrow House", 3, 2),
            UnknownSeason("Night Ferry", 1, 1),
            UnknownSeason("harrow house", 1, 1),
        ),
    )
    assert tally.seasons[0].households == 2


def test_repeats_and_overlaps_are_counted(tmp_path: Path) -> None:
    first = Play(seconds=600)
    plays = [
        first, first, first,  # two repeat
        Play(started=30, seconds=60), Play(started=599, seconds=60),  # two overlap
        Play(started=659, seconds=60), Play(episode=2), Play(household=2), Play(season=2),  # none of these does
        Play(started=-1, seconds=60), Play(started=-1, seconds=60),  # nor what does not count
    ]  # fmt: skip
    log = write_log(tmp_path / "log.parquet", plays)
    assert reach([log], [HARROW], Question()).rows == Rows(
        counted=8,
        repeated=2,
        overlapping=2,
        unknown=1,
        before_launch=2,
        unknown_seasons=(UnknownSeason("Harrow House", 2, 1),),
    )
    assert reach([log], [HARROW], Question(account=False)).rows is None


def test_several_windows_and_another_threshold(tmp_path: Path) -> None:
    plays = [Play(n, episode=e, started=day(d)) for n, e, d in ((1, 1, 1), (1, 2, 40), (2, 1, 40), (3, 1, 92))]
    log = write_log(tmp_path / "log.parquet", plays)
    month, quarter = reach([log], [HARROW], Question(windows=(28, 91))).seasons
    assert (month.households, month.finished, month.metric.window) == (1, 0, "P28D")
    assert (quarter.households, quarter.finished, quarter.metric.window) == (2, 1, "P91D")
    assert (len(month.buildup), len(quarter.buildup)) == (28, 91)
    assert reach([log], [HARROW], Question(minutes=3)).seasons[0].households == 0
    assert Question(minutes=3).metric(28).threshold == "PT3M"
    assert Question(minutes=60).metric(28).threshold == "PT1H"


def test_how_many_episodes_there_are_is_taken_from_the_log_where_nobody_says(tmp_path: Path) -> None:
    plays = [
        *(Play(1, episode=e) for e in (1, 2, 3)),
        *(Play(2, episode=e) for e in (1, 2)),
        Play(3, episode=4, started=END),
        *(Play(4, season=2, episode=e) for e in range(1, 131)),
        Play(5, season=2, episode=130),
        Play(6, season=4, episode=0),
    ]
    launches = [HARROW, *(Launch("Harrow House", season, LAUNCHED) for season in (2, 3, 4))]
    log = write_log(tmp_path / "log.parquet", plays)
    two, many, none, odd = reach([log], launches, Question()).seasons
    assert (two.episodes, two.episodes_from, two.finished) == (2, "launches", 2)
    assert (many.episodes, many.episodes_from, many.finished) == (130, "log", 1)
    assert (none.episodes, none.episodes_from, none.households, none.finished) == (0, "log", 0, 0)
    assert (odd.episodes, odd.episodes_from, odd.households, odd.finished) == (0, "log", 1, 0)
    three, *_ = reach([log], [Launch("Harrow House", 1, LAUNCHED)], Question()).seasons
    assert (three.episodes, three.finished) == (3, 1)


@pytest.mark.parametrize(
    ("column", "type_", "value"),
    [
        ("household", pa.string(), "a'; DROP TABLE log; --"),
        ("title", pa.int64(), 81_002_370),
        ("season", pa.int64(), 1),
        ("seconds", pa.float64(), 120.0),
        ("started", pa.timestamp("ms", "America/New_York"), None),
    ],
)
def test_columns_of_other_types(tmp_path: Path, column: str, type_: pa.DataType, value: Any) -> None:
    schema = SCHEMA.set(SCHEMA.get_field_index(column), pa.field(column, type_))
    play = Play() if value is None else Play()._replace(**{column: value})
    title = str(play.title)
    log = write_log(tmp_path / "log.parquet", [play], schema)
    launches = [Launch("no number", 1, LAUNCHED, 1), Launch(title, 1, LAUNCHED, 1)]
    _, season = reach([log], launches, Question()).seasons
    assert (season.households, season.finished) == (1, 1)


SOME = st.integers(-100, 300)
PLAYS = st.lists(
    st.builds(
        Play,
        household=st.sampled_from([1, 2, 3, None]),
        title=st.sampled_from(["Harrow House", "Harrow House", "Night Ferry", "Ashgrove", None]),
        season=st.sampled_from([1, 1, 1, 2, None]),
        episode=st.sampled_from([0, 1, 2, 63, 1001, None]),
        started=st.builds(lambda number, offset: day(number) + offset, st.integers(0, 6), SOME),
        seconds=st.one_of(st.integers(0, 70), st.sampled_from([-1, 120, 200, 86_401, None])),
    ),
    max_size=30,
)
LAUNCHES = [
    HARROW,
    Launch("Harrow House", 2, LAUNCHED, episodes=63),
    Launch("Night Ferry", 1, LAUNCHED + timedelta(days=2)),
]


@given(PLAYS, st.integers(1, 3), st.sampled_from([(4,), (1, 5)]), st.data())
@settings(max_examples=25)
def test_any_log_answers_as_one_counted_second_by_second_however_it_is_split(
    plays: list[Play], minutes: int, windows: tuple[int, ...], data: st.DataObject
) -> None:
    question = Question(minutes=minutes, windows=windows)
    more = data.draw(st.lists(st.sampled_from(plays), max_size=5)) if plays else []
    again = data.draw(st.permutations(plays + more))
    cut = data.draw(st.integers(0, len(again)))
    with TemporaryDirectory() as name:
        folder = Path(name)
        whole = reach(
            [write_log(folder / "whole.parquet", plays)], LAUNCHES, msgspec.structs.replace(question, account=False)
        )
        assert said(whole) == counted_slowly(plays, LAUNCHES, question)
        parts = [write_log(folder / f"{n}.parquet", part) for n, part in enumerate((again[:cut], again[cut:]))]
        split = reach(parts, LAUNCHES, question)
    assert split.seasons == whole.seasons
    assert split.rows == accounted_slowly(again, LAUNCHES, question)


def test_an_engine_elsewhere_has_the_log_as_tables(tmp_path: Path) -> None:
    place = tmp_path / "elsewhere.duckdb"
    plays = [Play(1, seconds=60), Play(2)], [Play(1, started=60, seconds=60), Play(2)]
    with duckdb.connect(place) as elsewhere:
        for number, some in enumerate(plays):
            write_log(tmp_path / "log.parquet", some)
            elsewhere.read_parquet(str(tmp_path / "log.parquet")).create(f"plays_{number}")
    address = f"duckdb://{place}"
    tally = reach(["plays_0", "plays_1"], [HARROW], Question(), engine=address)
    assert (tally.seasons[0].households, tally.rows) == (2, Rows(counted=4, repeated=1))
    log = write_log(tmp_path / "log.parquet", plays[0])
    assert reach([log], [HARROW], Question(), engine=address).seasons[0].households == 1


def test_little_memory_changes_nothing(tmp_path: Path) -> None:
    plays = [Play(n, episode=1 + n % 2, started=day(1 + n % 40), seconds=30 + n % 120) for n in range(200_000)]
    log = write_log(tmp_path / "log.parquet", plays)
    launches = [HARROW, Launch("Night Ferry", 1, date(2021, 1, 1))]
    small = reach([log], launches, Question(), memory="60MB", temp=tmp_path)
    assert small == reach([log], launches, Question())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.parquet"]
