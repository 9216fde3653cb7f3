"""Credit claims: who makes it, who is in it."""

import re
from collections.abc import Iterator

import msgspec

from underway.reading.lexicon import given_names
from underway.reading.structure import Draft, Page, within
from underway.vocabulary import Credit
from underway.vocabulary.claims import CreditRole
from underway.vocabulary.titles import title_key

# What the nouns, the verbs and the participles of making and playing say about a person's part in a show.
_NOUNS: dict[str, CreditRole] = {
    "creator": "creator", "co-creator": "creator", "cocreator": "creator",
    "showrunner": "showrunner", "co-showrunner": "showrunner", "show-runner": "showrunner",
    "executive producer": "executive_producer", "exec producer": "executive_producer", "ep": "executive_producer",
    "co-executive producer": "executive_producer", "executive-producer": "executive_producer", "exec-producer": "executive_producer",
    "producer": "producer", "co-producer": "producer", "series producer": "producer",
    "director": "director", "writer": "writer", "head writer": "writer", "screenwriter": "writer", "scriptwriter": "writer", "lead writer": "writer",
    "star": "cast", "co-star": "cast", "lead": "cast", "leading man": "cast", "leading lady": "cast", "lead actor": "cast", "lead actress": "cast",
    "actor": "cast", "actress": "cast", "host": "cast", "co-host": "cast", "presenter": "cast", "judge": "cast", "narrator": "cast", "cast member": "cast",
}  # fmt: skip
_PASSIVES: dict[str, CreditRole] = {
    "created": "creator", "co-created": "creator", "devised": "creator", "dreamed up": "creator", "dreamt up": "creator", "conceived": "creator",
    "written": "writer", "co-written": "writer", "penned": "writer", "scripted": "writer", "adapted": "writer", "directed": "director", "helmed": "director",
    "executive produced": "executive_producer", "executive-produced": "executive_producer", "exec produced": "executive_producer",
    "produced": "producer", "fronted": "cast", "led": "cast", "toplined": "cast", "headlined": "cast", "hosted": "cast", "presented": "cast",
    "narrated": "cast", "voiced": "cast", "judged": "cast", "played": "cast", "run": "showrunner", "showrun": "showrunner", "anchored": "cast",
}  # fmt: skip
_ACTIVES: dict[str, CreditRole] = {
    "created": "creator", "co-created": "creator", "devised": "creator", "dreamed up": "creator", "dreamt up": "creator", "thought up": "creator",
    "wrote": "writer", "writes": "writer", "penned": "writer", "scripted": "writer", "scripts": "writer", "has written": "writer", "is writing": "writer",
    "directs": "director", "directed": "director", "helms": "director", "helmed": "director", "directing": "director", "is directing": "director",
    "plays": "cast", "played": "cast", "portrays": "cast", "portrayed": "cast", "stars": "cast", "starred": "cast", "co-stars": "cast",
    "voices": "cast", "voiced": "cast", "hosts": "cast", "hosted": "cast", "presents": "cast", "presented": "cast", "fronts": "cast", "fronted": "cast",
    "headlines": "cast", "toplines": "cast", "leads the cast": "cast", "leads": "cast", "reprises": "cast", "narrates": "cast", "judges": "cast", "appears": "cast", "is playing": "cast", "will play": "cast", "to play": "cast",
    "produces": "producer", "producing": "producer", "executive produces": "executive_producer", "exec produces": "executive_producer", "executive producing": "executive_producer",
    "runs the show": "showrunner", "runs it": "showrunner", "ran it": "showrunner", "has run": "showrunner", "ran the": "showrunner", "runs the": "showrunner",
}  # fmt: skip

_NOUN = "|".join(sorted((re.escape(n) for n in _NOUNS), key=len, reverse=True))
_ROLES = re.compile(rf"\b(?P<roles>(?:{_NOUN})s?(?:\s*(?:,|and|&|/|-|,\s*and)\s*(?:an?\s|the\s)?(?:{_NOUN})s?){{0,3}})\b")
_ONE_ROLE = re.compile(rf"(?<![\w-])({_NOUN})s?(?![\w])")
_TO_NAME = re.compile(r"(?:,|:| is| are| include| includes| was| were| by)?\s{1,3}(?:the |both )?[\"']?")
_OF_SHOW = re.compile(r"\s(?:of|on|behind|for)\s")
_PASSIVE = re.compile(
    rf"\b(?P<verb>{'|'.join(sorted(map(re.escape, _PASSIVES), key=len, reverse=True))})(?:\s*(?:and|,|&)\s*(?P<more>{'|'.join(sorted(map(re.escape, _PASSIVES), key=len, reverse=True))}))?\s+by\s+(?:the |its |showrunner |creator |star |comedian |comic |actor |actress |writer |director |newcomer )*"
)
_STARRING = re.compile(r"\b(?:starring|featuring|stars|co-stars|also stars|co-starring|cast includes|cast also includes|joining (?:her|him|them) (?:is|are)|voices include|toplining|headlining|joined by)\s+(?:the |comedian |actor |actress |newcomer )?")
_ACTIVE = re.compile(
    rf"(?:,\s(?:\d\d,\s)?who|\swho|,)?\s(?:also |has |had |will |is to |both |previously |once |now |first |and |still |co-)*(?P<verb>{'|'.join(sorted(map(re.escape, _ACTIVES), key=len, reverse=True))})\b"
)
_IS_ROLE = re.compile(
    rf"(?:,\s(?:\d\d,\s)?|\s(?:is|was|remains|serves as|served as|acts as|stays (?:on )?as|stays in charge as|continues as|returns as|will serve as|takes over as|will take over as|is back as|who is|who serves as|, who is|also serves as|, also)\s)(?:also )?(?:the |its |an? |their |sole |series |show's |show |programme's |long-time |longtime |co-)*(?={_NOUN})"
)
_AS = re.compile(r"(?:,? as|,? plays|,? played|,? playing|,? portrays|,? will play|,? who plays|,? who played|,? who portrays|,? reprises|,? voices|,? voicing|, who will play|, who is|,? is playing) ")
_WITH = re.compile(
    r"\b(?:show|series|drama|comedy|sitcom|thriller|soap|saga|whodunn?it|multi-cam|single-cam|mystery|western|quiz|business|cast|caper|procedural|romp|newcomer|ensemble|half-hour)\b[^.;!?\n]{0,12}?,? with (?:the |newcomer |comedian )?"
)
_INVENTED = re.compile(
    r"(?:, who|,? who| )\s?(?:also |has |had )?(?:dreamed|dreamt|hatched|invented|thought|conjured|made|came|cooked)(?: (?:it|the (?:[a-z]+ ){0,2}[a-z]+|them))? up\b|, who (?:hatched|invented|conceived) (?:it|the)\b"
)
_LEFT = re.compile(r"\b(?:former|ex-?|replac(?:es|ed|ing)|succeed(?:s|ed|ing)|leaving|left|quit|departed|departing|exits?|exited|fired|takes? over from|taking over from|late)\s+(?:[a-z]+\s)?$")
_DETERMINERS = re.compile(r"(?:the |a |an |her |his |its |their |[a-z][\w'-]*[ -]){0,7}")
_BREAK = frozenset(".;!?\n")


class _Person(msgspec.Struct, frozen=True):
    name: str
    start: int
    end: int


class _People:
    """The page's people by the place where their names begin and end."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._full = {m.start: m for m in page.persons}
        self._names = {m.start: m for m in page.names}
        self._ends = {m.end: m.start for m in page.names} | {m.end: m.start for m in page.persons}

    def at(self, start: int) -> _Person | None:
        person = self._full.get(start)
        if person:
            return _Person(person.name, start, person.end)
        name = self._names.get(start)
        words = self._page.text[start : name.end].split() if name else []
        if name and (2 <= len(words) <= 4 or (len(words) == 1 and words[0].lower() in given_names())):
            return _Person(self._page.text[start : name.end], start, name.end)
        return None

    def ending(self, end: int) -> _Person | None:
        while end > 0 and self._page.text[end - 1] in " ”\"":
            end -= 1
        start = self._ends.get(end)
        return self.at(start) if start is not None else None

    def before(self, start: int) -> list[_Person]:
        """Those that commas and "and" join to the name at the place, before it."""
        people: list[_Person] = []
        while len(people) < 6:
            joint = next((j for j in (" and ", " & ", ", ") if self._page.text.endswith(j, 0, start)), None)
            person = self.ending(start - len(joint)) if joint else None
            if person is None or (joint == ", " and not people):
                return people
            people.insert(0, person)
            start = person.start
        return people

    def listed(self, start: int) -> list[_Person]:
        """The person at the place, and those that commas and "and" join to it."""
        people = []
        person = self.at(start)
        while person and len(people) < 12:
            people.append(person)
            match = _LIST_STEP.match(self._page.text, person.end)
            person = self.at(match.end()) if match else None
        if len(people) > 1 and " " not in people[0].name and " " in people[1].name:
            surname = people[1].name.split()[-1]
            people[0] = msgspec.structs.replace(people[0], name=f"{people[0].name} {surname}")
        return people


_LIST_STEP = re.compile(
    r"(?:\s\([^()\n]{1,60}\))?(?:,? as (?:[a-z'’-]+ ){0,5}(?:[A-ZÀ-Þ][\w.'’-]* ?){1,4}?)?(?:,\s(?:and\s)?(?:[a-z-]+ ){0,2}|\sand\s(?:[a-z-]+ ){0,2}|\s&\s|;\s|/|, alongside |\swith\s)(?:newcomer )?"
)


def find(page: Page) -> Iterator[Draft]:
    people = _People(page)
    best: dict[tuple[str, str, str], Draft] = {}
    for draft in _drafts(page, people):
        fields = draft.fields
        key = (fields["show"], fields["role"], title_key(fields["person"]))
        if key not in best or (best[key].fields["character"] is None and fields["character"]):
            best[key] = draft
    yield from best.values()


def _drafts(page: Page, people: _People) -> Iterator[Draft]:
    folded = page.folded
    for match in _ROLES.finditer(folded):
        yield from _by_noun(page, people, match)
    for match in _PASSIVE.finditer(folded):
        for verb in filter(None, (match["verb"], match["more"])):
            yield from _made(page, people.listed(match.end()), _PASSIVES[verb], match.start(), "credit.passive")
        if match["verb"] == "played":
            yield from _played_by(page, people, match)
    yield from _bracketed(page, people)
    for match in _STARRING.finditer(folded):
        yield from _made(page, people.listed(match.end()), "cast", match.start(), "credit.starring")
    for match in _WITH.finditer(folded):
        yield from _made(page, people.listed(match.end()), "cast", match.start(), "credit.with")
    for name in page.persons:
        active = _ACTIVE.match(folded, name.end)
        if active:
            subjects = [*people.before(name.start), _Person(name.name, name.start, name.end)]
            yield from _made(page, subjects, _ACTIVES[active["verb"]], active.end(), "credit.active")
        elif _INVENTED.match(folded, name.end):
            subjects = [*people.before(name.start), _Person(name.name, name.start, name.end)]
            yield from _made(page, subjects, "creator", name.end, "credit.invented")
        elif _AS.match(folded, name.end) and folded.startswith(" as ", name.end):
            person = _Person(name.name, name.start, name.end)
            if _character(page, people, person):
                yield from _made(page, [person], "cast", name.start, "credit.as")


def _bracketed(page: Page, people: _People) -> Iterator[Draft]:
    """ "Paz Okonkwo (Agent Tull)", and the other way round, "Agent Tull (Paz Okonkwo)"."""
    for name in page.names:
        if not page.text.startswith(" (", name.end) or page.text[name.end + 2 : name.end + 3].islower():
            continue
        inner = people.at(name.end + 2)
        outer = people.at(name.start)
        if inner and inner.name.split()[0].lower() in given_names() and " " in inner.name and page.text[inner.end : inner.end + 1] in "),;":
            if outer is None or outer.name.split()[0].lower() not in given_names() or " " not in outer.name:
                character = page.text[name.start : name.end]
                for draft in _made(page, [inner], "cast", name.start, "credit.bracketed"):
                    yield msgspec.structs.replace(draft, fields={**draft.fields, "character": character})
        elif outer and " " in outer.name and outer.name.split()[0].lower() in given_names():
            close = page.text.find(")", name.end, name.end + 40)
            organisation = next(within(page.organisations, name.end, max(close, name.end)), None)
            show = next(within(page.shows, name.end, max(close, name.end)), None)
            if close > 0 and not organisation and not show and _character_in(page.text[name.end + 2 : close]):
                yield from _made(page, [outer], "cast", name.start, "credit.bracketed")


def _by_noun(page: Page, people: _People, match: re.Match[str]) -> Iterator[Draft]:
    roles = [_NOUNS[r] for r in _ONE_ROLE.findall(match["roles"])]
    gone = bool(_LEFT.search(page.folded[max(0, match.start() - 24) : match.start()]))
    step = _TO_NAME.match(page.folded, match.end())
    named = people.listed(step.end()) if step else []
    plural = match["roles"].endswith("s") and not match["roles"].endswith("ss")
    if named and not plural and " and " not in page.folded[match.end() : named[0].start]:
        named = named[:1]
    if not named:
        named = _before(page, people, match)
    for role in dict.fromkeys(roles):
        if not gone or role == "creator":
            yield from _made(page, named, role, match.start(), "credit.noun")


def _before(page: Page, people: _People, match: re.Match[str]) -> list[_Person]:
    """ "Inês Prado, its showrunner"; "Tom Sarkisian is executive producer"."""
    window = page.folded[max(0, match.start() - 60) : match.start()]
    for start in range(len(window)):
        end = match.start() - len(window) + start
        person = people.ending(end) if end in people._ends else None
        if person:
            link = _IS_ROLE.match(page.folded, end)
            if link and link.end() == match.start():
                return [person]
    return []


def _made(page: Page, named: list[_Person], role: CreditRole, at: int, rule: str) -> Iterator[Draft]:
    if not named:
        return
    sentence = page.layout.sentence_at(at)
    if page.layout.block_of(sentence).kind in ("debris", "byline"):
        return
    show = _show_of(page, named[0], at)
    if not show:
        return
    people = _People(page) if role == "cast" else None
    for person in named:
        character = _character(page, people, person) if people else None
        start, end = min(sentence.start, person.start), max(sentence.end, person.end)
        yield Draft(
            kind=Credit,
            start=start,
            end=end,
            rule=rule,
            fields={"show": show, "role": role, "person": person.name, "character": character},
        )


def _show_of(page: Page, person: _Person, at: int) -> str | None:
    """The show named right before the role ("Night Bus star"), right after "of", or the one that the sentence is about."""
    sentence = page.layout.sentence_at(at)
    here = list(within(page.shows, sentence.start, sentence.end))
    low, high = min(at, person.start), max(at, person.end)
    for mention in here:
        if 0 <= low - mention.end <= 4:
            return mention.title
    for mention in here:
        if 0 <= mention.start - high <= 40 and _OF_SHOW.search(page.folded[high - 1 : mention.start + 1]):
            return mention.title
    return page.binding.show_in(sentence, low, high, "before")


def _character(page: Page, people: _People, person: _Person) -> str | None:
    folded, text = page.folded, page.text
    if text.startswith(" (", person.end):
        close = text.find(")", person.end)
        inside = text[person.end + 2 : close] if 0 < close - person.end < 45 else ""
        return _character_in(inside)
    match = _AS.match(folded, person.end)
    if not match:
        return None
    lead = _DETERMINERS.match(folded, match.end())
    at = match.end()
    stop = lead.end() if lead else at
    while at <= stop and at < len(text):
        if text[at].isupper():
            end = _name_end(page, at)
            article = text[at - 4 : at] == "the "
            return text[at - 4 * article : end]
        gap = text.find(" ", at, stop + 1)
        if gap < 0:
            return None
        at = gap + 1
    return None


def _character_in(inside: str) -> str | None:
    words = inside.strip("!,. ").split()
    while words and words[0][:1].islower() and words[0] != "the":
        words = words[1:]
    if not words or any(c.isdigit() for c in inside) or words == ["the"] or len(words) > 5:
        return None
    return " ".join(words)


def _name_end(page: Page, start: int) -> int:
    name = next(iter(within(page.names, start, start + 1)), None) or next(iter(within(page.persons, start, start + 1)), None)
    if name:
        return name.end
    match = re.compile(r"(?:[^\W\d_][\w.'’-]*\.?)(?: [A-ZÀ-Þ][\w'’-]*){0,3}").match(page.text, start)
    return match.end() if match else start + 1


def _played_by(page: Page, people: _People, match: re.Match[str]) -> Iterator[Draft]:
    """ "Emily Cooper, played by Lily Collins"."""
    end = match.start()
    while end and page.text[end - 1] in " ,":
        end -= 1
    character = people.ending(end)
    for draft in _made(page, people.listed(match.end())[:1], "cast", match.start(), "credit.played-by"):
        if character:
            yield msgspec.structs.replace(draft, fields={**draft.fields, "character": page.text[character.start : character.end]})
        else:
            yield draft
