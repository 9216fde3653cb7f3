"""Headlines cut to the titles in them that the rest of the text knows, or of which they tell a decision or a season."""

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from underway.reading.layout import Layout
from underway.reading.lexicon import given_names, word_class
from underway.reading.mentions.names import ASKING, Run, numbers_a_season
from underway.reading.mentions.signs import signs
from underway.reading.tokens import Tokens
from underway.vocabulary.numbers import CARDINALS, ORDINALS

_SEASON_WORD = word_class("season_word")
_ROLE = word_class("role")
_GIVEN = given_names()
_NO_TITLE = word_class("genre") | word_class("org_other") | _ROLE
_DECIDES = signs("headline_decides")
_DECIDED = signs("headline_decided")
_LEADS_IN = ASKING | signs("headline_leads_in")
_OVER = frozenset("after for following ahead at on in as amid with before despite".split())
_SPANS = CARDINALS.keys() | ORDINALS.keys() | frozenset("season series just its final".split())
_SHORTEST = 4  # characters of a known name


def cut_headlines(tokens: Tokens, layout: Layout, networks: set[int], runs: list[Run]) -> Iterator[Run]:
    """Runs among capitals cut to the names in them that the rest of the text knows, and to those of which the headline
    tells a decision or a season."""
    if not any(run.shouted for run in runs):
        yield from runs
        return
    known: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for run in runs:
        if not run.shouted and run.end - run.start >= _SHORTEST:
            words = tuple(tokens.folded[run.first : run.last])
            known[words[0]].add(words)
    widths = {word: sorted(forms, key=len, reverse=True)[:8] for word, forms in known.items()}
    for run in runs:
        if not run.shouted or run.quoted:
            yield run
            continue
        pieces = [(first, last, False) for first, last in _known_pieces(tokens, run, widths)]
        if not pieces or pieces[0][0] > run.first:
            told = _told_piece(tokens, layout, networks, run, pieces[0][0] if pieces else run.last)
            pieces = [told, *pieces] if told else pieces
        if not pieces:
            yield run
        for first, last, decided in pieces:
            end = run.end if last == run.last else tokens.ends[last - 1]
            yield msgspec.structs.replace(
                run,
                start=tokens.starts[first],
                end=end,
                first=first,
                last=last,
                heads=run.heads and first == run.first,
                frame="",
                decided=decided,
            )


def _known_pieces(tokens: Tokens, run: Run, known: dict[str, list[tuple[str, ...]]]) -> Iterator[tuple[int, int]]:
    i = run.first
    while i < run.last:
        for words in known.get(tokens.folded[i], ()):
            if i + len(words) <= run.last and tuple(tokens.folded[i : i + len(words)]) == words:
                yield i, i + len(words)
                i += len(words) - 1
                break
        i += 1


def _told_piece(
    tokens: Tokens, layout: Layout, networks: set[int], run: Run, last: int
) -> tuple[int, int, bool] | None:
    """The tokens of the title of which the headline tells a decision or a season, none of them from `last` on."""
    folded = tokens.folded
    block = layout.block_of(layout.sentence_at(run.start))
    around = range(tokens.at(block.start), tokens.at(block.end))
    if _SEASON_WORD.isdisjoint(folded[around.start : around.stop]) and networks.isdisjoint(around):
        return None
    first = run.first
    decides = folded[first] in _DECIDES
    if decides:
        first += 2 if folded[first + 1 : first + 2] in (["up"], ["back"]) else 1
    else:
        while first < last and folded[first] in _LEADS_IN:
            first += 1
    ends = range(first + 1, last)
    if decides:
        end = next((i for i in ends if folded[i] in _OVER and folded[i + 1] in _SPANS), last)
    else:
        numbered = run.heads and last < tokens.count and numbers_a_season(tokens, last)
        end = next((i for i in ends if folded[i] in _DECIDED), last if numbered else 0)
        made = next((i for i in ends if folded[i] in _ROLE and i + 1 < tokens.count and folded[i + 1] in _GIVEN), 0)
        if made and (made < end or not end):
            return first, made, False
    words = folded[first:end]
    if not words or words[-1] == ":" or (len(words) == 1 and words[0] in _NO_TITLE):
        return None
    return first, end, True
