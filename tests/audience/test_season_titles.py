"""Printed titles as shows, seasons and labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.audience import SeasonTitle, read_season_title

H = "Harrow House"


@pytest.mark.parametrize(
    ("printed", "season", "label", "plain"),
    [
        ("N/A", None, None, False),
        ("Harrow House", None, None, False),
        ("Harrow House: Season 2", 2, "Season 2", True),
        ("harrow house: Season 2", 2, "Season 2", True),
        ("Harrow House: : Season 5", 5, "Season 5", True),
        ("Harrow House: Season 1:", 1, "Season 1", True),
        ("Harrow House: Season 2: : Ashes", 2, "Season 2: : Ashes", False),
        ("Harrow House: Season 4: Percy", 4, "Season 4: Percy", False),
        ("Harrow House: Season 4 Part 1", 4, "Season 4 Part 1", False),
        ("Harrow House: Season 6: Part 2", 6, "Season 6: Part 2", False),
        ("Harrow House: Season 2 - Volume 1", 2, "Season 2 - Volume 1", False),
        ("Harrow House: Season 2 (Part 2)", 2, "Season 2 (Part 2)", False),
        ("Harrow House: Season 4 Ashen - Part 2", 4, "Season 4 Ashen - Part 2", False),
        ('Harrow House: Season 1 "In the Country"', 1, 'Season 1 "In the Country"', False),
        ("Harrow House: Season 3B", 3, "Season 3B", False),
        ("Harrow House: Series 2", 2, "Series 2", True),
        ("Harrow House: Season Two", 2, "Season Two", True),
        ("Harrow House: S10: Ohio", 10, "S10: Ohio", False),
        ("Harrow House 4", 4, "4", True),
        ("Harrow House 1.", 1, "1.", True),
        ("Harrow House: 2. The Soul Game", 2, "2. The Soul Game", False),
        ("Harrow House: II", 2, "II", True),
        # What is no number of a season:
        ("Harrow House: Part 2", None, "Part 2", False),
        ("Harrow House: Part II", None, "Part II", False),
        ("Harrow House: Volume 3", None, "Volume 3", False),
        ("Harrow House: Vol. 1", None, "Vol. 1", False),
        ("Harrow House: Chapter 4", None, "Chapter 4", False),
        ("Harrow House: Book 1", None, "Book 1", False),
        ("Harrow House: Collection 11", None, "Collection 11", False),
        ("Harrow House: Class 2", None, "Class 2", False),
        ("Harrow House: Seasons 1-2", None, "Seasons 1-2", False),
        ("Harrow House: Selections from Season 50", None, "Selections from Season 50", False),
        ("Harrow House: The Final Season Part 3", None, "The Final Season Part 3", False),
        ("Harrow House: Season 4 Remix: Cut Again", None, "Season 4 Remix: Cut Again", False),
        ("Harrow House: New York: Season 1", None, "New York: Season 1", False),
        ("Harrow House: 1st STAGE", None, "1st STAGE", False),
        ("Harrow House: June 1, 2026", None, "June 1, 2026", False),
        ("Harrow House 2025", None, "2025", False),
        ("Harrow House: Season 2023", None, "Season 2023", False),
        ("Harrow House: Season 0", None, "Season 0", False),
        ("Harrow House: The Ash Arc", None, "The Ash Arc", False),
        ("Harrow House: Part 1 / Part 2", None, "Part 1 / Part 2", False),
        # Other languages, and another title than the show's:
        ("La casa Harrow: Temporada 1", 1, "Temporada 1", True),
        ("La casa Harrow: Parte 2", None, "Parte 2", False),
        ("The Harrowing of the House", None, "The Harrowing of the House", False),
        ("Harrow Houses: The Tour", None, "Harrow Houses: The Tour", False),
    ],
)
def test_beside_a_show_that_is_known(printed: str, season: int | None, label: str | None, plain: bool) -> None:
    assert read_season_title(printed, H) == SeasonTitle(show=H, season=season, label=label, plain=plain)


@pytest.mark.parametrize(
    ("label", "season"),
    [
        ("시즌 2", 2),
        ("시즌2", 2),
        ("シーズン2", 2),
        ("シーズン２", 2),
        ("第2シーズン", 2),
        ("第3シリーズ", 3),
        ("第 2 季", 2),
        ("第2季", 2),
        ("第二季", 2),
        ("第十季", 10),
        ("2nd SEASON", 2),
        ("Temporada 2", 2),
        ("2ª temporada", 2),
        ("Saison 2", 2),
        ("Staffel 2", 2),
        ("Stagione 2", 2),
        ("2. Sezon", 2),
        ("Sezon 2", 2),
        ("Säsong 2", 2),
        ("Sæson 2", 2),
        ("Sesong 2", 2),
        ("Seizoen 2", 2),
        ("Kausi 2", 2),
        ("Musim 2", 2),
        ("Mùa 2", 2),
        ("Сезон 2", 2),
        ("2 сезон", 2),
        ("עונה 2", 2),
        ("موسم 2", 2),
        ("الموسم 2", 2),
        ("ซีซั่น 2", 2),
        ("सीज़न 2", 2),
        # Cours, parts and terms, which seasons of another number have held:
        ("第2期", None),
        ("第2部", None),
        ("第2クール", None),
        ("الجزء 2", None),
        ("パート2", None),
        ("파트 2", None),
    ],
)
@pytest.mark.parametrize("show", [None, "ハロウの家"])
def test_labels_in_other_languages(label: str, season: int | None, show: str | None) -> None:
    assert read_season_title(f"ハロウの家: {label}", show) == SeasonTitle(
        show="ハロウの家", season=season, label=label, plain=season is not None
    )


@pytest.mark.parametrize(
    "label", ["Limited Series", "Miniseries", "Miniserie", "Mini-série", "Minissérie", "Mini Dizi", "리미티드 시리즈"]
)
@pytest.mark.parametrize("show", [None, H])
def test_limited_series(label: str, show: str | None) -> None:
    assert read_season_title(f"{H}: {label}", show) == SeasonTitle(show=H, label=label, limited=True)


@pytest.mark.parametrize(
    ("printed", "show", "season", "label"),
    [
        ("Harrow House: Season 2 // 해로 하우스: 시즌 2", H, 2, "Season 2"),
        ("Harrow House: Part 1 // 華燈: 第 1 部 // 华灯: 第 1 部分", H, None, "Part 1"),
        ("Harrow House: Season 2\u200e // هارو: موسم 2", H, 2, "Season 2"),
        ("Harrow House: Tales: Season 3: Part 2", "Harrow House: Tales", 3, "Season 3: Part 2"),
        ("Harrow House: Tales: Book Two: Spirits", "Harrow House: Tales", None, "Book Two: Spirits"),
        ("Harrow House: Final Season: Part 1", H, None, "Final Season: Part 1"),
        ("Harrow House (2007): Vol. 1", "Harrow House (2007)", None, "Vol. 1"),
        ("1899: Season 1", "1899", 1, "Season 1"),
        # No label, or one that may be a title's own:
        ("Harrow House", H, None, None),
        ("Harrow House // 해로 하우스", H, None, None),
        ("Harrow House 3", "Harrow House 3", None, None),
        ("Harrow House 2: The Return", "Harrow House 2: The Return", None, None),
        ("Harrow House: 1994", "Harrow House: 1994", None, None),
        ("Harrow House: Ashes - Part 2", "Harrow House: Ashes - Part 2", None, None),
        ("Harrow House Part 1: Ashes", "Harrow House Part 1: Ashes", None, None),
        ("Open Season 2", "Open Season 2", None, None),
        (": Season 2", "Season 2", None, None),
        ("The Series: The Series", "The Series: The Series", None, None),
    ],
)
def test_where_the_show_is_not_known(printed: str, show: str, season: int | None, label: str | None) -> None:
    title = read_season_title(printed)
    assert (title.show, title.season, title.label) == (show, season, label)


@given(st.text(), st.none() | st.text(min_size=1))
def test_any_text_is_read(printed: str, show: str | None) -> None:
    title = read_season_title(printed, show)
    assert title.season is None or 1 <= title.season <= 199
    assert title.label is None or title.label in " ".join(printed.split())
    assert title.season is None or title.label


@given(st.integers(1, 199), st.sampled_from(["Season {}", "시즌 {}", "第{}季", "{}. Sezon", "Series {}"]))
def test_every_number_in_every_notation(number: int, notation: str) -> None:
    for show in (None, H):
        assert read_season_title(f"{H}: {notation.format(number)}", show).season == number
