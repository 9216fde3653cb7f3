"""What a question about a decision comes to: the bare answer that follows it ("Will there be a third season? Yes.")."""

import re
from typing import Literal

from underway.reading.layout import Sentence
from underway.reading.lexicon import phrases
from underway.reading.structure import Page

Answer = Literal["yes", "no", "not yet"]

_OPENS = r"[\s\"'*•-]*(?:(?:a|answer)(?::|\.) ?)?"
_CLOSES = r"(?=\s*(?:[.,;:!?\"')(]|-\s|$))"
_SHAPES: tuple[tuple[Answer, re.Pattern[str]], ...] = (
    ("not yet", re.compile(rf"{_OPENS}{phrases('answers_not_yet')}\b")),
    ("no", re.compile(rf"{_OPENS}{phrases('answers_no')}{_CLOSES}")),
    ("yes", re.compile(rf"{_OPENS}{phrases('answers_yes')}{_CLOSES}")),
)


def answer_to(page: Page, question: Sentence) -> Answer | None:
    """What the sentence after the question says, in its paragraph or at the head of the next."""
    if question.index + 1 == len(page.sentences):
        return None
    reply = page.sentences[question.index + 1]
    if reply.block > question.block + 1:
        return None
    return next((name for name, shape in _SHAPES if shape.match(page.folded, reply.start, reply.end)), None)
