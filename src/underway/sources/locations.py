"""What a location stands for: which files, in which order."""

import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from fnmatch import fnmatchcase
from glob import glob
from io import FileIO
from itertools import takewhile
from os.path import realpath
from pathlib import Path
from typing import BinaryIO

import msgspec

from underway.sources.records import Fault, RefusedError

STANDARD_INPUT = "-"
LIST = "@"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]+::)*[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_WILDCARD = re.compile(r"[*?[]")


class File(msgspec.Struct, frozen=True):
    """A path to open, and the name that people and documents know it by."""

    path: Path
    name: str

    def open(self) -> BinaryIO | FileIO:
        """Raises OSError."""
        return self.path.open("rb", buffering=0)


class Address(msgspec.Struct, frozen=True):
    """A page or a file on the web, to be fetched."""

    name: str


class Remote(msgspec.Struct, frozen=True):
    """A file that fsspec opens: in object storage, in an archive, on another machine."""

    name: str

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Entering it, and reading, raises RefusedError and OSError."""
        from underway.sources.remote import open_remote  # noqa: PLC0415 - an extra, and slow

        return open_remote(self.name)


class StandardInput(msgspec.Struct, frozen=True):
    name: str = "standard input"


Found = File | Remote | Address | StandardInput


def expand(locations: Iterable[str]) -> Iterator[Found | Fault]:
    """The files and addresses that the locations stand for, each once, in the order given and in folders by name."""
    seen: set[str] = set()
    for location in _with_lists(locations, set()):
        for found in [location] if isinstance(location, Fault) else _expand_one(location):
            if isinstance(found, Fault):
                yield found
                continue
            key = realpath(found.path) if isinstance(found, File) else found.name
            if key not in seen:
                seen.add(key)
                yield found
            elif isinstance(found, StandardInput):
                yield Fault(STANDARD_INPUT, "is given twice; standard input can be read once", fatal=False)


def _with_lists(locations: Iterable[str], read: set[str]) -> Iterator[str | Fault]:
    """The locations, with those that a list names in its place; each list is read once, also where it names itself."""
    for location in locations:
        if not location.startswith(LIST):
            yield location
            continue
        path = Path(location.removeprefix(LIST))
        try:
            if (real := realpath(path)) not in read:
                read.add(real)
                with path.open(encoding="utf-8-sig") as lines:
                    named = (line.strip() for line in lines)
                    yield from _with_lists((line for line in named if line and not line.startswith("#")), read)
        except UnicodeDecodeError:
            yield Fault(_encodable(location), "is no list of locations; give a text in UTF-8, with one on each line")
        except (OSError, ValueError) as error:
            yield Fault(_encodable(location), describe(error))


def _expand_one(location: str) -> Iterator[Found | Fault]:
    if location == STANDARD_INPUT:
        yield StandardInput()
        return
    if _ADDRESS.match(location):
        yield Address(_encodable(location))
        return
    if _SCHEME.match(location):
        from underway.sources.remote import expand_remote  # noqa: PLC0415 - an extra, and slow

        try:
            for name in expand_remote(location):
                yield Remote(name)
        except RefusedError as refused:
            yield Fault(_encodable(location), str(refused))
        except OSError as error:
            yield Fault(_encodable(location), describe(error))
        return
    path = Path(location)
    try:
        mode = path.stat().st_mode if location else None
    except (OSError, ValueError) as error:
        yield from _expand_glob(location) if _WILDCARD.search(location) else [Fault(name_of(path), describe(error))]
        return
    if mode is None:
        yield Fault("''", "no such file or folder")
    elif stat.S_ISDIR(mode):
        found = None
        for found in _walk(path):
            yield found
        if found is None:
            yield Fault(name_of(path), "holds no documents; give a folder with text, HTML or JSON Lines in it")
    else:
        # Named outright, a pipe is as good as a file.
        yield File(path, name_of(path))


def _expand_glob(pattern: str) -> Iterator[File | Fault]:
    """`**` is any number of folders, as in a shell; the rest of the pattern is matched below where it stands."""
    parts = Path(pattern).parts
    before = list(takewhile(lambda part: part != "**", parts))
    below = parts[len(before) :]
    found = None
    for top in sorted(glob(str(Path(*before)))):  # noqa: PTH207 - which leaves hidden files out
        for found in _walk(Path(top), below):
            yield found
    if found is None:
        yield Fault(name_of(Path(pattern)), "no file matches")


def _walk(top: Path, pattern: Sequence[str] = ()) -> Iterator[File | Fault]:
    """The files at or below a path that match, by name, hidden ones left out.

    Linked folders below it are not entered, so that no loop is.
    """
    waiting = [top]
    while waiting:
        path = waiting.pop()
        try:
            mode = path.stat().st_mode
            if stat.S_ISDIR(mode):
                if path == top or not path.is_symlink():
                    inside = [entry for entry in path.iterdir() if not entry.name.startswith(".")]
                    waiting += sorted(inside, key=lambda entry: entry.name, reverse=True)
            elif not _matches(path.relative_to(top).parts, pattern):
                continue
            elif stat.S_ISREG(mode):
                yield File(path, name_of(path))
            else:
                yield Fault(name_of(path), "is neither a file nor a folder")
        except OSError as error:
            yield Fault(name_of(path), describe(error))


def _matches(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether the pattern matches a path or a folder that holds it."""
    if not pattern:
        return True
    if pattern[0] == "**":
        return any(_matches(parts[skipped:], pattern[1:]) for skipped in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _matches(parts[1:], pattern[1:])


def name_of(path: Path) -> str:
    """The path in its plainest spelling: `articles/a.txt`, whether or not it was given as `./articles//a.txt`."""
    return _encodable(path.as_posix())


def _encodable(text: str) -> str:
    """Bytes that are not UTF-8 become escapes: no document can hold them."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def describe(error: OSError | ValueError) -> str:
    """What the system says about a path, as the end of a sentence that begins with the path."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "may not be read; permission is denied"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror[0].lower()}{error.strerror[1:]}"
    return "cannot be the name of a file"
