"""What each number counts: viewers, views, hours, a rating, a share, or nothing that concerns an audience."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

import msgspec

from underway.reading.layout import Sentence
from underway.reading.links.modality import clause_around
from underway.reading.measures import pattern, unit_of_noun, words_of
from underway.reading.mentions.figures import IN_MILLIONS
from underway.reading.structure import FigureMention, Page, within
from underway.vocabulary.claims import Unit

_LEAD = 90  # characters before a number in which its verb is looked for
_ROUNDING = 7  # words between the verb and the number
_LEGEND_ABOVE = 1500
_PEOPLED: tuple[Unit, ...] = ("viewers", "households", "accounts")
_HIGHEST_RATING = 20
_COMMON_RATING = 6  # up to it, "averaged a 1.9" needs no word of ratings
_ALIKE = 5  # times
_HIGHEST_PERCENTAGE = 70
_LEAST_BARE = 10_000  # of a number whose noun is left out
_SURE_TIME = 1e6  # that many hours or minutes are watched, whatever the words around

_ENDS_POINTS = re.compile(
    r"[.,;:)\"]|$| (?:and|in|among|on|for|last|the|this|from|with|against|compared|after|before|at|by|to|when|while|but"
    r"|a year|a week|its|than|then|across|over|during"
    r"|versus|vs|\() ?"
)
_CLOSES = (")", ", ", "; ", "/")
_PAIRED = re.compile(
    r"(?: rating)?(?: in| among| with)?(?: the)?(?: key)?(?: demo| adults 18-49| 18-49)?"
    r"[,;]? ?(?:and|/|,|with)? ?(?:an? )?(?:[a-z-]+ )?"
)
_SHARE_BESIDE = re.compile(r" ?[(/] ?|,? (?:and|or) (?:an? |a mere |just )?|, (?:an? )?")
_BESIDE_NAME = re.compile(
    r"['\"]{0,2}(?: ?\([^()]{0,40}\))?(?:[:,] season \w+)?(?: ?[:,|/-]| ?[.…]{1,12})? ?\(?(?:[^()]{0,30}[,;:] ?)?"
)


class Counted(msgspec.Struct, frozen=True):
    """What a number counts; `value` is in full where the text leaves its "million" out."""

    figure: FigureMention
    sentence: Sentence
    unit: Unit
    value: float
    rule: str


class Units:
    """Built once from a page; asked for its figures in order. `counted` of those before is what a later one may take
    its unit from."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._folded = page.folded
        self._rated = bool(page.measuring.of("rated"))
        self._surveyed = bool(page.measuring.of("surveyed"))
        signs = len(page.measuring.of("near"))
        self._names_audiences = signs > 0
        self._about_audiences = signs > 1
        self._gives_shares = "share" in page.folded or "%)" in page.folded

    def read(
        self, sentence: Sentence, figure: FigureMention, before: Sequence[Counted], last: Counted | None
    ) -> Counted | None:
        """None where it counts no audience. `before` are the ones of the sentence so far, `last` the last count of the
        text."""
        if figure.form == "count":
            one = self._count(sentence, figure, before, last)
        elif figure.form == "percent":
            one = self._percentage(sentence, figure, before)
        else:
            one = self._points(sentence, figure, before, last)
        return None if one and self._is_elsewhere(sentence, figure) else one

    def _count(
        self, sentence: Sentence, figure: FigureMention, before: Sequence[Counted], last: Counted | None
    ) -> Counted | None:
        if figure.noun and figure.unit is None:
            return None
        if figure.rule == IN_MILLIONS and figure.unit:
            return Counted(figure, sentence, figure.unit, figure.value, "audience.charted")
        recent = last if last and sentence.block - last.sentence.block <= 1 else None
        near = self._speaks_of_audiences(sentence, figure)
        cued = self._cued(sentence, figure)
        if figure.unit:
            sure = figure.noun in words_of("plain") or (
                figure.unit in ("hours", "minutes") and figure.value >= _SURE_TIME
            )
            if sure or near or cued == "certain" or (cued and recent) or self._names_audiences:
                return Counted(figure, sentence, figure.unit, figure.value, f"audience.{figure.unit}")
            return None
        if figure.value < _LEAST_BARE:
            return None
        rating = before[-1].figure if before and before[-1].unit == "rating" else None
        if rating and _PAIRED.fullmatch(self._folded, rating.end, figure.start):
            return Counted(figure, sentence, "viewers", figure.value, "audience.near")
        counts = [c for c in before if c.figure.form == "count"]
        known = counts[-1].unit if counts else recent.unit if recent else None
        if any(pattern("audience-before").search(lead) for lead in _without_rounding(self._lead(sentence, figure))):
            known = known if known in _PEOPLED else "viewers"
        if recent and demographic_of(self._folded, sentence, figure):
            return Counted(figure, sentence, "viewers", figure.value, "audience.demographic")
        beside = self._is_beside_name(figure)
        spoken_of = near or recent or self._about_audiences or self._names_show(sentence)
        if cued == "certain" and spoken_of and not beside:
            return Counted(figure, sentence, known or "viewers", figure.value, "audience.cued")
        if (known or near) and (cued or beside or self._is_bracketed(figure) or self._is_compared(sentence, figure)):
            # A correction names the unit in one sentence and the number in the next.
            corrected = self._page.notices.at(figure.start, figure.end)
            unit = known or (self._listed_unit(sentence) if corrected else "viewers")
            return Counted(figure, sentence, unit, figure.value, "audience.near")
        if beside and self._names_audiences:
            return Counted(figure, sentence, self._listed_unit(sentence), figure.value, "audience.row")
        if self._about_audiences or (cued and self._names_audiences and self._names_show(sentence)):
            return Counted(figure, sentence, known or self._listed_unit(sentence), figure.value, "audience.bare")
        return None

    def _points(
        self, sentence: Sentence, figure: FigureMention, before: Sequence[Counted], last: Counted | None
    ) -> Counted | None:
        if figure.unit:
            near = self._speaks_of_audiences(sentence, figure) or self._cued(sentence, figure)
            if near or (last and sentence.block - last.sentence.block <= 1):
                return Counted(figure, sentence, figure.unit, figure.value, f"audience.{figure.unit}")
            return None
        if not _ENDS_POINTS.match(self._folded, figure.end):
            return None
        if self._folded.find("in millions", sentence.start, figure.start) >= 0 and self._is_beside_name(figure):
            return Counted(figure, sentence, self._listed_unit(sentence), figure.value * 1e6, "audience.listed")
        if self._is_bracketed_share(figure, before):
            return Counted(figure, sentence, "share", figure.value, "audience.share-beside")
        lead = self._folded[max(sentence.start, figure.start - 40) : figure.start]
        one_rating = bool(pattern("one-rating").search(lead))
        paired = self._is_paired(sentence, figure)
        cued = self._cued(sentence, figure)
        rated = paired or self._rated or (cued == "certain" and figure.value < _COMMON_RATING)
        if one_rating and rated and figure.value < _HIGHEST_RATING:
            return Counted(figure, sentence, "rating", figure.value, "audience.points")
        rates = self._rated or any(one.unit == "rating" for one in before)
        if paired and rates and (lead.endswith(("/ ", "/")) or lead.rfind("(") > lead.rfind(")")):
            return Counted(figure, sentence, "rating", figure.value, "audience.points")
        if (
            cued
            and figure.value < _HIGHEST_RATING
            and pattern("rated").search(self._folded, sentence.start, figure.start)
        ):
            return Counted(figure, sentence, "rating", figure.value, "audience.points")
        follows = bool(before) and before[-1].unit == "rating" and figure.value < _HIGHEST_RATING
        tenths = self._folded[figure.end - 2 : figure.end - 1] == "."
        if follows and (tenths or not lead.endswith(" at ")) and self._is_compared(sentence, figure):
            return Counted(figure, sentence, "rating", figure.value, "audience.points")
        elliptic = bool(before) and before[-1].value >= 1e6 and not one_rating and not lead.endswith("at ")
        if elliptic and self._is_compared(sentence, figure):
            return Counted(figure, sentence, before[-1].unit, figure.value * 1e6, "audience.elliptic")
        recent = last if last and sentence.block - last.sentence.block <= 1 else None
        if recent and cued and not one_rating and _are_alike(recent.value, figure.value * 1e6):
            return Counted(figure, sentence, recent.unit, figure.value * 1e6, "audience.elliptic")
        return None

    def _percentage(self, sentence: Sentence, figure: FigureMention, before: Sequence[Counted]) -> Counted | None:
        if figure.unit == "share":
            said = bool(before) or self._speaks_of_audiences(sentence, figure)
            return Counted(figure, sentence, "share", figure.value, "audience.share") if said else None
        beside = before[-1].figure if before and before[-1].figure.form == "count" else None
        if beside and _SHARE_BESIDE.fullmatch(self._folded, beside.end, figure.start):
            return Counted(figure, sentence, "share", figure.value, "audience.share-beside")
        beside_percent = bool(before) and before[-1].unit == "percent"
        of_homes = pattern("homes").match(self._folded, figure.end)
        if of_homes or (
            self._surveyed
            and figure.value < _HIGHEST_PERCENTAGE
            and (self._cued(sentence, figure) or (beside_percent and self._is_compared(sentence, figure)))
            and not pattern("change").search(self._lead(sentence, figure))
        ):
            return Counted(figure, sentence, "percent", figure.value, "audience.percent")
        return None

    def _is_bracketed_share(self, figure: FigureMention, before: Sequence[Counted]) -> bool:
        """ "5.2m (21.3)", where the text gives shares and no ratings."""
        beside = before[-1].figure if before and before[-1].figure.form == "count" else None
        return (
            beside is not None
            and not self._rated
            and self._gives_shares
            and self._folded[beside.end : figure.start].strip() == "("
            and self._folded.startswith(")", figure.end)
        )

    def _lead(self, sentence: Sentence, figure: FigureMention) -> str:
        return self._folded[max(sentence.start, figure.start - _LEAD) : figure.start].rstrip(" ~\"'(")

    def _cued(self, sentence: Sentence, figure: FigureMention) -> Literal["certain", "likely"] | None:
        """Does a verb or a noun say that the number counts watchers?"""
        after = self._folded[figure.end : min(figure.end + 40, sentence.end)].lstrip()
        if pattern("certain-after").match(after):
            return "certain"
        likely: Literal["likely"] | None = None
        for lead in _without_rounding(self._lead(sentence, figure)):
            if pattern("certain-before").search(lead):
                return "certain"
            if pattern("likely-before").search(lead):
                likely = "likely"
        return likely

    def _is_compared(self, sentence: Sentence, figure: FigureMention) -> bool:
        return any(
            lead.endswith("'s") or pattern("compare-before").search(lead.rstrip(",;: "))
            for lead in _without_rounding(self._lead(sentence, figure))
        )

    def _is_paired(self, sentence: Sentence, figure: FigureMention) -> bool:
        """Does a count stand with the points ("a 0.9 and 4.6 million", "5.2 million and a 0.9")?"""
        for other in within(self._page.figures, max(sentence.start, figure.start - 40), figure.end + 30):
            if other.form == "count" and other.unit in (None, "viewers") and (other.unit or not other.noun):
                left, right = sorted((figure, other), key=lambda f: f.start)
                if _PAIRED.fullmatch(self._folded, left.end, right.start):
                    return True
        return False

    def _is_bracketed(self, figure: FigureMention) -> bool:
        return self._folded.startswith("(", figure.start - 1) and self._folded.startswith(_CLOSES, figure.end)

    def _is_beside_name(self, figure: FigureMention) -> bool:
        """Does it follow a name with no verb between ("Saltmarsh: 4.1 million", "Saltmarsh (ITV) 688,000")?"""
        for mentions in (self._page.shows, self._page.names):
            at = bisect_left(mentions, figure.start, key=lambda m: m.start)
            if at and _BESIDE_NAME.fullmatch(self._folded, mentions[at - 1].end, figure.start):
                return True
        return False

    def _is_elsewhere(self, sentence: Sentence, figure: FigureMention) -> bool:
        """Is it money, votes, an audience of something else, or one that is only hoped for?"""
        before = self._folded[max(figure.start - 6, 0) : figure.start].rstrip()
        if before.endswith(tuple(words_of("money"))):
            return True
        left, right = clause_around(self._page, sentence, figure.start, figure.end)
        return bool(
            pattern("elsewhere").search(self._folded, max(left, figure.start - 60), min(right, figure.end + 40))
            or pattern("unreached").search(self._folded, max(sentence.start, figure.start - 50), figure.start)
            or (figure.form == "count" and self._is_difference(figure))
            or self._is_of_channel(left, figure.start)
        )

    def _is_of_channel(self, left: int, start: int) -> bool:
        """ "CBS led the night with 6.2 million"."""
        channel = next((o for o in within(self._page.organisations, left, start) if o.role == "network"), None)
        return (
            channel is not None
            and not within(self._page.shows, left, start)
            and bool(pattern("channel-led").match(self._folded, channel.end, start))
        )

    def _is_difference(self, figure: FigureMention) -> bool:
        """ "400,000 fewer than a week earlier", "a million more viewers than its lead-in"."""
        counted = self._folded[figure.start : figure.end].split()
        return bool(
            words_of("difference").intersection(counted) or pattern("change-after").match(self._folded, figure.end)
        )

    def _speaks_of_audiences(self, sentence: Sentence, figure: FigureMention) -> bool:
        block = self._page.layout.block_of(sentence)
        start, end = max(block.start, figure.start - 300), min(block.end, figure.end + 200)
        return bool(self._page.measuring.within("near", start, end))

    def _names_show(self, sentence: Sentence) -> bool:
        return bool(within(self._page.shows, sentence.start, sentence.end))

    def _listed_unit(self, sentence: Sentence) -> Unit:
        """The unit that the text above a list names last, else viewers."""
        nouns = self._page.measuring.within("listed-unit", sentence.start - _LEGEND_ABOVE, sentence.start)
        return unit_of_noun()[self._folded[slice(*nouns[-1])]] if nouns else "viewers"


def _are_alike(value: float, other: float) -> bool:
    return value >= 5e5 and value / _ALIKE <= other <= value * _ALIKE


def demographic_of(folded: str, sentence: Sentence, figure: FigureMention) -> str | None:
    """Among whom, where the words after the figure say so: "adults 18-49", "demo"."""
    match = pattern("age-range").search(folded, figure.end, min(figure.end + 50, sentence.end))
    if match:
        default = "adults" if match["low"] == "18" else "people"
        who = match["who"] if match["who"] and match["who"] != "the" else default
        return f"{who} {match['low']}-{match['high']}"
    return "demo" if pattern("demo").search(folded, figure.end, min(figure.end + 35, sentence.end)) else None


def _without_rounding(lead: str) -> list[str]:
    """The words before a number, and the same with the words left off, one by one, that merely round it."""
    leads = [lead]
    while len(leads) < _ROUNDING:
        rest, _, word = leads[-1].rpartition(" ")
        if word.strip(",'\"") not in words_of("about"):
            break
        leads.append(rest)
    return leads
