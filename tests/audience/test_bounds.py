"""What the weeks of a list tell of the first days of a season: never more than they can."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from underway.audience.bounds import Launch, RunningTime, bounds, launch_in_list, running_time
from underway.vocabulary import Figure, Metric

WEEKLY = Metric(unit="hours", window="P7D", basis="calendar", region="worldwide", publisher="Canal Azur")
SUNDAY = date(2024, 1, 7)
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
STEP = 100


def week(last: date, value: float, step: int = STEP) -> Figure:
    return Figure(
        show="Harrow House",
        season=1,
        value=value,
        metric=WEEKLY,
        source=last.isoformat(),
        accuracy="rounded",
        step=step,
        last=last,
    )


def weeks(*values: float | None, first: date = SUNDAY) -> list[Figure]:
    """Figures of weeks in turn; None is a week outside the list."""
    return [week(first + n * A_WEEK, value) for n, value in enumerate(values) if value is not None]


def outside(*values: float | None, first: date = SUNDAY) -> dict[date, float | None]:
    """What a season outside the list can have had in weeks in turn."""
    return {first + n * A_WEEK: value for n, value in enumerate(values)}


def on(day: date) -> Launch:
    return Launch(day, day)


def test_a_launch_on_the_first_day_of_a_week_leaves_rounding_open_and_nothing_else() -> None:
    found = bounds(weeks(1000, 800, 600, 400, 300), outside(*[50] * 5), days=28, launch=on(SUNDAY - 6 * A_DAY))
    assert (found.low, found.high) == (2800 - 4 * 50, 2800 + 4 * 50)
    assert [figure.value for figure in found.figures] == [1000, 800, 600, 400]
    assert found.outside == found.untold == ()


def test_a_week_that_the_window_cuts_counts_from_nothing_to_all_of_it() -> None:
    found = bounds(weeks(1000, 800, 600, 400, 300), outside(*[50] * 5), days=28, launch=on(SUNDAY - 2 * A_DAY))
    assert (found.low, found.high) == (2800 - 4 * 50, 3100 + 5 * 50)


def test_a_week_outside_the_list_is_between_nothing_and_its_smallest_figure() -> None:
    found = bounds(weeks(1000, None, 600, None), outside(50, 70, 50, 90), days=28, launch=on(SUNDAY - 6 * A_DAY))
    assert (found.low, found.high) == (1600 - 2 * 50, 1600 + 2 * 50 + 70 + 90)
    assert found.outside == (SUNDAY + A_WEEK, SUNDAY + 3 * A_WEEK)


def test_of_a_week_that_no_table_tells_of_nothing_is_known() -> None:
    found = bounds(weeks(1000, 800), outside(50, 50), days=28, launch=on(SUNDAY - 6 * A_DAY))
    assert (found.low, found.high) == (1800 - 2 * 50, None)
    assert found.untold == (SUNDAY + 2 * A_WEEK, SUNDAY + 3 * A_WEEK)
    before = bounds(weeks(1000, 800), outside(50, 50), days=28, launch=on(SUNDAY - 20 * A_DAY))
    assert before.high is None


def test_a_week_of_which_the_list_tells_nothing_of_what_is_outside_has_no_bound() -> None:
    found = bounds(weeks(1000, None), outside(50, None), days=14, launch=on(SUNDAY - 6 * A_DAY))
    assert (found.low, found.high) == (1000 - 50, None)


def test_the_running_time_is_what_hours_and_views_tell_together() -> None:
    hours, views = weeks(1000, 900, 800), weeks(500, 450)
    found = running_time(hours, views)
    assert found.low <= 2 <= found.high and not found.grew
    assert running_time(hours, weeks(500, 200)).grew  # with the same episodes there cannot be 4.5 hours a view
    assert running_time(hours, []) == RunningTime()


def test_without_a_launch_the_bounds_span_the_first_week_in_the_list() -> None:
    charted, told = weeks(1000, 800, 600, 400, 300), outside(*[50] * 6, first=SUNDAY - A_WEEK)
    launch = launch_in_list(charted, [], told)
    assert launch == Launch(SUNDAY - 6 * A_DAY, SUNDAY, assumed=True)
    spanned = bounds(charted, told, days=28, launch=launch)
    each = [bounds(charted, told, days=28, launch=on(SUNDAY - n * A_DAY)) for n in range(7)]
    assert (spanned.low, spanned.high) == (min(b.low for b in each), max(b.high or 0 for b in each))


def test_what_was_watched_again_is_no_launch() -> None:
    charted = weeks(1000, 800)
    told = outside(*[50] * 30, first=SUNDAY - A_WEEK)
    assert launch_in_list(charted, [], outside(50, 50)) is None  # it may have been in the list before the table begins
    assert launch_in_list(charted, weeks(2000, first=SUNDAY + A_WEEK), told) is None
    assert launch_in_list(charted, weeks(2000, first=SUNDAY - A_WEEK), told) is None
    assert launch_in_list(charted, weeks(2000, first=SUNDAY + 9 * A_WEEK), told) is not None
    assert launch_in_list([], [], told) is None


@given(
    st.lists(st.integers(0, 400), min_size=40, max_size=40),
    st.integers(0, 6),
    st.lists(st.integers(50, 2000), min_size=8, max_size=8),
    st.sampled_from([7, 28]),
)
def test_the_bounds_hold_what_was_watched(daily: list[int], weekday: int, smallest: list[int], days: int) -> None:
    launch = SUNDAY + A_DAY + weekday * A_DAY
    totals: dict[date, int] = {SUNDAY + n * A_WEEK: 0 for n in range(8)}
    for n, hours in enumerate(daily):
        day = launch + n * A_DAY
        totals[day + (6 - day.weekday()) * A_DAY] += hours
    told: dict[date, float | None] = {
        last: round(low, -2) + STEP / 2 for last, low in zip(totals, smallest, strict=True)
    }
    charted = [
        week(last, round(total, -2))
        for (last, total), low in zip(totals.items(), smallest, strict=True)
        if total >= low
    ]
    watched = sum(daily[:days])
    known = bounds(charted, told, days=days, launch=on(launch))
    assert known.high is not None and known.low <= watched <= known.high
    if charted and charted[0].last == SUNDAY + A_WEEK and (assumed := launch_in_list(charted, [], told)):
        spanned = bounds(charted, told, days=days, launch=assumed)
        assert spanned.high is not None
        assert spanned.low <= known.low <= watched <= known.high <= spanned.high
