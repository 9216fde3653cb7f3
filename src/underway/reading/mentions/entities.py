"""Shows and people: every run of capitals typed by what the whole document does with it, and found wherever it recurs."""

from collections import defaultdict
from collections.abc import Iterator

from underway.reading.layout import fold
from underway.reading.lexicon import word_class
from underway.reading.mentions.families import Family, judge
from underway.reading.mentions.organisations import find_organisations
from underway.reading.structure import NameMention, Page, PersonMention, ShowMention
from underway.vocabulary.titles import title_key

_SHORTEST_ALIAS = 4
_SHOW_AT_LEAST = -0.4  # in log-odds: where precision and recall of titles balanced
_LONGEST_PERSON = 5


def find_entities(page: Page) -> None:
    """Fills the page's organisations, shows, persons and names."""
    text, tokens = page.text, page.tokens
    page.organisations = find_organisations(text, tokens)
    names = judge(page)
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


def _place_shows(page: Page, shows: list[Family], others: list[Family], people: list[Family]) -> list[ShowMention]:
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


def _merge(shows: list[Family], text: str) -> dict[str, str]:
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


def _place_persons(page: Page, people: list[Family], names: list[Family]) -> list[PersonMention]:
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
