"""Articles as they are published, the same every time: long ones about a show that say little of what is asked, and
such as say nothing of television at all. Shows, people and places are invented."""

from collections.abc import Iterator
from random import Random

from bench.made import title
from bench.made_pages import article
from underway.vocabulary import Document

_CHARACTERS = 6_000, 12_000  # of a long article
_CLAIMS_EVERY = 2_000  # characters: a sentence that makes one claim or two

_GIVEN = "Ada,Ben,Cleo,Dora,Emil,Fay,Greta,Hugo,Ines,Jonas,Kit,Lena,Milo,Nora,Otis,Pia,Quinn,Rosa,Sami,Tess".split(",")
_SURNAMES = "Ashdown,Bell,Crane,Dray,Evers,Finch,Gale,Hollis,Iredale,Jessop,Kerr,Lund,Marlow,Nye,Oakes".split(",")
_PLACES = "Brackwater,Saltmarsh,Pell Harbour,Wexcombe,Lisle,the Tamber valley,Varga,Ayr,Orchard Street,Kell".split(",")
_THINGS = (
    "the lighthouse,the old ferry,a borrowed coat,the kitchen table,the tide tables,a row of cottages,the harbour wall,"
    "the second draft,a broken lens,the signal box,the chapel,a box of letters,the night train,the weather,the script"
).split(",")
_NETWORKS = "Netflix,BBC One,HBO,ITV,Hulu,Channel 4,NBC,Apple TV+,Prime Video".split(",")
_NTH = ("second", "third", "fourth", "fifth")

_PROSE = (
    "{Person} grew up two streets from {thing}, in a house where nobody was allowed to speak before breakfast.",
    "There is a photograph of {thing} on the wall, and under it, in pencil, somebody has written the date.",
    "It rained for nine of the eleven days that {surname} had set aside for the scenes in {place}.",
    "Ask anyone in {place} about {thing} and they will tell you a different story, usually about money.",
    "The drama is at its best when it lets people be silent, and {surname} knows it.",
    "For a while {surname} worked in a bank, then on a boat, then, by an accident that involved {thing}, in an office.",
    "What the camera does in these rooms is closer to listening than to looking.",
    "By {month} of that year there were {n} people on the payroll, and none of them had met {Person}.",
    "{surname}, who is {n}, keeps a notebook for every year and has lost exactly one of them, in {place}.",
    "“{said},” {surname} says, and looks out at {thing}.",
    "One of the neighbours, {Person}, remembers the lorries coming down the hill at four in the morning.",
    "The council had promised a new road to {place} since {year}; it got a car park and a sign.",
    "In the story, of course, nobody finds {thing}, and that may be why people remember it.",
    "{surname} had read the novel at school and hated it, which is not a bad way to begin.",
    "There were {n} drafts, most of which {surname} burned in the garden with the help of {Person}.",
    "The film that {surname} made before, a quiet thing about {thing}, played in eleven cinemas and then in none.",
    "At lunch the talk turns to football, to the price of {thing}, and to whether {place} will ever be dry.",
    "Somebody at the company thought that the accent was wrong; somebody else thought that there was too much of it.",
    "It is a long way from {place} to {place}, and longer in the dark with {thing} in the boot.",
    "Critics have made much of the colour green, which {surname} says was simply what the paint shop had.",
    "The characters do what people do: they forget birthdays, they lie about {thing}, they stay in the wrong jobs.",
    "When the letter came, {surname} put it in a drawer and went to see {Person} about {thing}.",
    "None of this was planned, and most of it was cheaper than it looks.",
    "A new generation has found the show, sometimes with their parents in the room, and that has its own dangers.",
    "Over {n} weeks the carpenters built a street that led nowhere, then another that led back.",
    "He had wanted to be a doctor; she had wanted to be left alone; they agreed on {thing}.",
    "The sound of {place} is mostly gulls, and the recordist, {Person}, took three weeks to get rid of them.",
    "It would be easy to say that {thing} stands for something, and {surname} asks that we do not.",
    "In {month} {year}, with the money nearly gone, {Person} sold a car and bought {thing}.",
    "Everyone I speak to uses the same word for {surname}, and it is not one that can be printed here.",
)
_SAID = (
    "We had no idea what we were doing, and I would do it again tomorrow",
    "You can’t argue with a river",
    "I never wanted to be in the room where it was decided",
    "People think it’s about grief, but it’s about parking",
    "My mother still asks when I am going to get a job",
)
_CLAIMS = (
    "{network} renewed “{show}” for a {nth} season in {month}.",
    "The {nth} season of {show} starts on {network} on {day} {month}.",
    "{show} stars {Person} as the ferryman, and {Person} wrote it.",
    "The first season drew {n}.{digit} million viewers on {network}.",
    "Filming of the {nth} season of “{show}” ended in {place} in {month}.",
)
_MONTHS = "January,February,March,April,June,July,August,September,October,November,December".split(",")


def sparse_articles(count: int) -> Iterator[Document]:
    """Articles of which about one claim in a thousand characters can be read."""
    for n in range(count):
        random = Random(n)
        show, size, paragraphs, length, claimed = title(n), random.randint(*_CHARACTERS), [], 0, 0
        while length < size:
            sentences = [_filled(random.choice(_PROSE), random, show) for _ in range(random.randint(3, 6))]
            if length >= claimed:
                sentences.insert(random.randint(0, 2), _filled(random.choice(_CLAIMS), random, show))
                claimed += _CLAIMS_EVERY
            paragraphs.append(" ".join(sentences))
            length += len(paragraphs[-1]) + 2
        headline = f"The long way to {show}"
        yield Document(text="\n\n".join((headline, *paragraphs)), title=headline, source_id=f"sparse-{n}")


def dismissed_articles(count: int) -> Iterator[Document]:
    """News of all else, a tenth of which uses the words of television otherwise."""
    for n in range(count):
        random = Random(n)
        headline, paragraphs = article(random, otherwise=n % 10 == 0)
        said = f"“{random.choice(_SAID)},” said {random.choice(_GIVEN)} {random.choice(_SURNAMES)}."
        yield Document(text="\n\n".join((headline, *paragraphs, said)), source_id=f"dismissed-{n}")


def _filled(sentence: str, random: Random, show: str) -> str:
    slots = {
        "show": show,
        "network": random.choice(_NETWORKS),
        "nth": random.choice(_NTH),
        "thing": random.choice(_THINGS),
        "said": random.choice(_SAID),
        "surname": random.choice(_SURNAMES),
        "month": random.choice(_MONTHS),
        "n": random.randint(3, 90),
        "digit": random.randint(1, 9),
        "day": random.randint(1, 28),
        "year": random.randint(1987, 2019),
    }
    while "{Person}" in sentence:
        sentence = sentence.replace("{Person}", f"{random.choice(_GIVEN)} {random.choice(_SURNAMES)}", 1)
    while "{place}" in sentence:
        sentence = sentence.replace("{place}", random.choice(_PLACES), 1)
    return sentence.format(**slots)
