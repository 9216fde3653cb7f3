"""Whether a database is a ledger, and the steps that make it one of today's."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select, table, text
from sqlalchemy import column as named

from underway.ledger.connections import reading, use_write_ahead_log, writing
from underway.ledger.errors import LedgerError
from underway.ledger.schema import VERSION, VERSION_TABLE

MIGRATIONS = Path(__file__).parent / "migrations"


def version_of(connection: Connection, place: str) -> str | None:
    """The schema's version; None where the database is empty. Raises LedgerError where it is something else's."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if VERSION_TABLE not in tables:
        raise LedgerError(f"{place}: is not a ledger but a database of something else; name another")
    return connection.scalar(select(named("version_num")).select_from(table(VERSION_TABLE)))


def bring_up_to_date(engine: Engine, place: str, *, create: bool = True) -> None:
    """Makes the tables of an empty database where it may, and takes the steps that an older ledger lacks.

    Raises LedgerError where the database is not a ledger, or one of a newer Underway; it is then left as it was.
    """
    with reading(engine) as connection:
        version = version_of(connection, place)
        if version is None:
            if not create:
                raise nothing_there(place)
            _check_encoding(connection, place)
    if version == VERSION:
        return
    from alembic import command  # noqa: PLC0415 - slow to import, and seldom needed
    from alembic.config import Config  # noqa: PLC0415 - as above
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - as above

    config = Config()
    # The value is interpolated: a folder's name may hold a percent sign.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise LedgerError(
            f"{place}: was written by a newer Underway (schema {version}, and this one knows {VERSION}); "
            "upgrade Underway to use it"
        )
    if engine.dialect.name == "sqlite":
        use_write_ahead_log(engine)
    with writing(engine) as connection:
        # Looked at once more: another process may have been quicker.
        if version_of(connection, place) == version:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _check_encoding(connection: Connection, place: str) -> None:
    """Raises LedgerError where a server's database cannot hold every text."""
    if (
        connection.dialect.name == "postgresql"
        and (encoding := connection.scalar(text("SHOW server_encoding"))) != "UTF8"
    ):
        raise LedgerError(f"{place}: its encoding, {encoding}, cannot hold every text; name a database in UTF8")


def nothing_there(place: str) -> LedgerError:
    return LedgerError(f"{place}: there is no ledger yet; `underway add` makes one")
