"""Files that fsspec opens: `s3://`, `gs://`, `memory://`, `zip://a.txt::b.zip`, and more with the packages for them."""

import io
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from underway.sources.records import RefusedError, excerpt

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHAIN = "::"
_HERE = {"file", "local"}
_WEB = {"http", "https"}
_WILDCARD = re.compile(r"[*?[]")


def expand_remote(location: str) -> list[str]:
    """The names of the file, or of those in the folder, or of those that match. Raises RefusedError and OSError."""
    fsspec = _fsspec(location)
    _, chain, rest = location.partition(_CHAIN)
    with _told():
        system, path = fsspec.core.url_to_fs(location)
        if _WILDCARD.search(path):
            found = [name for name in system.glob(path) if system.isfile(name)]
        elif system.isdir(path):
            found = [name for name in system.find(path) if not _is_hidden(name.removeprefix(path))]
        else:
            found = [path]
        names = [f"{system.unstrip_protocol(name)}{chain}{rest}" for name in sorted(found)]
    if not names:
        raise RefusedError("holds no documents; give a folder with some in it, or a pattern that matches some")
    return names


@contextmanager
def open_remote(name: str) -> Iterator[BinaryIO]:
    """The file, to be read and sought in; doing so raises RefusedError and OSError, as opening does."""
    fsspec = _fsspec(name)
    with ExitStack() as stack:
        with _told():
            file = stack.enter_context(fsspec.open(name, "rb"))
        yield stack.enter_context(io.BufferedReader(_Told(file)))


def _fsspec(location: str) -> Any:
    """Raises RefusedError where it may not, or cannot, open the location."""
    schemes = [part.partition("://")[0] for part in location.split(_CHAIN) if "://" in part]
    if any(scheme.lower() in _WEB for scheme in schemes):
        raise RefusedError("leads to the web by a detour; give the address itself")
    if schemes[0] in _HERE:
        raise RefusedError("is a path written as an address; give the path alone")
    try:
        import fsspec  # noqa: PLC0415 - an extra, and slow
    except ImportError:
        raise RefusedError('needs a package that is missing; install it: pip install "underway[remote]"') from None
    if schemes[0] not in fsspec.available_protocols():
        raise RefusedError(f"begins with {excerpt(schemes[0] + '://')}, which nothing here opens; correct it")
    return fsspec


@contextmanager
def _told() -> Iterator[None]:
    """What storage of any kind raises, as one of two kinds of errors that are one line."""
    try:
        yield
    except ImportError as error:
        raise RefusedError(f"needs a package that is missing: {_line(error)}") from None
    except OSError as error:
        if error.strerror or isinstance(error, FileNotFoundError | PermissionError):
            raise
        raise RefusedError(f"cannot be read: {_line(error)}") from None
    except Exception as error:
        raise RefusedError(f"cannot be read: {_line(error)}") from None


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


class _Told(io.RawIOBase):
    def __init__(self, file: Any) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._file.seekable())

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        with _told():
            return int(self._file.seek(offset, whence))

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        with _told():
            part = self._file.read(len(view))
        view[: len(part)] = part
        return len(part)
