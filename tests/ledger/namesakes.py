"""Small stories about shows of one invented name: what documents say, and which show each is about."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from underway.catalogue import CatalogueEntry, Ids
from underway.dossier import Said
from underway.ledger import Split
from underway.ledger.identity import Parting, title_of
from underway.vocabulary import Claim, Company, Credit, Date, Document, Status, make_claim

SHOW = "Harrow House"
STATUSES = ("renewed", "cancelled", "ended", "in_production")


def tell(
    name: str, day: str | None, said: str, *, show: str = SHOW, text: str = "", **fields: Any
) -> list[Said[Claim]]:
    """One document called `name`; what it says is parted by commas: `renewed 2`, `premiere 1 2021-10-03`, `on ITV`,
    `studio Lowtide`, `with Ada Fenn`. A `-` stands for no season. `text` follows after that."""
    parsed = [_parse(words.strip(), show) for words in said.split(",")]
    document = Document(
        text="\n".join([*(f"{SHOW}: {words}." for words, _, _ in parsed), text]),
        source_id=name,
        published=date.fromisoformat(day) if day else None,
        **fields,
    )
    made: list[Said[Claim]] = []
    for words, kind, values in parsed:
        start = document.text.index(words)
        claim: Claim = make_claim(
            kind, document, start, start + len(words), rule="made", reader="made 1", show=show, **values
        )
        made.append(Said(claim, document))
    return made


def _parse(words: str, show: str) -> tuple[str, type[Claim], dict[str, Any]]:
    what, _, rest = words.partition(" ")
    if what in ("on", "left", "studio"):
        roles = {"on": "network", "left": "former_network", "studio": "studio"}
        return words, Company, {"role": roles[what], "name": rest}
    if what == "with":
        return words, Credit, {"role": "cast", "person": rest}
    season, *more = rest.split()
    numbered = None if season == "-" else int(season)
    if what in STATUSES:
        return words, Status, {"season": numbered, "status": what, "certainty": "asserted"}
    return words, Date, {"season": numbered, "event": what, "date": more[0], "certainty": "asserted"}


def entry(year: int | None, network: str | None = None, *, title: str = SHOW, **fields: Any) -> CatalogueEntry:
    return CatalogueEntry(title=title, start_year=year, network=network, **fields)


def split(day: int = 1, **told_by: Any) -> Split:
    return Split(why="made", made=datetime(2024, 1, day, tzinfo=UTC), title=SHOW, key="harrow house", **told_by)


def shown(parting: Parting[Said[Claim]]) -> dict[str | None, set[str]]:
    """The names of the documents by the show that they are about; None of those that are unplaced."""
    found: dict[str | None, set[str]] = {
        title_of(identity): {s.document.name for s in own} for identity, own in parting.shows
    }
    return found | ({None: {s.document.name for s in parting.unplaced}} if parting.unplaced else {})


OLD = tell("old", "1996-05-02", "cancelled 3, on ITV, with Derek Hallam")
NEW = tell("new", "2021-10-04", "premiere 1 2021-10-03, on BBC One, with Ada Fenn")
PLAIN = tell("plain", "2022-03-01", "renewed 2")


class Case(NamedTuple):
    """`shows` are the names of the documents by show; None of those that count for none."""

    documents: Sequence[list[Said[Claim]]]
    shows: dict[str | None, set[str]]
    entries: tuple[CatalogueEntry, ...] = ()
    splits: tuple[Split, ...] = ()
    merges: tuple[tuple[str, str], ...] = ()


ONE = {
    "nothing hints at two": Case([PLAIN, NEW], {SHOW: {"plain", "new"}}),
    "a year beside the title, and none": Case(
        [PLAIN, tell("marked", "2022-05-01", "cancelled 3", show="Harrow House (2021)")], {SHOW: {"plain", "marked"}}
    ),
    "years beside each other": Case(
        [
            tell("a", "2021-05-01", "renewed 1", text="Harrow House (2020) is ready."),
            tell("b", "2022-05-01", "on ITV", text="Harrow House (2021) is back."),
        ],
        {SHOW: {"a", "b"}},
    ),
    "revived years later elsewhere, by the same people": Case(
        [OLD, tell("back", "2021-10-04", "premiere 1 2021-10-03, on BBC One, with Derek Hallam")],
        {SHOW: {"old", "back"}},
    ),
    "a later season's premiere": Case(
        [OLD, tell("back", "2021-10-04", "premiere 4 2021-10-03, on BBC One, left ITV")], {SHOW: {"old", "back"}}
    ),
    "long in the making": Case([tell("talk", "2018-04-01", "in_production 1"), NEW], {SHOW: {"talk", "new"}}),
    "in a catalogue": Case([PLAIN, NEW], {SHOW: {"plain", "new"}}, (entry(2021, "BBC One"),)),
    "a namesake in a catalogue of which nobody speaks": Case(
        [PLAIN, NEW], {SHOW: {"plain", "new"}}, (entry(2021, "BBC One"), entry(2012), entry(2023))
    ),
    "a namesake in a catalogue that is younger than all documents": Case([OLD], {SHOW: {"old"}}, (entry(2021),)),
    "only in a catalogue as another one": Case(
        [tell("a", "2015-01-01", "renewed 4"), tell("b", "2022-01-01", "renewed 9")], {SHOW: {"a", "b"}}, (entry(2021),)
    ),
    "one show in two catalogues": Case(
        [PLAIN, NEW],
        {SHOW: {"plain", "new"}},
        (entry(2021, ids=Ids(imdb="tt1")), entry(2022, "BBC One", ids=Ids(imdb="tt1", tvmaze="7"))),
    ),
    "a part of a longer title": Case(
        [PLAIN, tell("other", "2022-05-01", "on ITV", text="Return To Harrow House (1994) is repeated.")],
        {SHOW: {"plain", "other"}},
    ),
    "a day and a season in parentheses": Case(
        [
            PLAIN,
            tell("dated", "2012-05-01", "on ITV", text="Harrow House (October 3, 2021), Harrow House (2022 season)."),
        ],
        {SHOW: {"plain", "dated"}},
    ),
    "a film of its name": Case(
        [
            NEW,
            tell(
                "film",
                "2022-05-01",
                "renewed 2",
                text="As in the film “Harrow House” (1986), or Harrow House (1986 film).",
            ),
        ],
        {SHOW: {"new", "film"}},
    ),
    "the year of a season beside the title": Case(
        [
            tell("2012", "2012-05-01", "renewed 2, with Ada Fenn"),
            tell("2021", "2021-05-01", "with Ada Fenn", text="Ada Fenn is in Harrow House (2021)."),
        ],
        {SHOW: {"2012", "2021"}},
    ),
}

REMAKE = [
    tell("1995", "1995-02-01", "renewed 2, on ITV"),
    OLD,
    tell("order", "2020-06-01", "renewed 1, on BBC One"),
    NEW,
    PLAIN,
]

TWO = {
    "a remake is ordered": Case(
        REMAKE, {"Harrow House (2021)": {"order", "new", "plain"}, "Harrow House (ITV)": {"1995", "old"}}
    ),
    "the beginning of each is told": Case(
        [tell("first", "2020-01-01", "premiere 1 1994, finale - 1996, on ITV"), NEW, PLAIN],
        {"Harrow House (2021)": {"new", "plain"}, "Harrow House (1994)": {"first"}},
    ),
    "two countries": Case(
        [
            tell("home", "2020-01-01", "renewed 2", show="Harrow House (UK)", text="Harrow House (UK) goes on."),
            tell("abroad", "2022-01-01", "cancelled 2", text="The end of Harrow House (US)."),
            tell("either", "2023-01-01", "renewed 3"),
        ],
        {"Harrow House (UK)": {"home"}, "Harrow House (US)": {"abroad"}, None: {"either"}},
    ),
    "years in the text and in its title": Case(
        [
            tell("a", "2022-01-01", "cancelled 3", text="The 1994 ITV drama Harrow House was dropped."),
            tell("b", "2022-01-02", "renewed 2", title="‘Harrow House’ (2021) goes on"),
            tell("c", "2022-01-03", "cancelled 2", text="Whatever became of 1994’s “Harrow House”?"),
        ],
        {"Harrow House (2021)": {"b"}, "Harrow House (1994)": {"a", "c"}},
    ),
    "what it is not": Case(
        [
            NEW,
            tell("other", "2022-01-01", "renewed 2", text="Not to be confused with the 1994 drama Harrow House."),
            tell("of old", "2022-01-02", "cancelled 3", text="ITV has Harrow House (1994) on again."),
        ],
        {"Harrow House (2021)": {"new", "other"}, "Harrow House (1994)": {"of old"}},
    ),
    "what it is made after": Case(
        [
            tell("a", "2020-01-01", "renewed 1, on BBC One", text="It is a remake of the 1994 drama Harrow House."),
            tell("b", "2022-01-02", "renewed 2, on BBC One"),
            tell("c", "2022-01-03", "cancelled 3", text="Harrow House (1994) is repeated."),
        ],
        {"Harrow House (BBC One)": {"a", "b"}, "Harrow House (1994)": {"c"}},
    ),
    "the original, and nothing else": Case(
        [*REMAKE, tell("of old", "2022-04-01", "cancelled -", text="So ended the original ITV drama Harrow House.")],
        {
            "Harrow House (2021)": {"order", "new", "plain"},
            "Harrow House (ITV)": {"1995", "old"},
            None: {"of old"},
        },
    ),
    "one document about both": Case(
        [
            *REMAKE,
            tell("both", "2023-01-01", "with Ada Fenn", text="Harrow House (1994) and Harrow House (2021) at once."),
            tell("each", "2023-01-02", "cancelled 4", show="Harrow House (1994)", text="Not so Harrow House (2021)."),
        ],
        {
            "Harrow House (2021)": {"order", "new", "plain"},
            "Harrow House (1994)": {"1995", "old", "each"},
            None: {"both"},
        },
    ),
    "by networks, studios and people": Case(
        [
            *REMAKE,
            tell("network", None, "cancelled 4, on ITV"),
            tell("former", "2022-01-01", "cancelled 4, left ITV"),
            tell("person", None, "renewed 3, with Ada Fenn, studio Lowtide"),
            tell("studio", None, "renewed 4, studio Lowtide"),
            tell("nobody", None, "renewed 5, with Ines Marlow"),
        ],
        {
            "Harrow House (2021)": {"order", "new", "plain", "person", "studio"},
            "Harrow House (ITV)": {"1995", "old", "network", "former"},
            None: {"nobody"},
        },
    ),
    "by what it dates": Case(
        [
            *REMAKE,
            tell("dated", "2022-01-01", "cancellation - 1996, cancelled -"),
            tell("began", "2023-06-01", "premiere - 2021-10, cancelled 3"),
        ],
        {"Harrow House (2021)": {"order", "new", "plain", "began"}, "Harrow House (ITV)": {"1995", "old", "dated"}},
    ),
    "known to a catalogue, one long over": Case(
        [tell("1995", "1995-02-01", "renewed 2"), PLAIN],
        {"Harrow House (2021)": {"plain"}, "Harrow House (1994)": {"1995"}},
        (entry(1994, end_year=1996), entry(2021)),
    ),
    "known to a catalogue, by network": Case(
        [tell("a", "2022-01-01", "renewed 2, on CBS"), tell("b", "2022-02-01", "cancelled 2, on BBC One"), PLAIN],
        {"Harrow House (CBS)": {"a"}, "Harrow House (BBC One)": {"b"}, None: {"plain"}},
        (entry(2021, "CBS", country="US"), entry(2021, "BBC One", country="GB")),
    ),
    "a person says so: a year": Case(
        [tell("a", "2022-01-01", "renewed 2, premiere 1 2021"), tell("b", "2015-01-01", "cancelled 2"), PLAIN],
        {"Harrow House (2021)": {"a", "plain"}, SHOW: {"b"}},
        splits=(split(year=2021),),
    ),
    "a person says so: a day": Case(
        [tell("a", "2020-01-01", "renewed 2"), tell("b", "2019-12-31", "cancelled 2"), tell("c", None, "renewed 2")],
        {"Harrow House (2021)": {"a"}, SHOW: {"b"}, None: {"c"}},
        splits=(split(year=2021, since=date(2020, 1, 1)),),
    ),
    "a person says so: documents": Case(
        [PLAIN, OLD, NEW],
        {"Harrow House (ITV)": {"old", "plain"}, "Harrow House (2021)": {"new"}},
        splits=(split(documents=(NEW[0].document.id,)),),
    ),
    "a person says so: a network": Case(
        [tell("a", "2022-01-01", "renewed 2, on CBS"), tell("b", "2022-02-01", "cancelled 2, on BBC One"), PLAIN],
        {"Harrow House (CBS)": {"a"}, "Harrow House (BBC One)": {"b"}, None: {"plain"}},
        splits=(split(network="CBS"),),
    ),
}


MERGED = {
    "two years": Case(
        [
            tell("a", "2012-01-01", "renewed 2", show="Harrow House (2010)"),
            tell("b", "2022-01-01", "renewed 2", text="Harrow House (2021)."),
        ],
        {SHOW: {"a", "b"}},
        merges=(("harrow house 2010", "harrow house 2021"),),
    ),
    "a year and the bare title": Case(
        REMAKE, {SHOW: {"1995", "old", "order", "new", "plain"}}, merges=(("harrow house 2021", "harrow house"),)
    ),
    "by way of another name": Case(
        REMAKE,
        {SHOW: {"1995", "old", "order", "new", "plain"}},
        merges=(("harrow house", "la maison harrow"), ("la maison harrow", "harrow house 2021")),
    ),
}
