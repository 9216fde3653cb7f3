"""The kind of a document's day; feeds and their entries, validators of pages; follows and digests."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_MOMENT = sa.DateTime(timezone=True)
_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("documents", sa.Column("published_kind", _WORDS))
    op.create_table(
        "feeds",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("address", _WORDS, nullable=False),
        sa.Column("name", _WORDS),
        sa.Column("added", _MOMENT, nullable=False),
        sa.Column("due", _MOMENT, nullable=False),
        sa.Column("polled", _MOMENT),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("error", _WORDS),
        sa.Column("etag", _WORDS),
        sa.Column("last_modified", _WORDS),
        sa.Column("of", _WORDS),
    )
    op.create_table(
        "entries",
        sa.Column("key", _ID, primary_key=True),
        sa.Column("feed", _ID, nullable=False),
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due", _MOMENT),
        sa.Column("error", _WORDS),
        sa.Column("body", _WORDS),
    )
    op.create_index("entries_by_feed", "entries", ["feed", "state"])
    op.create_index("entries_by_due", "entries", ["due"])
    op.create_index("entries_by_serial", "entries", ["serial"])
    op.create_table(
        "pages",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("etag", _WORDS),
        sa.Column("last_modified", _WORDS),
        sa.Column("of", _WORDS),
    )
    op.create_table(
        "follows",
        sa.Column("key", _WORDS, primary_key=True),
        sa.Column("title", _WORDS, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
    )
    op.create_table(
        "digests",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("confirmed", _MOMENT),
        sa.Column("body", _WORDS, nullable=False),
    )
    op.create_table(
        "digest_changes",
        sa.Column("change", _ID, primary_key=True),
        sa.Column("fact", _ID),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("digest", sa.String(12), sa.ForeignKey("digests.id"), nullable=False),
    )
    op.create_index("digest_changes_by_fact", "digest_changes", ["fact"])
