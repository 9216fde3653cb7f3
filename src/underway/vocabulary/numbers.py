"""Whole numbers and ordinals as English writes them."""

import re

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ORDINAL_UNITS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()

CARDINALS: dict[str, int] = {word: n for n, word in enumerate(_UNITS)} | _TENS
ORDINALS: dict[str, int] = {word: n for n, word in enumerate(_ORDINAL_UNITS) if n} | {
    word[:-1] + "ieth": n for word, n in _TENS.items()
}
for _ten, _n in _TENS.items():
    for _i in range(1, 10):
        CARDINALS[f"{_ten}-{_UNITS[_i]}"] = _n + _i
        ORDINALS[f"{_ten}-{_ORDINAL_UNITS[_i]}"] = _n + _i


def _alternatives(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True)).replace("-", "[- ]")


CARDINAL_PATTERN = rf"(?:{_alternatives(CARDINALS)})"
# Digits and ending together, so that a search for literals has some to go by.
_ENDINGS = "|".join(("1st", "2nd", "3rd", *(f"{n}th" for n in range(10))))
ORDINAL_PATTERN = rf"(?:{_alternatives(ORDINALS)}|\d{{0,2}}(?:{_ENDINGS}))"

_DIGITS = re.compile(r"[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4}")  # more digits than these count nothing
_ORDINAL_DIGITS = re.compile(r"([0-9]{1,3})(?:st|nd|rd|th)")


def read_cardinal(text: str) -> int | None:
    """`"12"`, `"1,200"`, `"twelve"`, `"twenty-two"`, `"a dozen"`, `"half a dozen"`; None where it is none of these."""
    word = " ".join(text.casefold().split())
    if word in ("half a dozen", "half-dozen", "a half-dozen"):
        return 6
    if word in ("dozen", "a dozen", "one dozen"):
        return 12
    if word in ("a", "an"):
        return 1
    if _DIGITS.fullmatch(word):
        return int(word.replace(",", ""))
    return CARDINALS.get(word.replace(" ", "-"), CARDINALS.get(word))


def read_ordinal(text: str) -> int | None:
    """`"2nd"`, `"second"`, `"twenty-first"`; None where it is none of these."""
    word = " ".join(text.casefold().split())
    digits = _ORDINAL_DIGITS.fullmatch(word)
    if digits:
        return int(digits[1])
    return ORDINALS.get(word.replace(" ", "-"), ORDINALS.get(word))


def write_count(n: float) -> str:
    """A number as a person reads it: `58 million`, `1.2 million`, `940,000`, `0.9`.

    >>> write_count(58_000_000)
    '58 million'
    """
    if abs(n) >= 1_000_000:
        millions = round(n / 1_000_000, 2)
        value, name = (millions, "million") if abs(millions) < 1000 else (n / 1_000_000_000, "billion")
        return f"{value:,.2f}".rstrip("0").rstrip(".") + f" {name}"
    return f"{n:,.2f}".rstrip("0").rstrip(".") if n != int(n) else f"{int(n):,}"
