"""The words that name seasons, as patterns: labels, ordinals, nicknames, counts, relative ones ("another season").
What each match comes to: mentions/seasons.py."""

from underway.reading.lexicon import phrases
from underway.vocabulary.numbers import CARDINAL_PATTERN, ORDINAL_PATTERN

_NOUN = phrases("season_noun")
_EPITHET = rf"(?:-?(?:and|&|,|or)?\s*\(?{phrases('season_epithet')}\)?\s+)?"
NUMBER = rf"(?:\d{{1,2}}(?![\d:]|st\b|nd\b|rd\b|th\b)|{CARDINAL_PATTERN})"
JOIN = r"\s*(?:,\s*|-\s*|and\s+|&\s*|to\s+|through\s+|or\s+|plus\s+)"

_LABEL = (
    rf"\b(?:seasons?|series|years?|cycles?|no\.)[ -]?#?(?P<first>{NUMBER})\b"
    r"(?!\s*(?:per ?cent|%|million|m\b|years|weeks|months|days|hours|other|of (?:its|their|them)\b))"
    rf"(?P<rest>(?:{JOIN}(?:seasons?\s+|series\s+)?{NUMBER}\b(?!\s*(?:episodes|million|hours|months|years|weeks)))*)"
)
_ORDINAL = (
    rf"\b(?P<ordinals>{ORDINAL_PATTERN}(?:{JOIN}(?:the\s+|an?\s+)?{ORDINAL_PATTERN})*)"
    r"(?:\s+and(?:, [a-z ]{3,30},)?\s+(?:final|last|concluding|closing)|[ -]|\s+(?:[a-z]+-){1,2}[a-z]+\s|\s+)\s*"
    rf"{_EPITHET}(?P<noun>{_NOUN})\b(?!\s+(?:half|quarter|place)|-(?:high|low|best|long|open|end|top))"
)
_SHOW_NOUN = (
    r"drama|dramedy|comedy|sitcom|series|show|western|thriller|procedural|soap|hour|mystery|half-hour|hit|spin-?off"
)
_BARE = (
    rf"\b(?:a|an|the|its|for|their|another|no|the (?:{_SHOW_NOUN})(?:'s|'))\s{{1,2}}"
    rf"(?P<ordinals>{ORDINAL_PATTERN}(?:{JOIN}(?:the\s+|an?\s+)?{ORDINAL_PATTERN})?)"
    rf"(?=\s*(?:[.,;:!?)\"\]]|$|and (?:(?:the|its) (?:[a-z-]+ ){{1,3}})?[\"']"
    rf"|and (?:final|last)\b(?! {_NOUN}| (?:episode|hour|part|chapter|instal?lment)s?\b)"
    rf"|{phrases('after_ordinal')}\b|-\s))"
)
_NICKNAME = (
    rf"\b(?P<word>{phrases('season_nickname')})"
    r"(?P<tail>(?:\s+[a-z-]+)?\s+"
    rf"(?:season|run|year|outing|order|batch|term|pick-?up|renewal|round|go|go-round|lap|helping|instal?lment|stint|stretch|{_SHOW_NOUN})s?|\b)"
)
_COUNT = (
    r"\b(?P<word>(?:just |only )?"
    r"(?:one|a single|a lone|only(?= (?:season|series|run|outing)\b)|sole|solitary|single|lone)"
    rf"|{CARDINAL_PATTERN}|\d{{1,2}})"
    r"(?:-|\s(?P<kind>(?:(?!first|second|third|fourth|fifth|sixth|across|over|in|of|for|through|during|and)"
    r"[a-z-]+ ){0,3}?))"
    r"(?P<noun>seasons?|series|runs?|outings?)\b(?! (?:finales?|premieres?))"
)
# "Handed it a third harvest": what a show about farmers has for a season.
_FIGURE = (
    r"\b(?:a|an|no|its|the|for) (?P<ordinals>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) "
    rf"(?!{_NOUN}\b)(?!{phrases('no_figure')}s?\b)(?P<noun>[a-z]+)\b(?! [a-z-]+ (?:drama|comedy|series|show)|-)"
)
_SPAN = (
    r"\b(?:after|following|at the end of|lasted|ran|ran for) (?:just |only |its )?"
    rf"(?P<span>a single|a lone|{CARDINAL_PATTERN}|\d{{1,2}})(?: [a-z-]+){{0,2}} (?:years?|tours|winters|summers)\b"
    r"|\bafter (?:just |only )?(?P<one>a) (?:season|series)\b"
    r"|\b(?:after|(?:stop|end|finish|conclud|cap|goes|fold|quit|done|gone|out|over)\w* at) (?:just |only )?"
    rf"(?P<bare>{CARDINAL_PATTERN})(?=[.,;:)]|\s*(?:\n|$)| (?:by|because|and)\b)"
)
_RELATIVE = (
    r"\b(?:(?P<more>(?:another|one more|one extra|a further|an additional)\s+"
    r"(?:season|series|run|outing|year|go|round|batch|lap|helping)|season pick-?up)|"
    r"(?P<next>(?:a|the|its|their)?\s*(?:new|next|follow-up|upcoming|forthcoming)\s+(?:season|series|run|batch))\b|"
    r"(?P<final>(?:final|farewell|closing)\s+(?:season|series|run|outing|year|lap)|"
    r"(?:and|its|the|as) last (?:season|series))|"
    r"(?P<last>last (?:season|series))|"
    r"(?P<this>(?:this|the current|the present)\s+(?:season|series|run)))\b"
)


def season_patterns() -> list[str]:
    """In the order in which mentions.seasons reads them."""
    return [_LABEL, _ORDINAL, _BARE, _NICKNAME, _COUNT, _SPAN, _RELATIVE, _FIGURE]
