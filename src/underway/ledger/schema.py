"""The tables of a ledger. `migrations` makes them, step by step; a test holds the two to agree."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    column,
    table,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

VERSION = "0004"  # the newest revision, known here so that an up-to-date ledger opens without alembic
VERSION_TABLE = "ledger_version"  # of our own name: other programs keep an alembic_version, too


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps it as text, without its zone, as SQLAlchemy writes it there."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        if value is None or dialect.name != "sqlite":
            return value
        return _written(value)

    def process_result_value(self, value: datetime | str | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        return value.astimezone(UTC)


@lru_cache(maxsize=16)  # thousands of rows have one moment
def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


class _Escaped(TypeDecorator[str]):
    """Text that may hold U+0000, which PostgreSQL's cannot: it is written as U+0001 U+0001, and U+0001 as U+0001
    U+0002. That keeps apart what differs, and in order what is in order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value.replace("\x01", "\x01\x02").replace("\x00", "\x01\x01") if value else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return value.replace("\x01\x01", "\x00").replace("\x01\x02", "\x01") if value else value


# Any text, in the order of its code points.
Words = Text().with_variant(_Escaped(collation="C"), "postgresql")
Id = String(32).with_variant(String(32, collation="C"), "postgresql")

metadata = MetaData()

# One row for each transaction that kept something: no two have one moment, and none is earlier than those before it,
# whatever the computer's clock does. All that a transaction keeps bears its moment.
journal = Table("journal", metadata, Column("moment", Moment, primary_key=True))

# `known` is the day from which the world could know the document. `address` is a hash of its url, under which its
# versions meet; `outlet` the key of who published it. The long text stands last: SQLite reads a row from its
# beginning, and only as far as it must.
documents = Table(
    "documents",
    metadata,
    Column("id", Id, primary_key=True),
    Column("source_id", Words),
    Column("url", Words),
    Column("publisher", Words),
    Column("published", Date),
    Column("published_kind", Words),
    Column("title", Words),
    Column("language", Words),
    Column("known", Date),
    Column("address", Id),
    Column("outlet", Words),
    Column("kept", Moment, nullable=False),
    Column("text", Words, nullable=False),
    Index("documents_by_address", "address"),
)

# Two texts of one address: from the day `since` on the newer stands in place of the older.
versions = Table(
    "versions",
    metadata,
    Column("older", ForeignKey("documents.id"), primary_key=True),
    Column("newer", ForeignKey("documents.id"), primary_key=True),
    Column("since", Date),
    Column("kept", Moment, nullable=False),
)

# Which readers, by name and version, have read a document.
readings = Table(
    "readings",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("reader", Words, primary_key=True),
    Column("kept", Moment, nullable=False),
)

# A show is known by the key under which spellings of its title meet; `title` is the first that was met.
shows = Table(
    "shows",
    metadata,
    Column("key", Words, primary_key=True),
    Column("title", Words, nullable=False),
    Column("kept", Moment, nullable=False),
)

# `body` is the claim's own JSON; the columns beside it are there to be searched: `term` is the value from a list that
# the claim's kind has (a status, an event, a role), `name` the key of the person or company that it names.
claims = Table(
    "claims",
    metadata,
    Column("id", Id, primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("kind", Words, nullable=False),
    Column("show", ForeignKey("shows.key")),
    Column("season", Integer),
    Column("term", Words),
    Column("name", Words),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("rule", Words, nullable=False),
    Column("reader", Words, nullable=False),
    Column("kept", Moment, nullable=False),
    Column("body", Words, nullable=False),
    Index("claims_by_document", "document"),
    Index("claims_by_show", "show", "document"),
)

# The readers that found a claim, too, beside the one that it bears.
finders = Table(
    "finders",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("reader", Words, primary_key=True),
    Column("kept", Moment, nullable=False),
)

# The words of each claim's evidence, folded, to be searched: an FTS5 table in SQLite, one with a GIN index in
# PostgreSQL. It stands outside the metadata, since each database has its own way to make it.
claim_words = table("claim_words", column("claim", Id), column("words", Words))

# The time during which a claim was retired: from when a newer reader no longer found it until one found it again.
lapses = Table(
    "lapses",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("retired", Moment, primary_key=True),
    Column("found", Moment),
    Column("reader", Words, nullable=False),
)

# The figure of each audience claim, whose document and show it repeats; `metric` is a hash of its Metric, so that equal
# metrics are equal strings.
figures = Table(
    "figures",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("document", Id, nullable=False),
    Column("show", Words, nullable=False),
    Column("season", Integer),
    Column("metric", Id, nullable=False),
    Column("value", Float(53), nullable=False),
    Column("known", Date),
    Column("kept", Moment, nullable=False),
    Index("figures_by_metric", "metric", "show", "value"),
    Index("figures_by_show", "show", "metric"),
)

# Tables of audience figures, by a hash of their content; `edition` is the last day that one tells of.
audience_tables = Table(
    "audience_tables",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Words, nullable=False),
    Column("format", Words, nullable=False),
    Column("edition", Date),
    Column("kept", Moment, nullable=False),
)

# A metric by its hash, as JSON.
metrics = Table(
    "metrics",
    metadata,
    Column("id", Id, primary_key=True),
    Column("body", Words, nullable=False),
)

# The figures of such tables, of shows by the keys of their titles. Figures of one `slot` count the same thing; of these
# the one that stands is of the latest edition. What the columns are is told by audience.TableFigure and Figure.
table_figures = Table(
    "table_figures",
    metadata,
    Column("id", Id, primary_key=True),
    Column("slot", Id, nullable=False),
    Column("table", ForeignKey("audience_tables.id"), nullable=False),
    Column("edition", Date, nullable=False),
    Column("sheet", Words),
    Column("row", Integer, nullable=False),
    Column("show", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("printed", Words, nullable=False),
    Column("season", Integer),
    Column("label", Words),
    Column("form", String(4)),
    Column("listed", Words),
    Column("metric", ForeignKey("metrics.id"), nullable=False),
    Column("value", Float(53), nullable=False),
    Column("accuracy", String(16), nullable=False),
    Column("step", Integer, nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("weeks", Integer),
    Column("released", Date),
    Column("known", Date, nullable=False),
    Column("kept", Moment, nullable=False),
    Index("table_figures_by_slot", "slot"),
    Index("table_figures_by_show", "show", "metric"),
    Index("table_figures_by_metric", "metric", "listed", "last"),
)

# What people have found about claims and shows; `body` is the judgement's own JSON.
judgements = Table(
    "judgements",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("made", Moment, nullable=False),
    Column("body", Words, nullable=False),
)

# What catalogues say of shows, under the key of each of their titles: `show` is what the catalogue knows one by,
# `entry` a hash of what it says. What it says later stands beside it.
catalogue = Table(
    "catalogue",
    metadata,
    Column("key", Words, primary_key=True),
    Column("show", Words, primary_key=True),
    Column("kept", Moment, primary_key=True),
    Column("entry", Id, nullable=False),
    Column("body", Words, nullable=False),
)

# What keeps the ledger up to date, and tells people of it, has a state that changes, unlike the tables above.
# Feeds that are polled, by a hash of their address: `due` is when next, `failures` how often in a row it failed,
# `error` what was wrong last; `etag`, `last_modified` and `of` are its validators.
feeds = Table(
    "feeds",
    metadata,
    Column("id", Id, primary_key=True),
    Column("address", Words, nullable=False),
    Column("name", Words),
    Column("added", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    Column("polled", Moment),
    Column("failures", Integer, nullable=False),
    Column("error", Words),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("of", Words),
)

# Entries of feeds, by what tells them apart over all feeds, and kept after their feed is removed; `serial` is the order
# in which they came. `body` is the entry's own JSON until it is read; `due` is when it is to be tried, None once it was
# read or given up, with `error` what was wrong.
entries = Table(
    "entries",
    metadata,
    Column("key", Id, primary_key=True),
    Column("feed", Id, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", Moment),
    Column("error", Words),
    Column("body", Words),
    Index("entries_by_feed", "feed", "state"),
    Index("entries_by_due", "due"),
    Index("entries_by_serial", "serial"),
)

# What servers said of pages that are kept, by a hash of the address that was asked for.
pages = Table(
    "pages",
    metadata,
    Column("id", Id, primary_key=True),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("of", Words),
)

# The shows that are followed, by the key of their title.
follows = Table(
    "follows",
    metadata,
    Column("key", Words, primary_key=True),
    Column("title", Words, nullable=False),
    Column("since", Moment, nullable=False),
)

# Digests that were handed out, as they were then; and in which one each change is. `fact` is an id of what the change
# says, without its `day` and what was before; None once another has taken its place.
digests = Table(
    "digests",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("made", Moment, nullable=False),
    Column("confirmed", Moment),
    Column("body", Words, nullable=False),
)
digest_changes = Table(
    "digest_changes",
    metadata,
    Column("change", Id, primary_key=True),
    Column("fact", Id),
    Column("day", Date, nullable=False),
    Column("digest", ForeignKey("digests.id"), nullable=False),
    Index("digest_changes_by_fact", "fact"),
)
