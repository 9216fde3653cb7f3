"""Answers that were paid for, kept: by threads, by processes, in files that are none."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.models.cache import Cache, CacheError, cache_path
from underway.models.endpoint import Completion

KEYS = [f"{n:032x}" for n in range(40)]

# Keeps an answer for every key, and looks all of them up again.
PROCESS = """
import sys
from pathlib import Path
from underway.models.cache import Cache
from underway.models.endpoint import Completion
path, mine, keys = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
sys.stdin.readline()
with Cache(path) as cache:
    for key in keys:
        cache.put(f"{mine}{key}", Completion(key, True, False, 1, 1, mine))
    assert all(cache.get(f"{mine}{key}") for key in keys)
"""


def answer(text: str = '{"claims": []}', *, finished: bool = True) -> Completion:
    return Completion(text, finished, False, 1200, 34, "a-model")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "caches" / "underway" / "answers.sqlite"


@pytest.fixture
def cache(path: Path) -> Iterator[Cache]:
    with Cache(path) as opened:
        yield opened


def test_an_answer_is_there_at_once_for_others_and_after_closing(cache: Cache, path: Path) -> None:
    assert cache.get(KEYS[0]) is None
    cache.put(KEYS[0], answer())
    cache.put(KEYS[1], answer("It is ren", finished=False))
    with Cache(path) as other:
        assert [other.get(key) for key in KEYS[:3]] == [answer(), answer("It is ren", finished=False), None]
    cache.close()
    with Cache(path) as again:
        assert again.get(KEYS[0]) == answer()


def test_a_later_answer_stands_for_an_earlier_one(cache: Cache) -> None:
    cache.put(KEYS[0], answer("first"))
    cache.put(KEYS[0], answer("second"))
    assert cache.get(KEYS[0]) == answer("second")


@given(text=st.text(), model=st.text(), tokens=st.integers(0, 2**53))
def test_any_answer_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, text: str, model: str, tokens: int
) -> None:
    made = Completion(text, True, False, tokens, tokens, model)
    with Cache(tmp_path_factory.getbasetemp() / "any.sqlite") as cache:
        cache.put(KEYS[0], made)
        assert cache.get(KEYS[0]) == made


def test_threads_share_one(cache: Cache) -> None:
    def keep(key: str) -> bool:
        cache.put(key, answer(key))
        return cache.get(key) == answer(key)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(keep, KEYS * 5))


def test_processes_that_begin_at_once_share_one(path: Path) -> None:
    command = [sys.executable, "-c", PROCESS, str(path)]
    begun = [subprocess.Popen([*command, str(n), *KEYS], stdin=subprocess.PIPE) for n in range(4)]
    for process in begun:
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.flush()
    for process in begun:
        process.communicate()
    assert [process.returncode for process in begun] == [0] * 4
    with Cache(path) as cache:
        assert all(cache.get(f"{n}{key}") for n in range(4) for key in KEYS)


@pytest.mark.parametrize("damage", ["'{'", "'{}'", "x'ff'", "7", "''"])
def test_what_is_no_answer_any_more_is_none(cache: Cache, path: Path, damage: str) -> None:
    cache.put(KEYS[0], answer())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE answers SET answer = {damage}")
    assert cache.get(KEYS[0]) is None
    cache.put(KEYS[0], answer())
    assert cache.get(KEYS[0]) == answer()


def test_a_file_that_is_no_cache_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("not a database, for all its length" * 100)
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE answers (question TEXT)")
    for place in ("text", "folder", "file/answers.sqlite", "other.sqlite"):
        with pytest.raises(CacheError) as caught, Cache(tmp_path / place) as cache:
            cache.get(KEYS[0])
        assert str(caught.value).startswith(f"{tmp_path / place}: answers cannot be kept there (")
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("platform", "environ", "path"),
    [
        ("linux", {"HOME": "/home/me"}, "/home/me/.cache/underway/answers.sqlite"),
        ("linux", {"HOME": "/home/me", "XDG_CACHE_HOME": "/scratch"}, "/scratch/underway/answers.sqlite"),
        ("linux", {"HOME": "/home/me", "XDG_CACHE_HOME": "scratch"}, "/home/me/.cache/underway/answers.sqlite"),
        ("linux", {"HOME": "/home/me", "XDG_CACHE_HOME": ""}, "/home/me/.cache/underway/answers.sqlite"),
        (
            "darwin",
            {"HOME": "/Users/me", "XDG_CACHE_HOME": "/scratch"},
            "/Users/me/Library/Caches/underway/answers.sqlite",
        ),
        ("win32", {"USERPROFILE": "/Users/me", "LOCALAPPDATA": "/local"}, "/local/underway/answers.sqlite"),
        ("win32", {"USERPROFILE": "/Users/me"}, "/Users/me/AppData/Local/underway/answers.sqlite"),
    ],
)
def test_the_cache_is_in_the_users_folder_for_caches(platform: str, environ: dict[str, str], path: str) -> None:
    assert cache_path(environ, platform=platform) == Path(path)
