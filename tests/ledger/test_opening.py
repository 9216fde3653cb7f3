"""What a ledger can be opened from, how it is made, and what is refused, in one line that says what to do."""

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from underway.ledger import Contents, Ledger, LedgerError, connections, default_location
from underway.ledger.locations import ledger_location
from underway.ledger.schema import VERSION, VERSION_TABLE, Moment, metadata
from underway.ledger.upgrade import MIGRATIONS

from .made import entry, find_all
from .sql import connect, sql


def make(place: Path | str, count: int = 3) -> None:
    with Ledger.open(str(place)) as ledger:
        ledger.add_many([entry(n) for n in range(count)])


def refusal(location: str, *, create: bool = True) -> str:
    with pytest.raises(LedgerError) as refused:
        Ledger.open(location, create=create)
    message = str(refused.value)
    assert message.startswith(f"{location}: ")
    assert len(message.splitlines()) == 1
    return message


@pytest.mark.parametrize(
    "name", ["ledger.sqlite", "new/folders/ledger", "100% ünder way?#&.sqlite", ":memory:", "file:x?mode=memory"]
)
def test_a_ledger_is_made_where_there_is_none(tmp_path: Path, name: str) -> None:
    make(tmp_path / name)
    assert (tmp_path / name).is_file()
    with Ledger.open(str(tmp_path / name), create=False) as ledger:
        assert ledger.contents() == Contents(documents=3, claims=12, shows=3)


def test_relative_paths_homes_and_urls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for location, path in [
        ("a.sqlite", "a.sqlite"),
        ("~/b.sqlite", "home/b.sqlite"),
        ("sqlite:///c.sqlite", "c.sqlite"),
        (f"sqlite:///{tmp_path}/d.sqlite", "d.sqlite"),
    ]:
        Ledger.open(location).close()
        assert (tmp_path / path).is_file(), location


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.touch()
    assert "there is no ledger yet" in refusal(str(path), create=False)
    assert path.read_bytes() == b""
    make(path)


def test_a_ledger_that_is_missing(tmp_path: Path) -> None:
    message = refusal(str(tmp_path / "no" / "ledger.sqlite"), create=False)
    assert message.endswith(": there is no ledger yet; `underway add` makes one")
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_a_database_that_others_can_read_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    make(path)
    assert sql(path, "PRAGMA journal_mode") == [("wal",)]
    assert sql(path, "PRAGMA integrity_check") == [("ok",)]
    assert sql(path, "PRAGMA foreign_key_check") == []
    assert sql(path, f"SELECT version_num FROM {VERSION_TABLE}") == [(VERSION,)]


def text_file(path: Path) -> None:
    path.write_text("date 2021-05-05\nNot a database at all, and longer than a header.")


def zeros(path: Path) -> None:
    path.write_bytes(bytes(100_000))


def other_database(path: Path | str) -> None:
    sql(path, "CREATE TABLE recipes (name TEXT)", "INSERT INTO recipes VALUES ('soup')")


def other_migrated_database(path: Path | str) -> None:
    other_database(path)
    sql(path, "CREATE TABLE alembic_version (version_num TEXT)", f"INSERT INTO alembic_version VALUES ('{VERSION}')")


def newer_ledger(path: Path | str) -> None:
    make(path)
    sql(path, f"UPDATE {VERSION_TABLE} SET version_num = '9999'", "ALTER TABLE claims ADD COLUMN more TEXT")


def header_alone(path: Path) -> None:
    make(path)
    path.write_bytes(path.read_bytes()[:50])


def cut_short(path: Path) -> None:
    make(path, 500)
    path.write_bytes(path.read_bytes()[:8192])


@pytest.mark.parametrize(
    ("prepare", "says"),
    [
        (text_file, "is not a ledger; name another file"),
        (zeros, "is not a ledger; name another file"),
        (other_database, "is not a ledger but a database of something else; name another"),
        (other_migrated_database, "is not a ledger but a database of something else; name another"),
        (newer_ledger, f"schema 9999, and this one knows {VERSION}); upgrade Underway to use it"),
        (header_alone, "is damaged (database disk image is malformed); put a copy of it in its place"),
        (cut_short, "is damaged (database disk image is malformed); put a copy of it in its place"),
        (Path.mkdir, "is a folder; name a file for the ledger"),
    ],
)
@pytest.mark.parametrize("create", [True, False])
def test_what_is_no_ledger_is_refused_and_left_as_it_is(
    tmp_path: Path, prepare: Callable[[Path], None], says: str, create: bool
) -> None:
    path = tmp_path / "ledger.sqlite"
    prepare(path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    assert says in refusal(str(path), create=create)
    assert before == {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}


@pytest.mark.parametrize(
    ("prepare", "says"),
    [
        (other_database, "is not a ledger but a database of something else; name another"),
        (other_migrated_database, "is not a ledger but a database of something else; name another"),
        (newer_ledger, f"schema 9999, and this one knows {VERSION}); upgrade Underway to use it"),
    ],
)
@pytest.mark.parametrize("create", [True, False])
def test_a_server_s_database_that_is_no_ledger_is_refused_and_left_as_it_is(
    postgresql: str, prepare: Callable[[str], None], says: str, create: bool
) -> None:
    prepare(postgresql)
    everything = "SELECT oid, relname, relfilenode FROM pg_class ORDER BY oid"
    before = sql(postgresql, everything)
    with pytest.raises(LedgerError, match=re.escape(says)):
        Ledger.open(postgresql, create=create)
    assert before == sql(postgresql, everything)


def test_places_where_no_file_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot be opened" in refusal(str(tmp_path / "file" / "ledger.sqlite"))
    assert "cannot be opened" in refusal(str(tmp_path / ("x" * 300)))
    assert "is not a file" in refusal("/dev/null")
    assert "cannot be opened" in refusal("/proc/no/ledger.sqlite")


@pytest.mark.parametrize(
    ("location", "says"),
    [
        ("", "'': names no file"),
        ("a\0b", "'a\\x00b': names no file"),
        ("sqlite://", "sqlite://: names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///x?mode=memory&uri=true", "names no file"),
        ("sqlite://me:secret@/x", "sqlite://me:***@/x: names no file"),
        ("postgresql://me:secret@db.example.org", "postgresql://me:***@db.example.org: names no database"),
        (
            "mysql://me:secret@db.example.org/shows",
            "mysql://me:***@db.example.org/shows: a ledger is an SQLite file or",
        ),
        ("mssql://db.example.org/shows?password=secret", "mssql://db.example.org/shows: a ledger is an SQLite file or"),
        ("postgresql+psycopg2://me:secret@x/shows", "postgresql+psycopg2://me:***@x/shows: a ledger is an SQLite file"),
        ("postgresql://me:secret@db.example.org:port/shows", "the ledger's URL cannot be read"),
        ("://", "the ledger's URL cannot be read"),
        ("no such://thing:secret@x", "the ledger's URL cannot be read"),
    ],
)
def test_locations_that_name_no_file(location: str, says: str) -> None:
    with pytest.raises(LedgerError, match=re.escape(says)) as refused:
        Ledger.open(location)
    assert "secret" not in str(refused.value)


def test_a_page_that_is_overwritten_is_told_of_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    make(path, 2000)
    whole = path.read_bytes()
    # All but the first pages, which hold the schema.
    path.write_bytes(whole[:262144] + b"\xff" * (len(whole) - 262144))
    with Ledger.open(str(path)) as ledger, pytest.raises(LedgerError, match="is damaged") as refused:
        for show in ledger.shows():
            list(ledger.claims(show.key))
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE documents SET text = 'Somebody wrote\n\nsomething else.'",
        "UPDATE documents SET text = CAST(x'ff' AS TEXT)",
        "UPDATE documents SET published = 'yesterday'",
        "UPDATE claims SET body = '{}'",
        "UPDATE claims SET body = 'nonsense'",
        "DROP TABLE claims",
    ],
)
def test_rows_that_are_not_what_was_kept_are_told_of(sqlite: str, change: str) -> None:
    make(sqlite)
    sql(sqlite, "PRAGMA foreign_keys = OFF", change)
    with Ledger.open(sqlite) as ledger, pytest.raises(LedgerError, match="is damaged") as refused:
        list(ledger.claims("brackwater"))
    assert len(str(refused.value).splitlines()) == 1


def test_a_ledger_that_another_process_does_not_let_go(place: str) -> None:
    make(place)
    hold = ["BEGIN", "LOCK TABLE documents IN SHARE MODE"] if "://" in place else ["BEGIN IMMEDIATE"]
    with closing(connect(place)) as other, Ledger.open(place, patience=0.01) as ledger:
        for statement in hold:
            other.execute(statement)
        assert find_all(ledger, [entry(1)]) == [entry(1)]
        with pytest.raises(LedgerError, match="is in use by another process; try again when that is done"):
            ledger.add(*entry(5))
        other.execute("ROLLBACK")
        assert ledger.add(*entry(5)).document


def test_the_migrations_make_what_the_code_expects(place: str) -> None:
    Ledger.open(place).close()
    engine = connections.connect(ledger_location(place), patience=0)
    with connections.reading(engine) as connection:
        options = {
            "version_table": VERSION_TABLE,
            # The words to be searched stand outside the metadata, and what a moment's type is called matters to nobody.
            "include_name": lambda name, *_: not str(name).startswith("claim_words"),
            "compare_type": lambda *types: False if isinstance(types[-1], Moment) else None,
        }
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    engine.dispose()
    assert differences == []


def test_the_newest_migration_is_the_version_that_the_code_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [VERSION]


@pytest.mark.parametrize(
    ("environ", "platform", "location"),
    [
        ({"UNDERWAY_LEDGER": "x.db", "HOME": "/h"}, "linux", "x.db"),
        ({"UNDERWAY_LEDGER": "", "HOME": "/h"}, "linux", "/h/.local/share/underway/ledger.sqlite"),
        ({"HOME": "/h", "XDG_DATA_HOME": "/data"}, "linux", "/data/underway/ledger.sqlite"),
        ({"HOME": "/h", "XDG_DATA_HOME": "data"}, "linux", "/h/.local/share/underway/ledger.sqlite"),
        ({"HOME": "/h", "XDG_DATA_HOME": "/data"}, "darwin", "/h/Library/Application Support/underway/ledger.sqlite"),
        ({"HOME": "/h", "LOCALAPPDATA": "/local"}, "win32", "/local/underway/ledger.sqlite"),
        ({"USERPROFILE": "/u"}, "win32", "/u/AppData/Local/underway/ledger.sqlite"),
    ],
)
def test_the_default_location(environ: dict[str, str], platform: str, location: str) -> None:
    assert default_location(environ, platform=platform) == location
