"""Run by alembic for every migration. The connection, in its transaction, comes from `underway.ledger.upgrade`."""

from alembic import context

from underway.ledger.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
