"""Where names begin and end, settled by the whole text: parts joined, labels and openers cut off, headlines cut up."""

from functools import cached_property

import msgspec

from underway.reading.layout import Layout
from underway.reading.lexicon import given_names, word_class
from underway.reading.mentions.candidates import evidence, is_common
from underway.reading.mentions.frames import framed_runs
from underway.reading.mentions.headlines import cut_headlines
from underway.reading.mentions.names import LONGEST, Run, Setting, capital_runs, heads_line, quoted_runs
from underway.reading.mentions.signs import signs
from underway.reading.tokens import Tokens

_LOOSE_CONNECTOR = word_class("loose_connector")
_PLACE = word_class("place")
_GENRE = word_class("genre")
_ROLE = word_class("role")
_OPENER = word_class("opener")
_CONNECTOR = word_class("connector")
_PERSON_TITLE = word_class("person_title")
_OFFICES = signs("offices")
_GIVEN = given_names()

_PLAYING = frozenset("plays played playing play as portrays portrayed portraying voices voiced".split())
_ENOUGH = 64  # occurrences of a word that are looked at: what recurs more often is no rarer for it
_DIVIDING = frozenset("and with by from or".split())  # connectors that mostly stand between two names
# Nouns of what a show has and of what is done to it, which stand before its title and a small word ("Reruns of ...").
_ABOUT = frozenset(
    "filming production shooting fans viewers repeat repeats rerun reruns season seasons episode episodes".split()
)
_AFTER_NUMBER = frozenset(": to and of".split())
_ARTICLES = ("a", "an", "the")
_WITHIN = frozenset("on in at".split())  # a part is in a show
_ABOUT_LINKS = frozenset("of on for".split())
_CALLS = frozenset("oh hello hi hey ah yes no goodbye bye farewell so well dear please sorry thanks".split())


class Phrases:
    """How often sequences of words, names among them, stand in a text."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    @cached_property
    def _capitals(self) -> set[str]:
        """The words that have a capital somewhere."""
        folded = self._tokens.folded
        return {folded[i] for i in self._tokens.capitals}

    def count(self, first: int, last: int) -> int:
        """Occurrences of the words of tokens `first` to `last`, up to some dozens."""
        folded = self._tokens.folded
        words = folded[first:last]
        places = [(at, self._tokens.places(word)) for at, word in enumerate(words) if word in self._capitals]
        at, rarest = min(places, key=lambda p: len(p[1]))
        return sum(folded[p - at : p - at + len(words)] == words for p in rarest[:_ENOUGH] if p >= at)


def find_names(text: str, layout: Layout, tokens: Tokens, taken: set[int], networks: set[int]) -> list[Run]:
    """Every run of the text that may be a name, in order. `taken` are the tokens of organisations, `networks` those of
    channels and services among them."""
    setting = Setting(text, layout, tokens)
    quoted = list(quoted_runs(text, layout, tokens))
    blocked = taken.union(*(range(r.first, r.last) for r in quoted))
    framed = list(framed_runs(text, layout, tokens, blocked, setting))
    blocked.update(*(range(r.first, r.last) for r in framed))
    capital = capital_runs(text, tokens, blocked, setting)
    runs = sorted([*quoted, *framed, *capital], key=lambda r: r.start)
    phrases = Phrases(tokens)
    joined = _Joiner(text, tokens, phrases, networks).join(runs)
    fitted = [_with_number(text, tokens, phrases, _shorten(tokens, phrases, r)) for r in joined]
    return list(cut_headlines(tokens, layout, networks, fitted))


_LEADS_TO_TITLE = ("after-genre", "after-network's", "quoted", "after-show-verb", "after-season-of")
_FOLLOWS_TITLE = (
    "before-season",
    "before-apposed-genre",
    "before-decision",
    "before-decision-of-season",
    "before-show-verb-of-season",
    "before-for-of-season",
    "'s-season",
    "before-network-in-brackets",
)
_OFTEN = 3  # so often no two names meet by chance, also where one stands alone as well ("Emily", "Emily in Paris")


class _Joiner:
    """Makes one of the runs on both sides of a loose connector ("Postcards", "to", "Nobody") where the text shows that
    they are one."""

    def __init__(self, text: str, tokens: Tokens, phrases: Phrases, networks: set[int]) -> None:
        self._text = text
        self._tokens = tokens
        self._phrases = phrases
        self._networks = networks

    def join(self, runs: list[Run]) -> list[Run]:
        joined: list[Run] = []
        for run in runs:
            left = joined[-1] if joined else None
            if left and _may_join(left, run) and self._are_one(left, run):
                joined[-1] = msgspec.structs.replace(left, end=run.end, last=run.last)
            else:
                joined.append(run)
        return joined

    def _are_one(self, left: Run, right: Run) -> bool:
        between = self._tokens.folded[left.last : right.first]
        spaces = self._text[left.end : right.start].count(" ")
        if between[0] == ",":
            joined = len(between) == 1 or self._tokens.capital[right.first - 1]  # "Murder, She Sang"
            return joined and spaces == len(between) and self._one_with_comma(left, right)
        loose = _LOOSE_CONNECTOR
        linked = all(w in loose or w == "the" for w in between) and spaces == len(between) + 1
        return linked and self._one_name(left, right)

    def _one_name(self, left: Run, right: Run) -> bool:
        words, phrases = self._tokens.folded, self._phrases
        link = words[left.last]
        if left.last - left.first > 1 and (words[left.first] in _GIVEN or words[left.first] in _PERSON_TITLE):
            return right.first - left.last == 2 and self._always_together(left, right)  # "Miss Amber and the Judge"
        if left.first and words[left.first - 1] in _PLAYING and link in _WITHIN:  # "who plays Sheriff Dunne on"
            return False
        if left.last - left.first > 1 and words[left.first] in _OFFICES and link in _WITHIN:
            return False
        if _bare_noun(self._tokens, left) and _bare_noun(self._tokens, right):
            return True
        if left.opens and left.last - left.first == 1 and words[left.first] not in _GIVEN and self._has_maker(right):
            return True
        if link in _DIVIDING:
            return self._always_together(left, right)
        whole = phrases.count(left.first, right.last)
        alone = phrases.count(left.first, left.last), phrases.count(right.first, right.last)
        if whole >= 2 and min(alone) == whole:
            return True
        if whole >= _OFTEN and 2 * whole >= min(alone):
            return True
        if alone == (1, 1):
            place = words[right.first] in _PLACE or words[right.first] in _GIVEN
            return not (place or left.opens or left.shouted or right.last - right.first > 3)
        before = evidence(self._text, self._tokens, left, self._networks)
        after = evidence(self._text, self._tokens, right, self._networks)
        return not before.isdisjoint(_LEADS_TO_TITLE) and not after.isdisjoint(_FOLLOWS_TITLE)

    def _always_together(self, left: Run, right: Run) -> bool:
        """Do both recur, and never without the other?"""
        count = self._phrases.count
        whole = count(left.first, right.last)
        return whole >= 2 and count(left.first, left.last) == whole == count(right.first, right.last)

    def _one_with_comma(self, left: Run, right: Run) -> bool:
        """ "Delta, Delta, Delta"; "Oh, Marlene!"; "First, Do Harm", where it recurs and its parts never stand alone."""
        words = self._tokens.folded
        if words[left.first : left.last] == words[right.first : right.last]:
            return True
        if left.last - left.first == 1 and words[left.first] in _CALLS and not left.opens:
            return True
        return self._always_together(left, right)

    def _has_maker(self, run: Run) -> bool:
        """Does the name of somebody who made it follow ("Salt and the Sea creator Ada Quill")?"""
        words, capital = self._tokens.folded, self._tokens.capital
        return (
            words[run.last : run.last + 1] != []
            and words[run.last] in _ROLE
            and any(capital[run.last + 1 : run.last + 2])
        )


def _may_join(left: Run, right: Run) -> bool:
    return (
        not (left.quoted or right.quoted or left.frame)
        and 1 <= right.first - left.last <= 2
        and right.last - left.first <= LONGEST
    )


def _bare_noun(tokens: Tokens, run: Run) -> bool:
    """One ordinary word, which nothing but a title gives a capital ("Pie" or "Die")."""
    word = tokens.folded[run.first]
    return (
        run.last - run.first == 1
        and not run.shouted
        and is_common(word)
        and word not in _GENRE
        and word not in _ROLE
        and word not in _OPENER
        and word not in _PLACE
        and word not in _GIVEN
    )


def _shorten(tokens: Tokens, phrases: Phrases, run: Run) -> Run:
    """Without the label or the opening words before it, where the rest of the text shows that they are none of it."""
    if run.quoted or run.frame:
        return run
    width = run.last - run.first
    words = tokens.folded[run.first : run.last]
    if width > 2 and words[0] in _ABOUT and words[1] in _ABOUT_LINKS and phrases.count(run.first, run.last) == 1:
        return msgspec.structs.replace(
            run, start=tokens.starts[run.first + 2], first=run.first + 2, opens=False, heads=False
        )
    if width > 2 and len(words[-1]) < 3 and words[-1].isdigit():
        plain = phrases.count(run.first, run.last - 1)
        if plain > phrases.count(run.first, run.last):  # "Gull Rock 2", where it is "Gull Rock" elsewhere
            return msgspec.structs.replace(run, end=tokens.ends[run.last - 2], last=run.last - 1)
    for i in range(run.first + 1, run.last - 1):
        if tokens.folded[i] == ":" and run.heads and phrases.count(run.first, i) == 1:
            return msgspec.structs.replace(run, start=tokens.starts[i + 1], first=i + 1, heads=False)
    if width > 1 and words[0] not in _ARTICLES and (run.opens or run.shouted or words[0] in _OPENER):
        whole = phrases.count(run.first, run.last)
        for i in range(run.first + 1, run.last):
            opener = tokens.folded[run.first] in _OPENER
            linked = tokens.folded[i - 1] in _CONNECTOR and tokens.folded[i - 1] != "the"
            if (linked or (opener and i == run.first + 1)) and tokens.capital[i] and phrases.count(i, run.last) > whole:
                return msgspec.structs.replace(run, start=tokens.starts[i], first=i, opens=False)
    return run


def _with_number(text: str, tokens: Tokens, phrases: Phrases, run: Run) -> Run:
    """With the number that stands before it wherever it stands ("1899 and Counting", "1923: The Valley")."""
    first = run.first - 1
    if run.quoted or run.frame or first < 1 or tokens.folded[first] not in _AFTER_NUMBER:
        return run
    first -= 1
    begin = tokens.starts[first]
    if not tokens.folded[first][0].isdigit() or "  " in text[begin : run.start] or "\n" in text[begin : run.start]:
        return run
    whole = phrases.count(first, run.last)
    if whole < 2 or phrases.count(run.first, run.last) > whole:
        return run
    return msgspec.structs.replace(run, start=begin, first=first, heads=heads_line(text, begin))
