"""Documents, claims, the shows that they are about, and the figures that some of them give.

A migration is never changed once it is released, and there is no way back: a ledger loses nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    id_ = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "documents",
        sa.Column("id", id_, primary_key=True),
        sa.Column("source_id", words),
        sa.Column("url", words),
        sa.Column("publisher", words),
        sa.Column("published", sa.Date),
        sa.Column("title", words),
        sa.Column("language", words),
        sa.Column("kept", moment, nullable=False),
        sa.Column("text", words, nullable=False),
    )
    op.create_table(
        "shows",
        sa.Column("key", words, primary_key=True),
        sa.Column("title", words, nullable=False),
        sa.Column("kept", moment, nullable=False),
    )
    op.create_table(
        "claims",
        sa.Column("id", id_, primary_key=True),
        sa.Column("document", id_, sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("kind", words, nullable=False),
        sa.Column("show", words, sa.ForeignKey("shows.key")),
        sa.Column("season", sa.Integer),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("rule", words, nullable=False),
        sa.Column("reader", words, nullable=False),
        sa.Column("kept", moment, nullable=False),
        sa.Column("retired", moment),
        sa.Column("body", words, nullable=False),
    )
    op.create_index("claims_by_document", "claims", ["document"])
    op.create_index("claims_by_show", "claims", ["show", "retired", "document"])
    op.create_table(
        "figures",
        sa.Column("claim", id_, sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("show", words, sa.ForeignKey("shows.key"), nullable=False),
        sa.Column("season", sa.Integer),
        sa.Column("metric", words, nullable=False),
        sa.Column("value", sa.Float(53), nullable=False),
    )
    op.create_index("figures_by_metric", "figures", ["metric", "show", "season", "value"])
    op.create_index("figures_by_show", "figures", ["show", "metric"])
