"""The tables of a ledger. `migrations` makes them, step by step; a test holds the two to agree."""

from datetime import UTC, datetime

from sqlalchemy import Column, Date, DateTime, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

VERSION = "0001"  # the newest revision, known here so that an up-to-date ledger opens without alembic
VERSION_TABLE = "ledger_version"  # of our own name: other programs keep an alembic_version, too


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps it without its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC) if value else None


metadata = MetaData()

# The long text stands last: SQLite reads a row from its beginning, and only as far as it must.
documents = Table(
    "documents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("source_id", Text),
    Column("url", Text),
    Column("publisher", Text),
    Column("published", Date),
    Column("title", Text),
    Column("language", Text),
    Column("kept", Moment, nullable=False),
    Column("text", Text, nullable=False),
)

# A show is known by the key under which spellings of its title meet; `title` is the first that was met.
shows = Table(
    "shows",
    metadata,
    Column("key", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("kept", Moment, nullable=False),
)

# `body` is the claim's own JSON; the columns beside it are there to be searched. A claim that is retired is one that
# a newer reader no longer finds; it stays.
claims = Table(
    "claims",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("show", ForeignKey("shows.key")),
    Column("season", Integer),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("rule", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("kept", Moment, nullable=False),
    Column("retired", Moment),
    Column("body", Text, nullable=False),
    Index("claims_by_document", "document"),
    Index("claims_by_show", "show", "retired", "document"),
)

# The figure of each audience claim; `metric` is the JSON of its Metric, so that equal metrics are equal strings.
figures = Table(
    "figures",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("show", ForeignKey("shows.key"), nullable=False),
    Column("season", Integer),
    Column("metric", Text, nullable=False),
    Column("value", Float(53), nullable=False),
    Index("figures_by_metric", "metric", "show", "season", "value"),
    Index("figures_by_show", "show", "metric"),
)
