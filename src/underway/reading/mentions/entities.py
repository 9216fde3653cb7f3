"""Shows and people: every run of capitals typed by what the whole document does with it, and found wherever it recurs."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from underway.reading.layout import fold
from underway.reading.lexicon import given_names, word_class
from underway.reading.mentions.candidates import evidence, leanings
from underway.reading.mentions.names import Run, find_runs
from underway.reading.mentions.organisations import find_organisations
from underway.reading.structure import NameMention, Page, PersonMention, ShowMention
from underway.reading.tokens import Tokens
from underway.vocabulary.titles import title_key

_SHORTEST_ALIAS = 4
_SHOW_AT_LEAST = -0.4  # in log-odds: where precision and recall of titles balanced
_LONGEST_PERSON = 5


class _Name(msgspec.Struct):
    """One spelling family: its runs, and the names of the evidence that they gather."""

    key: str
    runs: list[Run]
    evidence: set[str]
    show: float = 0.0
    person: float = 0.0

    def judge(self, title: str | None) -> None:
        """Adds up the evidence: both are log-odds."""
        if len(self.runs) > 1:
            self.evidence.add("recurs" if len(self.runs) == 2 else "recurs-often")
        if title and self.key in title:
            self.evidence.add("in-title")
        table = leanings()
        for name in ("any", *self.evidence):
            leaning = table.get(name)
            if leaning:
                self.show += leaning.show
                self.person += leaning.person

    def spelling(self, text: str) -> str:
        """As the document writes it: a quoted or mixed-case spelling before a shouted one, the longer first."""
        best = max(self.runs, key=lambda r: (not text[r.start : r.end].isupper(), r.quoted, r.end - r.start))
        return text[best.start : best.end]


def find_entities(page: Page) -> None:
    """Fills the page's organisations, shows, persons and names."""
    text, tokens = page.text, page.tokens
    page.organisations = find_organisations(text, tokens)
    networks = {
        i for o in page.organisations if o.role == "network" for i in range(tokens.at(o.start), tokens.at(o.end))
    }
    names = judge_names(page, networks)
    shows = [n for n in names if n.show > max(_SHOW_AT_LEAST, n.person)]
    people = [n for n in names if n.person > max(-0.5, n.show)]
    page.shows = _place_shows(page, shows, [n for n in names if n not in shows], people)
    page.persons = _place_persons(page, people, names)
    titled = {i for m in page.shows for i in range(m.start, m.end)}
    page.names = sorted(
        (
            NameMention(start=r.start, end=r.end, rule="name.capitals", strength=0.3)
            for n in names
            for r in n.runs
            if r.start not in titled
        ),
        key=lambda m: m.start,
    )


def judge_names(page: Page, networks: set[int]) -> list[_Name]:
    """The names of the page, each judged by all its occurrences; `networks` are tokens of channels and services."""
    text, tokens = page.text, page.tokens
    taken = {i for o in page.organisations for i in range(tokens.at(o.start), tokens.at(o.end))}
    names: dict[str, _Name] = {}
    runs = [_shorten(page, r) for r in _join(page, find_runs(text, page.layout, tokens, taken), networks)]
    beside = _beside_cues(page, runs)
    for run in runs:
        name = names.setdefault(title_key(text[run.start : run.end]), _Name("", [], set()))
        name.runs.append(run)
        name.evidence |= evidence(text, tokens, run, networks) | beside.get(run.start, set())
    title = title_key(page.document.title) if page.document.title else None
    for key, name in names.items():
        name.key = key
        name.judge(title)
    return list(names.values())


def _beside_cues(page: Page, runs: list[Run]) -> dict[int, set[str]]:
    """Start of a run -> what its place beside the words of a decision says of it."""
    found: dict[int, set[str]] = defaultdict(set)
    starts = [r.start for r in runs]
    for cue in page.cues:
        sentence = page.layout.sentence_at(cue.start)
        at = bisect_left(starts, cue.start)
        if at and runs[at - 1].end > cue.start:
            found[runs[at - 1].start].add("is-cue")
        elif at < len(runs) and runs[at].start < cue.end:
            found[runs[at].start].add("is-cue")
        if at and sentence.start <= runs[at - 1].start and runs[at - 1].end <= cue.start:
            found[runs[at - 1].start].add("before-cue" if cue.start - runs[at - 1].end < 40 else "before-cue-far")
        while at < len(runs) and runs[at].start < cue.end:
            at += 1
        if at < len(runs) and runs[at].start < sentence.end:
            found[runs[at].start].add("after-cue" if runs[at].start - cue.end < 25 else "after-cue-far")
    return found


def _join(page: Page, runs: list[Run], networks: set[int]) -> list[Run]:
    """Runs on both sides of a loose connector ("Emily", "in", "Paris") made one where the text shows that they are one."""
    text, tokens, loose = page.text, page.tokens, word_class("loose_connector")
    joined: list[Run] = []
    for run in runs:
        left = joined[-1] if joined else None
        if (
            left
            and not left.quoted
            and not run.quoted
            and 1 <= run.first - left.last <= 2
            and all(tokens.folded[i] in loose or tokens.folded[i] == "the" for i in range(left.last, run.first))
            and text[left.end : run.start].count(" ") == run.first - left.last + 1
            and _one_name(page, left, run, networks)
        ):
            joined[-1] = msgspec.structs.replace(left, end=run.end, last=run.last)
        else:
            joined.append(run)
    return joined


def _shorten(page: Page, run: Run) -> Run:
    """Without the label or the opening word before the name, where the rest of the text shows that it is none of it."""
    tokens, folded = page.tokens, page.folded
    if run.quoted:
        return run
    for i in range(run.first + 1, run.last - 1):
        if tokens.folded[i] == ":" and run.heads and folded.count(folded[run.start : tokens.ends[i - 1]]) == 1:
            return msgspec.structs.replace(run, start=tokens.starts[i + 1], first=i + 1, heads=False)
    if run.last - run.first > 1 and tokens.folded[run.first] in word_class("opener"):
        rest = folded[tokens.starts[run.first + 1] : run.end]
        if folded.count(rest) > folded.count(folded[run.start : run.end]):
            return msgspec.structs.replace(run, start=tokens.starts[run.first + 1], first=run.first + 1, opens=False)
    return run


def _one_name(page: Page, left: Run, right: Run, networks: set[int]) -> bool:
    words, folded = page.tokens.folded, page.folded
    if words[left.last] in ("by", "from", "or"):
        return False
    whole = folded.count(folded[left.start : right.end])
    alone = folded.count(folded[left.start : left.end]), folded.count(folded[right.start : right.end])
    if words[left.first] in given_names() and left.last - left.first > 1:
        return False
    if words[left.last] in ("and", "with"):
        return whole >= 2 and alone == (whole, whole)
    if whole >= 2 and min(alone) == whole:
        return True
    if alone == (1, 1):
        place = words[right.first] in word_class("place") or words[right.first] in given_names()
        return not (place or left.opens or left.shouted or right.last - right.first > 3)
    before = evidence(page.text, page.tokens, left, networks)
    after = evidence(page.text, page.tokens, right, networks)
    return not before.isdisjoint(("after-genre", "after-network's", "quoted")) and not after.isdisjoint(
        ("before-season", "before-apposed-genre", "before-decision", "'s-season", "before-network-in-brackets")
    )


def _place_shows(page: Page, shows: list[_Name], others: list[_Name], people: list[_Name]) -> list[ShowMention]:
    """Every place where a show's title, or a short form of it, stands."""
    text, folded = page.text, page.folded
    taken: set[int] = set()
    found: list[ShowMention] = []
    titles = _merge(shows, text)
    for form, title in sorted(titles.items(), key=lambda t: -len(t[0])):
        for start in _places(text, folded, form, lower=title.islower()):
            end = start + len(form)
            if start in taken or end - 1 in taken:
                continue
            taken.update(range(start, end))
            found.append(ShowMention(start=start, end=end, title=title, rule="show.title"))
    surnames = {n.key.split()[-1] for n in people if " " in n.key} | {n.key.split()[0] for n in people if " " in n.key}
    full = sorted(set(titles.values()), key=lambda t: -len(t))
    for name in others:
        title = _short_for(name.key, full, surnames)
        if title:
            for run in name.runs:
                if run.start not in taken:
                    found.append(ShowMention(start=run.start, end=run.end, title=title, rule="show.short-form", strength=0.6))
    return sorted(found, key=lambda m: m.start)


def _merge(shows: list[_Name], text: str) -> dict[str, str]:
    """Folded form -> the full title that it stands for; a title that only shortens a longer one stands for that."""
    titles: dict[str, str] = {}
    for name in sorted(shows, key=lambda n: -len(n.key)):
        title = name.spelling(text)
        longer = [t for t in titles.values() if _shortens(name.key, title_key(t)) and not any(r.quoted for r in name.runs)]
        if longer:
            title = longer[0]
        for run in name.runs:
            titles.setdefault(fold(text[run.start : run.end]), title)
        if not longer:
            bare = fold(title)
            for article in ("the ", "a "):
                if bare.startswith(article) and len(bare) - len(article) >= _SHORTEST_ALIAS:
                    titles.setdefault(bare[len(article) :], title)
    return titles


def _shortens(short: str, full: str) -> bool:
    a, b = short.split(), full.split()
    return len(a) < len(b) and (b[: len(a)] == a or b[-len(a) :] == a)


def _short_for(key: str, titles: list[str], surnames: set[str]) -> str | None:
    if len(key) < _SHORTEST_ALIAS or key in surnames or key in word_class("opener") or key in word_class("genre"):
        return None
    return next((t for t in titles if _shortens(key, title_key(t))), None)


def _places(text: str, folded: str, form: str, *, lower: bool) -> Iterator[int]:
    at = folded.find(form)
    while at >= 0:
        end = at + len(form)
        if not (at and text[at - 1].isalnum()) and not (end < len(text) and text[end].isalnum() and form[-1].isalnum()):
            first = text[at]
            if not first.islower() or lower or (at and folded[at - 1] in "\"'"):
                yield at
        at = folded.find(form, end)


def _place_persons(page: Page, people: list[_Name], names: list[_Name]) -> list[PersonMention]:
    text = page.text
    by_part: dict[str, list[str]] = defaultdict(list)
    found: list[PersonMention] = []
    shows = sorted((m.start, m.end) for m in page.shows)
    for name in people:
        spelled = name.spelling(text)
        words = name.key.split()
        if len(words) > 1:
            for part in (words[-1], words[0], *words[1:-1]):
                by_part[part].append(spelled)
    for name in names:
        words = name.key.split()
        known = name in people
        full = name.spelling(text)
        if len(words) == 1:
            fuller = by_part.get(name.key)
            if fuller:
                full, known = fuller[0], True
        if known:
            for run in name.runs:
                if not any(a <= run.start < b for a, b in shows):
                    strength = 0.9 if name.person >= 1 or len(words) == 1 else 0.5
                    found.append(PersonMention(start=run.start, end=run.end, name=full, rule="person.context", strength=strength))
    return sorted(found, key=lambda m: m.start)
