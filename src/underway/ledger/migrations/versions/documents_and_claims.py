"""Documents, claims, the shows that they are about, and the figures that some of them give.

A migration is never changed once it is released, and there is no way back: a ledger loses nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "documents",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("source_id", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("published", sa.Date),
        sa.Column("title", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("kept", moment, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "shows",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kept", moment, nullable=False),
    )
    op.create_table(
        "claims",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("document", sa.String(32), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("show", sa.Text, sa.ForeignKey("shows.key")),
        sa.Column("season", sa.Integer),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("kept", moment, nullable=False),
        sa.Column("retired", moment),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("claims_by_document", "claims", ["document"])
    op.create_index("claims_by_show", "claims", ["show", "retired", "document"])
    op.create_table(
        "figures",
        sa.Column("claim", sa.String(32), sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("show", sa.Text, sa.ForeignKey("shows.key"), nullable=False),
        sa.Column("season", sa.Integer),
        sa.Column("metric", sa.Text, nullable=False),
        sa.Column("value", sa.Float(53), nullable=False),
    )
    op.create_index("figures_by_metric", "figures", ["metric", "show", "season", "value"])
    op.create_index("figures_by_show", "figures", ["show", "metric"])
