"""What stands in parentheses after a title to tell it from others of its name: "Harrow House (2021)", "(UK)"."""

import re
from functools import lru_cache

import msgspec

from underway.ledger.rows import show_key
from underway.vocabulary.dates import MONTHS
from underway.vocabulary.seasons import read_season
from underway.vocabulary.titles import strip_marks, title_key

# By ISO 3166, as catalogues have it; the first name is the one that is written.
COUNTRIES = {
    "AR": "Argentina|Argentine|Argentinian",
    "AT": "Austria|Austrian",
    "AU": "Australia|Australian|AU",
    "BE": "Belgium|Belgian",
    "BR": "Brazil|Brazilian",
    "CA": "Canada|Canadian",
    "CL": "Chile|Chilean",
    "CN": "China|Chinese",
    "CO": "Colombia|Colombian",
    "DE": "Germany|German",
    "DK": "Denmark|Danish",
    "ES": "Spain|Spanish",
    "FI": "Finland|Finnish",
    "FR": "France|French",
    "GB": "UK|U.K.|GB|United Kingdom|Great Britain|Britain|British",
    "IE": "Ireland|Irish",
    "IL": "Israel|Israeli",
    "IN": "India|Indian",
    "IT": "Italy|Italian",
    "JP": "Japan|Japanese",
    "KR": "South Korea|South Korean|Korea|Korean",
    "MX": "Mexico|Mexican",
    "NL": "Netherlands|Dutch",
    "NO": "Norway|Norwegian",
    "NZ": "New Zealand|NZ",
    "PH": "Philippines|Philippine",
    "PL": "Poland|Polish",
    "PT": "Portugal|Portuguese",
    "SE": "Sweden|Swedish",
    "TR": "Turkey|Turkish",
    "US": "US|U.S.|USA|United States|American",
    "ZA": "South Africa|South African",
}
_COUNTRY_OF = {title_key(name): code for code, names in COUNTRIES.items() for name in names.split("|")}
YEAR = r"(?:19|20)\d\d"
FORM = (
    r"(?:(?:tv|television|limited|web|mini|animated|drama|comedy|reality|original) )*"
    r"(?:(?:mini)?series|show|programme|program|drama|comedy|sitcom|version|original|remake|reboot)"
)
_QUALIFIED = re.compile(r"(?P<base>.*\S)\s*\((?P<inside>[^()]{2,60})\)", re.DOTALL)
_SPAN = rf"{YEAR}(?:\s?[-–—]\s?(?:{YEAR}|\d\d|present)?)?"
_INSIDE = re.compile(
    rf"(?:(?P<first>{_SPAN})(?:,? |$))?(?P<rest>.*?) ?(?P<form>{FORM})?(?:, (?P<last>{_SPAN}))?", re.IGNORECASE
)
# What says when, or is no show.
_NO_SHOW = re.compile(
    rf"\bseason|\b(?:{'|'.join(f'{m}|{m[:3]}' for m in MONTHS)}|films?|movie|novel|book|comics?|(?:video )?game|play|"
    r"musical|album|song|podcast)\b",
    re.IGNORECASE,
)


class Qualifier(msgspec.Struct, frozen=True):
    """Which of several shows of one title: the one that began in `year`, is of the `country` (ISO 3166), or on the
    `network`."""

    year: int | None = None
    country: str | None = None
    network: str | None = None


@lru_cache(maxsize=4096)  # the claims of a ledger have few titles
def read_title(asked: str) -> tuple[str, Qualifier | None]:
    """The title without what qualifies it, and that.

    >>> read_title("Harrow House (1994 series)")
    ('Harrow House', Qualifier(year=1994, country=None, network=None))
    """
    title = strip_marks(asked)
    match = _QUALIFIED.fullmatch(title)
    told = read_qualifier(match["inside"]) if match else None
    if match is None or told is None:
        return title, None
    return strip_marks(match["base"]), told if told != Qualifier() else None


def read_qualifier(inside: str) -> Qualifier | None:
    """Of the words in the parentheses; an empty one of "TV series", None of "season 2" and "1986 film"."""
    match = _INSIDE.fullmatch(" ".join(inside.split()))
    if match is None or _NO_SHOW.search(match["rest"]) or read_season(inside) is not None:
        return None
    year, rest = match["first"] or match["last"], match["rest"]
    country = _COUNTRY_OF.get(title_key(rest))
    return Qualifier(int(year[:4]) if year else None, country, None if country else rest or None)


def keys_to_look_up(title: str) -> tuple[frozenset[str], str]:
    """Under which keys a show of the title is kept: any of these, or one that begins so and whose own title, as it is
    kept, `bears` this one.

    What stands in parentheses and is neither a year nor a country may be part of the title: "Staged (Again)". Such a
    title is looked up as it is; the title without them, where nothing is found, as another one.
    """
    base = _base(title)
    return frozenset({show_key(title), show_key(base)}), f"{show_key(base)} "


def bears(kept: str, title: str) -> bool:
    """Whether the two titles are one, the years and countries that qualify them left out."""
    return show_key(_base(kept)) == show_key(_base(title))


def _base(title: str) -> str:
    base, told = read_title(title)
    return strip_marks(title) if told and told.network and not (told.year or told.country) else base
