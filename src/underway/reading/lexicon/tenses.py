"""Words that tell whether a clause speaks of what has been or of what is to come."""

# Ahead of the day of publication, whatever else the clause says.
AHEAD = frozenset(
    """will 'll shall won't upcoming forthcoming due slated scheduled expected planned tipped eyed eyeing eyes pencilled
    penciled may might could should would hopes hope hoping plans plan aims aiming targets targeting target set dated
    earmarked inked likely until till 'til new""".split()
)
# A plan once moved points ahead where "to", "for", "until" or "back to" leads to the date.
MOVED = frozenset(
    """moved pushed delayed postponed bumped shifted shoved slipped slid held saved kept put confirmed announced booked
    reserved rescheduled deferred promised lined penciled pencilled fixed scheduled dated set shunted knocked extended down
    stretched prolonged brought""".split()
)
LEADS_AHEAD = frozenset("to for until till into through".split())

# Said in the present of a schedule: "returns June 5", "we start shooting in May", "starting Monday".
PRESENT = frozenset(
    """returns premieres premières airs launches debuts bows begins starts kicks opens arrives lands drops comes goes hits
    rolls shoots films resumes streams unveils unveil unspools unrolls follows ends wraps concludes closes finishes bids
    says-goodbye graduates lifts releases unleashes heads gets makes brings sends shows runs continues moves rounds stops
    pours signs leaves rejoins takes sees winds rings exits is are am isn't aren't reopens re-opens
    returning premiering airing launching debuting bowing beginning starting kicking opening arriving landing dropping
    coming filming shooting ending""".split()
)
# Forms that are nouns too, or past as well: verbs of a schedule only after "to", "and", a pronoun or a plural.
BASE = frozenset(
    """return premiere air launch debut arrive start begin bow open kick end wrap conclude finish come go be shoot film
    roll drop land resume stream follow appear see get hit reach unveil release run continue bring have turn close
    commence reconvene reassemble reunite lift make shut take watch expect stop leave show move meet""".split()
)
_SUBJECTS = "to and we they you i not cameras episodes both then finally all crews"
BASE_AFTER = frozenset(_SUBJECTS.split())

PAST = frozenset(
    """was were had did didn't wasn't weren't hadn't has have been hasn't haven't began came went got gotten gave took saw
    ran said told sent shot sank drew bought brought made left found kept lost met paid sold won wrote fell rose quit grew
    threw blew flew knew swung spun stood sat became saw-off ate bade broke chose drove froze hid rang sang shook spoke
    stole struck stuck swore tore woke wore wound led laid hung held built bent spent sought taught thought caught slid
    swept felt dealt meant heard understood withdrew undid bore beat cast bowed let cut shut put hit
    ago since already""".split()
)
# What is over when these stand before its name: "done shooting", "stop filming".
DONE = frozenset("done through over stop".split())
NOT_PAST = frozenset(
    "need feed speed seed breed exceed succeed proceed indeed hundred red bed led shed united limited".split()
)
PASSIVE_AHEAD = frozenset("be being is are get gets to".split())
PASSIVE_PAST = frozenset("was were been had has have got having".split())
STEPS = frozenset('; : ( ) [ ] " | / ~'.split())
