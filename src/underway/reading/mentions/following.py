"""What the words behind a run say of it: the next word or mark, brackets, an apposition, the end of the line."""

import re

from underway.reading.lexicon import word_class
from underway.reading.mentions.names import SEASON_CODE, Run, numbers_a_season
from underway.reading.mentions.signs import signs
from underway.reading.tokens import MARKS, Tokens
from underway.vocabulary.numbers import CARDINALS, ORDINALS

_DECIDED = signs("decided")
_STATUS_WORDS = signs("status_words")
_COUNTED = signs("counted")
_NOT_SHOW = word_class("not_show")
_OTHER_WORK = signs("other_work_again")
_GENRE = word_class("genre")
_ROLE = word_class("role")
_SHOW_VERB = word_class("show_verb")
_SPEAKING = signs("speaking")
_MADE_BY = signs("made_by")
_SHOW_HEAD = word_class("show_head")
_SEASON_WORD = word_class("season_word")
_PERSON_VERB = word_class("person_verb")
_SHOW_DOES = signs("show_does")
_AUXILIARY = signs("auxiliary")
_BELONGING = signs("belonging")
_AFTER_NAME = signs("after_name")
_FIELDS = signs("fields")

ENTRY = "entry"  # "Saltmarsh, season 3 (ITV)": nothing but a show is written so
_SEPARATORS = frozenset("| ~ - : / ( …".split())
_NUMBERING = ORDINALS.keys() | frozenset("final last next new current upcoming opening debut".split())
_OFFSPRING = frozenset(
    "sequel prequel spin-off spinoff revival reboot remake offshoot stablemate continuation special franchise".split()
)
_BEING = frozenset("is was isn't wasn't remains remained became becomes".split())
_APPOSING = frozenset("a an the its their our her his another one".split())
_COMMA_LINKS = frozenset(
    "whose which where on in with from about set now also however meanwhile too at for and but".split()
)
_MILLIONS = re.compile(r"\d.*m$")
_VERBAL = frozenset(("before-decision", "before-show-verb", "before-for"))
_CREDITING = frozenset("starring created led fronted headlined produced written".split())


def look_right(text: str, tokens: Tokens, run: Run, networks: set[int], found: set[str]) -> None:
    """What stands behind it: the next word or mark, the brackets or the apposition that open there, the line's end."""
    folded = tokens.folded
    n, k = tokens.count, run.last
    while k < n and (folded[k] in MARKS or (folded[k] in "!?" and tokens.starts[k] < run.end)):
        k += 1
    if k >= n or "\n" in text[run.end : tokens.starts[k]]:
        found.add("before-line-end")
        if run.heads:
            found.add("line-of-its-own")
            if k + 1 < n and folded[k] in _FIELDS and folded[k + 1] == ":":
                found.add("line-over-field")
        if not networks.isdisjoint(range(k, k + 4)):
            found.add("network-on-next-line")
            if run.heads:
                found.add("line-over-network")
        elif k < n and any(w in _SEASON_WORD or w in _GENRE for w in folded[k : k + 6]):
            found.add("season-on-next-line")
        return
    if "  " in text[run.end : tokens.starts[k]]:
        found.add("before-gap")
    ahead = folded[k : k + 10]
    word = ahead[0]
    if run.frame or (run.heads and word == "."):
        _look_past_frame(ahead, k, networks, found)
    second = ahead[1] if len(ahead) > 1 else ""
    if word == "(":
        _look_in_brackets(tokens, k, networks, found)
    elif word == ",":
        _look_at_apposition(tokens, k, ahead, networks, found)
        if k + 1 < n and _is_entry(text, tokens, k, networks):
            found.add(ENTRY)
    elif word in _SEPARATORS:
        _look_past_separator(ahead, k + 1 in networks, found)
    else:
        found.add(behind := _word_after(tokens, k, ahead, networks))
        if behind == "before-role-name" and run.last - run.first > 1:
            found.add("makers-name-follows")
        elif behind in _VERBAL and _speaks_of_season(ahead):
            found.add(f"{behind}-of-season")
    if run.quoted and (word in _SPEAKING or (word == "," and second in _SPEAKING)):
        found.add("spoken")


def _look_past_frame(ahead: list[str], k: int, networks: set[int], found: set[str]) -> None:
    """What begins behind the mark that sets a line's first words apart."""
    if not networks.isdisjoint(range(k + 1, k + 5)):
        found.add("frame-then-network")
    if not _STATUS_WORDS.isdisjoint(ahead[1:3]):
        found.add("frame-then-status")
    if not _SEASON_WORD.isdisjoint(ahead[1:6]) or any(SEASON_CODE.match(w) for w in ahead[1:4]):
        found.add("frame-then-season")
    if not _GENRE.isdisjoint(ahead[1:6]):
        found.add("frame-then-genre")


def _word_after(tokens: Tokens, k: int, ahead: list[str], networks: set[int]) -> str:
    """The evidence that the word at `k` is, right behind a name; `ahead` are the words from there on."""
    word = ahead[0]
    second = ahead[1] if len(ahead) > 1 else ""
    capital_next = k + 1 < tokens.count and tokens.capital[k + 1]
    if word == "'s":
        return _possession(tokens, k, ahead[1:6])
    if word in _SEASON_WORD or SEASON_CODE.match(word):
        numbered = SEASON_CODE.match(word) or second.isdigit() or second in CARDINALS
        return "before-season" if numbered else "before-season-word"
    if word in _ROLE:
        return "before-role-name" if capital_next else "before-role"
    if word in _PERSON_VERB and word not in _SHOW_DOES:
        return "before-person-verb"
    if word in _SHOW_DOES:
        return "before-show-verb"
    if word in _BEING and second in _APPOSING and not _GENRE.isdisjoint(ahead[2:7]):
        return "before-is-a-genre"
    if word in _AUXILIARY and _is_made(ahead[1:6]):
        return "before-made-by"
    if word in _AUXILIARY:
        return "before-auxiliary" if _DECIDED.isdisjoint(ahead[1:4]) else "before-decision"
    if word in ("on", "for", "at", "to") and k + 1 in networks:
        return "before-on-network"
    if word == "as" and capital_next:
        return "as-character"
    if word in _GENRE or word in _SHOW_HEAD or word in _BELONGING:
        return "before-genre"
    if word[:1].isdigit() or word in CARDINALS:
        return "before-number" if _COUNTED.isdisjoint(ahead[:4]) else "before-figure"
    if word in _AFTER_NAME:
        return "before-" + word
    if tokens.capital[k]:
        return "before-capital"
    if any(w[0].isdigit() for w in ahead[1:5]):
        return "before-word-figure"
    return "before-verb" if word.endswith(("ed", "es")) else "before-word-s" if word[-1] == "s" else "before-word"


def _speaks_of_season(ahead: list[str]) -> bool:
    """Do the words speak of a season before their sentence ends?"""
    end = next((i for i, word in enumerate(ahead) if word in ".;"), len(ahead))
    return not _SEASON_WORD.isdisjoint(ahead[:end])


def _is_made(words: list[str]) -> bool:
    """Do the words say by whom ("was created by")?"""
    return "by" in words[1:] and not _MADE_BY.isdisjoint(words[: words.index("by")])


def _possession(tokens: Tokens, k: int, near: list[str]) -> str:
    """What the name has, of which the possessive stands at `k`: "Ada Quill's new drama Harrow House" is a maker's, and
    "Harrow House's sequel The Tide" a show's."""
    for i, word in enumerate(near[:-1]):
        if word in _GENRE and word not in _SEASON_WORD and word not in _OFFSPRING and tokens.capital[k + 2 + i]:
            return "'s-show-by-name"
        if not word.isalpha() or word in _SEASON_WORD or tokens.capital[k + 1 + i]:
            break
    if near[:1] and near[0] in _NUMBERING and not _SEASON_WORD.isdisjoint(near[1:3]):
        return "'s-numbered-season"
    if any(w in _SHOW_HEAD or w in ORDINALS or w in _GENRE for w in near[:4]):
        return "'s-season"
    return "'s-something" if _ROLE.isdisjoint(near) else "'s-role"


def _look_past_separator(ahead: list[str], network: bool, found: set[str]) -> None:
    season = any(w in _SEASON_WORD or SEASON_CODE.match(w) for w in ahead[1:3])
    if not _CREDITING.isdisjoint(ahead[1:2]):
        found.add("before-made-by")
    if network:
        found.add("before-network-separator")
    elif season or not _STATUS_WORDS.isdisjoint(ahead[1:4]):
        found.add("before-status-separator")
    else:
        found.add("before-colon" if ahead[0] == ":" else "before-separator")


def _look_in_brackets(tokens: Tokens, k: int, networks: set[int], found: set[str]) -> None:
    n = tokens.count
    inside: list[int] = []
    for i in range(k + 1, min(k + 7, n)):
        if tokens.folded[i] == ")":
            break
        inside.append(i)
    words = [tokens.folded[i] for i in inside]
    if not words:
        return
    if any(i in networks for i in inside):
        found.add("before-network-in-brackets")
    elif any(w in _SEASON_WORD or SEASON_CODE.match(w) or w in _GENRE for w in words):
        found.add("before-season-in-brackets")
    elif not _COUNTED.isdisjoint(words) or _MILLIONS.match(words[0]) or "x" in words:
        found.add("before-figure-in-brackets")
    elif len(words[0]) == 4 and words[0].isdigit():
        found.add("before-year-in-brackets")
    elif words[0][:1].isdigit():
        found.add("before-number-in-brackets")
    elif tokens.capital[inside[0]]:
        found.add("before-name-in-brackets")
    else:
        found.add("before-aside-in-brackets")


def _is_entry(text: str, tokens: Tokens, k: int, networks: set[int]) -> bool:
    """Does a season's number follow the comma at `k`, and in brackets a channel or service, or capitals that shorten
    its name ("Saltmarsh, season 3 (SHO)")?"""
    folded = tokens.folded
    at = k + 2 if SEASON_CODE.match(folded[k + 1]) else k + 3
    if at + 2 >= tokens.count or folded[at] != "(" or not numbers_a_season(tokens, k + 1):
        return False
    inside = text[tokens.starts[at + 1] : tokens.ends[at + 1]]
    return at + 1 in networks or (folded[at + 2] == ")" and inside.isupper() and len(inside) > 1)


def _look_at_apposition(tokens: Tokens, k: int, ahead: list[str], networks: set[int], found: set[str]) -> None:
    second = ahead[1] if len(ahead) > 1 else ""
    if second in ("who", "whom") or (second.isdigit() and len(second) == 2 and ahead[2:3] == [","]):
        found.add("before-who")
    elif k + 1 in networks or second in ("season", "series") or SEASON_CODE.match(second):
        found.add("before-comma-network")
    elif second in _CREDITING:
        found.add("before-made-by")
    elif second in _COMMA_LINKS:
        found.add("before-comma-" + second)
        if second == "which" and (ahead[2:3] in (["stars"], ["starred"]) or _is_made(ahead[2:7])):
            found.add("before-made-by")
    elif second in _DECIDED or second in _SHOW_VERB:
        found.add("before-comma-decision")
    elif second in _APPOSING:
        for i, w in enumerate(ahead[2:], 2):
            if w in _OTHER_WORK and ahead[i + 1 : i + 2] not in (["adaptation"], ["version"], ["critic"], ["director"]):
                found.add("called-other-work")
            if w in _ROLE:
                found.add("before-apposed-role")
                return
            if w in _GENRE or w in _SHOW_HEAD:
                found.add("before-apposed-genre")
                return
            if w in _NOT_SHOW:
                found.add("before-apposed-other-work")
                return
            if w in ",.;":
                break
        found.add("before-apposition")
    elif second in _ROLE:
        found.add("before-comma-role")
    elif k + 1 < tokens.count and tokens.capital[k + 1]:
        found.add("before-comma-capital")
    else:
        found.add("before-comma")
