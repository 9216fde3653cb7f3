"""Quote claims: somebody's own words."""

import re
from collections.abc import Iterator

import msgspec

from underway.reading.layout import fold
from underway.reading.lexicon import word_class
from underway.reading.links.speakers import Utterance, find_utterances
from underway.reading.links.venues import Venues
from underway.reading.structure import Draft, Page
from underway.vocabulary import Quote

_FEWEST_WORDS = 4
_LONGEST_TITLE = 9  # words
_WORD = re.compile(r"\w+(?:['.-]\w+)*")


_LONGEST_TELLING = 120  # characters that follow the speaker's name in the sentence


class _Quote(msgspec.Struct, frozen=True):
    utterance: Utterance
    venue: str | None
    quote: str
    words: tuple[str, ...]


def find(page: Page) -> Iterator[Draft]:
    utterances = find_utterances(page)
    if not utterances:
        return
    venues = Venues(page)
    quotes: list[_Quote] = []
    for utterance in utterances:
        quote = _words_of(page, utterance)
        words = tuple(_WORD.findall(fold(quote)))
        venue = venues.of(utterance)
        if len(words) >= _FEWEST_WORDS and not _is_title(quote):
            quotes.append(_Quote(utterance, venue, quote, words))
    yield from (_draft(page, q) for q in _once(quotes))


def _once(quotes: list[_Quote]) -> Iterator[_Quote]:
    """Each quote once, however often it is printed; one that is the beginning of another belongs to that."""
    longest: dict[tuple[str, ...], tuple[str, ...]] = {}
    for quote in quotes:
        opening = quote.words[:_FEWEST_WORDS]
        longest[opening] = max(longest.get(opening, ()), quote.words, key=len)
    seen: set[tuple[str, ...]] = set()
    for quote in quotes:
        whole = longest[quote.words[:_FEWEST_WORDS]]
        begins = len(whole) > len(quote.words) and whole[: len(quote.words)] == quote.words
        if not begins and quote.words not in seen:
            seen.add(quote.words)
            yield quote


def _words_of(page: Page, utterance: Utterance) -> str:
    return " ".join(page.text[p.words_start : p.words_end].strip() for p in utterance.parts)


def _is_title(quote: str) -> bool:
    """A title's weighty words are all capital; those of speech are not."""
    words = quote.split()
    weighty = [w for w in words if w.lower().strip(".,!?;:") not in word_class("connector")]
    return (
        len(words) <= _LONGEST_TITLE and not quote.isupper() and all(w[0].isupper() or w[0].isdigit() for w in weighty)
    )


def _draft(page: Page, quote: _Quote) -> Draft:
    utterance = quote.utterance
    speaker, first, last = utterance.speaker, utterance.parts[0], utterance.parts[-1]
    start, end = first.start, last.end
    if utterance.attribution:
        start, end = min(start, speaker.start), max(end, speaker.end)
        told = page.layout.sentence_at(speaker.start).end
        if speaker.start >= last.end and told - speaker.end <= _LONGEST_TELLING:
            end = max(end, told)  # "she told Radio Times."
    show = page.show_at(first.start)
    seasons = {
        n for p in utterance.parts for m in page.binding.season_in(p.start, p.end) if not m.count for n in m.numbers
    }
    return Draft(
        kind=Quote,
        start=start,
        end=end,
        rule=utterance.rule,
        fields={
            "show": show,
            "speaker": speaker.name,
            "venue": quote.venue,
            "quote": quote.quote,
            "season": seasons.pop() if len(seasons) == 1 else None,
            "speaker_mention": page.document.cite(speaker.start, speaker.end),
        },
    )
