"""Long texts are read in parts that lose nothing, and what parts say is put together without doubles."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.models.windows import SIZE, merged, windows
from underway.reading.layout import Layout
from underway.vocabulary import CLAIM_TYPES, KINDS, Claim, Document, make_claim

SENTENCES = st.sampled_from(
    [
        "Netflix has renewed Tern's Wharf for a second season.",
        "“It sails on,” said Dr. Ada Holm, who plays the pilot.",
        "No.",
        "- Gannet Row: cancelled after 2.5 seasons.",
        "Who would have thought so?",
        "Photo: BBC",
        "a" * 90,
        "The first one, seen by 4.1 million, ended with a letter that nobody had opened, nor meant to. ",
    ]
)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=6).map(" ".join)
TEXTS = st.builds(
    lambda prefix, paragraphs, space: prefix + space.join(paragraphs),
    st.sampled_from(["", "date 2021-05-05\n", "\n \n"]),
    st.lists(PARAGRAPHS, min_size=1, max_size=12),
    st.sampled_from(["\n\n", "\n", "\r\n\r\n", f"\n{' ' * 300}\n"]),
)


@given(TEXTS, st.integers(20, 600))
def test_windows_hold_all_of_a_text(text: str, size: int) -> None:
    parts = windows(text, size)
    assert all(start < end and end - start <= size for start, end in parts)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(parts))
    held = {at for start, end in parts for at in range(start, end)}
    assert not "".join(c for at, c in enumerate(text) if at not in held).strip()


@given(TEXTS, st.integers(20, 600))
def test_no_sentence_that_fits_is_cut(text: str, size: int) -> None:
    parts = windows(text, size)
    sentences = [s for s in Layout(text).sentences if s.end - s.start <= size]
    assert all(any(start <= s.start and s.end <= end for start, end in parts) for s in sentences)
    assert not any(s.start < border < s.end for part in parts for border in part for s in sentences)


@given(TEXTS, st.integers(20, 600))
def test_windows_overlap_by_whole_sentences_where_two_fit(text: str, size: int) -> None:
    sentences = Layout(text).sentences
    for (first, end), (start, _) in pairwise(windows(text, size)):
        within = [s for s in sentences if first < s.start and s.end <= end]
        after = [s for s in sentences if s.start >= end]
        if within and after and after[0].end - within[-1].start <= size:
            assert start <= within[-1].start


def test_windows_end_with_paragraphs() -> None:
    paragraph = "Netflix has renewed Tern's Wharf. It will sail on, and so will its crew. Nobody knows where to."
    text = "\n\n".join([paragraph] * 40)
    parts = windows(text, 1000)
    assert len(parts) > 3
    assert all(text[start:end].startswith("Netflix") and text[start:end].endswith("where to.") for start, end in parts)
    assert all(0 < before[1] - after[0] <= 125 for before, after in pairwise(parts))


@pytest.mark.parametrize(
    ("text", "size", "parts"),
    [
        ("A text. Another.", 16, [(0, 16)]),
        ("A text. Another.", 15, [(0, 7), (8, 16)]),
        ("abcdefgh", 3, [(0, 3), (3, 6), (6, 8)]),
        (" " * 50, 10, []),
        ("A text." + " " * 50, 10, [(0, 7)]),
        ("x" * SIZE, SIZE, [(0, SIZE)]),
    ],
)
def test_short_and_odd_texts(text: str, size: int, parts: list[tuple[int, int]]) -> None:
    assert windows(text, size) == parts


TEXT = Document(
    text="Netflix has renewed Tern's Wharf for a second season. “It sails on and on,” said Holm. “And we with it.” "
    "Tern's Wharf is back for season two."
)
FIELDS: dict[str, dict[str, Any]] = {
    "status": {"show": "Tern's Wharf", "season": 2, "status": "renewed", "certainty": "asserted"},
    "quote": {"show": "Tern's Wharf", "speaker": "Holm", "venue": None},
}


def claim(kind: str, words: str, **fields: Any) -> Claim:
    start = TEXT.text.index(words)
    type_ = CLAIM_TYPES[KINDS.index(kind)]
    return make_claim(type_, TEXT, start, start + len(words), rule="model", reader="model", **FIELDS[kind] | fields)


RENEWED = claim("status", "Netflix has renewed Tern's Wharf for a second season")
SHORTER = claim("status", "renewed Tern's Wharf for a second season")
VAGUE = claim("status", "Netflix has renewed Tern's Wharf", season=None)
TOLD = claim("status", "Netflix has renewed Tern's Wharf for a second season", attributed_to="Netflix")
AGAIN = claim("status", "Tern's Wharf is back for season two", show="TERN’S WHARF")
BACK = claim("status", "Tern's Wharf is back", season=None)
CANCELLED = claim("status", "Netflix has renewed Tern's Wharf", status="cancelled")
WHOLE = claim(
    "quote", "“It sails on and on,” said Holm. “And we with it.”", quote="It sails on and on, And we with it."
)
CUT = claim("quote", "“It sails on and on,” said Holm", quote="It sails on and on,")
OF_ANOTHER = claim("quote", "“It sails on and on,” said Holm", quote="It sails on and on,", speaker="Netflix")


@pytest.mark.parametrize(
    ("parts", "claims"),
    [
        ([], []),
        ([[RENEWED]], [RENEWED]),
        ([[], [RENEWED], []], [RENEWED]),
        ([[RENEWED], [RENEWED]], [RENEWED]),
        ([[WHOLE], [RENEWED]], [RENEWED, WHOLE]),
        ([[RENEWED, WHOLE], [AGAIN]], [RENEWED, WHOLE]),
        ([[AGAIN], [WHOLE], [RENEWED]], [RENEWED, WHOLE]),
        ([[SHORTER], [RENEWED]], [SHORTER]),
        ([[VAGUE], [RENEWED]], [RENEWED]),
        ([[RENEWED], [VAGUE]], [RENEWED]),
        ([[RENEWED], [TOLD]], [TOLD]),
        ([[VAGUE, RENEWED]], [VAGUE, RENEWED]),
        ([[RENEWED], [BACK]], [RENEWED, BACK]),
        ([[RENEWED], [CANCELLED]], [CANCELLED, RENEWED]),
        ([[CUT], [WHOLE]], [WHOLE]),
        ([[WHOLE], [CUT]], [WHOLE]),
        ([[OF_ANOTHER], [WHOLE]], [OF_ANOTHER, WHOLE]),
    ],
)
def test_parts_are_put_together(parts: list[list[Claim]], claims: list[Claim]) -> None:
    assert merged(parts) == claims
