"""Credit claims: who makes it, who is in it."""

from collections.abc import Iterator

from underway.reading.links.billing import Billed, Billing
from underway.reading.links.careers import Careers
from underway.reading.links.casting import Casting
from underway.reading.links.credited import Credited
from underway.reading.links.inversions import read_inversions
from underway.reading.links.people import People, Person
from underway.reading.links.rosters import read_rosters
from underway.reading.links.vehicles import read_vehicles
from underway.reading.mentions.parts import role_words
from underway.reading.structure import Draft, Page, within
from underway.vocabulary import Credit
from underway.vocabulary.titles import title_key

_LONGEST_BRACKETS = 80  # characters of the works in brackets behind a name
_SHE = frozenset("he she they".split())
_LEAVING = frozenset("leaving exiting departing quitting out".split())
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
    roles = {one.person.name: billed.role for billed in reversed(told) for one in billed.people}
    roles |= {one.person.name: "cast" for billed in told if billed.role == "cast" for one in billed.people}
    told += [*Careers(page, people, roles).read(), *read_inversions(page, people)]
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
    for _, role, name in best:
        if role == "cast" or name not in roles:
            roles[name] = role
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
    if any(
        ahead[at] in _SHE and ahead[at + 1] in ("is", "was") and ahead[at + 2] in _LEAVING
        for at in range(8)
        if len(ahead) > at + 2
    ):
        return True  # "had announced he was leaving"
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
