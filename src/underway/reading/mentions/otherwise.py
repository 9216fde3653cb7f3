"""What a text does with names that it does with no show's: it reports by them, speaks to them, calls them a film."""

import re

from underway.reading.lexicon import given_names, word_class
from underway.reading.mentions.names import Run
from underway.reading.mentions.signs import signs
from underway.reading.structure import OrganisationMention
from underway.reading.tokens import MARKS, Tokens
from underway.vocabulary.titles import title_key

_SPEECH_TO = signs("speech_to")
_SAID_TO = signs("said_to")
_NEWS_OF = signs("news_of")
_REPORTING = signs("reporting")
_ENDS_TELLING = signs("ends_telling")
_OTHER_WORK = word_class("not_show") | signs("other_work_again") | signs("other_nouns")
_PAPERS = signs("papers")
_GENRE = word_class("genre")
_ROLE = word_class("role")
_GENRE_OR_ROLE = _GENRE | _ROLE
_PLACE = word_class("place")
_BODIES = signs("body_ends")
_CINEMAS = frozenset("theaters theatres cinemas".split())
_SHOWN = frozenset("opens opened hits hit is was arrives arrived comes came landed released bows bowed opening".split())
_LONGEST_LIST = 16  # tokens
_JUDGING = signs("judging")
_AS_BODIES = signs("as_bodies")
_SPOKEN = signs("spoken")
_INTERVIEWED = frozenset("asked pressed quizzed reached speaking writing talking".split())
_EPISODE = signs("episode_nouns")
_GAMES = signs("games")
_ROMAN = re.compile(r"[ivxl]{2,}$")
_TO = frozenset("to with by for in".split())
_CALLED = frozenset("called titled entitled dubbed named".split())
_PERFECT = frozenset("has had have can first exclusively also".split())
_OWN = frozenset("its their his her a to".split())
_DEBUTS = frozenset("feature film directorial feature-length novel".split())
_SOURCING = frozenset(("per", "via"))
_INTRODUCING = frozenset("a an his her their its 's debut latest first second new recent next own another".split())
_FOUNDED = frozenset("based adapted inspired adaptation drawn taken".split())
_CLOSES = frozenset(", . ; : ) and or which that by in".split())
_LISTING = frozenset("films movies novels books plays albums features telefilms".split())
_LIST_WORDS = word_class("connector") | MARKS | frozenset(", and".split())

# The names of evidence, each of which outweighs a good deal of what makes a title.
OTHERWISE = frozenset(
    """judges acts-as-body called-other-work-before is-a-game is-a-prize is-a-body in-cinemas
    part-of-organisation""".split()
)
# Those that leave hardly any doubt.
NEVER_SHOWS = frozenset("told-to reports in-dateline called-episode".split())


def look_otherwise(text: str, tokens: Tokens, run: Run, found: set[str]) -> None:
    """Adds to the evidence for one run what says that it is no show's name."""
    before = run.first - 1
    marked = before >= 0 and tokens.folded[before] in MARKS
    while before >= 0 and tokens.folded[before] in MARKS:
        before -= 1
    if before >= 0 and "\n" not in text[tokens.ends[before] : run.start]:
        if tokens.folded[before] == "the" and before:
            before -= 1
        if _is_told(tokens, run, before):
            found.add("told-to")
        if marked and _is_episode(tokens, before):
            found.add("called-episode")
        if _is_other_work(tokens, run, before):
            found.add("called-other-work-before")
    if _reports(tokens, run):
        found.add("reports")
    ahead = tokens.folded[run.last : run.last + 3]
    after = ahead[0] if ahead else ""
    if after in _JUDGING and ahead[1:2] == ["it"] and ahead[2:] not in (["a"], ["quits"]):
        found.add("judges")
    if after in _AS_BODIES:
        found.add("acts-as-body")
    if after in ("has", "had", "have", "'s") and any(w in _SPOKEN for w in _past_adverb(ahead[1:])):
        found.add("has-spoken")
    if after == "," and ahead[1:2] and ahead[1] in _INTERVIEWED:
        found.add("has-spoken")
    if _in_dateline(text, tokens, run):
        found.add("in-dateline")
    words = tokens.folded[run.first : run.last]
    if len(words) > 1 and words[0] in ("best", "outstanding") and not _GENRE_OR_ROLE.isdisjoint(words):
        found.add("is-a-prize")
    if len(words) > 3 and words[-2] == "of" and words[-3] in _BODIES and words[-1] in _PLACE:
        found.add("is-a-body")
    behind = tokens.folded[run.last : run.last + 9]
    if not _CINEMAS.isdisjoint(behind) and not _SHOWN.isdisjoint(behind[:3]):
        found.add("in-cinemas")
    if len(words) > 1 and (words[-1] in _GAMES or (words[-2] in _GAMES and _ROMAN.match(words[-1]))):
        found.add("is-a-game")


def _past_adverb(words: list[str]) -> list[str]:
    """The first of the words, past an adverb."""
    return words[1:2] if words and (words[0].endswith("ly") or words[0] in ("also", "since", "now")) else words[:1]


def _is_told(tokens: Tokens, run: Run, j: int) -> bool:
    """ "told Night & Day that", "in an interview with Night & Day,", "according to Night & Day"."""
    words = tokens.folded
    after = words[run.last] if run.last < tokens.count else "."
    if after == "'s":
        follower = words[run.last + 1] if run.last + 1 < tokens.count else ""
        if follower not in given_names():
            return False
    elif not (after in _ENDS_TELLING or after.endswith("ly")):
        return False
    word = words[j]
    if word in _SAID_TO:
        return j > 0 and words[j - 1] not in ("was", "were", "been", "be", "is", "are")
    if word in _SOURCING:
        return j == 0 or words[j - 1] in (",", ".", "(", '"') or tokens.capital[j]
    if word not in _TO or not j:
        return False
    k = j - 1
    while k > 0 and j - k < 3 and (words[k].endswith("ly") or words[k] in ("again", "recently", "all", "down", "up")):
        k -= 1
    if word == "to" and words[k] == "according":
        return True
    if word in ("to", "with") and words[k] in _SPEECH_TO:
        return True
    if word == "to" and words[k] in _NEWS_OF:
        return any(w in _SPEECH_TO for w in words[max(k - 4, 0) : k])
    if word in ("with", "for", "in", "to") and words[k] in ("interview", "interviews", "chat", "q&a", "conversation"):
        return True
    return word == "by" and words[k] in ("reported", "interviewed", "quoted", "obtained", "seen")


def _reports(tokens: Tokens, run: Run) -> bool:
    """ "Night & Day reports that", "Night & Day has learned", "…, Night & Day wrote"."""
    words = tokens.folded
    ahead = words[run.last : run.last + 4]
    if not ahead:
        return False
    if ahead[0] in _PERFECT:
        ahead = ahead[1:]
        while ahead and (ahead[0].endswith("ly") or ahead[0] == "first"):
            ahead = ahead[1:]
        if not ahead or not (ahead[0] in _REPORTING or ahead[0] in ("reveal", "confirm")):
            return False
        return len(ahead) < 2 or ahead[1] not in _OWN
    if ahead[0] not in _REPORTING:
        return False
    following = ahead[1] if len(ahead) > 1 else "."
    return following in _ENDS_TELLING or (run.last + 1 < tokens.count and tokens.capital[run.last + 1])


def _in_dateline(text: str, tokens: Tokens, run: Run) -> bool:
    """ "LEEDS, England (Night Wire) —"."""
    words = tokens.folded
    if run.first < 1 or words[run.first - 1] != "(" or words[run.last : run.last + 1] != [")"]:
        return False
    if words[run.last + 1 : run.last + 2] not in (["-"], ["–"], ["—"], ["--"]):
        return False
    line = text.rfind("\n", 0, run.start) + 1
    lead = text[line : tokens.starts[run.first - 1]].strip()
    return bool(lead) and len(lead) < 40 and lead.split(",")[0].isupper()


def _is_episode(tokens: Tokens, j: int) -> bool:
    """ "the episode “Ashes”", "in the season premiere, titled “Ashes”"."""
    words = tokens.folded
    called = words[j] in _CALLED
    if called:
        j -= 1
    if j > 0 and words[j] == ",":
        j -= 1
    if j < 1:
        return False
    if called and words[j] in ("premiere", "opener", "closer"):
        return True
    return words[j] in _EPISODE or (words[j] in ("premiere", "opener") and words[j - 1] in ("season", "midseason"))


def _is_other_work(tokens: Tokens, run: Run, j: int) -> bool:
    """ "her first film, The Slow Train,", "the movies Low Sun and", "the play called The Slow Train"."""
    words = tokens.folded
    comma = words[j] == "," and j == run.first - 1 - (words[run.first - 1] in MARKS)
    if words[j] in _CALLED and j:
        j -= 1
        comma = False
    elif comma:
        j -= 1
        if (words[run.last] if run.last < tokens.count else ".") not in _CLOSES:
            return False
    elif words[j] in _PAPERS:
        return True
    elif words[j] not in _LISTING:
        return _goes_on_from_works(tokens, j)
    if j < 1:
        return False
    lead = words[max(j - 6, 0) : j]
    if words[j] in ("debut", "follow-up") and words[j - 1] in _DEBUTS:
        return True
    return (
        words[j] in _OTHER_WORK and _FOUNDED.isdisjoint(lead) and (not comma or not _INTRODUCING.isdisjoint(lead[-3:]))
    )


def _goes_on_from_works(tokens: Tokens, j: int) -> bool:
    """ "the films Long Shadow and": does a list of other works go on at what follows the token?"""
    words = tokens.folded
    if words[j] not in ("and", ","):
        return False
    for k in range(j, max(j - _LONGEST_LIST, 0), -1):
        if words[k] in _LISTING and not tokens.capital[k]:
            return True
        if not (tokens.capital[k] or words[k] in _LIST_WORDS):
            return False
    return False


def parts_of(organisations: list[OrganisationMention]) -> frozenset[str]:
    """Keys of what the names of companies begin with: "Red Kettle" of "Red Kettle Media"."""
    keys = set()
    for one in organisations:
        if one.role == "studio" and one.name.count(" ") > 1:
            keys.add(title_key(one.name.rsplit(" ", 1)[0]))
    return frozenset(keys)
