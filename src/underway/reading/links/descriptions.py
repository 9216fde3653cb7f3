"""What each show is called besides its title ("the ABC medical drama", "Ada Quill's sitcom"), and which show such words
mean where no title stands with them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import msgspec

from underway.reading.layout import Sentence
from underway.reading.lexicon import load
from underway.reading.structure import InOrder, OrganisationMention, Page, ShowMention, within

_DEFINITE = ("the ", "this ")
_ARTICLES = frozenset("the this that a an another its his her their our".split())
_OWNING = frozenset(("'s", "'"))
_NO_ADJECTIVE = frozenset(
    """of in on at for from to by with and or but as than like is are was were be been has have had will would may
    can who which when where while after before into over about not no its he she they it i we you season seasons
    episode episodes""".split()
)
_MOST_WORDS = 5  # between the article and the noun
_NAMED_NEXT = re.compile(r",?[\"' ]*")
_NAMED_BEFORE = re.compile(r"[\"']?,?[\"']? ?(?:(?:is|was|are|were|has been|remains) )?")
_CARRIES = re.compile(r"(?:'s?)? (?:[\w+&.'-]+ ){0,5}[\"']?")
_CARRIED = re.compile(r"[\"']?,?[\"']? ?(?:\(|on |for |from )(?:the )?")
_NEAR = 60  # characters between a channel and a title
_SAME, _LIKE, _UNLIKE, _CHANNEL, _OTHER_CHANNEL, _PERSON, _STRANGER = 2, 1, -2, 3, -3, 3, -1
_LEAST = 2  # by which the words must speak for a show
_MOST_SHOWS = 12  # named last, that a description may mean


class Description(msgspec.Struct, frozen=True):
    """Words at a place that describe a show: what kind it is of, what else is said of it, whose it is."""

    start: int
    end: int
    nouns: frozenset[str]
    words: frozenset[str]
    channels: frozenset[str]
    people: frozenset[str]


class _Called:
    """What a show was called."""

    def __init__(self) -> None:
        self.nouns: set[str] = set()
        self.words: set[str] = set()
        self.channels: set[str] = set()
        self.people: set[str] = set()

    def add(self, told: Description) -> None:
        self.nouns |= told.nouns
        self.words |= told.words
        self.channels |= told.channels
        self.people |= told.people

    def kin(self, told: Description) -> int:
        """Is the show of the kind that the noun names? 0 where nothing says so."""
        if not (told.nouns and self.nouns):
            return 0
        if told.nouns & self.nouns:
            return _SAME
        return _UNLIKE if _families(self.nouns).isdisjoint(_families(told.nouns)) else _LIKE

    def shares(self, told: Description) -> int:
        """How much else of what is said of both is the same."""
        shared = _SAME * len(self.words & told.words)
        if told.channels and self.channels:
            shared += _CHANNEL if told.channels & self.channels else _OTHER_CHANNEL
        if told.people:
            shared += _PERSON if told.people & self.people else _STRANGER
        return shared


class Descriptions:
    """Built once from a page's parts; told of what each sentence speaks, in order."""

    def __init__(self, page: Page) -> None:
        self._folded = page.folded
        self._tokens = page.tokens
        self._shows = page.shows
        self._persons = page.persons
        self._channels = InOrder(o for o in page.organisations if o.role == "network")
        self._called: defaultdict[str, _Called] = defaultdict(_Called)
        self._free: InOrder[Description] = InOrder(self._read())

    def meant(self, sentence: Sentence, topic: str, shows: list[ShowMention]) -> str:
        """The show that a description means with which the sentence begins, before it names any: the topic, unless the
        words speak for another one."""
        told = next(iter(within(self._free, sentence.start, shows[0].start if shows else sentence.end)), None)
        if told is None:
            return topic
        own = self._called[topic]
        least = own.shares(told)
        unlike = own.kin(told) < 0 or least < 0
        particular = not told.nouns <= _general() and own.kin(told) < _SAME and bool(own.nouns or own.words)
        title, best = topic, 0
        for other in self._named_last(sentence.start):
            called = self._called[other]
            shared, kin = called.shares(told), called.kin(told)
            if shared < 0 or kin < 0 or shared + kin < _LEAST:
                continue
            if not (unlike or shared > max(least, 0) or (particular and kin == _SAME and least <= 0)):
                continue
            if shared + kin > best:
                title, best = other, shared + kin
        if title != topic or not unlike:
            self._called[title].add(told)
        return title

    def hear(self, sentence: Sentence, topic: str | None, shows: list[ShowMention]) -> None:
        """The sentence's people belong with the one show that it names, or the one that it goes on about."""
        titles = {m.title for m in shows}
        title = titles.pop() if len(titles) == 1 else None if titles else topic
        if title:
            people = within(self._persons, sentence.start, sentence.end)
            self._called[title].people.update(_surname(p.name) for p in people)

    def _named_last(self, position: int) -> Iterable[str]:
        last = bisect_left(self._shows.starts, position)
        return dict.fromkeys(m.title for m in reversed(self._shows[max(last - 2 * _MOST_SHOWS, 0) : last]))

    def _read(self) -> Iterable[Description]:
        """Those that stand with no title; the others are kept for their shows, and so are the channels beside them."""
        for channel in self._channels:
            title = self._carried_by(channel)
            if title:
                self._called[title].channels.add(channel.name.casefold())
        for i in self._tokens.where(_nouns()):
            told = self._described(i)
            if told is None:
                continue
            title = self._titled(told)
            if title:
                self._called[title].add(told)
            elif self._is_definite(told):
                yield told

    def _carried_by(self, channel: OrganisationMention) -> str | None:
        """The show that the channel's name stands beside ("ABC's Saltmarsh", "Saltmarsh (ABC)")."""
        folded = self._folded
        for show in within(self._shows, channel.start - _NEAR, channel.start):
            if _CARRIED.fullmatch(folded, show.end, channel.start):
                return show.title
        after = within(self._shows, channel.end, channel.end + _NEAR)
        return after[0].title if after and _CARRIES.fullmatch(folded, channel.end, after[0].start) else None

    def _described(self, i: int) -> Description | None:
        """The words up to the noun at the token, from the article or the owner on."""
        tokens = self._tokens
        first = i
        while first and i - first < _MOST_WORDS and self._describes(first - 1):
            first -= 1
        owner = first and tokens.folded[first - 1] in _OWNING
        if owner:
            first -= 1
            while first and i - first < _MOST_WORDS + 3 and tokens.capital[first - 1]:
                first -= 1
        elif not first or tokens.folded[first - 1] not in _ARTICLES:
            if first == i:
                return None
        else:
            first -= 1
        start, end = tokens.starts[first], tokens.ends[i]
        words = {w for at in range(first, i) if not tokens.capital[at] for w in tokens.folded[at].split("-")}
        noun = tokens.folded[i]
        return Description(
            start,
            end,
            frozenset((noun,)) if noun in _kinds() else frozenset(),
            frozenset(w for w in words if w.isalpha()) - _common() - _ARTICLES,
            frozenset(o.name.casefold() for o in within(self._channels, start, end)),
            frozenset(_surname(p.name) for p in within(self._persons, start, end)) if owner else frozenset(),
        )

    def _describes(self, i: int) -> bool:
        """May the token stand between an article and the noun?"""
        word = self._tokens.folded[i]
        return word[0].isalnum() and word not in _ARTICLES and word not in _NO_ADJECTIVE and not word.endswith("ly")

    def _is_definite(self, told: Description) -> bool:
        return self._folded.startswith(_DEFINITE, told.start) or self._tokens.folded[
            self._tokens.at(told.start) + 1
        ] in ("'s", "s")

    def _titled(self, told: Description) -> str | None:
        """The show whose title stands right behind the words, or before them ("Saltmarsh, a medical drama")."""
        after = within(self._shows, told.end, told.end + 4)
        if after and _NAMED_NEXT.fullmatch(self._folded, told.end, after[0].start):
            return after[0].title
        at = bisect_left(self._shows.starts, told.start) - 1
        if at >= 0 and _NAMED_BEFORE.fullmatch(self._folded, self._shows[at].end, told.start):
            return self._shows[at].title
        return None


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """Each noun -> the kinds that it may be of."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for kind, nouns in load("descriptions.toml", dict[str, dict[str, str]])["kinds"].items():
        for noun in nouns.split():
            kinds[noun].add(kind)
    return {noun: frozenset(of) for noun, of in kinds.items()}


@cache
def _nouns() -> frozenset[str]:
    return frozenset(_kinds()) | frozenset(
        load("descriptions.toml", dict[str, dict[str, str]])["words"]["plain"].split()
    )


@cache
def _general() -> frozenset[str]:
    return frozenset(load("descriptions.toml", dict[str, dict[str, str]])["words"]["general"].split())


@cache
def _common() -> frozenset[str]:
    return frozenset(load("descriptions.toml", dict[str, dict[str, str]])["words"]["common"].split())


def _families(nouns: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(_kinds()[noun] for noun in nouns))


def _surname(name: str) -> str:
    return name.casefold().rpartition(" ")[2]
