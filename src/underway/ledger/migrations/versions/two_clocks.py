"""The journal of moments, versions of documents, lapses of claims, judgements, catalogues, and words to be searched.

What is kept already takes part in it: its moments enter the journal, and the documents of one address become versions.
"""

from datetime import UTC
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

from underway.ledger.rows import outlet_key, searched
from underway.vocabulary import Audience, claim_from_json, content_id, figure_of
from underway.vocabulary.titles import title_key

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)
_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_AT_ONCE = 1000
_TERM = {"status": "status", "date": "event", "credit": "role", "company": "role"}
_NAME = {"quote": "speaker", "credit": "person", "company": "name"}


def upgrade() -> None:
    op.drop_table("figures")
    op.create_table("journal", sa.Column("moment", _MOMENT, primary_key=True))
    op.add_column("documents", sa.Column("known", sa.Date))
    op.add_column("documents", sa.Column("address", _ID))
    op.add_column("documents", sa.Column("outlet", _WORDS))
    op.create_index("documents_by_address", "documents", ["address"])
    op.create_table(
        "versions",
        sa.Column("older", _ID, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("newer", _ID, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("since", sa.Date),
        sa.Column("kept", _MOMENT, nullable=False),
    )
    op.create_table(
        "readings",
        sa.Column("document", _ID, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("reader", _WORDS, primary_key=True),
        sa.Column("kept", _MOMENT, nullable=False),
    )
    op.drop_index("claims_by_show", "claims")
    with op.batch_alter_table("claims") as claims:
        claims.drop_column("retired")
        claims.add_column(sa.Column("term", _WORDS))
        claims.add_column(sa.Column("name", _WORDS))
    op.create_index("claims_by_show", "claims", ["show", "document"])
    op.create_table(
        "lapses",
        sa.Column("claim", _ID, sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("retired", _MOMENT, primary_key=True),
        sa.Column("found", _MOMENT),
        sa.Column("reader", _WORDS, nullable=False),
    )
    op.create_table(
        "figures",
        sa.Column("claim", _ID, sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("document", _ID, nullable=False),
        sa.Column("show", _WORDS, nullable=False),
        sa.Column("season", sa.Integer),
        sa.Column("metric", _ID, nullable=False),
        sa.Column("value", sa.Float(53), nullable=False),
        sa.Column("known", sa.Date),
        sa.Column("kept", _MOMENT, nullable=False),
    )
    op.create_index("figures_by_metric", "figures", ["metric", "show", "value"])
    op.create_index("figures_by_show", "figures", ["show", "metric"])
    op.create_table(
        "judgements",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("kind", _WORDS, nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("body", _WORDS, nullable=False),
    )
    op.create_table(
        "catalogue",
        sa.Column("key", _WORDS, primary_key=True),
        sa.Column("show", _WORDS, primary_key=True),
        sa.Column("kept", _MOMENT, primary_key=True),
        sa.Column("entry", _ID, nullable=False),
        sa.Column("body", _WORDS, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE claim_words USING fts5(claim UNINDEXED, words, columnsize = 0)")
    else:
        op.create_table(
            "claim_words",
            sa.Column("claim", _ID, sa.ForeignKey("claims.id"), primary_key=True),
            sa.Column("words", _WORDS, nullable=False),
        )
        op.execute("CREATE INDEX claim_words_searched ON claim_words USING gin (to_tsvector('simple', words))")
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    """What older ledgers hold, in the columns and tables that are new."""
    documents = sa.table("documents", *_columns("id url publisher published kept known address outlet"))
    claims = sa.table("claims", *_columns("id document show season reader kept body term name"))
    figures = sa.table("figures", *_columns("claim document show season metric value known kept"))
    versions = sa.table("versions", *_columns("older newer since kept"))
    journal = sa.table("journal", *_columns("moment"))
    words = sa.table("claim_words", *_columns("claim words"))
    connection.execute(
        sa.insert(journal).from_select(["moment"], sa.union(sa.select(documents.c.kept), sa.select(claims.c.kept)))
    )
    readings = sa.table("readings", *_columns("document reader kept"))
    read = sa.select(claims.c.document, claims.c.reader, sa.func.min(claims.c.kept)).group_by(
        claims.c.document, claims.c.reader
    )
    connection.execute(sa.insert(readings).from_select(["document", "reader", "kept"], read))
    typed = sa.select(
        documents.c.id,
        documents.c.url,
        documents.c.publisher,
        sa.type_coerce(documents.c.published, sa.Date).label("published"),
        sa.type_coerce(documents.c.kept, _MOMENT).label("kept"),
    )
    known = {}
    at: dict[str, list[sa.Row[Any]]] = {}
    for row in connection.execute(typed.order_by(documents.c.kept, documents.c.id)).all():
        kept = row.kept.replace(tzinfo=row.kept.tzinfo or UTC).astimezone(UTC).date()
        address = content_id(row.url.partition("#")[0]) if row.url else None
        others = at.setdefault(address, []) if address else []
        # Where its day does not tell it from other texts of its page, it is known from when it was kept.
        told_apart = row.published and all(other.published not in (None, row.published) for other in others)
        day = row.published if told_apart else kept
        known[row.id] = day
        connection.execute(
            sa.update(documents)
            .where(documents.c.id == row.id)
            .values(known=sa.bindparam("day", day, sa.Date), address=address, outlet=outlet_key(row.publisher, row.url))
        )
        for other in others:
            older, newer = sorted((other, row), key=lambda r: known[r.id])
            connection.execute(
                sa.insert(versions).values(
                    older=older.id,
                    newer=newer.id,
                    since=sa.bindparam("since", known[newer.id], sa.Date),
                    kept=sa.bindparam("kept", row.kept, _MOMENT),
                )
            )
        others.append(row)
    last = ""
    while rows := connection.execute(
        sa.select(
            claims.c.id,
            claims.c.document,
            claims.c.show,
            claims.c.season,
            sa.type_coerce(claims.c.kept, _MOMENT).label("kept"),
            claims.c.body,
        )
        .where(claims.c.id > last)
        .order_by(claims.c.id)
        .limit(_AT_ONCE)
    ).all():
        last = rows[-1].id
        for row in rows:
            claim = claim_from_json(row.body)
            name = getattr(claim, _NAME.get(claim.kind, ""), None)
            connection.execute(
                sa.update(claims)
                .where(claims.c.id == row.id)
                .values(term=getattr(claim, _TERM.get(claim.kind, ""), None), name=title_key(name) if name else None)
            )
            connection.execute(sa.insert(words).values(claim=row.id, words=searched(claim.evidence.text)))
            if isinstance(claim, Audience):
                figure = figure_of(claim, None)  # what a metric is told apart by has grown since: a later step
                connection.execute(
                    sa.insert(figures).values(
                        claim=row.id,
                        document=row.document,
                        show=row.show,
                        season=row.season,
                        metric=content_id(msgspec.to_builtins(figure.metric)),
                        value=float(figure.value),
                        known=sa.bindparam("known", known[row.document], sa.Date),
                        kept=sa.bindparam("kept", row.kept, _MOMENT),
                    )
                )


def _columns(names: str) -> list[sa.ColumnClause[Any]]:
    return [sa.column(name) for name in names.split()]
