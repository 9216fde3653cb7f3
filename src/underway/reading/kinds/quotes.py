"""Quote claims: somebody's own words."""

import re
from collections.abc import Iterator

from underway.reading.lexicon import word_class
from underway.reading.links.speakers import Utterance, find_utterances
from underway.reading.links.venues import Venues
from underway.reading.structure import Draft, Page
from underway.vocabulary import Quote

_FEWEST_WORDS = 4
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def find(page: Page) -> Iterator[Draft]:
    seen: set[tuple[str, str]] = set()
    venues = Venues(page)
    for utterance in find_utterances(page):
        venue = venues.of(utterance)
        quote = _words_of(page, utterance)
        words = _WORD.findall(quote)
        if len(words) < _FEWEST_WORDS or _is_title(words, quote):
            continue
        key = (" ".join(words).casefold(), utterance.speaker.name)
        if key in seen:
            continue
        seen.add(key)
        yield _draft(page, utterance, quote, venue)


def _words_of(page: Page, utterance: Utterance) -> str:
    return " ".join(page.text[p.words_start : p.words_end].strip() for p in utterance.parts)


def _is_title(words: list[str], quote: str) -> bool:
    """A title's weighty words are all capital; those of speech are not."""
    weighty = [w for w in words if w.lower() not in word_class("connector")]
    return len(words) <= 9 and all(w[0].isupper() or w[0].isdigit() for w in weighty) and not quote.isupper()


def _draft(page: Page, utterance: Utterance, quote: str, venue: str | None) -> Draft:
    speaker = utterance.speaker
    first, last = utterance.parts[0], utterance.parts[-1]
    start, end = first.start, last.end
    if utterance.attribution:
        start, end = min(start, speaker.start), max(end, speaker.end)
    return Draft(
        kind=Quote,
        start=start,
        end=end,
        rule=utterance.rule,
        fields={
            "show": page.show_at(first.start),
            "speaker": speaker.name,
            "venue": venue,
            "quote": quote,
            "season": None,
            "speaker_mention": page.document.cite(speaker.start, speaker.end),
        },
    )
