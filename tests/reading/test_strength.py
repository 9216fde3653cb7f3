"""How sure a claim is, and reading that leaves out the less sure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.reading import READER, read, reader_name
from underway.reading.explaining import explain
from underway.vocabulary import Document

TEXT = Document(
    text="""Netflix has renewed the drama series "Harrow House" for a second season, the service said on Monday.

"We are only getting started with these people," creator Ada Quill told Variety. The first season of eight episodes was
watched by 4.2 million viewers in its first week. "Gull Rock" may follow it in the spring, and its fate is unknown.""",
    published=date(2021, 5, 5),
)


def strengths() -> dict[str, float]:
    return {one.claim.id: one.strength for one in explain(TEXT).claims}


@given(st.floats(0, 1))
def test_what_is_left_is_at_least_so_sure(least: float) -> None:
    found = {claim.id for claim in read(TEXT, min_strength=least)}
    assert found == {id_ for id_, strength in strengths().items() if strength >= least}


@pytest.mark.parametrize(("least", "name"), [(0, READER), (0.8, f"{READER} min-strength=0.8")])
def test_the_reader_is_called_by_it(least: float, name: str) -> None:
    assert {claim.reader for claim in read(TEXT, min_strength=least)} == {reader_name(None, least)} == {name}
