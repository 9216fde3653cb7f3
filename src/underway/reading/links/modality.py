"""How a clause says what it says: denied, doubted, asked, supposed, reported. The one place for polarity and modality."""

import re

import msgspec

from underway.reading.layout import Layout, Sentence
from underway.reading.structure import Page, within
from underway.vocabulary.claims import Certainty

_CLAUSE = re.compile(
    r"[;:()]| - |, (?:but|while|although|though|and|which|who|as|so|whereas|yet|with|after|before|because|then)\b| (?:but|while|although|though|whereas)\b"
)
_NEGATION = re.compile(
    r"(?:\bnot\b|n't\b|\bnever\b|\bno longer\b|\bnobody\b|\bno one\b|\bneither\b|\bnor\b|\bwithout\b|\byet to\b|\bfailed to\b|\brefused to\b|"
    r"\bdeclined to\b|\bagainst\b|\binstead of\b|\brather than\b|\bshort of\b|\bfar from\b|\bno plans to\b|\bhas no\b|\bhave no\b|\bno (?=[a-z]+ (?:has|have|was|is)\b))"
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|rubbish(?:ed|es)|dismiss(?:ed|es)|poured cold water|pours cold water|quash(?:ed|es)|debunk(?:ed|s)|scotch(?:ed|es)|"
    r"laughed off|laughs off|shot down|shoots down|false|untrue|no truth|hoax|refut(?:ed|es))\b"
)
_REPORT = re.compile(
    r"\b(?:reportedly|allegedly|rumou?r(?:s|ed)?|apparently|supposedly|sources? (?:say|said|tell|told|close|with)|insiders?|(?:is|are|was|were) (?:said|understood|rumou?red|believed|thought|reported|tipped) to|"
    r"understood to|according to (?:a |an |two |several |multiple |unnamed )?(?:source|insider|person|people|report|rumou?r|chatter|gossip)s?|we hear|i hear|hears (?:that|from)?|i'm hearing|word is|word on|word has it|word from|"
    r"we're told|we are told|i'm told|chatter|whispers?|gossip|a little bird|hearsay|as per the reports?|reports? (?:say|suggest|claim|that)|swore|reckons?|a mole|our mole|a source|a person (?:familiar|close)|people familiar)\b"
)
_SPECULATION = re.compile(
    r"\b(?:(?<!\bin )(?<!\bon )(?<!\bby )(?<!\bof )(?<!\blast )(?<!\bnext )(?<!\bthis )(?<!\bsince )(?<!\buntil )(?<!\bearly )(?<!\blate )(?<!\bmid-)may(?! \d)|might|could|would|likely|unlikely|probably|possibly|perhaps|maybe|hopes?|hoping|hoped|hopeful|expects?|expected|should|potential(?:ly)?|possible|possibility|"
    r"i(?:'d)? (?:bet|think|guess|reckon)|we(?:'d)? (?:guess|bet|think)|my (?:guess|gut|money)|our guess|fingers crossed|wants?|wish(?:es)?|would like|would love|if i had to bet|barring|looks? (?:set|like|likely)|"
    r"a formality|squeak|chance|odds|seems?|predict(?:s|ed)?|plan(?:s|ned)? (?:for|to)|eyeing|mulling|considering|in line for|on course for|aims? to|close to|nearing|near to|on the verge of|poised to|in talks to|unlikely|doubtful)\b"
)
_CONDITION = re.compile(r"(?:^|[\s,;(\"])(?:if|unless|whether|were (?:it|the)|assuming|in case|had (?:it|the show)|should (?:it|the))\b")
_ASKED = re.compile(r"\b(?:asked|pressed|quizzed|wondering|wondered|questioned)(?: [a-z]+){0,4} (?:whether|if)\b")
_DENIED_AFTER = re.compile(
    r"\b(?:but|and|which|that|rumou?rs?|claims?|reports?)\b[^.;]{0,30} (?:is|was|are|were)(?:n't| not)? (?:simply |just |completely |totally |all )?(?:true|untrue|false|fake|wrong|nonsense|rubbish|wide of the mark)\b"
)
_CONDITION_AFTER = re.compile(r"(?: [a-z]+){0,2},? (?:if|unless) (?!not)")
_WISHED = re.compile(r"\b(?:fans|viewers|petitions?|campaigns?|campaigners|calls? (?:for|on)|calling (?:for|on)|urg(?:ed|es|ing)|beg(?:ged|s|ging)?|pleas?|demand\w*|usually|typically|often|normally|tends? to|generally)\b")
_SAID = re.compile(r"\b(?:announced|said|says|confirmed|revealed|told|decided|declared|promised|learned|knew)\b")
_PAST_PLAN = re.compile(r"\b(?:was|were|had been) (?:to|due to|meant to|supposed to|set to|expected to)\b|\bwas to have\b")


class Manner(msgspec.Struct, frozen=True):
    """How the words at a place are said."""

    certainty: Certainty
    negated: bool
    asked: bool
    supposed: bool
    denied: bool


def clause_around(layout: Layout, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The clause of the sentence that holds the characters `start` to `end`."""
    left, right = sentence.start, sentence.end
    for match in _CLAUSE.finditer(layout.folded, sentence.start, sentence.end):
        if match.end() <= start:
            left = match.end()
        elif match.start() >= end:
            right = match.start()
            break
    return left, right


def _supposes(before: str, lead: str) -> bool:
    """Is a word of supposition there? "Would" after "announced that" is only a tense."""
    return any(m[0] not in ("would", "should") or not _SAID.search(lead) for m in _SPECULATION.finditer(before))


def manner_of(layout: Layout, sentence: Sentence, start: int, end: int) -> Manner:
    folded = layout.folded
    left, right = clause_around(layout, sentence, start, end)
    before = folded[max(left, start - 90) : start]
    whole = folded[sentence.start : sentence.end]
    clause = folded[left:right]
    asked = whole.rstrip("\"') ").endswith("?") and "?" in folded[start : sentence.end]
    lead = folded[sentence.start : start]
    denied = bool(_DENIAL.search(lead)) and start - sentence.start < 220 or bool(_DENIED_AFTER.search(folded, end, sentence.end))
    certainty: Certainty = "asserted"
    if _supposes(before[-70:], lead) or _SPECULATION.match(folded, end + 1):
        certainty = "speculative"
    elif _REPORT.search(clause) or _REPORT.search(whole):
        certainty = "reported"
    elif _supposes(clause, lead) and not _SPECULATION.search(folded[end:right]):
        certainty = "speculative"
    return Manner(
        certainty=certainty,
        negated=bool(_NEGATION.search(before[-45:])),
        asked=asked,
        supposed=bool(_CONDITION.search(before)) or bool(_WISHED.search(before)) or bool(_CONDITION_AFTER.match(folded, end)) or bool(_ASKED.search(lead)) or bool(_PAST_PLAN.search(before[-40:])),
        denied=denied,
    )


_SAYS = re.compile(
    r"(?:has |have |had |today |yesterday |also |officially )*(?:said|says|announced|announces|confirmed|confirms|reported|reports|revealed|reveals|told|tells|disclosed|hears)\b"
)
_ACCORDING = re.compile(r"\b(?:according to|as reported by|as first reported by|per|first reported by)(?: the)? $")


def who_says(page: Page, start: int, end: int) -> str | None:
    """The organisation that the sentence gives as the one who says so ("Netflix announced", "according to Deadline")."""
    sentence = page.layout.sentence_at(start)
    for organisation in within(page.organisations, sentence.start, sentence.end):
        if start < organisation.end and organisation.start < end:
            continue
        lead = page.folded[max(sentence.start, organisation.start - 24) : organisation.start]
        if _ACCORDING.search(lead) or _SAYS.match(page.folded[organisation.end : organisation.end + 40].lstrip()):
            return organisation.name
    return None
