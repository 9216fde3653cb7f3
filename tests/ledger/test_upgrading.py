"""A ledger of an older Underway becomes one of today's, with all that it holds."""

from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
from alembic import command
from alembic.config import Config

from underway.ledger import Filter, Ledger, searched
from underway.ledger.connections import connect, writing
from underway.ledger.locations import ledger_location
from underway.ledger.upgrade import MIGRATIONS
from underway.vocabulary import Audience, figure_of
from underway.vocabulary.titles import title_key

from .made import Entry, entry
from .sql import connect as by_hand

START = datetime(2024, 1, 1, tzinfo=UTC)
# Three texts a page: of two days, of one day, without a day.
DAYS = (date(2021, 5, 5), date(2021, 6, 6), date(2021, 6, 6), date(2021, 5, 5), None, date(2021, 5, 7))
ENTRIES = [
    entry(n, day=DAYS[n % 6], url=f"https://dial.example/{n // 3}#top" if n < 18 else None, publisher="The Dial")
    for n in range(24)
]


def kept_at(n: int) -> datetime:
    return START + timedelta(days=n)


def first_ledger(place: str, entries: list[Entry]) -> None:
    """What the first schema held of these documents, each kept a day after the one before."""
    engine = connect(ledger_location(place), patience=5)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with closing(by_hand(place)) as connection:
        for n, (document, claims) in enumerate(entries):
            kept = kept_at(n).strftime("%Y-%m-%d %H:%M:%S.%f")
            values = msgspec.structs.asdict(document) | {
                "kept": kept,
                "published": document.published and document.published.isoformat(),
            }
            del values["published_kind"]
            names = ", ".join(values)
            marks = ", ".join(f":{name}" for name in values)
            connection.execute(f"INSERT INTO documents ({names}) VALUES ({marks})", values)
            for claim in claims:
                show = title_key(claim.show) if claim.show else None
                season = getattr(claim, "season", None)
                connection.execute("INSERT OR IGNORE INTO shows VALUES (?, ?, ?)", (show, claim.show, kept))
                place_ = (claim.evidence.start, claim.evidence.end)
                beside = (claim.rule, claim.reader, kept, None, claim.to_json().decode())
                row = (claim.id, document.id, claim.kind, show, season, *place_, *beside)
                connection.execute(f"INSERT INTO claims VALUES ({', '.join('?' * len(row))})", row)
                if isinstance(claim, Audience):
                    metric = msgspec.json.encode(figure_of(claim, document.published).metric).decode()
                    figure = (claim.id, show, season, metric, float(claim.value))
                    connection.execute("INSERT INTO figures VALUES (?, ?, ?, ?, ?)", figure)


def held(ledger: Ledger) -> list[object]:
    found = [
        Filter(phrases=(searched("renewed for season 3"),)),
        Filter(name=title_key("Canal 3")),
        Filter(term="renewed"),
    ]
    return [
        ledger.contents(),
        ledger.latest(),
        list(ledger.entries()),
        list(ledger.shows()),
        [list(ledger.search(wanted)) for wanted in found],
        ledger.peers(["harrow house"], figure_of(_figure(), None).metric, 5),
    ]


def _figure() -> Audience:
    return next(claim for _, claims in ENTRIES for claim in claims if isinstance(claim, Audience))


def test_an_older_ledger_holds_what_one_of_today_would(tmp_path: Path) -> None:
    old, new = str(tmp_path / "old.sqlite"), str(tmp_path / "new.sqlite")
    first_ledger(old, ENTRIES)
    days = iter(range(len(ENTRIES)))
    with Ledger.open(new, now=lambda: kept_at(next(days))) as fresh, Ledger.open(old) as upgraded:
        for document, claims in ENTRIES:
            fresh.add(document, claims)
        assert held(upgraded) == held(fresh)
        assert list(upgraded.unread("made 1")) == []
        assert list(upgraded.unread("made 2")) == sorted((d for d, _ in ENTRIES), key=lambda d: d.id)
