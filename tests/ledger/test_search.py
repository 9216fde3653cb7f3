"""Claims are found by anything that they say, alike on both databases."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from underway.ledger import Filter, Ledger, searched
from underway.vocabulary import Company, Credit, Document, Quote, Status
from underway.vocabulary.titles import title_key

from .made import claim, entry

TEXTS = {
    "café": "The Café Noir is back — “for good”, says its maker.",
    "number": "Season 2.5 of v2 drew 1,500,000 viewers at dial.example/harrow-house.",
    "operators": "AND OR NOT NEAR(this) title:back -minus* ^caret",
    "quotes": "O'Hara's \"Long\" `Night`; DROP TABLE claims",
    "other scripts": "Дом Харроу и 会社 ほか",
    "emoji": "🎬 Harrow 👩‍👧 House",
    "nul": "Harrow\x00House\x01!",
    "combining": "Zoe\u0301 e\u0323\u0302 straße ﬁn",
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    if request.param == "sqlite":
        place = str(Path(tmp_path_factory.mktemp("search")) / "ledger.sqlite")
    else:
        place = request.getfixturevalue("a_database")
    with Ledger.open(place) as made:
        for name, words in TEXTS.items():
            document = Document(text=words, source_id=name, publisher="Éclair Presse", published=date(2024, 2, 1))
            fields: dict[str, Any] = {"season": 1, "status": "renewed", "certainty": "asserted"}
            made.add(document, [claim(Status, document, words, show="Harrow House", **fields)])
        made.add_many([entry(n) for n in range(8)])
        yield made


def found(ledger: Ledger, *queries: str) -> set[str]:
    phrases = tuple(searched(query) for query in queries)
    return {k.document.name for k in ledger.search(Filter(phrases=phrases)) if k.document.name in TEXTS}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("cafe noir", ["café"]),
        ("CAFÉ", ["café"]),
        ("noir is back for good", ["café"]),
        ("noir good", []),
        ("back", ["café", "operators"]),
        ("2 5", ["number"]),
        ("v2", ["number"]),
        ("500 000", ["number"]),
        ("harrow-house", ["number", "emoji", "nul"]),
        ("dial.example/harrow", ["number"]),
        ("and or not near", ["operators"]),
        ("title:back -minus*", ["operators"]),
        ("back*", ["café", "operators"]),
        ("o'hara's \"long\"", ["quotes"]),
        ("'; DROP TABLE claims", ["quotes"]),
        ('" OR "', ["operators"]),
        ("дом харроу", ["other scripts"]),
        ("会社", ["other scripts"]),
        ("harrow\x00house", ["number", "emoji", "nul"]),
        ("zoe", ["combining"]),
        ("STRASSE fin", ["combining"]),
        ("%", None),
    ],
)
def test_words_are_found_one_after_the_other(ledger: Ledger, query: str, names: list[str] | None) -> None:
    if names is None:
        assert searched(query) == ""
    else:
        assert found(ledger, query) == set(names)


def test_of_several_phrases_each_is_there(ledger: Ledger) -> None:
    assert found(ledger, "back", "maker") == {"café"}
    assert found(ledger, "back", "house") == set()


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Filter(kind="quote"), 8),
        (Filter(shows=("brackwater",)), 6),
        (Filter(season=2), 2),
        (Filter(term="network"), 8),
        (Filter(name=title_key("ines marlow")), 8),
        (Filter(name=title_key("Canal 3")), 1),
        (Filter(outlet=title_key("eclair presse")), len(TEXTS)),
        (Filter(first=date(2024, 1, 1)), len(TEXTS)),
        (Filter(last=date(2021, 5, 5), kind="status"), 8),
        (Filter(first=date(2021, 5, 6), last=date(2024, 1, 31)), 0),
        (Filter(kind="status", shows=("brackwater",), phrases=("season 2",)), 1),
    ],
)
def test_filters_narrow_down(ledger: Ledger, wanted: Filter, count: int) -> None:
    assert len(list(ledger.search(wanted))) == count


def test_the_newest_come_first_and_no_more_than_asked_for(ledger: Ledger) -> None:
    every = list(ledger.search(Filter()))
    assert [k.known for k in every] == sorted((k.known for k in every if k.known), reverse=True)
    assert list(ledger.search(Filter(), most=5)) == every[:5]
    assert {type(k.claim) for k in every} >= {Status, Quote, Company}
    assert not [k for k in every if isinstance(k.claim, Credit)]
