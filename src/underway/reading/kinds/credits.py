"""Credit claims: who makes it, who is in it."""

from collections.abc import Iterator

from underway.reading.links.billing import Billed, Billing
from underway.reading.links.casting import Casting
from underway.reading.links.credited import Credited
from underway.reading.links.people import People, Person
from underway.reading.links.rosters import read_rosters
from underway.reading.links.vehicles import read_vehicles
from underway.reading.mentions.parts import role_words
from underway.reading.structure import Draft, Page, within
from underway.vocabulary import Credit
from underway.vocabulary.titles import title_key

_LONGEST_BRACKETS = 80  # characters of the works in brackets behind a name
_LONGEST_ASIDE = 12  # words between a name and what is said of it


def find(page: Page) -> Iterator[Draft]:
    """One claim per show, role and person: of several places the first, or the first that names the character."""
    best: dict[tuple[str, str, str], Draft] = {}
    people = People(page)
    credited = Credited(page)
    billing = Billing(page, people)
    told = list(billing.read())
    makers = {one.person.first for billed in told if billed.role != "cast" for one in billed.people}
    casting = Casting(page, people, billing.parts, makers)
    for billed in (*told, *read_vehicles(page, people), *casting.read(), *read_rosters(page, people)):
        for draft in _drafts(page, credited, billed):
            fields = draft.fields
            key = (fields["show"], fields["role"], title_key(fields["person"]))
            if key not in best or (best[key].fields["character"] is None and fields["character"]):
                best[key] = draft
    yield from best.values()
    yield from _elsewhere(page, people, best)


def _elsewhere(page: Page, people: People, best: dict[tuple[str, str, str], Draft]) -> Iterator[Draft]:
    """ "Ada Quill (Saltmarsh, Coaldale)": the other shows that brackets behind somebody's name tell, where they have
    the same part as in this one."""
    roles: dict[str, str] = {}
    for _, role, person in best:
        if role == "cast" or person not in roles:
            roles[person] = role
    for person in people:
        key = title_key(person.name)
        if not page.folded.startswith(" (", person.end) or key not in roles:
            continue
        close = page.folded.find(")", person.end, person.end + _LONGEST_BRACKETS)
        for mention in within(page.shows, person.end, max(close, person.end)):
            if (mention.title, roles[key], key) not in best:
                fields = {"show": mention.title, "role": roles[key], "person": person.name, "character": None}
                yield Draft(kind=Credit, start=person.start, end=close + 1, rule="credit.elsewhere", fields=fields)


def _drafts(page: Page, credited: Credited, billed: Billed) -> Iterator[Draft]:
    sentence = page.layout.sentence_at(page.tokens.starts[billed.first])
    if page.layout.block_of(sentence).kind in ("debris", "byline"):
        return
    goes = page.tokens.folded[max(billed.first - 1, 0)] == "to"  # "quits Saltmarsh to star in"
    for one in billed.people:
        if billed.role != "creator" and not goes and _has_left(page, one.person):
            continue
        character = one.character if billed.role == "cast" else None
        for show in credited.shows(billed):
            yield Draft(
                kind=Credit,
                start=min(sentence.start, one.person.start),
                end=max(sentence.end, one.person.end),
                rule=f"credit.{billed.rule}",
                fields={"show": show, "role": billed.role, "person": one.person.name, "character": character},
            )


def _has_left(page: Page, person: Person) -> bool:
    """ "Replacing Ada Quill", "Ada Quill, who is leaving", "Ada Quill, who played Sam, left": whoever created a show
    remains its creator, but has no other part."""
    folded = page.tokens.folded
    before = folded[max(person.first - 2, 0) : person.first]
    if (before and before[-1] in role_words("gone_before")) or before == ["over", "from"]:
        return True
    if before[-1:] in (["is"], ["are"]) and before[0] in role_words("missing"):  # "not returning is Ada Quill"
        return before[0] != "returning" or folded[max(person.first - 3, 0)] == "not"
    ahead = folded[person.last : person.last + _LONGEST_ASIDE]
    if before[-1:] == ["by"] and before[0] not in ("played", "portrayed", "voiced"):
        return ahead[:2] == [",", "who"] and _leaves(ahead)  # else of the show ("judged by Ada Quill, has moved")
    asides = [at for at, word in enumerate(ahead) if at and word == ","] if ahead[:1] == [","] else []
    return any(_leaves(ahead[at:]) for at in (0, *asides))


def _leaves(words: list[str]) -> bool:
    """Do the words begin with a leaving ("is leaving", "who will not return")?"""
    at = 0
    while at < len(words) and (words[at] in (",", "who") or words[at] in role_words("adverb")):
        at += 1
    if at == len(words) or words[at] in role_words("gone_after"):
        return at < len(words)
    refused = words[at] == "not" or words[at].endswith("n't")
    ahead = words[at + 1 : at + 4]
    ends = ahead[:1] == ["be"] and ahead[1:2] in ([","], ["."])  # "won't be, I'm afraid"
    return refused and (ends or not role_words("absent").isdisjoint(ahead))


def _shows(page: Page, focus: Focus, billed: Billed) -> list[str]:
    """The show, or those of a list that follows the words ("star of Saltmarsh and Coaldale")."""
    high = max(page.tokens.ends[billed.last - 1], billed.people[0].person.end if billed.side != "named" else 0)
    sentence = page.layout.sentence_at(high - 1)
    ahead = within(page.shows, high, sentence.end)
    if ahead and (billed.side == "named" or (_is_of(page, high, ahead[0]) and not _adjoining(page, billed))):
        titles = [ahead[0].title]
        for last, mention in pairwise(ahead):
            if not _JOINED.fullmatch(page.folded, last.end, mention.start):
                break
            titles.append(mention.title)
        return titles
    show = _show(page, focus, billed)
    return [show] if show else []


def _adjoining(page: Page, billed: Billed) -> ShowMention | None:
    """The show named right before the words ("Night Bus star")."""
    low = min(page.tokens.starts[billed.first], billed.people[0].person.start)
    start = page.layout.sentence_at(low).start
    return next(
        (m for m in within(page.shows, start, low) if 0 <= low - m.end <= 4 and "," not in page.folded[m.end : low]),
        None,
    )


def _is_of(page: Page, high: int, mention: ShowMention) -> bool:
    """Does "of" or the like lead to the show from the words that end at `high`?"""
    if mention.start - high > 40:
        return False
    words = page.folded[high : mention.start].split()
    if any("," in word for word in words[:-1]) and words[:1] != [","]:
        return False  # "Ada Quill, the man behind Saltmarsh"
    return not _OF_SHOW.isdisjoint(words) and word_class("not_show").isdisjoint(words)


def _show(page: Page, focus: Focus, billed: Billed) -> str | None:
    """The show named right before the words ("Night Bus star"), or else the one that the sentence is about."""
    starts = page.tokens.starts
    if billed.head is not None:
        heading = page.layout.sentence_at(starts[billed.head])
        named = within(page.shows, heading.start, heading.end)
        return named[0].title if named else focus.into(heading)
    person = billed.people[0].person
    low, high = min(starts[billed.first], person.start), max(page.tokens.ends[billed.last - 1], person.end)
    sentence = page.layout.sentence_at(low)
    adjoining = _adjoining(page, billed)
    if adjoining:
        return adjoining.title
    named = within(page.shows, sentence.start, sentence.end)
    relative = relative_before(page, billed.first) if billed.side != "named" else None
    if relative:
        made = within(page.shows, sentence.start, starts[relative])
        if made:
            return made[-1].title
    here = [m for m in named if not page.binding.is_past(m, low)]
    opens = sentence.start == page.layout.block_of(sentence).start
    refers = _refers_back(page, billed.last)
    if not here or ((billed.side == "before" or refers) and here[0].start >= high and (refers or not opens)):
        return focus.into(sentence) or focus.from_above(sentence)
    before = [m for m in here if m.start < low]
    if len(here) < len(named) and billed.side == "before" and before:
        return before[-1].title
    return page.binding.show_in(sentence, low, high, billed.side)


def _refers_back(page: Page, i: int) -> bool:
    """Does "it", "the drama" or the like begin at the token?"""
    words = page.tokens.folded[i : i + 4]
    return words[:1] == ["it"] or (words[:1] == ["the"] and not word_class("genre").isdisjoint(words[1:3]))
