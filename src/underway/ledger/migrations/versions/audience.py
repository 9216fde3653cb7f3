"""Tables of audience figures; the metrics of the figures in claims, which are told apart by more than before; and who
found a claim, too."""

import sqlalchemy as sa
from alembic import op

from underway.ledger.rows import metric_rows
from underway.vocabulary import Audience, claim_from_json, figure_of

revision = "0004"
down_revision = "0003"

_MOMENT = sa.DateTime(timezone=True)
_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_AT_ONCE = 1000


def upgrade() -> None:
    op.create_table(
        "finders",
        sa.Column("claim", _ID, sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("reader", _WORDS, primary_key=True),
        sa.Column("kept", _MOMENT, nullable=False),
    )
    op.create_table(
        "audience_tables",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("name", _WORDS, nullable=False),
        sa.Column("format", _WORDS, nullable=False),
        sa.Column("edition", sa.Date),
        sa.Column("kept", _MOMENT, nullable=False),
    )
    op.create_table(
        "metrics",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("body", _WORDS, nullable=False),
    )
    op.create_table(
        "table_figures",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("slot", _ID, nullable=False),
        sa.Column("table", _ID, sa.ForeignKey("audience_tables.id"), nullable=False),
        sa.Column("edition", sa.Date, nullable=False),
        sa.Column("sheet", _WORDS),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("show", _WORDS, nullable=False),
        sa.Column("title", _WORDS, nullable=False),
        sa.Column("printed", _WORDS, nullable=False),
        sa.Column("season", sa.Integer),
        sa.Column("label", _WORDS),
        sa.Column("form", sa.String(4)),
        sa.Column("listed", _WORDS),
        sa.Column("metric", _ID, sa.ForeignKey("metrics.id"), nullable=False),
        sa.Column("value", sa.Float(53), nullable=False),
        sa.Column("accuracy", sa.String(16), nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("first", sa.Date),
        sa.Column("last", sa.Date),
        sa.Column("weeks", sa.Integer),
        sa.Column("released", sa.Date),
        sa.Column("known", sa.Date, nullable=False),
        sa.Column("kept", _MOMENT, nullable=False),
    )
    op.create_index("table_figures_by_slot", "table_figures", ["slot"])
    op.create_index("table_figures_by_show", "table_figures", ["show", "metric"])
    op.create_index("table_figures_by_metric", "table_figures", ["metric", "listed", "last"])
    _tell_metrics_apart(op.get_bind())


def _tell_metrics_apart(connection: sa.Connection) -> None:
    figures = sa.table("figures", sa.column("claim"), sa.column("document"), sa.column("metric"))
    claims = sa.table("claims", sa.column("id"), sa.column("body"))
    documents = sa.table("documents", sa.column("id"), sa.column("published", sa.Date))
    page = (
        sa.select(figures.c.claim, claims.c.body, documents.c.published)
        .join(claims, claims.c.id == figures.c.claim)
        .join(documents, documents.c.id == figures.c.document)
        .order_by(figures.c.claim)
        .limit(_AT_ONCE)
    )
    metrics = sa.table("metrics", sa.column("id"), sa.column("body"))
    met: set[str] = set()
    last = ""
    while rows := connection.execute(page.where(figures.c.claim > last)).all():
        last = rows[-1].claim
        for row in rows:
            claim = claim_from_json(row.body)
            if isinstance(claim, Audience):
                for id_, values in metric_rows([figure_of(claim, row.published).metric]).items():
                    connection.execute(sa.update(figures).where(figures.c.claim == row.claim).values(metric=id_))
                    if id_ not in met:
                        connection.execute(sa.insert(metrics).values(values))
                    met.add(id_)
