"""How many publishers say something by themselves."""

import random
from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.dossier import Said
from underway.dossier.independence import independent, origins
from underway.vocabulary import Claim

from .stories import SHOW, Status, claim, document

WIRE = """\
Lantern has renewed "Harrow House" for a second season, the streaming service told its shareholders on Tuesday.

The drama follows three sisters who inherit a boarding house on the Fylde coast and find that none of the guests will
leave. Its first season was watched in two million homes within a month of its release last autumn, more than any other
drama that the service has made in Britain.

"We wrote the ending of the first season as a door left open," said creator Ida Crane, who will again write every
episode with her brother Tom. "It's a relief that somebody came through it."

Filming is to begin in Lytham in March. The service did not say when the new episodes will be shown, nor how many of
them there are to be.

Crane's earlier play, "The Salt Office", ran for two years in Leeds and won an award that she keeps in the shed.
"""
REPORT = """\
There will be more of "Harrow House". The sisters of the boarding house come back for a second run, a person close to
the production tells us, and the contracts of all three leads were signed before Christmas.

Nobody who saw the last scene will be surprised. What is new is the money: the budget for each episode has grown by a
third, most of it for the sea, which was painted last time and looked it. The crew will move into the old ice rink at
the end of the winter and stay there until the light is good enough for the beach.

"We wrote the ending of the first season as a door left open," Ida Crane told shareholders this week.
"""
SHORT = "Harrow House renewed for season 2."


def says(text: str, publisher: str | None, **fields: str | None) -> Said[Claim]:
    """A document with one claim; further fields are the claim's `certainty` and `attributed_to`, and the `url`."""
    doc = document("2021-05-05", text, publisher=publisher, url=fields.pop("url", None))
    values = {"certainty": "asserted", "attributed_to": None, **fields}
    return claim(doc, Status, text[:6], show=SHOW, season=2, status="renewed", **values)


def typographic(text: str) -> str:
    opening = text.replace(' "', " “").replace('\n"', "\n“")
    return opening.replace('"', "”").replace("'", "’")


PRINTINGS: list[tuple[str, Callable[[str], str]]] = [
    ("the very same", lambda text: text),
    ("another head", lambda text: f"Boarding house to reopen: Lantern wants more of the Harrow sisters\n\n{text}"),
    ("a byline and a dateline", lambda text: f"By Our Television Correspondent\n\nLYTHAM, Tuesday — {text}"),
    ("without its last paragraph", lambda text: text.rpartition("\n\n")[0]),
    ("cut by two paragraphs", lambda text: text.rpartition("\n\n")[0].rpartition("\n\n")[0]),
    ("typographic quotes", typographic),
    ("spaced as on a page", lambda text: text.replace(" ", "\u00a0 ").replace("\n", "\n\t  ")),
    ("in capitals, with accents", lambda text: text.upper().replace("DRAMA", "DRÁMA")),
    ("a house style of its own", lambda text: text.replace("second season", "series two").replace("said", "says")),
    ("with the paper's own words below", lambda text: f"{text}\nRead more about what Lantern has in store for winter."),
]


@pytest.mark.parametrize(("name", "edit"), PRINTINGS, ids=[name for name, _ in PRINTINGS])
def test_a_text_counts_once_whoever_prints_it(name: str, edit: Callable[[str], str]) -> None:
    assert independent([says(WIRE, "The Dial"), says(edit(WIRE), "Set & Stage")]) == 1


class Case(NamedTuple):
    name: str
    said: list[Said[Claim]]
    expected: int
    companies: tuple[str, ...] = ()


def heard(text: str, publisher: str | None, teller: str, certainty: str = "reported") -> Said[Claim]:
    return says(text, publisher, attributed_to=teller, certainty=certainty)


CASES = [
    Case("nobody", [], 0),
    Case("one", [says(WIRE, "The Dial")], 1),
    Case("two reports of their own", [says(WIRE, "The Dial"), says(REPORT, "Set & Stage")], 2),
    Case("one outlet twice", [says(WIRE, "The Dial"), says(REPORT, "the dial ")], 1),
    Case(
        "one outlet by its address",
        [says(WIRE, None, url=f"https://{www}dial.example/{www}1") for www in ("", "www.")],
        1,
    ),
    Case("copies of copies", [says(edit(WIRE), f"Paper {n}") for n, (_, edit) in enumerate(PRINTINGS)], 1),
    # One line is the same line or not; there is nothing else to go by.
    Case("a short text twice", [says(SHORT, "The Dial"), says(SHORT.upper(), "Set & Stage")], 1),
    Case("short texts alike", [says(SHORT, "The Dial"), says(f"{SHORT} Good.", "Set & Stage")], 2),
    # Outlets that are not known
    Case("two unknown outlets", [says(WIRE, None), says(REPORT, None)], 1),
    Case("an unknown one beside a known", [says(WIRE, None), says(REPORT, "The Dial")], 2),
    Case("an unknown one that prints a known one's text", [says(WIRE, None), says(WIRE, "The Dial")], 1),
    Case(
        "unknown ones do not tie known ones together",
        [says(WIRE, "The Dial"), says(WIRE, None), says(REPORT, "Set & Stage"), says(REPORT + SHORT, None)],
        2,
    ),
    # Reports passed on
    Case("passed on", [says(WIRE, "The Dial"), heard(REPORT, "Set & Stage", "The Dial")], 1),
    Case("passed on as guesswork", [says(WIRE, "The Dial"), heard(REPORT, "Set & Stage", "Dial", "speculative")], 1),
    Case("passed on from somebody unseen", [heard(WIRE, "A", "The Dial"), heard(REPORT, "B", "The Dial")], 1),
    Case("its own words put down to itself", [heard(WIRE, "The Dial", "The Dial"), says(REPORT, "B")], 2),
    Case("firmly put down to an outlet in hand", [says(WIRE, "Dial"), heard(REPORT, "B", "Dial", "asserted")], 1),
    Case("firmly put down to one that is not", [heard(WIRE, "A", "Dial", "asserted"), says(REPORT, "B")], 2),
    Case("an announcement", [heard(WIRE, "A", "Lantern", "asserted"), heard(REPORT, "B", "Lantern", "asserted")], 2),
    Case(
        "an announcement on the company's own page",
        [says(WIRE, "Lantern"), heard(REPORT, "B", "Lantern", "asserted")],
        2,
        companies=("LANTERN",),
    ),
    Case(
        "passed on by one that is passed on",
        [says(WIRE, "A"), heard(REPORT, "B", "A"), heard(SHORT, "C", "B")],
        1,
    ),
    Case(
        "one that passes on two",
        [says(WIRE, "A"), says(REPORT, "B"), heard(SHORT, "C", "A"), heard(f"{SHORT} Good.", "C", "B")],
        2,
    ),
    Case(
        "one that passed it on, and then found out for itself",
        [says(WIRE, "A"), heard(SHORT, "B", "A"), says(REPORT, "B")],
        2,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_independent_publishers(case: Case) -> None:
    assert independent(case.said, companies=case.companies) == case.expected


def test_origins_are_groups_of_documents() -> None:
    wire, copy, own = says(WIRE, "A"), says(typographic(WIRE), "B"), says(REPORT, "C")
    groups = origins([own, copy, wire])
    assert set(groups) == {frozenset({wire.document.id, copy.document.id}), frozenset({own.document.id})}
    assert groups == sorted(groups, key=min)


WORDS = "tide lamp crew salt door moth ferry hill glass rope owl bell frost wharf plum kiln reed loft sand oar".split()
OUTLETS = ("The Dial", "Set & Stage", "Low Tide Weekly", None)


def text_of(number: int) -> str:
    """Sixty words; two numbers give two texts that have no more in common than chance."""
    return " ".join(random.Random(number).choices(WORDS, k=60))


documents = st.builds(
    says,
    st.integers(0, 3).map(text_of),
    st.sampled_from(OUTLETS),
    certainty=st.sampled_from(["asserted", "reported"]),
    attributed_to=st.sampled_from([*OUTLETS, "The Evening Post"]),
)


@given(st.lists(documents, max_size=8).flatmap(lambda said: st.tuples(st.just(said), st.permutations(said))))
def test_the_order_does_not_matter(told: tuple[list[Said[Claim]], list[Said[Claim]]]) -> None:
    said, shuffled = told
    assert origins(shuffled) == origins(said)


@given(st.lists(documents, max_size=8))
def test_every_document_has_one_origin(said: list[Said[Claim]]) -> None:
    ids = [id_ for group in origins(said) for id_ in group]
    assert sorted(ids) == sorted({s.document.id for s in said})


@given(st.lists(documents, min_size=1, max_size=8), st.data())
def test_a_copy_never_raises_the_number(said: list[Said[Claim]], data: st.DataObject) -> None:
    known = [s for s in said if s.document.publisher]
    if not known:
        return
    printed = data.draw(st.sampled_from(known))
    claimed = [s for s in said if s.document.id == printed.document.id]
    publisher = data.draw(st.sampled_from([*OUTLETS, "Another Paper"]))
    fields = [s.claim.fields() for s in claimed]
    copies = [
        says(
            f"Late edition. {printed.document.text}",
            publisher,
            certainty=field["certainty"],
            attributed_to=field["attributed_to"],
        )
        for field in fields
    ]
    assert independent([*said, *copies]) <= independent(said)


@given(st.lists(documents, max_size=8))
def test_an_outlet_with_words_of_its_own_raises_the_number_by_one(said: list[Said[Claim]]) -> None:
    assert independent([*said, says(text_of(99), "Another Paper")]) == independent(said) + 1
