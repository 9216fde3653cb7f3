"""Names as families of spellings, each judged by all that the document does with it: a show, a person or neither.

The first look takes each family alone. The second look knows what the first made of the others: a name that stands
between two shows in a list is likely one itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import msgspec

from underway.reading.lexicon import load, word_class
from underway.reading.mentions.candidates import evidence, evidence_of_words
from underway.reading.mentions.catalogued import heed_catalogue
from underway.reading.mentions.discourse import Discourse
from underway.reading.mentions.following import ENTRY
from underway.reading.mentions.names import Run
from underway.reading.mentions.otherwise import NEVER_SHOWS, OTHERWISE, parts_of
from underway.reading.mentions.parentheses import follow_brackets
from underway.reading.mentions.places import beside_cues, listed, occurrences, subject
from underway.reading.mentions.segments import find_names
from underway.reading.structure import Page
from underway.vocabulary.titles import title_key

_SEASON_WORD = word_class("season_word")

CERTAIN = 9.0  # in log-odds, of what no other evidence is to outweigh
UNLIKELY = 5.0  # in log-odds, of what little other evidence is to outweigh
CONFIDENT = 0.5  # in log-odds: from here on a family says something of its company
# Several words with small ones between them, of which somebody is the creator or the star: "Salt and the Sea creator
# Ada Quill". Another work would be called a film or a book.
_MADE = frozenset(("before-role-name", "connected"))
_OTHERWISE = frozenset(("near-other-work", "document-of-other-works", "after-other-work"))
# What a film and the maker of a show have said of them, and what nothing but a show has.
_NO_SHOWS = OTHERWISE | frozenset(
    ("called-other-work", "then-the-other-work", "then-the-other-work-below", "'s-show-by-name")
)
_OF_SEASONS = frozenset(("before-season", "before-season-in-brackets", "after-head-of", "'s-numbered-season"))
_NUMBERED = frozenset(("before-season", "'s-numbered-season", "after-season-of"))
_ACTS = frozenset(("before-person-verb", "has-spoken", "before-who"))
_MARKS = frozenset("\"'")
_BETWEEN = _MARKS | frozenset(", and & or ; plus".split())
_TELLING = frozenset(
    """before-network-in-brackets before-season-in-brackets before-figure-in-brackets network-on-next-line
    season-on-next-line before-network-separator before-status-separator before-comma-network before-season
    before-figure frame-then-network""".split()
)  # what beside the first words of a list's lines says that they are titles
_LIST_HEADS = tuple(
    """after-genre in-status-list after-network's after-head-of after-show-verb after-role after-person-word
    after-made-by""".split()
)
_LONGEST_SECTION = 5  # lines
_LONGEST_ASIDE = 14  # tokens of brackets between two names of a list


class Leaning(msgspec.Struct, frozen=True):
    """What one piece of evidence adds to a family's being a show, and to its being a person."""

    show: float = 0.0
    person: float = 0.0


Tenths = dict[str, tuple[int, int]]  # name of evidence -> towards a show, towards a person


class Family(msgspec.Struct):
    """One name: its runs, the names of the evidence that they gather, and what that adds up to, in log-odds."""

    key: str
    runs: list[Run]
    evidence: set[str]
    company: set[str]
    show: float = 0.0
    person: float = 0.0

    def spelling(self, text: str) -> str:
        """As the document writes it: a quoted or mixed-case spelling before a shouted one, the longer first."""
        best = max(self.runs, key=lambda r: (not text[r.start : r.end].isupper(), r.quoted, r.end - r.start))
        return text[best.start : best.end]

    def weigh(self, table: Tenths, pieces: set[str]) -> None:
        show = person = 0
        for piece in pieces & table.keys():
            to_show, to_person = table[piece]
            show += to_show
            person += to_person
        self.show += show / 10
        self.person += person / 10


@cache
def evidence_table() -> Tenths:
    tables = (load(f"{name}.toml", dict[str, Leaning]) for name in ("evidence", "constructions", "catalogue"))
    return in_tenths({piece: leaning for table in tables for piece, leaning in table.items()})


def in_tenths(leanings: dict[str, Leaning]) -> Tenths:
    """Whole numbers add up to the same in any order."""
    return {name: (round(10 * one.show), round(10 * one.person)) for name, one in leanings.items()}


def judge(page: Page) -> list[Family]:
    """The page's families, judged by both looks."""
    families = gather(page)
    table = evidence_table()
    for family in families:
        family.weigh(table, family.evidence)
        if ENTRY in family.evidence:
            family.show = max(family.show, CERTAIN)
        elif not family.evidence.isdisjoint(_NUMBERED) and family.person > family.show:
            family.person -= UNLIKELY
        elif family.evidence >= _MADE and family.evidence.isdisjoint(_OTHERWISE):
            family.show = max(family.show, CONFIDENT)
        elif not family.evidence.isdisjoint(_NO_SHOWS) and family.evidence.isdisjoint(_OF_SEASONS):
            family.show -= UNLIKELY
        if not family.evidence.isdisjoint(NEVER_SHOWS) and family.evidence.isdisjoint(_OF_SEASONS):
            family.show -= 2 * UNLIKELY
    keep_company(page, families)
    for family in families:
        family.weigh(table, family.company)
    _follow_lists(page, families)
    follow_brackets(page, {r: f for f in families for r in f.runs}, CONFIDENT)
    return families


def gather(page: Page) -> list[Family]:
    """The page's families with the evidence of the first look, in order of their first runs."""
    text, tokens = page.text, page.tokens
    taken = {i for o in page.organisations for i in range(tokens.at(o.start), tokens.at(o.end))}
    networks = {
        i for o in page.organisations if o.role == "network" for i in range(tokens.at(o.start), tokens.at(o.end))
    }
    runs, told = heed_catalogue(page, find_names(text, page.layout, tokens, taken, networks), taken)
    beside = beside_cues(page, runs)
    discourse = Discourse(page, networks)
    everywhere = {"any", *subject(page, networks)}
    first_block_end = page.layout.blocks[0].end if page.layout.blocks else 0
    families: dict[str, Family] = {}
    seen: set[tuple[str, int, bool]] = set()
    for run in runs:
        spelling = text[run.start : run.end]
        key = title_key(spelling)
        family = families.setdefault(key, Family(key, [], set(everywhere), set()))
        family.runs.append(run)
        form = (spelling, run.last - run.first, run.quoted)
        if form not in seen:
            seen.add(form)
            family.evidence |= evidence_of_words(tokens, run)
        family.evidence |= evidence(text, tokens, run, networks)
        family.evidence |= discourse.evidence(run)
        family.evidence.update(beside.get(run.start, ()), listed(page, run), told.get(run.start, ()))
    title = title_key(page.document.title) if page.document.title else None
    companies = parts_of(page.organisations)
    for family in families.values():
        if family.key in companies:
            family.evidence.add("part-of-organisation")
        family.evidence |= occurrences(page, family.runs, family.evidence, first_block_end)
        if title and family.key in title:
            family.evidence.add("in-title")
    return list(families.values())


def keep_company(page: Page, families: list[Family]) -> None:
    """Adds to each family what the first look's verdicts on the others say of it."""
    shows = [f for f in families if f.show > CONFIDENT and f.show > f.person]
    people = [f for f in families if f.person > CONFIDENT and f.person > f.show]
    _compare_lists(page, families)
    _compare_frames(families)
    _compare_setting(families, shows)
    _compare_words(families, shows, people)
    if not shows:
        for family in families:
            family.company.add("document-without-sure-show")
    _rank(families, bool(shows))
    _rank_in_sections(page, families)


def _rank_in_sections(page: Page, families: list[Family]) -> None:
    """Where lines that stand together speak of a season or a decision and name no sure show, the likeliest of their
    names is what they speak of."""
    sections = _sections(page)
    named: dict[int, dict[str, Family]] = defaultdict(dict)
    for family in families:
        for run in family.runs:
            named[sections[page.layout.sentence_at(run.start).block]][family.key] = family
    spoken = _spoken_of(page, sections)
    for section, inside in named.items():
        if spoken[section] < 2:
            continue
        ranked = sorted(inside.values(), key=lambda f: (-f.show, f.key))
        rich = "-rich" if spoken[section] > 4 else ""
        if ranked[0].show <= CONFIDENT:
            if ranked[0].show > ranked[0].person - 1:
                ranked[0].company.add(f"likeliest-of{rich}-section")
            for family in ranked[1:3]:
                if family.show > family.person - 1:
                    family.company.add("likely-of-section")


def _sections(page: Page) -> list[int]:
    """For each block the first of those that stand with it, no empty line between."""
    firsts: list[int] = []
    for index, block in enumerate(page.layout.blocks):
        apart = not index or page.text.count("\n", page.layout.blocks[index - 1].end, block.start) > 1
        firsts.append(index if apart or index - firsts[-1] >= _LONGEST_SECTION else firsts[-1])
    return firsts


def _spoken_of(page: Page, sections: list[int]) -> Counter[int]:
    """How many words of television each section has."""
    starts = [c.start for c in page.cues] + [page.tokens.starts[i] for i in page.tokens.where(_SEASON_WORD)]
    starts += [o.start for o in page.organisations if o.role == "network"]
    return Counter(sections[page.layout.sentence_at(start).block] for start in starts)


def _rank(families: list[Family], sure: bool) -> None:
    """Which is the likeliest show, and which the name that recurs most?"""
    ranked = sorted(families, key=lambda f: (-f.show, f.key))
    for place, family in enumerate(ranked[:4]):
        if family.show > family.person - 1:
            family.company.add(f"likeliest-{place + 1}" if sure else f"likeliest-{place + 1}-of-none")
    often = sorted((f for f in families if f.person < 0.5), key=lambda f: (-len(f.runs), f.key))
    if often and len(often[0].runs) > 1:
        for family in often:
            if len(family.runs) == len(often[0].runs):
                family.company.add("most-frequent")


def _follow_lists(page: Page, families: list[Family]) -> None:
    """Of names in a list that have the same thing in brackets behind them ("Saltmarsh (70 million), Ferry (9 million)")
    all are shows where one is."""
    for a, b in _neighbours(page, families):
        if not _TELLING.isdisjoint(a.evidence & b.evidence):
            for one, other in ((a, b), (b, a)):
                if one.show >= CONFIDENT:
                    other.show = max(other.show, CONFIDENT)


def _neighbours(page: Page, families: list[Family]) -> Iterator[tuple[Family, Family]]:
    ordered = sorted(((r, f) for f in families for r in f.runs), key=lambda x: x[0].first)
    for (left, a), (right, b) in pairwise(ordered):
        if a is not b and _joined(page.tokens.folded, left.last, right.first):
            yield a, b


def _compare_lists(page: Page, families: list[Family]) -> None:
    """Names joined by commas or "and" are of one kind, and what introduces the first of them introduces all."""
    last: Family | None = None
    head = ""
    for a, b in _neighbours(page, families):
        a.company.add(f"beside-{_kind(b)}")
        b.company.add(f"beside-{_kind(a)}")
        if a is not last:
            head = next((name for name in _LIST_HEADS if name in a.evidence), "")
        last = b
        if head:
            b.company.add(f"list-{head}")


def _joined(folded: list[str], first: int, last: int) -> bool:
    if last - first > _LONGEST_ASIDE or last == first:
        return False
    words = folded[first:last]
    if "(" in words and ")" in words:
        words = words[: words.index("(")] + words[len(words) - words[::-1].index(")") :]
    return _BETWEEN.issuperset(words) and not _MARKS.issuperset(words)


def _kind(family: Family) -> str:
    if family.show > CONFIDENT and family.show > family.person:
        return "show"
    return "person" if family.person > CONFIDENT else "other"


def _compare_frames(families: list[Family]) -> None:
    """The lines of a list that set their first words apart alike name things of one kind."""
    groups: dict[str, list[Family]] = defaultdict(list)
    for family in families:
        for frame in {r.frame for r in family.runs if r.frame}:
            groups[frame].append(family)
    for group in groups.values():
        if len(group) < 3:
            continue
        likely = sum(f.show > -CONFIDENT for f in group)
        told = [not f.evidence.isdisjoint(_TELLING) for f in group]
        all_told = sum(told)
        for family, itself in zip(group, told, strict=True):
            others = likely - (family.show > -CONFIDENT)
            share = others / (len(group) - 1)
            family.company.add(
                "frame-of-shows" if share >= 0.6 else "frame-of-few" if share < 0.25 else "frame-of-some"
            )
            if 2 * (all_told - itself) >= len(group) - 1:
                family.company.add("frame-told")


def _compare_setting(families: list[Family], shows: list[Family]) -> None:
    """Does the document set this name as it sets its shows: in marks, in capitals, with a space behind?"""
    sure = {f.key for f in shows}
    for setting in ("quoted", "capitals-in-sentence", "spaced"):
        share = sum(setting in f.evidence for f in shows) / (len(shows) or 1)
        for family in families:
            known = len(shows) - (family.key in sure)
            if known < 1 or (setting != "spaced" and "only-in-headline" in family.evidence):
                continue
            alike = setting in family.evidence
            if share >= 0.5 and known >= 2:
                family.company.add(f"{setting}-like-shows" if alike else f"{setting}-not-like-shows")
            elif alike and share <= 0.25:
                family.company.add(f"{setting}-unlike-shows")


def _compare_words(families: list[Family], shows: list[Family], people: list[Family]) -> None:
    parts = {w for f in people if " " in f.key for w in f.key.split()}
    ends: set[str] = set()
    for show in shows:
        words = show.key.split()
        ends.update(" ".join(words[:i]) for i in range(1, len(words)))
        ends.update(" ".join(words[i:]) for i in range(1, len(words)))
    titles = {f.key for f in shows}
    sure = {f.key for f in people}
    acting = {f.key for f in families if " " not in f.key and not f.evidence.isdisjoint(_ACTS)}
    for family in families:
        words = family.key.split()
        if len(words) == 1 and words[0] in parts:
            family.company.add("part-of-person")
        elif len(words) > 1 and family.key not in sure and not parts.isdisjoint(words):
            family.company.add("shares-with-person")
        if len(words) in (2, 3) and words[-1] in acting and "quoted" not in family.evidence:
            family.company.add("surname-acts")
        if family.key in ends:
            family.company.add("part-of-show")
        if "colon-inside" in family.evidence and any(" ".join(words[:i]) in titles for i in range(1, len(words))):
            family.company.add("subtitle-of-show")
            continue
        for i in range(len(words)):
            if (i and " ".join(words[i:]) in titles) or (i < len(words) - 1 and " ".join(words[: i + 1]) in titles):
                family.company.add("holds-show")
                break
