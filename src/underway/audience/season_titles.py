"""How tables print seasons, and which show and season that is.

The forms are those of Netflix's lists of 2021 to 2026 and of its engagement reports: `Season 2`, `Part 2`, `S8: Ohio`,
`Stranger Things 4`, `June 1, 2026`, `시즌 2`, `2ª temporada`. Only what numbers seasons is a season: of `Part`,
`Volume`, `Chapter`, `第2期` and their like nothing tells whether they are seasons or pieces of one.
"""

import re
import unicodedata
from functools import lru_cache

import msgspec

from underway.vocabulary.seasons import LAST_SEASON, read_season

# "Season" in languages where the reports print it beside the English number, and never with another.
_SEASON_BEFORE = (
    "season|series|temporada|saison|staffel|stagione|sezon|sezona|säsong|sesong|sæson|seizoen|kausi|musim|mùa|сезон|시즌|"
    "シーズン|シリーズ|ซีซั่น|ซีซัน|सीज़न|सीजन|موسم|الموسم|עונה"
)
_SEASON_AFTER = "temporada|sezon|sezona|сезон|season|シーズン|シリーズ|季"
_LIMITED = (
    r"(?:limited|mini)[ -]?series|mini[ -]?(?:serie|série|dizi)|minissérie|리미티드 시리즈|リミテッドシリーズ"
    "|लिमिटेड सीरीज़|ลิมิเต็ดซีรีส์"
)
_PART = (
    "part|volume|vol|chapter|book|collection|batch|parte|partie|teil|volumen|volumes|parts|chapters|books|seasons|"
    "capítulo|chapitre|kapitel|파트|パート|الجزء"
)
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_ROMAN = {"II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_COUNT = r"(?:\d{1,3}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten)"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(unicodedata.normalize("NFKC", pattern), re.IGNORECASE)


# What may follow a season's number in its label: nothing, or something set off from it.
_REST = r"(?P<rest>\s*(?:$|[:(,\-–—\"“].*|(?:part|volume|vol)\b.*|.*\bpart \d+$))"
_NUMBERED = _pattern(
    rf"(?:(?:{_SEASON_BEFORE})\s*(?P<after>\d{{1,3}})(?P<piece>[a-c])?"
    rf"|第\s*(?P<ordinal>\d{{1,3}}|[一二三四五六七八九十])\s*(?:{_SEASON_AFTER})"
    rf"|(?P<before>\d{{1,3}})\s*(?:\.|ª|st|nd|rd|th)?\s*(?:{_SEASON_AFTER})"
    rf"|s(?P<short>\d{{1,2}})){_REST}"
)
_LABEL = _pattern(
    rf"(?:{_LIMITED}"
    rf"|(?:the )?final season\b.*|(?:season|series) \d{{1,3}}\w?\b.*|selections from season \d+"
    rf"|(?:{_PART})\.?\s*{_COUNT}(?:\s*[-–/&]\s*(?:(?:{_PART})\s*)?{_COUNT})?"
    rf"|第\s*\d{{1,3}}\s*(?:期|部|部分|クール)"
    rf"|(?:{_MONTH}) \d{{1,2}}, \d{{4}})"
)
_IS_LIMITED = _pattern(rf"(?:{_LIMITED})")
_BARE_NUMBER = re.compile(r"(\d{1,2})\.?(?P<name>(?<=\.) .+)?")
_NAMED = re.compile(r"(.+) ([2-9]|[1-9]\d)")
_SEGMENT = re.compile(r"\s*[:：](?:\s*[:：])*\s*")
_EDGES = " :：\u200e\u200f"


class SeasonTitle(msgspec.Struct, frozen=True, kw_only=True):
    """A printed title taken apart. `label` is what stands beside the show's own title, None where nothing does; `plain`
    says that it tells the number of the season, and nothing else. `limited` is of a limited series."""

    show: str
    season: int | None = None
    label: str | None = None
    plain: bool = False
    limited: bool = False


@lru_cache(maxsize=65536)  # the same titles stand in lists week after week
def read_season_title(printed: str, show: str | None = None) -> SeasonTitle:
    """The show and season that a printed title names; an original title after ` // ` is left out.

    A `show` that is given is the show, and what else is printed its label: `N/A` is none. Without it the title ends
    where a label begins that is no title's own: `Harrow House: Part 2` is of Harrow House, `Harrow House 2` is not.

    >>> read_season_title("Harrow House: Season 2 // 해로 하우스: 시즌 2")
    SeasonTitle(show='Harrow House', season=2, label='Season 2', plain=True, limited=False)
    """
    title = " ".join(printed.split(" // ", 1)[0].split()).strip(_EDGES)
    if show is not None:
        show = " ".join(show.split())
        return SeasonTitle(show=show) if title in ("", "N/A") else _labelled(show, _beside(show, title), known=True)
    colon = _label_at(title)
    if colon is None:
        return SeasonTitle(show=title or printed)
    return _labelled(title[: colon.start()], title[colon.end() :], known=False)


def _label_at(title: str) -> re.Match[str] | None:
    """The first colon after which a label stands."""
    for colon in _SEGMENT.finditer(title):
        rest = title[colon.end() :]
        if colon.start() and (_season(rest, False)[0] or _LABEL.fullmatch(_folded(_SEGMENT.split(rest)[0]))):
            return colon
    return None


def _beside(show: str, title: str) -> str:
    if title.lower().startswith(show.lower()) and not title[len(show) : len(show) + 1].isalnum():
        return title[len(show) :]
    colon = _label_at(title)
    return title[colon.end() :] if colon else title


def _labelled(show: str, label: str, known: bool) -> SeasonTitle:
    label = label.strip(_EDGES)
    season, plain = _season(label, known)
    return SeasonTitle(
        show=show,
        season=season,
        label=label or None,
        plain=plain,
        limited=bool(_IS_LIMITED.fullmatch(_folded(label))),
    )


def _season(label: str, after_show: bool) -> tuple[int | None, bool]:
    """The number that a label gives, and whether it gives nothing else. Right `after_show` a number alone is one."""
    number = read_season(label)
    if number:
        return number, True
    if match := _NUMBERED.fullmatch(_folded(label)):
        digits = match["after"] or match["ordinal"] or match["before"] or match["short"]
        number = int(unicodedata.numeric(digits)) if len(digits) == 1 else int(digits)
        more = match["piece"] or match["rest"].strip()
        return (number, not more) if 1 <= number <= LAST_SEASON else (None, False)
    if after_show and (match := _BARE_NUMBER.fullmatch(label)) and int(match[1]):
        return int(match[1]), not match["name"]
    return (_ROMAN.get(label), label in _ROMAN) if after_show else (None, False)


def numbered_by_name(title: SeasonTitle, shows: frozenset[str]) -> SeasonTitle:
    """Where a title without a label is that of one of the shows and a number, as of `Harrow House 3`, that season."""
    match = None if title.label else _NAMED.fullmatch(title.show)
    if match and match[1] in shows:
        return SeasonTitle(show=match[1], season=int(match[2]), label=match[2], plain=True)
    return title
