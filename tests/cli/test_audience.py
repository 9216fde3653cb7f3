"""`underway audience`: tables imported, and shows set side by side."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from .command import lines_of, run
from .news import NEWS

WEEKLY = "week category weekly_rank show_title season_title weekly_hours_viewed cumulative_weeks_in_top_10".split()
POPULAR = "category rank show_title season_title hours_viewed_first_28_days".split()
FIRST = date(2021, 10, 3)
GULL = ("Gull Island", "Gull Island: Season 1")
# By show and season the hours of its weeks; 0 is a week outside the list.
HOURS: dict[tuple[str, str], list[int]] = {
    ("Harrow House", "Harrow House: Season 1"): [40_000_000, 90_000_000, 50_000_000, 30_000_000, 20_000_000, 0, 0, 0],
    ("Night Ferry", "Night Ferry: Season 3"): [0, 0, 60_000_000, 40_000_000, 0, 25_000_000, 0, 0],
    ("The Paper Moth", "The Paper Moth: Limited Series"): [10_000_000] * 8,
}


def weekly() -> str:
    rows = [WEEKLY, [(FIRST - timedelta(weeks=1)).isoformat(), "TV (English)", "1", *GULL, "5000000", "1"]]
    for n in range(8):
        charted = sorted(((its[n], show, season) for (show, season), its in HOURS.items() if its[n]), reverse=True)
        for rank, (value, show, season) in enumerate(charted, 1):
            week = FIRST + timedelta(weeks=n)
            rows.append([week.isoformat(), "TV (English)", str(rank), show, season, str(value), "1"])
    return "".join("\t".join(row) + "\n" for row in rows)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "weekly.tsv").write_text(weekly())
    popular = [POPULAR, ["TV (English)", "1", "Ashgrove", "Ashgrove: Season 1", "205000000"]]
    (tmp_path / "popular.tsv").write_text("".join("\t".join(row) + "\n" for row in popular))
    assert run(tmp_path, "add", "-", stdin=lines_of(NEWS)).status == 0
    done = run(tmp_path, "audience", "import", "weekly.tsv", "popular.tsv", "--published", "2021-12-01")
    assert (done.status, done.err) == (0, "")
    return tmp_path


def test_tables_are_taken_in_once_and_named(files: Path) -> None:
    done = run(files, "audience", "import", "weekly.tsv", "popular.tsv", "--published", "2021-12-01")
    assert done.lines == [
        "weekly.tsv: netflix-weekly-global, 17 rows to 2021-11-21: 0 figures new, 34 there already",
        "popular.tsv: netflix-most-popular, 1 row: 0 figures new, 2 there already",
    ]
    record = run(files, "audience", "import", "-", "--format", "jsonl", stdin=weekly().encode()).json_lines()[0]
    assert (record["format"], record["rows"], record["faults"]) == ("netflix-weekly-global", 17, [])


def test_what_cannot_be_read_is_named_and_the_others_go_on(files: Path) -> None:
    (files / "null.tsv").write_text("null")
    half = weekly().replace("90000000", "90,0").encode()
    (files / "half.tsv").write_bytes(half)
    done = run(files, "audience", "import", "null.tsv", "missing.tsv", "half.tsv")
    assert done.status == 1
    assert len(done.lines) == 1 and done.lines[0].startswith("half.tsv: netflix-weekly-global, 16 rows")
    assert [problem.partition(": ")[0] for problem in done.problems] == [
        "null.tsv",
        "missing.tsv",
        "half.tsv, row 5, weekly_hours_viewed",
    ]


def test_how_many_watched_a_show(files: Path) -> None:
    answer = msgspec.json.decode(run(files, "audience", "of", "harrow house", "--format", "json").out)
    by_window = {c["metric"]["window"]: c for c in answer["audience"] if c["metric"]["unit"] == "hours"}
    own = next(line for line in by_window["P28D"]["figures"] if line["asked"])
    # Launched in its first week, of which day is not known: the fifth week may count in part.
    assert (own["value"], own["at_most"]) == (210_000_000 - 4 * 5000, 230_000_000 + 5 * 5000)
    assert [row["row"] for row in own["rows"]] == [3, 5, 8, 11, 13]
    peer = next(line for line in by_window["P28D"]["figures"] if line["show"] == "Ashgrove")
    assert (peer["value"], peer["fate"]) == (205_000_000, "renewed")
    (run_,) = answer["weeks"]
    assert [week["value"] for week in run_["weeks"]][:6] == [4e7, 9e7, 5e7, 3e7, 2e7, None]
    assert [week["rank"] for week in run_["weeks"]][:3] == [1, 1, 2]
    assert run_["weeks"][1]["kept"] == 2.25
    text = run(files, "audience", "of", "Harrow House").out
    assert "209.98 to 230.03 million" in text and "weekly.tsv, rows 3, 5, 8, 11 and 13" in text


def test_a_launch_that_is_given_narrows_the_bounds(files: Path) -> None:
    done = run(files, "audience", "of", "Harrow House", "--season", "1", "--launch", "2021-09-27", "--format", "json")
    lines = [
        line
        for comparison in msgspec.json.decode(done.out)["audience"]
        if comparison["metric"]["window"] == "P28D" and comparison["metric"]["unit"] == "hours"
        for line in comparison["figures"]
        if line["asked"]
    ]
    assert [(line["value"], line["at_most"]) for line in lines] == [(210_000_000 - 20_000, 210_000_000 + 20_000)]


def test_shows_side_by_side(files: Path) -> None:
    found = msgspec.json.decode(
        run(
            files, "audience", "compare", "Harrow House", "Ashgrove", "Gull Island", "--window", "28d", "--format=json"
        ).out
    )
    assert [bar["name"] for bar in found[0]["bars"]] == ["Harrow House, season 1", "Ashgrove, season 1"]
    assert [name for name, _ in found[0]["apart"]] == ["Gull Island"]
    text = run(files, "audience", "compare", "Harrow House", "Night Ferry", "--weeks", "--metric", "hours").out
    assert "Night Ferry, season 3: most 60 million, in week 1" in text


def test_what_cannot_be_compared_is_refused_with_the_reason(files: Path) -> None:
    article = {
        "id": "lowtide",
        "published": "2021-04-01",
        "text": "The drama series Lowtide was watched by 30 million households in its first 28 days on Netflix.",
    }
    assert run(files, "add", "-", stdin=lines_of([article])).status == 0
    done = run(files, "audience", "compare", "Ashgrove", "Lowtide")
    assert (done.status, done.out) == (1, "")
    (problem,) = done.problems
    assert "cannot be compared" in problem and "hours count time watched, households count homes" in problem
    assert run(files, "audience", "compare", "Nonesuch", "Nowhere").status == 1
    assert run(files, "audience", "of", "Nonesuch").problems == ["Nonesuch: no figures are known"]
    assert run(files, "audience", "of", "Harow House").problems == [
        "Harow House: no figures are known; did you mean Harrow House?"
    ]


def test_the_largest(files: Path) -> None:
    done = run(files, "audience", "top", "--metric", "hours", "--window", "28d", "--limit", "2", "--format", "json")
    (ranking,) = msgspec.json.decode(done.out)
    assert [bar["name"] for bar in ranking["bars"]] == ["Harrow House, season 1", "Ashgrove, season 1"]
    households = run(files, "audience", "top", "--metric", "households", "--format", "json")
    assert [bar["name"] for bar in msgspec.json.decode(households.out)[0]["bars"]] == ["Harrow House, season 2"]


@pytest.mark.parametrize(("format_", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!DOCTYPE")])
def test_charts(files: Path, format_: str, begins: bytes) -> None:
    for arguments in (("of", "Harrow House"), ("top", "--metric=hours", "--window=28d")):
        done = run(files, "audience", *arguments, "--format", format_, "--output", "chart")
        assert (done.status, done.out) == (0, "")
        assert (files / "chart").read_bytes().lstrip().lower().startswith(begins.lower())


def test_the_dossier_has_them_too(files: Path) -> None:
    text = run(files, "ask", "Harrow House").out
    assert "5 weeks in the list, best place 1" in text
    assert "209.98 million to 230.03 million" in text
    answer = msgspec.json.decode(run(files, "ask", "Harrow House", "--as-of", "2021-10-04", "--format", "json").out)
    assert answer["weeks"] == [] and all(c["metric"]["unit"] != "hours" for c in answer["audience"])
