"""Every entry of the lexicon finds the example that stands with it."""

from collections.abc import Callable
from typing import Any

import pytest

from underway.reading.counts import count_patterns
from underway.reading.cues import cue_patterns, read_cues
from underway.reading.events import event_patterns
from underway.reading.layout import fold
from underway.reading.lexicon import load
from underway.reading.measures import window_patterns
from underway.reading.notices import notice_patterns
from underway.reading.scanner import Scanner

Entry = dict[str, Any]


def entries(name: str, key: str) -> list[Entry]:
    table: dict[str, Any] = load(name, dict[str, Any])
    found: list[Entry] = table[key]
    return found


@pytest.mark.parametrize(("name", "key"), [("cues.toml", "cue"), ("events.toml", "cue"), ("notices.toml", "notice")])
def test_no_id_stands_twice(name: str, key: str) -> None:
    ids = [entry["id"] for entry in entries(name, key)]
    assert len(ids) == len(set(ids))


def test_a_cue_of_status_is_read_in_its_example() -> None:
    scanner = Scanner(cue_patterns(), lines=True)

    def is_found(cue: Entry) -> bool:
        folded = fold(cue["example"])
        (matches,) = scanner.find(folded)
        return cue["id"] in {mention.cue.id for mention in read_cues(folded, matches)}

    assert [cue["id"] for cue in entries("cues.toml", "cue") if not is_found(cue)] == []


@pytest.mark.parametrize(
    ("name", "key", "words", "patterns"),
    [
        ("events.toml", "cue", None, event_patterns),
        ("counts.toml", "count", "patterns", count_patterns),
        ("measures.toml", "window", "patterns", window_patterns),
        ("notices.toml", "notice", "words", notice_patterns),
    ],
)
def test_words_stand_in_their_example(
    name: str, key: str, words: str | None, patterns: Callable[[], list[str]]
) -> None:
    """A pattern for each of an entry's `words`, or one for all of them."""
    owners = [entry["id"] for entry in entries(name, key) for _ in (entry[words] if words else [entry])]
    scanner = Scanner(patterns())

    def is_found(entry: Entry) -> bool:
        (matches,) = scanner.find(fold(entry["example"]))
        return entry["id"] in {owners[index] for index, _ in matches}

    assert len(owners) == len(patterns())
    assert [entry["id"] for entry in entries(name, key) if not is_found(entry)] == []
