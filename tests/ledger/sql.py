"""What is done to a ledger's database behind its back."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from underway.ledger.schema import VERSION_TABLE


def connect(place: str | Path) -> Any:
    """A connection of the database's own driver, without a transaction."""
    if "://" in str(place):
        return psycopg.connect(str(place), autocommit=True)
    return sqlite3.connect(place, isolation_level=None)


def sql(place: str | Path, *statements: str) -> list[tuple[Any, ...]]:
    """The rows of the last statement."""
    rows: list[tuple[Any, ...]] = []
    with closing(connect(place)) as connection:
        for statement in statements:
            cursor = connection.execute(statement)
            rows = cursor.fetchall() if cursor.description else []
    return rows


def empty(place: str) -> None:
    """Takes everything out of a ledger at a server."""
    tables = f"SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '{VERSION_TABLE}'"
    sql(place, f"TRUNCATE {', '.join(name for (name,) in sql(place, tables))}")
