"""Carriage: which shows the mention of a channel, a service or a studio speaks of, and how it stands to them."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

import msgspec

from underway.reading.layout import Sentence
from underway.reading.lexicon import word_class
from underway.reading.links.attachment import POSSESSED, TELLS, Attachment
from underway.reading.links.channel_headings import covered_by_headings
from underway.reading.links.focus import Focus
from underway.reading.links.pairs import both_meant, chosen_before
from underway.reading.links.relations import NEXT, Relations, Standing
from underway.reading.links.track_records import TrackRecords
from underway.reading.mentions.candidates import is_common
from underway.reading.structure import OrganisationMention, Page, ShowMention, within

_FAR = 110  # characters between a name and the title that it speaks of
_LONGEST_TITLE = 90
_LABELS = frozenset("network channel broadcaster platform streamer studio producer production".split())
_OPENS = frozenset("from produced made".split())
_DETERMINERS = frozenset("the this that its their".split())
_PRONOUNS = frozenset(("it", "its", "it's"))
_CARRIERS = frozenset("network channel streamer broadcaster service platform net cabler station pubcaster".split())
_DEFINITE = frozenset("the same that".split())
_SEASON_OF = re.compile(r"\b(?:season|series|run|episodes?|finale|premiere)(?: \w+)? of the $")
_BRACKETED = 40  # characters between a title and a name in the brackets behind it
_OWN_CLAUSE = re.compile(
    r"[\"']*(?:,[\"']* (?:which|that|where|an?)\b| ?\("
    r"| (?:managed|drew|had|has|was|is|got|ended|ran|launched|opened|aired|did|scored|averaged|pulled|went)\b)"
)
_IT_DOES = re.compile(r"its?\b(?! (?:is|was)\b)")
_OTHER_SUBJECT = re.compile(
    r"[\"']?,[\"']? (?:from|made|produced|which|on|an?)\b|[\"']? (?:is|was|has|had|got|will|comes)\b"
)
_IT_THEN = re.compile(r"\b(?:and|but|while|making|as) it\b")
_SOON = 60  # characters of a sentence within which it names the show that the one before led to
_ASIDE = frozenset(
    "than like unlike since after before behind against beside alongside opposite versus beat beats".split()
)
_AWAY = frozenset("ahead front makers team instead short maker home".split())
_OPENING = 200  # characters within which a text names the channel that it is about


class Carried(msgspec.Struct, frozen=True):
    """A company beside a show. `tie` is how closely the words bind them: 2 side by side, 1 in one sentence, 0 across
    sentences. The evidence is characters `start` to `end`."""

    show: str
    name: str
    relation: Standing
    tie: int
    start: int
    end: int
    rule: str


class Carriage:
    """A page's companies, each with its shows."""

    def __init__(self, page: Page, focus: Focus) -> None:
        self._page = page
        self._focus = focus
        self._relations = Relations(page)
        self._attachment = Attachment(page, self._relations)
        self._records = TrackRecords(page)
        self._told: dict[int, bool] = {}  # index of a sentence -> whether it speaks of a show
        self._channels = self._relations.channels

    def read(self) -> Iterator[Carried]:
        for organisation in self._page.organisations:
            if organisation.role in ("network", "studio") and not organisation.name.isdigit():
                yield from self._beside(organisation)
        for covered in covered_by_headings(self._page, self._attachment):
            yield Carried(covered.show, covered.channel, "carries", 2, covered.start, covered.end, "heading")
        yield from self._by_noun()
        yield from self._alone()

    def _beside(self, organisation: OrganisationMention) -> Iterator[Carried]:
        page = self._page
        sentence = page.layout.sentence_at(organisation.start)
        if page.layout.block_of(sentence).kind in ("debris", "byline", "caption"):
            return
        relation, rule = self._relations.of(organisation)
        if relation == "speaks":
            return
        recorded = self._recorded(sentence, organisation)
        for mention in recorded:
            yield Carried(mention.title, organisation.name, "makes", 1, sentence.start, sentence.end, "made-too")
        for show, tie in self._shows_of(sentence, organisation, recorded):
            yield Carried(show, organisation.name, relation, tie, sentence.start, sentence.end, rule)

    def _recorded(self, sentence: Sentence, organisation: OrganisationMention) -> list[ShowMention]:
        if organisation.role != "studio":
            return []
        return self._records.behind(sentence, organisation) + self._records.before(sentence, organisation)

    def _by_noun(self) -> Iterator[Carried]:
        """ "The network's Harrow House", "the same channel's Saltmarsh": of the channel named last."""
        tokens = self._page.tokens
        for i in tokens.where(_CARRIERS):
            if tokens.folded[i - 1] in _DEFINITE and tokens.folded[i + 1 : i + 2] == ["'s"]:
                sentence = self._page.layout.sentence_at(tokens.starts[i])
                named = self._channel_before(tokens.starts[i])
                end = tokens.ends[i + 1]
                shows = within(self._page.shows, end, min(sentence.end, end + POSSESSED))
                if named and shows:
                    for show in self._attachment.listed(shows):
                        yield Carried(show.title, named.name, "carries", 1, sentence.start, sentence.end, "noun")

    def _channel_before(self, position: int) -> OrganisationMention | None:
        at = bisect_left(self._channels, position, key=lambda o: o.start)
        return self._channels[at - 1] if at else None

    def _alone(self) -> Iterator[Carried]:
        """In a text that names one channel only, or whose headline does, every show of which it tells something."""
        page = self._page
        named = [o for o in self._channels if self._relations.of(o)[0] not in ("speaks", "weighs")]
        if len({o.name for o in self._channels}) != 1:
            headline = page.layout.blocks[0]
            named = [o for o in named if headline.kind == "heading" and o.end <= headline.end]
        if len({o.name for o in named}) != 1 or (len(named) == 1 and named[0].start > _OPENING):
            return
        if len(named) == 1 and self._is_of_one(named[0]):
            return
        counts = Counter(m.title for m in page.shows)
        for show in page.shows:
            sentence = page.layout.sentence_at(show.start)
            kind = page.layout.block_of(sentence).kind
            if self._is_on_other(sentence, show, named[0]):
                continue
            told = counts[show.title] > 1 or kind in ("heading", "item") or self._speaks_of_show(sentence)
            if told and kind not in ("debris", "byline") and not self._is_aside(show):
                yield Carried(show.title, named[0].name, "carries", 0, sentence.start, sentence.end, "alone")

    def _is_on_other(self, sentence: Sentence, show: ShowMention, channel: OrganisationMention) -> bool:
        """Does its paragraph name another channel before the show?"""
        block = self._page.layout.block_of(sentence)
        named = within(self._page.organisations, block.start, show.start)
        others = [o for o in named if o.role == "network" and o.name != channel.name]
        return bool(others) and channel.name not in {o.name for o in named if o.start > others[-1].start}

    def _is_of_one(self, channel: OrganisationMention) -> bool:
        """Stands the name right behind one title, or does it possess one ("Saltmarsh (ITV)", "ITV's Saltmarsh")?"""
        sentence = self._page.layout.sentence_at(channel.start)
        before = within(self._page.shows, sentence.start, channel.start)
        after = within(self._page.shows, channel.end, channel.end + POSSESSED)[:1]
        owns = after and self._attachment.possesses(channel, after[0])
        return bool(owns or (before and self._attachment.adjoins(before[-1], channel)))

    # Which shows

    def _shows_of(
        self, sentence: Sentence, organisation: OrganisationMention, recorded: list[ShowMention]
    ) -> Iterator[tuple[str, int]]:
        """The shows that the mention is bound to, and how closely: the nearest one, and those listed with it. Those
        it is `recorded` to have made too are none of them."""
        page, attachment = self._page, self._attachment
        titled = self._title_before(sentence, organisation)
        one = titled.title if titled else chosen_before(page, sentence.start, organisation.start)
        if one:
            yield one, 2
            return
        named = [m for m in within(page.shows, sentence.start, sentence.end) if m not in recorded]
        if not named or self._opens_with_description(sentence, organisation, named[0]):
            yield from self._carried_into(sentence, organisation)
            return
        after = [m for m in named if organisation.end <= m.start <= organisation.end + _FAR]
        before = [m for m in named if m.start < organisation.start <= m.end + _FAR]
        respective = attachment.respective(named, organisation)
        if respective:
            yield respective.title, 2
            return
        if after and attachment.possesses(organisation, after[0]):
            yield from ((m.title, 2) for m in attachment.listed(after))
            return
        if self._possesses_other(organisation):
            return
        if before and attachment.adjoins(before[-1], organisation):
            yield from ((m.title, 2) for m in attachment.adjoined(before, organisation))
            return
        refers = False
        if before and not self._goes_on_about(before[-1]):
            refers = page.tokens.folded[page.tokens.at(sentence.start)] in _PRONOUNS
            subjects = [m for m in before if not page.binding.in_passing(m)]
            before = subjects if subjects or refers else before
        ours = self._not_of_another(organisation, after)
        if ours and not before and self._is_further_off(organisation, ours[0]):
            ours = after = []
            refers = True
        if not ours and not before:
            show = self._focus.into(sentence) if after or refers or self._speaks_of_show(sentence) else None
            if show and show not in {m.title for m in named}:
                yield show, int(not after)
        elif ours and not (before and attachment.goes_before(before[-1], organisation, ours[0])):
            yield from ((m.title, 1) for m in attachment.listed(ours))
            yield from ((m.title, 1) for m in self._told_of(sentence, organisation, ours[0]))
        elif before:
            yield from ((m.title, 1) for m in attachment.listed_before(before, organisation))

    def _opens_with_description(self, sentence: Sentence, organisation: OrganisationMention, show: ShowMention) -> bool:
        """ "The ABC dramedy was up against Saltmarsh": does it describe a show named before the sentence?"""
        ahead = organisation.end < show.start
        return ahead and self._describes(organisation) and self._page.binding.refers(sentence)

    def _goes_on_about(self, show: ShowMention) -> bool:
        """Does a clause of its own follow the title ("than Saltmarsh, which ran")?"""
        return bool(_OWN_CLAUSE.match(self._page.folded, show.end))

    def _carried_into(self, sentence: Sentence, organisation: OrganisationMention) -> Iterator[tuple[str, int]]:
        """The show that a sentence without a title goes on about, and the one with which the next sentence does."""
        both = both_meant(self._page, sentence)
        if both:
            yield from ((title, 1) for title in both)
            return
        if self._opens_with_another(sentence):
            return
        show = self._focus.into(sentence)
        makes = any(c.relation == "makes" for c in self._relations.cues(organisation))
        if show and (makes or self._describes(organisation) or self._speaks_of_show(sentence)):
            yield show, int(self._describes(organisation) and self._is_of_show(sentence, organisation))
        for m in self._told_next(sentence, organisation):
            yield m.title, 1

    def _opens_with_another(self, sentence: Sentence) -> bool:
        """Begins the sentence with a name that may be another show's ("Gull Bay, from Sony, will end")?"""
        page = self._page
        named = within(page.names, sentence.start, sentence.start + 2)
        if not named or within(page.persons, sentence.start, sentence.start + 2):
            return False
        words = page.folded[named[0].start : named[0].end].split()
        common = len(words) == 1 and (is_common(words[0]) or words[0] in word_class("opener") or _is_genre(words[0]))
        return not common and bool(_OTHER_SUBJECT.match(page.folded, named[0].end))

    def _is_further_off(self, organisation: OrganisationMention, show: ShowMention) -> bool:
        """Is the show behind the name only what another clause, about the show of the text, compares it with ("NBC gave
        the drama 22 episodes, and it will follow Saltmarsh")?"""
        between = self._page.folded[organisation.end : show.start]
        return bool(_IT_THEN.search(between)) or ("," in between and self._is_aside(show))

    def _possesses_other(self, channel: OrganisationMention) -> bool:
        """Stands behind "Hulu's" a name that is not known to be a show's, nor a person's?"""
        page = self._page
        if not page.folded.startswith("'s ", channel.end):
            return False
        start = channel.end + len("'s ")
        names = within(page.names, start, start + 1)
        return bool(names) and not within(page.persons, start, start + 1)

    def _not_of_another(self, organisation: OrganisationMention, shows: list[ShowMention]) -> list[ShowMention]:
        """The shows behind the mention, but none that another channel behind it possesses or stands right before."""
        if not shows:
            return shows
        others = within(self._page.organisations, organisation.end, shows[0].start)
        return [] if any(o.role == "network" and self._attachment.possesses(o, shows[0]) for o in others) else shows

    def _title_before(self, sentence: Sentence, organisation: OrganisationMention) -> ShowMention | None:
        """The show that brackets behind its title give the name to ("Harrow House (cancelled by Fox)"), or whose title
        ends the sentence before ("Is That It? (Fox)") or is all of it ("Harrow House. Fox, Sunday.")."""
        page = self._page
        shows = within(page.shows, max(organisation.start - _LONGEST_TITLE - _BRACKETED, 0), organisation.start)
        if not shows:
            return None
        show, between = shows[-1], page.folded[shows[-1].end : organisation.start]
        if between.lstrip("\"' ").startswith("(") and ")" not in between and len(between) <= _BRACKETED:
            return show
        if show.start >= sentence.start or any(map(str.isalnum, between)):
            return None
        last = page.sentences[sentence.index - 1]
        alone = not any(map(str.isalpha, page.folded[last.start : show.start])) and "\n\n" not in between
        return show if "(" in between or alone or page.folded[show.end - 1] in "?!" else None

    def _told_next(self, sentence: Sentence, channel: OrganisationMention) -> list[ShowMention]:
        """The show with which the next sentence goes on ("It was a hard week for Fox. Its drama Harrow House")."""
        page, following = self._page, sentence.index + 1
        if channel.role != "network" or following >= len(page.sentences):
            return []
        if _IT_DOES.match(page.folded, sentence.start):
            return []
        if self._relations.of(channel)[0] not in ("carries", "orders"):
            return []
        then = page.sentences[following]
        shows = within(page.shows, then.start, min(then.end, then.start + _SOON))
        if then.block != sentence.block or not shows:
            return []
        named = within(page.organisations, sentence.start, shows[0].start)
        return shows[:1] if all(o.role != "network" or o == channel for o in named) else []

    def _told_of(self, sentence: Sentence, channel: OrganisationMention, first: ShowMention) -> Iterator[ShowMention]:
        """The shows behind the first one of which a channel's sentence goes on to tell ("NBC renewed Harrow House for a
        third season and dropped Saltmarsh"), up to the next channel."""
        if channel.role != "network" or self._relations.of(channel)[0] not in TELLS:
            return
        for show in within(self._page.shows, first.end, sentence.end):
            if any(o.role == "network" for o in within(self._page.organisations, first.end, show.start)):
                return
            if not self._is_aside(show) and not self._is_on_another(show):
                yield show

    def _is_on_another(self, show: ShowMention) -> bool:
        """Does the name of its own channel follow it ("and Saltmarsh on Fox")?"""
        named = within(self._page.organisations, show.end, show.end + NEXT)
        return bool(named) and named[0].role == "network" and self._attachment.adjoins(show, named[0])

    def _is_aside(self, show: ShowMention) -> bool:
        """ "ahead of Saltmarsh", "from the creator of Saltmarsh"."""
        tokens = self._page.tokens
        i = tokens.at(show.start)
        lead = [w for w in tokens.folded[max(i - 4, 0) : i] if w not in ("the", '"', "'")][-2:]
        if not lead:
            return False
        return lead[-1] in _ASIDE or (lead[-1] == "of" and (lead[0] in word_class("role") or lead[0] in _AWAY))

    def _describes(self, channel: OrganisationMention) -> bool:
        """ "The BBC One drama", "the ABC show"."""
        tokens = self._page.tokens
        i, after = tokens.at(_past_article(channel)), tokens.at(channel.end)
        described = not word_class("genre").isdisjoint(tokens.folded[after : after + 2])
        return described and i > 0 and tokens.folded[i - 1] == "the"

    def _is_of_show(self, sentence: Sentence, channel: OrganisationMention) -> bool:
        """Opens "The BBC One drama" the sentence, or is it said of a season ("series three of the BBC One drama")?"""
        lead = self._page.folded[sentence.start : _past_article(channel)]
        return lead == "the " or bool(_SEASON_OF.search(lead))

    def _speaks_of_show(self, sentence: Sentence) -> bool:
        """Does a sentence without a title refer to a show ("it", "the drama"), name a season, or tell a decision?"""
        told = self._told.get(sentence.index)
        if told is None:
            told = self._told[sentence.index] = self._refers(sentence)
        return told

    def _refers(self, sentence: Sentence) -> bool:
        page, tokens = self._page, self._page.tokens
        start, end = sentence.start, sentence.end
        if within(page.seasons, start, end):
            return True
        if within(page.cues, start, end):
            return True
        words = tokens.folded[tokens.at(start) : tokens.at(end)]
        if words[0] in _OPENS or _is_genre(words[0]) or (words[0] in _LABELS and words[1:2] == [":"]):
            return True
        return not _PRONOUNS.isdisjoint(words) or any(
            word in _DETERMINERS and any(map(_is_genre, words[i + 1 : i + 3])) for i, word in enumerate(words)
        )


def _is_genre(word: str) -> bool:
    """ "drama", "comedy-drama"."""
    return word.rpartition("-")[2] in word_class("genre")


def _past_article(channel: OrganisationMention) -> int:
    return channel.start + (len("the ") if channel.name[:4].lower() == "the " else 0)
