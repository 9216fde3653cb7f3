"""What the words beside a run say of it: what comes before and after, and what is spoken of near by."""

from underway.reading.lexicon import word_class
from underway.reading.mentions.names import SEASON_CODE, Run
from underway.reading.tokens import Tokens
from underway.vocabulary.numbers import CARDINALS, ORDINALS

_NEAR = 12  # tokens on each side
_MARKS = frozenset("\"'`“”‘’«»*_")
_ADJECTIVES = frozenset(
    """the a an its their his her our my your this that new hit acclaimed long-running popular beloved own late short-lived
    sister fellow old upcoming forthcoming latest original award-winning smash animated""".split()
)
_DECIDED = frozenset(
    """renewed cancelled canceled axed ordered revived saved rescued scrapped dropped ditched binned shelved greenlit
    recommissioned commissioned postponed delayed pushed picked given handed returning coming back ending over done
    finished moving getting return end come get premiere debut launch air be never not remain wrap lost gone moved""".split()
)
_AUXILIARY = frozenset(
    """has had have was is are were will won't isn't wasn't hasn't gets got would may might could can't been to also won
    can should does doesn't did didn't hadn't aren't""".split()
)
_SHOW_DOES = frozenset(
    """returns premieres premiered debuts debuted airs aired launches launched ended ends averaged averages drew draws bowed
    bows pulled wraps wrapped opened opens concluded concludes scored scores logged attracted garnered follows centers
    centres stars starred ran runs finished finishes slipped slips landed lands moves moved streams streamed arrived
    arrives began begins closed closes clocked managed nabbed hit gets got earned rose fell dropped dipped peaked tells
    revolves kicked survives survived limps took takes kept keeps goes went comes came reached reaches posted netted
    delivered delivers beat beats led slid slides climbed climbs sank sinks held holds shed sheds""".split()
)
STATUS_WORDS = frozenset(
    """renewed cancelled canceled axed ended ending pending undecided limbo returning ordered final saved gone safe dead
    rolling done wrapped stuck delayed likely certain toss-up alive lived died""".split()
)
_COUNTED = frozenset(
    "million m billion viewers hours views households accounts rating ratings share overnights demo audience streams".split()
)
_SEPARATORS = frozenset("| ~ - : / ( …".split())
_SPEAKING = frozenset("said says told tells replied adds added joked jokes asked texted tweeted wrote writes shouted".split())
_WATCHING = frozenset(
    "watch watched watching stream binge loved love missed enjoyed enjoying quit leaving leave left joined join joining joins".split()
)
_LEFT_WORDS = frozenset(
    """by in at on with and for of to from ( , than like : or that about until since when while if is was but behind after
    before except beside versus vs without via per between both neither no not see | - ; & + into against as where why
    how what over through . ! ? /""".split()
)
_RIGHT_WORDS = frozenset(
    """and in on at of with for from to ) . ; or but because when while after before until since where who which that as
    by than if ! ? | + & into about over up against behind during alongside like too""".split()
)
_BELONGING = frozenset(
    """fandom regular regulars special recap recaps panel timeline gang people universe alum alums favourite favorite mania
    crossover trailer theme box-set boxset wiki""".split()
)
_HEAD_LINKS = frozenset("of for on to about in from at behind with".split())


def look_around(tokens: Tokens, run: Run, networks: set[int], found: set[str]) -> None:
    """What the near words on both sides speak of."""
    near = tokens.folded[max(run.first - _NEAR, 0) : run.first] + tokens.folded[run.last : run.last + _NEAR]
    words = set(near)
    for name, kind in (("season", "season_word"), ("genre", "genre"), ("other-work", "not_show"), ("role", "role")):
        if not words.isdisjoint(word_class(kind)):
            found.add(f"near-{name}")
    if not words.isdisjoint(_DECIDED) or not words.isdisjoint(STATUS_WORDS):
        found.add("near-decision")
    if not words.isdisjoint(_COUNTED):
        found.add("near-audience")
    if any(i in networks for i in (*range(run.first - _NEAR, run.first), *range(run.last, run.last + _NEAR))):
        found.add("near-network")


def look_left(tokens: Tokens, run: Run, networks: set[int], found: set[str]) -> None:
    j = run.first - 1
    while j >= 0 and tokens.folded[j] in _MARKS:
        j -= 1
    determined = False
    while j >= 0 and tokens.folded[j] in _ADJECTIVES:
        determined = True
        j -= 1
    if determined:
        found.add("after-determiner")
    if j < 0:
        return
    if j > 1 and tokens.folded[j].isdigit() and tokens.folded[j - 1] in ":." and tokens.folded[j - 2].isdigit():
        found.add("after-hour")
    before = tokens.folded[j]
    second = tokens.folded[j - 1] if j else ""
    if j in networks:
        found.add("after-network")
    if before in word_class("not_show"):
        found.add("after-other-work")
    elif before in word_class("genre"):
        found.add("after-genre")
    elif before in _HEAD_LINKS and (head := _head_before(tokens, j)):
        found.add(f"after-{head}-{'of' if before == 'of' else 'for'}")
    elif before == "'s":
        found.add("after-network's" if j - 1 in networks else "after-possessive")
    elif before in word_class("role"):
        found.add("after-role")
    elif before in _WATCHING:
        found.add("after-watching")
    elif before in word_class("show_verb"):
        found.add("after-show-verb")
    elif before in _SPEAKING or before in ("starring", "featuring", "opposite", "alongside", "actors"):
        found.add("after-person-word")
    elif before in ("as", "plays", "played", "playing", "portrays", "voices"):
        found.add("after-part-word")
    elif before in ("called", "titled", "entitled", "named", "dubbed"):
        found.add("after-called")
    elif before in _LEFT_WORDS:
        found.add("after-" + before)
    elif before in word_class("month") or before in word_class("weekday"):
        found.add("after-date")
    elif before.isalpha() and tokens.capital[j]:
        found.add("after-capital")
    elif before.isalpha():
        found.add("after-word")
    if second == "'" or (before in _HEAD_LINKS and second in networks):
        found.add("after-network-word")
    if _network_possessive(tokens, j, networks):
        found.add("after-network's-something")


def _head_before(tokens: Tokens, j: int) -> str | None:
    """What the noun before the preposition at `j` is: a thing that a show has, a part that somebody has in it."""
    for k in (j - 1, j - 2):
        if k < 0 or (k == j - 2 and tokens.folded[j - 1] not in ("here", "role", "part", "job", "work", "back")):
            return None
        word = tokens.folded[k]
        if word in word_class("role"):
            return "role"
        if word in word_class("show_head"):
            return "head"
        if word in _COUNTED:
            return "audience"
    return None


def _network_possessive(tokens: Tokens, j: int, networks: set[int]) -> bool:
    for k in range(j, max(j - 5, 0), -1):
        if tokens.folded[k] in ("'s", "'"):
            return k - 1 in networks and k != j
        if tokens.folded[k] in ",.;()":
            return False
    return False


def look_right(text: str, tokens: Tokens, run: Run, networks: set[int], found: set[str]) -> None:
    n, k = len(tokens), run.last
    while k < n and (tokens.folded[k] in _MARKS or (tokens.folded[k] in "!?" and tokens.starts[k] < run.end)):
        k += 1
    if k >= n or "\n" in text[run.end : tokens.starts[k]]:
        found.add("before-line-end")
        if run.heads:
            found.add("line-of-its-own")
        if k in networks:
            found.add("network-on-next-line")
        elif k < n and any(w in word_class("season_word") or w in word_class("genre") for w in tokens.folded[k : k + 6]):
            found.add("season-on-next-line")
        return
    if "  " in text[run.end : tokens.starts[k]]:
        found.add("before-gap")
    ahead = tokens.folded[k : k + 10]
    word = ahead[0]
    second = ahead[1] if len(ahead) > 1 else ""
    capital_next = k + 1 < n and tokens.capital[k + 1]
    if word == "'s":
        near = ahead[1:5]
        if any(w in word_class("show_head") or w in ORDINALS or w in word_class("genre") for w in near):
            found.add("'s-season")
        else:
            found.add("'s-role" if any(w in word_class("role") for w in near) else "'s-something")
    elif word in word_class("season_word") or SEASON_CODE.match(word):
        numbered = SEASON_CODE.match(word) or second.isdigit() or second in CARDINALS
        found.add("before-season" if numbered else "before-season-word")
    elif word == "(":
        _look_in_brackets(tokens, k, networks, found)
    elif word == ",":
        _look_at_apposition(tokens, k, ahead, networks, found)
        if run.quoted and second in _SPEAKING:
            found.add("spoken")
    elif word in word_class("role"):
        found.add("before-role-name" if capital_next else "before-role")
    elif word in word_class("person_verb") - _SHOW_DOES:
        found.add("before-person-verb")
        if run.quoted and word in _SPEAKING:
            found.add("spoken")
    elif word in _SHOW_DOES:
        found.add("before-show-verb")
    elif word in _AUXILIARY:
        found.add("before-decision" if any(w in _DECIDED for w in ahead[1:4]) else "before-auxiliary")
    elif word in ("on", "for", "at", "to") and k + 1 in networks:
        found.add("before-on-network")
    elif word in _SEPARATORS:
        decided = any(w in STATUS_WORDS for w in ahead[1:4])
        season = any(w in word_class("season_word") or SEASON_CODE.match(w) for w in ahead[1:3])
        if k + 1 in networks:
            found.add("before-network-separator")
        elif decided or season:
            found.add("before-status-separator")
        else:
            found.add("before-colon" if word == ":" else "before-separator")
    elif word == "as" and capital_next:
        found.add("as-character")
    elif word in word_class("genre") or word in word_class("show_head") or word in _BELONGING:
        found.add("before-genre")
    elif word[:1].isdigit() or word in CARDINALS:
        counted = any(w in _COUNTED for w in ahead[:4])
        found.add("before-figure" if counted else "before-number")
    elif word in _RIGHT_WORDS:
        found.add("before-" + word)
    elif k < n and tokens.capital[k]:
        found.add("before-capital")
    elif word.isalpha():
        found.add("before-word")


def _look_in_brackets(tokens: Tokens, k: int, networks: set[int], found: set[str]) -> None:
    n = len(tokens)
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
    elif any(w in word_class("season_word") or SEASON_CODE.match(w) or w in word_class("genre") for w in words):
        found.add("before-season-in-brackets")
    elif any(w in _COUNTED for w in words) or words[0][-1:] == "m" and words[0][:1].isdigit() or "x" in words:
        found.add("before-figure-in-brackets")
    elif len(words[0]) == 4 and words[0].isdigit():
        found.add("before-year-in-brackets")
    elif words[0][:1].isdigit():
        found.add("before-number-in-brackets")
    elif tokens.capital[inside[0]]:
        found.add("before-name-in-brackets")
    else:
        found.add("before-aside-in-brackets")


def _look_at_apposition(tokens: Tokens, k: int, ahead: list[str], networks: set[int], found: set[str]) -> None:
    second = ahead[1] if len(ahead) > 1 else ""
    if second in ("who", "whom") or (second.isdigit() and len(second) == 2 and ahead[2:3] == [","]):
        found.add("before-who")
    elif k + 1 in networks or second in ("season", "series") or SEASON_CODE.match(second):
        found.add("before-comma-network")
    elif second in ("starring", "created", "led", "fronted", "headlined", "produced", "written"):
        found.add("before-made-by")
    elif second in ("whose", "which", "where", "on", "in"):
        found.add("before-comma-" + second)
    elif second in ("a", "an", "the", "its", "their", "our", "her", "his", "another"):
        for w in ahead[2:]:
            if w in word_class("role"):
                found.add("before-apposed-role")
                return
            if w in word_class("genre") or w in word_class("show_head"):
                found.add("before-apposed-genre")
                return
            if w in word_class("not_show"):
                found.add("before-apposed-other-work")
                return
            if w in ",.;":
                break
        found.add("before-apposition")
    elif second in word_class("role"):
        found.add("before-comma-role")
    elif k + 1 < len(tokens) and tokens.capital[k + 1]:
        found.add("before-comma-capital")
    else:
        found.add("before-comma")
