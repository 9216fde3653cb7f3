"""What each number of a page counts, over which span and among whom: unit, window and demographic, also where the text
states them once for several figures. The one place for them."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

import msgspec

from underway.reading.layout import Layout, Sentence
from underway.reading.links.modality import clause_around, manner_of
from underway.reading.measures import Window, find_windows, measures, pattern, unit_of_noun, words_of
from underway.reading.structure import FigureMention, Page, ShowMention, within
from underway.vocabulary.claims import Unit
from underway.vocabulary.durations import duration_of

_LONGEST_LEAD = 90
_COORDINATED = re.compile(r"[\w\s.'%-]*(?:,|\band\b|\bor\b|\bplus\b|/|\(|&)[\w\s.'-]*")
_PLAIN_UNITS = frozenset(("views", "hours", "minutes", "households", "accounts"))
_ONE_RATING = re.compile(r"\b(?:an?|an? [a-z-]+|an? [a-z-]+ [a-z-]+|all-time (?:worst|low|high|best)) $")
_ENDS_POINTS = re.compile(r"[.,;:)\"]|$| (?:and|in|among|on|for|last|the|this|from|with|against|compared|after|before|at|by|to|when|while|but|versus|vs|\() ?")
_PAIRED = re.compile(r"(?: rating)?(?: in| among| with)?(?: the)?(?: key)?(?: demo| adults 18-49| 18-49)?,? ?(?:and|/|,|with)? ?(?:an? )?(?:[a-z-]+ )?")
_SHARE_BESIDE = re.compile(r" ?[(/] ?|,? and (?:an? |a mere |just )?|, (?:an? )?")
_ALL_FIGURES = re.compile(
    r"\b(?:all|both|these|the|our|above|below|following) (?:of )?(?:the |these )?(?:\w+ )?(?:figures|numbers|ratings|audiences|viewing|tallies|averages|totals)\b(?! (?:of|for|were up|have))"
    r"|\b(?:figures|numbers|ratings|averages|totals)(?: below| above| here)?(?: are|:| include| reflect| cover)"
)
_OF_HOMES = re.compile(r" of (?:the )?(?:[\w'-]+ ){0,3}(?:households|homes)\b")
_CHANGE = re.compile(r"\b(?:up|down|rose|fell|grew|grown|drop|dropped|jumped|increase|increased|decline|declined|by|more than|over|tax|about|some|another)\b[^,;]{0,25}$")
_BESIDE = re.compile(r"['\"]{0,2}(?: ?\([^()]{0,40}\))?(?:[:,] season \w+)?(?: ?[:,|/-]| ?[.\u2026]{1,12})? ?\(?(?:[^()]{0,30}[,;:] ?)?")
_LEGEND = re.compile(r"\b(viewers|views|streams|hours|households|minutes)\b")
_SUBSET = re.compile(r"(?:of (?:these|those|them|that|whom)|among them|that includes)\b")
_LEAST: dict[Unit, float] = {"hours": 20_000, "minutes": 200_000, "views": 5_000, "viewers": 1_000, "households": 1_000, "accounts": 1_000}
_MOST = 20e9
_SHARED_FORMS = ("rating", "share", "percent")


class Measured(msgspec.Struct, frozen=True):
    """A figure that counts an audience. `compared` is whether it is set beside the figure before it."""

    figure: FigureMention
    sentence: Sentence
    value: float
    unit: Unit
    window: str | None
    demographic: str | None
    compared: bool
    rule: str


class _Metrics:
    """One pass over a page's figures, in order; what was measured last is what the next may be measured by."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.layout = page.layout
        self.folded = page.folded
        self.last: Measured | None = None
        self.last_count: Measured | None = None
        self.previous: Measured | None = None
        self.windowed: Measured | None = None
        self.scope = self._scope()
        self.rated = len(pattern("near").findall(page.folded)) > 1
        self.surveyed = bool(re.search(r"\b(?:nationwide|viewership|ratings?|viewer rating)\b", page.folded))
        self.demo = bool(re.search(r"\b(?:18-49|18-to-49|25-54|demo|ratings?)\b", page.folded))

    def all(self) -> Iterator[Measured]:
        for sentence, figures in _by_sentence(self.layout, self.page.figures):
            if self.layout.block_of(sentence).kind in ("debris", "byline", "caption"):
                continue
            measured: list[Measured] = []
            for figure in figures:
                one = self._measure(sentence, figure, measured)
                if one:
                    measured.append(one)
                    self.last = one
                    if one.figure.form == "count":
                        self.last_count = one
            windows = self._windows(sentence, measured)
            for one, window in zip(measured, windows, strict=True):
                found = msgspec.structs.replace(one, window=window)
                self.last = self.previous = found
                if window:
                    self.windowed = found
                if found.figure.form == "count":
                    self.last_count = found
                yield found

    # --- units

    def _measure(self, sentence: Sentence, figure: FigureMention, before: list[Measured]) -> Measured | None:
        if self._is_elsewhere(sentence, figure):
            return None
        said = self._unit(sentence, figure, before)
        if said is None:
            return None
        unit, value, rule = said
        if value > _MOST or value < _LEAST.get(unit, 0):
            return None
        manner = manner_of(self.layout, sentence, figure.start, figure.end)
        if manner.negated or manner.supposed or manner.asked or manner.denied:
            return None
        return Measured(
            figure=figure,
            sentence=sentence,
            value=value,
            unit=unit,
            window=None,
            demographic=self._demographic(sentence, figure),
            compared=bool(before) and self._is_compared(sentence, figure),
            rule=rule,
        )

    def _unit(self, sentence: Sentence, figure: FigureMention, before: list[Measured]) -> tuple[Unit, float, str] | None:
        if figure.form == "points":
            return self._unit_of_points(sentence, figure, before)
        if figure.form == "percent":
            return self._unit_of_percentage(sentence, figure, before)
        if figure.noun and figure.unit is None:
            return None
        if figure.noun in words_of("plain"):
            assert figure.unit
            return figure.unit, figure.value, f"audience.{figure.unit}"
        lead = self._lead(sentence, figure)
        cued = self._cued(sentence, figure, lead)
        near = self._near(sentence, figure)
        if figure.unit:
            plain = figure.unit in ("hours", "minutes") and figure.value >= 1e6
            if cued == "certain" or near or plain or (cued and self._recent(sentence)):
                return figure.unit, figure.value, f"audience.{figure.unit}"
            return None
        unit = self._inherited(sentence, before)
        if (before or self._recent(sentence)) and self._demographic(sentence, figure):
            return "viewers", figure.value, "audience.demographic"
        if cued == "certain" and (near or self.rated or self._recent(sentence) or self._show_near(sentence)):
            return unit or "viewers", figure.value, "audience.cued"
        if (unit or near) and (cued or self._is_compared(sentence, figure) or self._beside_name(figure)):
            return unit or "viewers", figure.value, "audience.near"
        if self.rated and self._beside_name(figure):
            return self._legend(sentence) or "viewers", figure.value, "audience.row"
        return None

    def _legend(self, sentence: Sentence) -> Unit | None:
        """The unit that the text before a list names last."""
        nouns = _LEGEND.findall(self.folded, max(sentence.start - 1500, 0), sentence.start)
        return unit_of_noun()[nouns[-1]] if nouns else None

    def _beside_name(self, figure: FigureMention) -> bool:
        """Does the figure follow a name with no verb between ("Saltmarsh: 4.1 million", "Saltmarsh (ITV) 688,000")?"""
        for mentions in (self.page.shows, self.page.names):
            at = bisect_left(mentions, figure.start, key=lambda m: m.start)
            if at and _BESIDE.fullmatch(self.folded, mentions[at - 1].end, figure.start):
                return True
        return False

    def _unit_of_points(self, sentence: Sentence, figure: FigureMention, before: list[Measured]) -> tuple[Unit, float, str] | None:
        if figure.unit:
            if self._near(sentence, figure) or self._recent(sentence) or self._cued(sentence, figure, self._lead(sentence, figure)):
                return figure.unit, figure.value, f"audience.{figure.unit}"
            return None
        if not _ENDS_POINTS.match(self.folded, figure.end):
            return None
        lead = self.folded[max(sentence.start, figure.start - 40) : figure.start]
        count = self._count_beside(sentence, figure, before)
        if _ONE_RATING.search(lead) and (count or self.demo) and figure.value < 20:
            return "rating", figure.value, "audience.points"
        if count and self.demo and (lead.endswith("(") or lead.endswith(("/ ", "/"))):
            return "rating", figure.value, "audience.points"
        magnitude = self._magnitude(sentence, before)
        if magnitude and not _ONE_RATING.search(lead) and self._is_compared(sentence, figure):
            return self.last_count.unit if self.last_count else "viewers", figure.value * magnitude, "audience.elliptic"
        return None

    def _count_beside(self, sentence: Sentence, figure: FigureMention, before: list[Measured]) -> FigureMention | None:
        """The count that stands with points: "a 0.9 and 4.6 million", "5.2 million and a 0.9"."""
        for other in within(self.page.figures, max(sentence.start, figure.start - 40), figure.end + 30):
            if other.form == "count" and other.unit in (None, "viewers") and not (other.noun and not other.unit):
                left, right = sorted((figure, other), key=lambda f: f.start)
                if _PAIRED.fullmatch(self.folded, left.end, right.start):
                    return other
        return None

    def _magnitude(self, sentence: Sentence, before: list[Measured]) -> float | None:
        """A million, where the figures around are counts in millions and the word is left out after the first."""
        last = before[-1] if before else self.last_count if self._recent(sentence) else None
        if last and last.figure.form in ("count", "points") and last.value >= 1e6:
            return 1e6
        return None

    def _unit_of_percentage(self, sentence: Sentence, figure: FigureMention, before: list[Measured]) -> tuple[Unit, float, str] | None:
        if figure.unit == "share":
            if self._near(sentence, figure) or before:
                return "share", figure.value, "audience.share"
            return None
        if before and before[-1].figure.form == "count" and _SHARE_BESIDE.fullmatch(self.folded, before[-1].figure.end, figure.start):
            return "share", figure.value, "audience.share-beside"
        if _OF_HOMES.match(self.folded, figure.end):
            return "percent", figure.value, "audience.percent"
        lead = self._lead(sentence, figure)
        if self.surveyed and figure.value < 70 and self._cued(sentence, figure, lead) and not _CHANGE.search(lead):
            return "percent", figure.value, "audience.percent"
        return None

    def _lead(self, sentence: Sentence, figure: FigureMention) -> str:
        """The words of the sentence before the figure, with the ones left off that merely round it."""
        return self.folded[max(sentence.start, figure.start - _LONGEST_LEAD) : figure.start].rstrip(" ~\"'(")

    def _cued(self, sentence: Sentence, figure: FigureMention, lead: str) -> str | None:
        after = self.folded[figure.end : min(figure.end + 40, sentence.end)].lstrip()
        if pattern("certain-after").match(after):
            return "certain"
        likely = None
        for _ in range(7):
            if pattern("certain-before").search(lead):
                return "certain"
            if likely is None and pattern("likely-before").search(lead):
                likely = "likely"
            head, _, word = lead.rpartition(" ")
            if word.strip(",'\"") not in words_of("about"):
                break
            lead = head
        return likely

    def _near(self, sentence: Sentence, figure: FigureMention) -> bool:
        block = self.layout.block_of(sentence)
        return bool(pattern("near").search(self.folded, max(block.start, figure.start - 300), min(block.end, figure.end + 200)))

    def _recent(self, sentence: Sentence) -> bool:
        return self.last is not None and sentence.block - self.last.sentence.block <= 1

    def _show_near(self, sentence: Sentence) -> bool:
        return any(True for _ in within(self.page.shows, sentence.start, sentence.end))

    def _inherited(self, sentence: Sentence, before: list[Measured]) -> Unit | None:
        for one in reversed(before):
            if one.figure.form == "count":
                return one.unit
        if self.last_count and sentence.block - self.last_count.sentence.block <= 1:
            return self.last_count.unit
        return None

    def _is_compared(self, sentence: Sentence, figure: FigureMention) -> bool:
        lead = self._lead(sentence, figure)
        for _ in range(7):
            if pattern("compare-before").search(lead.rstrip(",;: ")):
                return True
            head, _, word = lead.rpartition(" ")
            if word.strip(",'\"") not in words_of("about"):
                break
            lead = head
        return False

    def _is_elsewhere(self, sentence: Sentence, figure: FigureMention) -> bool:
        before = self.folded[max(figure.start - 6, 0) : figure.start].rstrip()
        if before.endswith(tuple(measures().money.before)):
            return True
        left, right = clause_around(self.layout, sentence, figure.start, figure.end)
        return bool(
            pattern("elsewhere").search(self.folded, max(left, figure.start - 60), min(right, figure.end + 40))
            or pattern("unreached").search(self.folded, max(sentence.start, figure.start - 50), figure.start)
        )

    def _demographic(self, sentence: Sentence, figure: FigureMention) -> str | None:
        match = pattern("range").search(self.folded, figure.end, min(figure.end + 50, sentence.end))
        if match:
            return f"{match['who'] or 'people'} {match['low']}-{match['high']}"
        if pattern("demo").search(self.folded, figure.end, min(figure.end + 35, sentence.end)):
            return "demo"
        return None

    # --- windows

    def _scope(self) -> str | None:
        """The window that the text states once for all figures ("all figures are live plus seven days")."""
        for match in _ALL_FIGURES.finditer(self.folded):
            sentence = self.layout.sentence_at(match.start())
            windows = find_windows(self.folded, max(sentence.start, match.start() - 60), min(sentence.end, match.end() + 80))
            if windows:
                return windows[0].duration
        return None

    def _windows(self, sentence: Sentence, measured: list[Measured]) -> list[str | None]:
        if not measured:
            return []
        windows = find_windows(self.folded, sentence.start, sentence.end)
        if not windows:
            return [self._carried(sentence, one) for one in measured]
        owners = self._owners(sentence, measured, windows)
        shared = list(owners)
        for at in range(1, len(measured)):
            if shared[at] is None and not self._grows(measured[at - 1], measured[at]):
                shared[at] = shared[at - 1]
        for at in range(len(measured) - 2, -1, -1):
            if shared[at] is None and not self._grows(measured[at], measured[at + 1]):
                shared[at] = shared[at + 1]
        return [w.duration if w else None for w in shared]

    def _grows(self, left: Measured, right: Measured) -> bool:
        return bool(pattern("growth").search(self.folded, left.figure.end, right.figure.start)) or ";" in self.folded[left.figure.end:right.figure.start]

    def _owners(self, sentence: Sentence, measured: list[Measured], windows: list[Window]) -> list[Window | None]:
        """The window that stands with each figure: after it, before the next one, or before it where that is nearer."""
        owners: list[Window | None] = [None] * len(measured)
        for window in windows:
            after = next((i for i, m in enumerate(measured) if m.figure.start >= window.end), None)
            before = next((i for i in range(len(measured) - 1, -1, -1) if measured[i].figure.end <= window.start), None)
            if before is None and after is None:
                inside = next((i for i, m in enumerate(measured) if m.figure.start <= window.start < m.figure.end), None)
                before = inside
            if before is not None and (after is None or not self._broken(measured[before].figure.end, window.start) or self._broken(window.end, measured[after].figure.start)):
                chosen = before
            elif after is not None:
                chosen = after
            else:
                continue
            if owners[chosen] is None or owners[chosen].duration is None:
                owners[chosen] = window
        return owners

    def _broken(self, start: int, end: int) -> bool:
        return bool(re.search(r"[,;:(]| and | but ", self.folded[start:end]))

    def _carried(self, sentence: Sentence, one: Measured) -> str | None:
        """The window of a figure whose sentence names none."""
        if pattern("same").search(self.folded, sentence.start, sentence.end):
            return self.windowed.window if self.windowed else self.scope
        if self.previous and _SUBSET.match(self.folded, sentence.start):
            return self.previous.window
        span = self._dated(sentence) if one.unit in _PLAIN_UNITS else None
        if span:
            return span
        last = self.previous
        if (
            last
            and one.figure.unit is None
            and one.unit == last.unit
            and one.unit in _PLAIN_UNITS
            and sentence.block - last.sentence.block <= 1
        ):
            return last.window
        return self.scope

    def _dated(self, sentence: Sentence) -> str | None:
        """The days from one date to another that the sentence names ("between November 6 and 12")."""
        for mention in within(self.page.dates, sentence.start, sentence.end):
            if mention.until and len(mention.date) == len(mention.until) == 10:
                days = (date.fromisoformat(mention.until) - date.fromisoformat(mention.date)).days + 1
                if 2 <= days <= 35:
                    return duration_of(days, "day")
        return None


def measure(page: Page) -> Iterator[Measured]:
    """Every figure of the page that counts an audience, in order."""
    return _Metrics(page).all()


def _by_sentence(layout: Layout, figures: list[FigureMention]) -> Iterator[tuple[Sentence, list[FigureMention]]]:
    group: list[FigureMention] = []
    for figure in figures:
        if group and layout.sentence_at(group[0].start) != layout.sentence_at(figure.start):
            yield layout.sentence_at(group[0].start), group
            group = []
        group.append(figure)
    if group:
        yield layout.sentence_at(group[0].start), group
