"""What is added is kept as it was, once, and found again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from underway.ledger import Added, Contents, KnownShow, Ledger, When, show_key
from underway.vocabulary import Audience, Claim, Document, Episodes, Evidence, Metric, Quote, Status, VocabularyError
from underway.vocabulary.claims import Unit
from underway.vocabulary.titles import title_key

from .made import SHOWS, Entry, claim, entry, find_all, ids
from .sql import empty


@pytest.fixture(params=["sqlite", "postgresql", "memory"])
def ledger(request: pytest.FixtureRequest) -> Iterator[Ledger]:
    memory = request.param == "memory"
    with Ledger.in_memory() if memory else Ledger.open(request.getfixturevalue(request.param)) as made:
        yield made


def test_what_is_added_is_found_as_it_was(ledger: Ledger) -> None:
    entries = [entry(n) for n in range(9)]
    assert [ledger.add(*e) for e in entries] == [Added(document=True, claims=4)] * 9
    assert find_all(ledger, entries) == entries
    assert ledger.find("0" * 32) is None


def test_a_claim_comes_with_its_document_and_the_moment_it_was_kept() -> None:
    document, claims = entry(1, day=date(2021, 5, 5))
    moment = datetime(2024, 2, 29, 23, 30, 1, 5, tzinfo=UTC)
    with Ledger.in_memory(now=lambda: moment) as ledger:
        ledger.add(document, claims)
        found = list(ledger.claims(title_key(SHOWS[1])))
    assert [kept.claim for kept in found] == claims[:3]
    assert {(kept.document, kept.kept, kept.known) for kept in found} == {(document, moment, date(2021, 5, 5))}


def test_adding_again_adds_nothing(ledger: Ledger) -> None:
    entries = [entry(n) for n in range(5)]
    ledger.add_many(entries)
    before = ledger.contents()
    assert [ledger.add(*e) for e in entries] == [Added(document=False, claims=0)] * 5
    assert ledger.add_many(entries) == [Added(document=False, claims=0)] * 5
    assert before == ledger.contents() == Contents(documents=5, claims=20, shows=4)


def test_one_document_twice_in_a_batch_is_added_once(ledger: Ledger) -> None:
    document, claims = entry(1)
    assert ledger.add_many([(document, claims[:1]), (document, claims)]) == [Added(True, 1), Added(False, 3)]
    assert ledger.find(document.id) == (document, claims)


def test_what_a_newer_reader_finds_stands_beside_what_was_found(ledger: Ledger) -> None:
    document, claims = entry(1)
    again = entry(1, reader="made 2")[1]
    ledger.add(document, claims[:2])
    assert ledger.add(document, again[1:3]) == Added(document=False, claims=1)
    assert ledger.find(document.id) == (document, [claims[0], claims[1], again[2]])


def test_an_empty_batch_is_nothing(ledger: Ledger) -> None:
    assert ledger.add_many([]) == []
    assert ledger.contents() == Contents(documents=0, claims=0, shows=0)


def test_the_order_of_adding_does_not_matter() -> None:
    days = (date(2021, 5, 5), date(2020, 1, 1), None, date(2020, 1, 1))
    entries = [entry(n, show="Brackwater", day=day) for n, day in enumerate(days)]
    orders = set()
    for order in permutations(entries):
        with Ledger.in_memory() as ledger:
            for e in order:
                ledger.add(*e)
            assert find_all(ledger, entries) == entries
            orders.add(tuple(ids(ledger, "Brackwater")))
    assert len(orders) == 1


def test_spellings_of_one_title_meet(ledger: Ledger) -> None:
    spellings = ("The Café Noir", "CAFE NOIR", "café noir")
    for n, title in enumerate(spellings):
        ledger.add(*entry(n, show=title))
    assert list(ledger.shows()) == [KnownShow("The Café Noir", "cafe noir", 9, 3)]
    assert {kept.claim.show for kept in ledger.claims("cafe noir")} == set(spellings)
    assert list(ledger.claims("Café Noir")) == []


def test_more_shows_and_documents_than_are_read_at_once(ledger: Ledger) -> None:
    ledger.add_many([entry(n, show=f"Show {n}") for n in range(2100)])
    ledger.add_many([entry(n, show="Brackwater") for n in range(3000, 3700)])
    assert sorted(show.title for show in ledger.shows()) == sorted([*(f"Show {n}" for n in range(2100)), "Brackwater"])
    found = list(ledger.claims("brackwater"))
    assert len({kept.claim.id for kept in found}) == len(found) == 2100


REFUSED = {
    "the words of another document": (entry(2)[1][:1], "document"),
    "words that do not stand there": (
        [
            Status(
                show="Brackwater",
                season=2,
                status="renewed",
                certainty="asserted",
                evidence=Evidence(0, 4, "Nope"),
                document=entry(1)[0].id,
                rule="made",
                reader="made 1",
            )
        ],
        "evidence",
    ),
    "a rule that cannot be written": (
        [
            Episodes(
                show="Brackwater",
                season=1,
                count=8,
                evidence=Evidence(0, 10, "Brackwater"),
                document=entry(1)[0].id,
                rule="\ud800",
                reader="made 1",
            )
        ],
        "claim",
    ),
}


@pytest.mark.parametrize(("bad", "field"), REFUSED.values(), ids=REFUSED)
def test_a_document_with_a_claim_that_is_refused_is_not_kept(ledger: Ledger, bad: list[Claim], field: str) -> None:
    document, claims = entry(1)
    with pytest.raises(VocabularyError, match=f"^{field}: "):
        ledger.add(document, [*claims, *bad])
    with pytest.raises(VocabularyError, match=f"^{field}: "):
        ledger.add_many([entry(5), (document, [*claims, *bad])])
    assert ledger.contents() == Contents(documents=0, claims=0, shows=0)


def test_a_document_that_nothing_can_write_is_refused(ledger: Ledger) -> None:
    # With an address, the source's own name is no part of the id, which is where others are caught.
    document = Document(text="Words.", url="https://example.org/", source_id="caf\udce9.html")
    with pytest.raises(VocabularyError, match=r"^source_id: holds a lone surrogate"):
        ledger.add(document, [])


HOSTILE = {
    "quotes": "O'Hara's \"Long\" `Night`",
    "a statement": "'); DROP TABLE claims; --",
    "a placeholder": ":show ? %s {0} %(show)s",
    "a pattern": "100% _Real_*",
    "a NUL": "Nul\0Show",
    "a NUL and what stands for it": "\1\1\0\1\2\0\0\1 Show\1",
    "controls": "\x1b[2J\x07\r\nBell",
    "right to left": "\u202eesreveR\u202c שלום",
    "emoji": "🎬👩‍👩‍👧",
    "combining marks": "Zoe\u0301 e\u0323\u0302",
    "not a character": "\uffff\U0010ffff",
    "markup": "[bold]<b>&amp;</b>[/bold]",
    "no letters": "???",
    "long": "Long " * 5000,
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_come_back_as_they_were(ledger: Ledger, words: str) -> None:
    plain = entry(1, show="Brackwater")
    document, claims = entry(2, show=words, url=words, title=words, publisher=words, language=words)
    claims = [
        *claims,
        claim(
            Quote,
            document,
            words,
            show=words,
            speaker=words,
            venue=words,
            quote=words,
            speaker_mention=document.cite(0, 1),
        ),
    ]
    ledger.add(*plain)
    ledger.add(document, claims)
    found = ledger.find(document.id)
    assert found is not None
    assert found[0] == document
    assert {c.id: c for c in found[1]} == {c.id: c for c in claims}
    assert {kept.claim.id for kept in ledger.claims(show_key(words))} == {c.id for c in claims if c.show}
    assert ids(ledger, "Brackwater") == [c.id for c in plain[1] if c.show]
    assert {show.title for show in ledger.shows()} == {words, "Brackwater"}


_words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip)
_maybe = st.none() | _words
_season = st.none() | st.integers(1, 199)
_certainty = st.sampled_from(["asserted", "reported", "speculative", "denied"])
_number = st.integers(0, 2**53) | st.floats(0, 2**53)


@st.composite
def _entries(draw: st.DrawFn) -> Entry:
    document = Document(
        text=draw(_words),
        source_id=draw(_maybe),
        url=draw(_maybe),
        publisher=draw(_maybe),
        published=draw(st.none() | st.dates()),
        title=draw(_maybe),
        language=draw(_maybe),
    )
    kinds: dict[type[Claim], dict[str, Any]] = {
        Status: {
            "show": _words,
            "season": _season,
            "status": st.sampled_from(["renewed", "cancelled", "ended"]),
            "certainty": _certainty,
            "attributed_to": _maybe,
        },
        Quote: {
            "show": _maybe,
            "speaker": _words,
            "venue": _maybe,
            "quote": _words,
            "season": _season,
            "speaker_mention": st.just(document.cite(0, 1)) | st.none(),
        },
        Audience: {
            "show": _words,
            "season": _season,
            "value": _number,
            "unit": st.sampled_from(["viewers", "rating"]),
            "window": st.sampled_from(["P7D", "P28D", None]),
            "platform": _maybe,
            "region": _maybe,
        },
        Episodes: {"show": _words, "season": _season, "count": st.integers(1, 2**53)},
    }
    claims = []
    for kind in draw(st.lists(st.sampled_from(list(kinds)), max_size=4)):
        start = draw(st.integers(0, len(document.text) - 1))
        words = document.text[start : draw(st.integers(start + 1, len(document.text)))]
        claims.append(claim(kind, document, words, **{name: draw(s) for name, s in kinds[kind].items()}))
    return document, claims


@given(st.lists(_entries(), max_size=4), st.booleans())
def test_anything_comes_back_as_it_was(entries: list[Entry], at_once: bool) -> None:
    with Ledger.in_memory() as ledger:
        check_that_all_comes_back(ledger, entries, at_once)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_entries(), max_size=4), st.booleans())
def test_anything_comes_back_as_it_was_from_a_server(postgresql: str, entries: list[Entry], at_once: bool) -> None:
    with Ledger.open(postgresql) as ledger:
        empty(postgresql)
        check_that_all_comes_back(ledger, entries, at_once)


def check_that_all_comes_back(ledger: Ledger, entries: list[Entry], at_once: bool) -> None:
    documents: dict[str, Document] = {}
    claims: dict[str, Claim] = {}
    for document, made in entries:
        documents.setdefault(document.id, document)
        for c in made:
            claims.setdefault(c.id, c)
    addresses = [document.url.partition("#")[0] for document in documents.values() if document.url]
    assume(len(addresses) == len(set(addresses)))  # else some would be older versions of others
    added = ledger.add_many(entries) if at_once else [ledger.add(*e) for e in entries]
    assert sum(a.document for a in added) == len(documents)
    assert sum(a.claims for a in added) == len(claims)
    for id_, document in documents.items():
        found = ledger.find(id_)
        assert found is not None
        assert found[0] == document
        assert {c.id: c for c in found[1]} == {id_: c for id_, c in claims.items() if c.document == document.id}
    about = {c.id: c for c in claims.values() if c.show is not None}
    kept = [kept for show in ledger.shows() for kept in ledger.claims(show.key)]
    assert {k.claim.id: (k.claim, k.document) for k in kept} == {
        id_: (c, documents[c.document]) for id_, c in about.items()
    }
    assert sum(show.claims for show in ledger.shows()) == len(kept) == len(about)


def test_peers_are_the_largest_figures_of_the_same_metric(ledger: Ledger) -> None:
    def figures(title: str, *values: tuple[int | None, float, str, date | None]) -> None:
        lines = [f"{title} {n} reached {value} {unit}." for n, (_, value, unit, _) in enumerate(values)]
        for line, (season, value, unit, day) in zip(lines, values, strict=True):
            document = Document(text=line, published=day)
            fields: dict[str, Any] = {"season": season, "value": value, "unit": unit, "window": "P7D", "platform": None}
            ledger.add(document, [claim(Audience, document, line, show=title, **fields)])

    early, late = date(2020, 1, 1), date(2022, 1, 1)
    figures("Harrow House", (1, 5, "viewers", early), (2, 0.5, "rating", early))
    figures("Brackwater", (1, 7, "viewers", early), (1, 9, "viewers", late), (2, 4, "viewers", early))
    figures("Café Noir", (None, 3, "viewers", early), (None, 3, "viewers", late), (None, 99, "hours", early))
    figures("The Long Meridian", (1, 1.5, "rating", None))

    def peers(unit: Unit, as_of: date | None = None, near: float = 5) -> tuple[dict[str, float], list[Any]]:
        found = ledger.peers(["harrow house"], Metric(unit=unit, window="P7D"), near, When(as_of))
        told = [k.claim for k in found.claims]
        return found.best, sorted((c.show, c.value) for c in told if isinstance(c, Audience))

    best = {"brackwater": 9, "cafe noir": 3}
    assert peers("viewers") == (best, [("Brackwater", 9), ("Café Noir", 3), ("Café Noir", 3)])
    best = {"brackwater": 7, "cafe noir": 3}
    assert peers("viewers", date(2021, 1, 1)) == (best, [("Brackwater", 7), ("Café Noir", 3)])
    assert peers("rating") == ({"long meridian": 1.5}, [("The Long Meridian", 1.5)])
    assert peers("accounts") == ({}, [])


def test_of_many_peers_the_largest_and_the_nearest_are_read_back(ledger: Ledger) -> None:
    for n in range(60):
        line = f"Show {n} reached {1000 + n}."
        document = Document(text=line)
        fields: dict[str, Any] = {"season": 1, "value": 1000 + n, "unit": "viewers", "window": "P7D", "platform": None}
        ledger.add(document, [claim(Audience, document, line, show=f"Show {n}", **fields)])
    found = ledger.peers(["show 5"], Metric(unit="viewers", window="P7D"), 1005)
    assert len(found.best) == 59
    values = [kept.claim.value for kept in found.claims if isinstance(kept.claim, Audience)]
    assert {1059, *range(1000, 1005), *range(1006, 1020)} <= set(values)
    assert len(values) < 30
