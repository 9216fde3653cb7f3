"""The fuzzer's parts: texts are altered, the same from the same seed, and what breaks a promise is found."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools import fuzz
from underway.reading import explaining, reader

TEXT = "Netflix has renewed “Harrow House” for a third season. “We’re thrilled to be back,” said Ada Quill, its star."


@given(st.text(max_size=300) | st.just(TEXT), st.integers(0, 2**32), st.integers(0, 400))
def test_an_altered_text_is_a_text_and_no_longer_than_it_may_be(text: str, seed: int, longest: int) -> None:
    made = fuzz.altered(text, longest, seed)
    assert made == fuzz.altered(text, longest, seed)
    assert len(made.encode()) <= longest


@given(st.integers(0, 2**32))
def test_whatever_is_altered_is_read(seed: int) -> None:
    fuzz.check(fuzz.altered(TEXT, 2_000, seed))


def test_texts_are_altered() -> None:
    assert len({fuzz.altered(TEXT, 2_000, seed) for seed in range(50)}) > 40


def test_a_text_that_was_found_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "crash").write_bytes(TEXT.encode() + b"\xff")
    fuzz.replay(tmp_path / "crash")
    monkeypatch.setattr(explaining, "read_page", lambda page: [])
    with pytest.raises(fuzz.BrokenPromiseError, match="the same claims"):
        fuzz.replay(tmp_path / "crash")


def test_words_that_are_too_long_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "Netflix has renewed Harrow House for a third season" + ", as it said in so many words" * 40 + "."
    fuzz.check(long)
    monkeypatch.setattr(reader, "LONGEST_EVIDENCE", 10_000)
    with pytest.raises(fuzz.BrokenPromiseError, match="Evidence"):
        fuzz.check(long)
