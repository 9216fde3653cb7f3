"""What the words before a run say of it, and what is spoken of near by. What stands behind it: following.py."""

from underway.reading.lexicon import word_class
from underway.reading.mentions.names import Run
from underway.reading.mentions.signs import signs
from underway.reading.tokens import MARKS, Tokens
from underway.vocabulary.numbers import CARDINALS

_DECIDED = signs("decided")
_STATUS_WORDS = signs("status_words")
_CIVIC = signs("civic")
_COUNTED = signs("counted")
_NOT_SHOW = word_class("not_show")
_OTHER_WORK = signs("other_work_again")
_PLACE_NOUNS = signs("place_nouns")
_GENRE = word_class("genre")
_ROLE = word_class("role")
_WATCHING = signs("watching")
_GIVING = signs("giving")
_SHOW_VERB = word_class("show_verb")
_SPEAKING = signs("speaking")
_MADE_BY = signs("made_by")
_BEFORE_NAME = signs("before_name")
_MONTH = word_class("month")
_WEEKDAY = word_class("weekday")
_DESCRIBING = signs("describing")
_SHOW_HEAD = word_class("show_head")
_SEASON_WORD = word_class("season_word")

_NEAR = 12  # tokens on each side
_NEAR_KINDS = {
    "near-season": _SEASON_WORD,
    "near-genre": _GENRE,
    "near-other-work": _NOT_SHOW,
    "near-role": _ROLE,
    "near-decision": _DECIDED | _STATUS_WORDS,
    "near-civic": _CIVIC,
    "near-audience": _COUNTED,
}
_NEAR_WORDS = {
    word: frozenset(name for name, words in _NEAR_KINDS.items() if word in words)
    for word in frozenset().union(*_NEAR_KINDS.values())
}
_MAKERS = frozenset("creator creators co-creator co-creators showrunner showrunners".split())
_PLAYING = frozenset(
    """plays played playing starred starring stars star appeared appears reprises reprised cast role roles part turn
    stint""".split()
)
_ENDS = frozenset(". , ; : ( ) ? !".split())
_HEAD_LINKS = frozenset("of for on to about in from at behind with".split())


def look_around(tokens: Tokens, run: Run, networks: set[int], found: set[str]) -> None:
    """What the near words on both sides speak of."""
    near = tokens.folded[max(run.first - _NEAR, 0) : run.first] + tokens.folded[run.last : run.last + _NEAR]
    for word in _NEAR_WORDS.keys() & near:
        found |= _NEAR_WORDS[word]
    if not networks.isdisjoint(range(run.first - _NEAR, run.last + _NEAR)):
        found.add("near-network")


def look_left(tokens: Tokens, run: Run, networks: set[int], found: set[str]) -> None:
    """What stands before it, past marks and the words that introduce a name."""
    folded = tokens.folded
    j = _past_description(tokens, run, found)
    if j < 0:
        return
    _look_at_numbers(folded, j, run, found)
    before = folded[j]
    second = folded[j - 1] if j else ""
    if j in networks:
        found.add("after-network")
    if before in _OTHER_WORK and j == run.first - 1:
        found.add("called-other-work")
    if before in _NOT_SHOW:
        found.add("after-other-work")
    elif before in _PLACE_NOUNS or (before in ("of", "in") and second in _PLACE_NOUNS):
        found.add("after-place-noun")
    elif before in _GENRE:
        found.add("after-genre")
    elif before in _HEAD_LINKS and (head := _head_before(tokens, j)):
        found.add(f"after-{head}-{'of' if before == 'of' else 'for'}")
    elif before == "'s":
        found.add("after-network's" if j - 1 in networks else "after-possessive")
    elif before in _ROLE:
        found.add("after-role")
    elif before in _WATCHING:
        found.add("after-watching")
    elif before in _SHOW_VERB:
        found.add("after-show-verb")
    elif before in _GIVING:
        found.add("after-giving")
    elif before in _SPEAKING or before in ("starring", "featuring", "opposite", "alongside", "actors"):
        found.add("after-person-word")
    elif before in ("as", "plays", "played", "playing", "portrays", "voices"):
        found.add("after-part-word")
    elif before in ("called", "titled", "entitled", "named", "dubbed"):
        found.add("after-called")
    elif before == "by" and second in _MADE_BY:
        found.add("after-made-by")
    elif before in _BEFORE_NAME:
        found.add("after-" + before)
    elif before in _MONTH or before in _WEEKDAY:
        found.add("after-date")
    elif before.isalpha() and tokens.capital[j]:
        found.add("after-capital")
    elif before.isalpha():
        found.add("after-word")
    if before in _HEAD_LINKS:
        _look_at_head(folded, j, networks, found)
    if _network_possessive(tokens, j, networks):
        found.add("after-network's-something")


def _look_at_head(folded: list[str], j: int, networks: set[int], found: set[str]) -> None:
    """What the preposition at `j` hangs on: a channel, or somebody's part."""
    if folded[j] in ("in", "on") and not _PLAYING.isdisjoint(_clause_before(folded, j)):
        found.add("after-part-in")
    if folded[j] == "of" and j and folded[j - 1] in _MAKERS:
        found.add("after-maker-of")
    if j - 1 in networks:
        found.add("after-network-word")


def _clause_before(folded: list[str], j: int) -> list[str]:
    """The words before the token, as far as the last mark."""
    at = j
    while at and j - at < _NEAR and folded[at - 1] not in _ENDS:
        at -= 1
    return folded[at:j]


def _look_at_numbers(folded: list[str], j: int, run: Run, found: set[str]) -> None:
    """An hour, or the number of a line, at `j`."""
    if j > 1 and folded[j].isdigit() and folded[j - 1] in (":", ".") and folded[j - 2].isdigit():
        found.add("after-hour")
    if run.heads and j and folded[j - 1].isdigit() and folded[j] in (".", ")", "|", ":"):
        found.add("numbered-line")


def _past_description(tokens: Tokens, run: Run, found: set[str]) -> int:
    """The token before the run, past marks and the words that introduce a name; -1 where none is left."""
    j = run.first - 1
    while j >= 0 and tokens.folded[j] in MARKS:
        j -= 1
    last = j
    while j >= 0 and tokens.folded[j] in _DESCRIBING:
        j -= 1
    if j < last:
        found.add("after-determiner")
    if last >= 0 and tokens.folded[last] == "the":
        found.add("after-the" if tokens.folded[run.first] != "the" else "after-the-the")
    return j


def _head_before(tokens: Tokens, j: int) -> str | None:
    """What the noun before the preposition at `j` is: a thing that a show has, a part that somebody has in it."""
    for k in (j - 1, j - 2):
        if k < 0 or (k == j - 2 and tokens.folded[j - 1] not in ("here", "role", "part", "job", "work", "back")):
            return None
        word = tokens.folded[k]
        if k and tokens.folded[k - 1] in _SEASON_WORD and (word.isdigit() or word in CARDINALS):
            return "season"
        if word in _ROLE:
            return "role"
        if word in _SHOW_HEAD:
            return "head"
        if word in _COUNTED:
            return "audience"
    return None


def _network_possessive(tokens: Tokens, j: int, networks: set[int]) -> bool:
    if not networks:
        return False
    for k in range(j, max(j - 5, 0), -1):
        if tokens.folded[k] in ("'s", "'"):
            return k - 1 in networks and k != j
        if tokens.folded[k] in ",.;()":
            return False
    return False
