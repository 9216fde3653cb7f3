"""A ledger at a PostgreSQL server: what its URL may say, who is let in, and what goes wrong there."""

import random
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from underway.ledger import Contents, Ledger, LedgerError

from .made import entry, find_all
from .sql import sql

NEW = entry(5)


def refusal(location: str) -> str:
    """The one line that tells why there is no ledger at the location."""
    with pytest.raises(LedgerError) as refused:
        Ledger.open(location, patience=1)
    return checked(refused.value)


def failure(ledger: Ledger) -> str:
    """The one line that tells why nothing can be added."""
    with pytest.raises(LedgerError) as failed:
        ledger.add(*NEW)
    return checked(failed.value)


def checked(error: LedgerError) -> str:
    message = str(error)
    assert message.startswith("postgresql://")
    assert len(message.splitlines()) == 1
    assert "secret" not in message
    return message


def of_user(location: str, user: str) -> str:
    return location.replace("postgres:@", f"{user}@")


@pytest.fixture(scope="session")
def _guarded(server: Callable[[str], str]) -> None:
    """The server lets in `guarded` with a password alone, `open sesame`, and `uninvited` not at all."""
    location = server("postgres")
    sql(location, "CREATE ROLE guarded LOGIN PASSWORD 'open sesame'", "CREATE ROLE uninvited LOGIN")
    rules = Path(sql(location, "SHOW hba_file")[0][0])
    rules.write_text(f"local all guarded scram-sha-256\nlocal all uninvited reject\n{rules.read_text()}")
    sql(location, "SELECT pg_reload_conf()")
    with suppress(psycopg.OperationalError):
        while True:  # until the rules are in force
            psycopg.connect(of_user(location, "guarded")).close()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_the_spellings_of_a_url(postgresql: str, scheme: str) -> None:
    with Ledger.open(postgresql.replace("postgresql", scheme, 1)) as ledger:
        ledger.add(*NEW)
    with Ledger.open(postgresql, create=False) as ledger:
        assert find_all(ledger, [NEW]) == [NEW]


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("127.0.0.1:1/shows", "127.0.0.1:1/shows: the server cannot be reached (connection to server at"),
        ("127.0.0.1:1/shows?sslpassword=secret", "127.0.0.1:1/shows: the server cannot be reached"),
        ("/shows?host=/no/where", "No such file or directory); correct the URL, or have the server started"),
        ("127.0.0.1/shows?colour=red", 'invalid connection option "colour"'),
    ],
)
def test_servers_that_cannot_be_reached(where: str, says: str) -> None:
    message = refusal(f"postgresql://me:secret@{where}")
    assert message.startswith("postgresql://me:***@")
    assert says in message


@pytest.mark.usefixtures("_guarded")
@pytest.mark.parametrize(
    ("user", "says"),
    [
        ("guarded:secret", "the server does not accept this user with this password; correct the URL"),
        ("guarded", "the server asks for a password; give one in the URL, or in ~/.pgpass"),
        ("uninvited:secret", "the server refuses the connection (pg_hba.conf rejects connection"),
        ("nobody", 'the server refuses the connection (role "nobody" does not exist); correct the URL'),
    ],
)
def test_users_who_are_not_let_in(server: Callable[[str], str], user: str, says: str) -> None:
    assert says in refusal(of_user(server("postgres"), user))


@pytest.mark.usefixtures("_guarded")
def test_what_users_may_do(postgresql: str) -> None:
    guarded = of_user(postgresql, "guarded:open%20sesame")
    assert "this user may not do that there; have the rights granted" in refusal(guarded)
    sql(postgresql, "GRANT CREATE ON SCHEMA public TO guarded")
    with Ledger.open(guarded) as ledger:
        ledger.add(*entry(1))
    sql(postgresql, "REVOKE INSERT ON ALL TABLES IN SCHEMA public FROM guarded")
    with Ledger.open(guarded, create=False) as ledger:
        assert find_all(ledger, [entry(1)]) == [entry(1)]
        assert "this user may not do that there; have the rights granted" in failure(ledger)
    sql(postgresql, "DROP OWNED BY guarded")


def test_databases_that_are_not_there_or_cannot_hold_every_text(postgresql: str, server: Callable[[str], str]) -> None:
    assert "there is no such database at the server; make it first" in refusal(server("missing"))
    options = "TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
    sql(postgresql, f"CREATE DATABASE latin {options}")
    assert "its encoding, LATIN1, cannot hold every text; name a database in UTF8" in refusal(server("latin"))
    sql(postgresql, "DROP DATABASE latin")


def test_an_empty_database_becomes_a_ledger_where_it_may(postgresql: str) -> None:
    with pytest.raises(LedgerError, match="there is no ledger yet; `underway add` makes one"):
        Ledger.open(postgresql, create=False)
    assert sql(postgresql, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == []
    Ledger.open(postgresql).close()
    Ledger.open(postgresql, create=False).close()


def test_ledgers_in_schemas_of_one_database(postgresql: str) -> None:
    one, other = (f"{postgresql}&options=-csearch_path%3D{schema}" for schema in ("one", "other"))
    assert "the schema that is to hold it does not exist; make it first" in refusal(one)
    sql(postgresql, "CREATE SCHEMA one", "CREATE SCHEMA other", "CREATE TABLE public.recipes (name TEXT)")
    with Ledger.open(one) as ledger, Ledger.open(other) as beside:
        ledger.add(*NEW)
        assert find_all(ledger, [NEW]) == [NEW]
        assert beside.contents() == Contents(documents=0, claims=0, shows=0)


def test_a_missing_driver_is_named(postgresql: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert refusal(postgresql).endswith(
        'a package for PostgreSQL is missing; install it: pip install "underway[postgres]"'
    )


TRIGGER = """
CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {} RETURN NEW; END $$;
CREATE TRIGGER failing BEFORE INSERT ON claims FOR EACH ROW EXECUTE FUNCTION fail();
"""


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("08006", "the connection to the server was lost; run this again"),
        ("22001", "cannot hold a text as long as this one"),
        ("25006", "may only be read; name a server that takes writes"),
        ("40P01", "is in use by another process; try again when that is done"),
        ("42501", "this user may not do that there"),
        ("42P01", "is damaged (two lines); put a copy of it in its place"),
        ("53100", "has no room left on its disk; make room, then run this again"),
        ("53200", "the server takes no more work at the moment; run this again later"),
        ("54000", "cannot hold a text as long as this one"),
        ("58030", "cannot be read or written, says the disk; check it, then run this again"),
        ("XX001", "is damaged (two lines); put a copy of it in its place"),
        ("P0001", "two lines"),
    ],
)
def test_what_the_server_says_becomes_one_line(postgresql: str, code: str, says: str) -> None:
    with Ledger.open(postgresql) as ledger:
        sql(postgresql, TRIGGER.format(f"RAISE EXCEPTION E'two lines\\nof it' USING ERRCODE = '{code}';"))
        assert says in failure(ledger)
        assert ledger.contents() == Contents(documents=0, claims=0, shows=0)


def test_a_connection_that_is_lost(postgresql: str) -> None:
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'underway'"
    with Ledger.open(postgresql) as ledger:
        ledger.add(*entry(1))
        assert sql(postgresql, f"{others} AND datname = current_database()") == [(True,)]
        assert ledger.add(*entry(2)).document  # between two transactions nothing is lost
        sql(postgresql, TRIGGER.format("PERFORM pg_terminate_backend(pg_backend_pid());"))
        assert "the connection to the server was lost; run this again" in failure(ledger)
        sql(postgresql, "DROP TRIGGER failing ON claims")
        assert ledger.contents().documents == 2
        assert ledger.add(*NEW).document


def test_a_title_that_is_longer_than_an_index_takes(postgresql: str) -> None:
    document, claims = entry(1, show="".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz ", k=10_000)))
    with Ledger.open(postgresql) as ledger:
        ledger.add(document, claims)
        assert ledger.find(document.id) == (document, claims)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE documents SET text = 'Somebody wrote something else.'",
        "UPDATE documents SET published = 'infinity'",
        "UPDATE claims SET body = 'nonsense'",
        "DROP TABLE claims CASCADE",
        "ALTER TABLE claims DROP COLUMN body",
    ],
)
def test_rows_that_are_not_what_was_kept_are_told_of(postgresql: str, change: str) -> None:
    with Ledger.open(postgresql) as ledger:
        ledger.add(*entry(1, show="Brackwater"))
        sql(postgresql, change)
        with pytest.raises(LedgerError, match="is damaged") as refused:
            list(ledger.claims("brackwater"))
    assert len(str(refused.value).splitlines()) == 1


def test_text_is_in_the_order_of_its_code_points(postgresql: str) -> None:
    Ledger.open(postgresql).close()
    texts = "FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'text'"
    assert sql(postgresql, f"SELECT DISTINCT collation_name {texts}") == [("C",)]
