"""Names that nothing else shows to be titles, but of which a sentence says what only a show does: that it premieres,
returns or signs off on a day."""

import re

from underway.reading.layout import Sentence
from underway.reading.lexicon import given_names, word_class
from underway.reading.links.happenings import Happening
from underway.reading.links.possible_titles import may_be_a_title, title_of
from underway.reading.structure import NameMention, Page, within

_DOES = ("premiere.verb", "premiere.return", "finale.verb")
_ELSEWHERE = ("first ", "originally ", "hit", "reach", "say", "said")  # what such words may say of other things
_BEFORE_VERB = re.compile(
    r"[\"']?(?: ?\([^()]{1,40}\))?(?:,[^,;.]{3,70},)?"
    r"(?: (?:will|is|was|has|had|to|set|due|now|also|finally|officially|then|only|just|quietly|be|season \w+)){0,4} "
    r"|'ll |: ?"
)
_PART = re.compile(r"\w (?:of|the|de|del|la|le|el|and|&|di|von|van|-)? ?$")
_SEASON = re.compile(
    r"(?: up| out)? (?:its|their|the) (?:[\w-]+ ){0,3}(?:season|series|run|cycle|chapter|batch|year)s?\b"
)
_NO_TITLE = ("place", "org_other", "month", "weekday", "opener", "person_title", "role")
_REACH = 110


def unknown_subject(page: Page, scope: Sentence, event: Happening) -> str | None:
    """The name that the words are said of, where it may be a title and the text speaks of shows."""
    if event.rule not in _DOES or not page.shows or page.layout.block_of(scope).kind == "heading":
        return None
    if page.folded.startswith(_ELSEWHERE, event.start):
        return None
    names = within(page.names, max(scope.start, event.start - _REACH), event.start)
    if not names or within(page.shows, names[-1].end, event.start):
        return None
    name = names[-1]
    if not _BEFORE_VERB.fullmatch(page.folded, name.end, event.start) or not may_be_a_title(page, name):
        return None
    return title_of(page, name) if _is_like_title(page, name, event) else None


def _is_like_title(page: Page, name: NameMention, event: Happening) -> bool:
    words = page.folded[name.start : name.end].split()
    first = words[0] if len(words) > 2 else words[0].removesuffix("'s")
    if any(first in word_class(kind) for kind in _NO_TITLE) or first[:1].isdigit():
        return False
    lead = page.text[max(name.start - 8, 0) : name.start]
    if _PART.search(lead) and lead.rstrip()[-1:].isalpha() and lead.split()[-1][0].isupper():
        return False
    of_season = _SEASON.match(page.folded, event.end) or _SEASON.search(page.folded, event.start, event.end)
    return bool(of_season) or (len(words) > 1 and first not in given_names())
