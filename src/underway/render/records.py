"""Values as JSON and JSON Lines, with JSON's own escapes for what would steer a terminal."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from underway.render.inert import inert_character

RecordFormat = Literal["json", "jsonl"]
Format = RecordFormat | Literal["text"]

# Where steering characters can be: neither in ASCII that prints nor among the letters and digits of any script.
_STRANGE = re.compile(r"[^\w -~]")


def json_text(value: Any) -> str:
    """The value in one line."""
    return _STRANGE.sub(_escaped, msgspec.json.encode(value).decode())


def json_page(value: Any) -> str:
    """The value in indented lines."""
    lines = msgspec.json.format(msgspec.json.encode(value), indent=2).decode().split("\n")
    return "".join(_STRANGE.sub(_escaped, line) + "\n" for line in lines)


def written(values: Iterable[Any], format_: RecordFormat) -> Iterator[str]:
    """The values as they come: as JSON Lines, or as one array with one of them a line."""
    if format_ == "jsonl":
        for value in values:
            yield json_text(value) + "\n"
        return
    before = "["
    for value in values:
        yield f"{before}\n{json_text(value)}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    return character if inert_character(character) == character else json.dumps(character)[1:-1]
