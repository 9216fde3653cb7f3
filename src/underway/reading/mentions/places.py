"""What the places of a name say of it: how often it stands and where, in which lists, beside which words."""

from bisect import bisect_left
from collections import defaultdict

from underway.reading.lexicon import word_class
from underway.reading.mentions.names import Run
from underway.reading.mentions.signs import signs
from underway.reading.structure import Page

_STATUS_WORDS = signs("status_words")
_SEASON_WORD = word_class("season_word")
_GENRE = word_class("genre")
_NOT_SHOW = word_class("not_show")


def occurrences(page: Page, runs: list[Run], evidence: set[str], headline_end: int) -> set[str]:
    """How often it stands, and whether anything but its being a name explains its capitals."""
    found: set[str] = set()
    alone = "-alone" if runs[0].last - runs[0].first == 1 else ""
    if len(runs) > 1:
        found.add("recurs" if len(runs) == 2 else "recurs-often")
    plain = [r for r in runs if not (r.opens or r.shouted or r.quoted or r.heads or r.frame)]
    if plain:
        ordinary = evidence.isdisjoint(("all-common-word", "all-common-words"))
        found.add(f"capital-amid-sentence{alone}" if ordinary else f"common-amid-sentence{alone}")
    elif all(r.shouted for r in runs):
        found.add("always-shouted")
    elif all(r.opens or r.shouted for r in runs):
        found.add(f"always-opens{alone}")
    kinds = {page.layout.block_of(page.layout.sentence_at(r.start)).kind for r in runs}
    if len(kinds) == 1 and not kinds.isdisjoint(("byline", "debris", "caption")):
        found.add(f"always-in-{kinds.pop()}")
    in_headline = [r.start < headline_end for r in runs]
    if any(in_headline):
        if not all(in_headline):
            found.add("in-headline-and-text")
        elif page.layout.blocks[0].kind == "heading":
            found.add("only-in-shouted-headline" if all(r.shouted for r in runs) else "only-in-headline")
        else:
            found.add("only-in-opening")
    return found


def listed(page: Page, run: Run) -> set[str]:
    """Is it an item of a list that a label opens ("Renewed: Castaway County, Kith")?"""
    folded = page.tokens.folded
    before = folded[run.first - 1] if run.first else ""
    after = folded[run.last] if run.last < len(folded) else ""
    if before not in (":", ",", "and", ")", "*") or not (
        after in (",", "(", "and", "*", ";", ".") or "\n" in page.text[run.end : run.end + 2]
    ):
        return set()
    block = page.layout.block_of(page.layout.sentence_at(run.start))
    first = page.tokens.at(block.start)
    colon = next((i for i in range(first, min(first + 9, run.first)) if folded[i] == ":"), None)
    if colon is None:
        return set()
    decided = not _STATUS_WORDS.isdisjoint(folded[first:colon])
    return {"in-status-list" if decided else "in-labelled-list"}


def subject(page: Page, networks: set[int]) -> set[str]:
    """How much the document speaks of television, and whether rather of other works."""
    seasons, genres, others = map(page.tokens.count_of, (_SEASON_WORD, _GENRE, _NOT_SHOW))
    television = 100 * (seasons + genres + len(networks) + len(page.cues)) / (page.tokens.count + 50)
    found = {f"document-television-{min(int(television / 1.5), 4)}"}
    if others > seasons + genres:
        found.add("document-of-other-works")
    return found


def beside_cues(page: Page, runs: list[Run]) -> dict[int, set[str]]:
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
