"""Company claims: who shows it, who showed it before, who makes it."""

import re
from collections.abc import Iterator

from underway.reading.layout import Block, Sentence
from underway.reading.links.modality import clause_around
from underway.reading.structure import Draft, OrganisationMention, Page, ShowMention, within
from underway.vocabulary import Company
from underway.vocabulary.claims import CompanyRole
from underway.vocabulary.titles import title_key

_FORMER_BEFORE = re.compile(
    r"\b(?:former(?:ly)?|originally|previously|once|first|moved? (?:over |across )?from|moves from|from|saved from|left|leaving|ex-|after|started (?:life|out)?|began (?:life)?|"
    r"supposed to (?:air|run|be shown|premiere|debut)|meant (?:to air|for)|intended for|made for|developed (?:at|for)|planned for|dropped by|cancell?ed by|axed by|ditched by|"
    r"scrapped by|abandoned by|passed on by|let go by|rejected by|dumped by|binned by|given up by|aired|ran|was)\b[^.;]{0,28}$"
)
_FORMER_SURE = re.compile(
    r"\b(?:former(?:ly)?|originally|previously|moved? (?:over |across )?from|moves from|saved from|supposed to (?:air|run|be shown|premiere|debut)|meant (?:to air|for)|"
    r"intended for|started life|began life|used to (?:air|be|run))\b[^.;]{0,40}$"
)
_GAVE_UP = re.compile(
    r"\s*(?:had |has |have |originally |first |previously |'s )?(?:already )?(?:cancell?ed|axed|dropped|ditched|dumped|binned|scrapped|passed (?:on|over)|bailed|gave up|let it go|let go|put it down|"
    r"pulled the plug|shelved|rejected|abandoned|declined|turned (?:it )?down|killed|sank|jettisoned|drops|cancels|axes)\b"
)
_TAKEN_UP = re.compile(
    r"\b(?:moved? (?:over |across )?to|moves to|moving to|picked (?:it |the show )?up|picks (?:it )?up|saved|rescued|revived|scooped|snapped|snagged|grabbed|"
    r"landed at|found a (?:new )?home|new home|resurrected|stepped in|steps in|un-?cancell?ed|took it|nicked|poached|inherit\w+|switch\w+)\b"
)
_OUTLET_USE = re.compile(r"(?:\btold|\bto|\bwith|\bby way of|\bquoted by|\bsays|\baccording to|\binterview with|\bspeaking to) $")
_NEWS = re.compile(r"(?: news\b| sports?\b| radio\b| breakfast\b|\.com\b|'s (?:head|chief|boss|president|chairman|controller|director|commissioner)\b)")
_FAR = 110


def find(page: Page) -> Iterator[Draft]:
    seen: set[tuple[str, CompanyRole, str]] = set()
    for draft in _drafts(page):
        key = (draft.fields["show"], draft.fields["role"], title_key(draft.fields["name"]))
        if key not in seen:
            seen.add(key)
            yield draft


def _drafts(page: Page) -> Iterator[Draft]:
    drafts = [*_bound(page), *_under_headings(page)]
    carried = {(d.fields["show"], title_key(d.fields["name"])) for d in drafts if d.fields["role"] == "former_network"}
    for draft in drafts:
        fields = draft.fields
        if fields["role"] != "network" or (fields["show"], title_key(fields["name"])) not in carried:
            yield draft


def _bound(page: Page) -> Iterator[Draft]:
    for organisation in page.organisations:
        if organisation.role not in ("network", "studio"):
            continue
        sentence = page.layout.sentence_at(organisation.start)
        if page.layout.block_of(sentence).kind in ("debris", "byline", "caption"):
            continue
        if organisation.role == "network" and _speaks_as_outlet(page, sentence, organisation):
            continue
        for show, start, end in _shows_of(page, sentence, organisation):
            role = _role(page, sentence, organisation, show)
            if role:
                yield _draft(role, show, organisation.name, start, end, "company.bound")


def _speaks_as_outlet(page: Page, sentence: Sentence, organisation: OrganisationMention) -> bool:
    before = page.folded[max(sentence.start, organisation.start - 24) : organisation.start]
    return bool(_NEWS.match(page.folded, organisation.end)) or (
        bool(_OUTLET_USE.search(before)) and before.endswith(("told ", "says ", "quoted by ", "interview with ", "speaking to "))
    )


def _shows_of(page: Page, sentence: Sentence, organisation: OrganisationMention) -> Iterator[tuple[str, int, int]]:
    """The shows that the mention is bound to, with the evidence's place: the nearest one, and those listed with it."""
    here = list(within(page.shows, sentence.start, sentence.end))
    after = [m for m in here if m.start >= organisation.end and m.start - organisation.end <= _FAR]
    before = [m for m in here if m.end <= organisation.start and organisation.start - m.end <= _FAR]
    if not here:
        show = page.binding.show_in(sentence, organisation.start, organisation.end)
        if show and (_refers(page, sentence) or any(sentence.start <= c.start < sentence.end for c in page.cues)):
            yield show, sentence.start, sentence.end
        return
    possessive = page.folded.startswith("'s", organisation.end) or page.folded.startswith("' ", organisation.end)
    if possessive and after and not _stops(page.folded[organisation.end : after[0].start]):
        yield from ((m.title, sentence.start, sentence.end) for m in _listed(page, after))
        return
    close = before and _adjoins(page, before[-1], organisation)
    if close or (before and not after):
        yield before[-1].title, sentence.start, sentence.end
        return
    if after and (not before or after[0].start - organisation.end <= organisation.start - before[-1].end):
        yield from ((m.title, sentence.start, sentence.end) for m in _listed(page, after))
    elif before:
        yield before[-1].title, sentence.start, sentence.end


def _adjoins(page: Page, show: ShowMention, organisation: OrganisationMention) -> bool:
    """ "Harrow House (Fox", "Harrow House | Fox", "Harrow House on Fox"."""
    between = page.folded[show.end : organisation.start].strip("\"' ")
    return between in ("(", "|", ",", "-", "/", "~", "on", "for", "at", "[", "", ":", "to", "by", "(on", "via")


def _stops(words: str) -> bool:
    return any(mark in words for mark in (";", ". ", ":")) or len(words) > 70


def _listed(page: Page, shows: list[ShowMention]) -> Iterator[ShowMention]:
    """The first show, and those joined to it by commas and "and"."""
    yield shows[0]
    for left, right in zip(shows, shows[1:], strict=False):
        if not re.fullmatch(r"[\"']?(?:\s*\([^()]{0,40}\))?[,;\"']*\s*(?:and|&|or)?\s*(?:the\s)?[\"']?", page.folded[left.end : right.start]):
            return
        yield right


def _refers(page: Page, sentence: Sentence) -> bool:
    return bool(
        re.search(
            r"\b(?:it|its|the (?:[a-z-]+ ){0,2}(?:show|series|drama|comedy|sitcom|thriller|programme|program|soap|saga|procedural))\b",
            page.folded[sentence.start : sentence.end],
        )
    )


def _role(page: Page, sentence: Sentence, organisation: OrganisationMention, show: str) -> CompanyRole | None:
    left, right = clause_around(page.layout, sentence, organisation.start, organisation.end)
    lead = page.folded[left : organisation.start]
    if organisation.role == "studio" or _made_by(page, left, organisation):
        return "studio"
    if _FORMER_SURE.search(lead):
        return "former_network"
    whole = page.folded[sentence.start : sentence.end]
    networks = {title_key(o.name) for o in within(page.organisations, sentence.start, sentence.end) if o.role == "network"}
    if len(networks) > 1 and _TAKEN_UP.search(whole) and (
        _GAVE_UP.match(page.folded, organisation.end) or _FORMER_BEFORE.search(lead)
    ):
        return "former_network"
    return "network"


def _made_by(page: Page, left: int, organisation: OrganisationMention) -> bool:
    """A channel that produces: "produced by ViacomCBS's MTV"."""
    return bool(re.search(r"\b(?:produced|co-produced) by (?:[^\s]+'s )?$", page.folded[left : organisation.start]))


def _under_headings(page: Page) -> Iterator[Draft]:
    """A line that is a channel's name alone covers the shows of the lines below it, up to the next such line."""
    current: OrganisationMention | None = None
    for index, block in enumerate(page.layout.blocks):
        alone = _channel_alone(page, block)
        if alone:
            current = alone
            continue
        if current is None:
            continue
        if block.kind == "heading" and block.end - block.start > 60:
            current = None
            continue
        first = next(iter(within(page.shows, block.start, min(block.end, block.start + 40))), None)
        has_own = any(o.role == "network" for o in within(page.organisations, block.start, block.end))
        if block.end - block.start > 500:
            current = None
        elif first and not has_own:
            shows = _listed(page, list(within(page.shows, block.start, block.end)))
            for show in shows:
                yield _draft("network", show.title, current.name, block.start, min(block.end, block.start + 300), "company.heading")


def _channel_alone(page: Page, block: Block) -> OrganisationMention | None:
    named = [o for o in within(page.organisations, block.start, block.end) if o.role == "network"]
    if len(named) != 1:
        return None
    rest = page.folded[block.start : named[0].start] + page.folded[named[0].end : block.end]
    return named[0] if not any(c.isalnum() for c in rest) else None


def _draft(role: CompanyRole, show: str, name: str, start: int, end: int, rule: str) -> Draft:
    return Draft(kind=Company, start=start, end=end, rule=rule, fields={"show": show, "role": role, "name": name})
