"""The shape of a text: its lines and what they are, its sentences, and the folded copy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.reading.layout import Layout, fold


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It ended. Nobody knew.", ["It ended.", "Nobody knew."]),
        ("Dr. Voss met Mr. Hale. They spoke.", ["Dr. Voss met Mr. Hale.", "They spoke."]),
        ("“Are we done?” she said. “No.”", ["“Are we done?” she said.", "“No.”"]),
        ("He will not return.[7] In June it was over.", ["He will not return.[7]", "In June it was over."]),
        ("The U.S. drama is back.", ["The U.S. drama is back."]),
        ("One\n\nTwo", ["One", "Two"]),
        ("It drew 5.2 million. Then it fell.", ["It drew 5.2 million.", "Then it fell."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    layout = Layout(text)
    assert [text[s.start : s.end] for s in layout.sentences] == sentences


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("• Harrow House has been renewed by Hulu.", "item"),
        ("By Nora Blythe", "byline"),
        ("Photo: Nora Blythe", "caption"),
        ("Sign up for our newsletter", "debris"),
        ("Read more: what to watch", "debris"),
        ("Still waiting to hear", "heading"),
        ("The drama was renewed on Friday.", "paragraph"),
    ],
)
def test_kinds_of_lines(line: str, kind: str) -> None:
    assert Layout(f"A headline\n\n{line}\n").blocks[1].kind == kind


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    text = (
        "The drama about a map maker in Leeds was renewed on Friday,\n"
        "a day after its second series had ended with six million\n"
        "viewers and a storm that its makers called the biggest yet."
    )
    assert len(Layout(text).blocks) == 1


def test_rows_of_a_table_are_no_wrapped_paragraph() -> None:
    text = (
        "Harrow House: Season 2 / 2024-03-14 / 612,400,000 / 91,400,000\n"
        "Harrow House: Season 1 / 2022-05-06 / 201,900,000 / 28,800,000\n"
        "Saltmarsh Nights: Season 1 / 2024-02-01 / 188,100,000 / 20,000"
    )
    assert len(Layout(text).blocks) == 3


def test_what_has_no_full_stop_is_cut_between_words() -> None:
    text = "renewed " * 2_000
    sentences = Layout(text).sentences
    assert len(sentences) > 1
    assert all(text[s.start : s.end].startswith("renewed") for s in sentences)
    assert "".join(text[s.start : s.end] for s in sentences) == text.rstrip()


@given(st.text())
def test_folding_moves_no_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_sentences_lie_in_order_within_their_blocks(text: str) -> None:
    layout = Layout(text)
    end = 0
    for sentence in layout.sentences:
        block = layout.block_of(sentence)
        assert end <= sentence.start < sentence.end <= len(text)
        assert block.start <= sentence.start
        assert sentence.end <= block.end
        end = sentence.end
