"""Answers out of what a model wrote: JSON, also in prose or a code fence, in several pieces, or cut off."""

import json
import re
from collections import Counter
from typing import Any

import msgspec

from underway.models.answers import Answer, Reason

_LONGEST = 500_000  # characters; no window asks for so much, and what is beyond is not read
_MOST_FAILURES = 100
_OPENING = re.compile(r"[{\[]")
_WRAPPER = re.compile(r"\{\s*\"claims\"\s*:|\[")
_THOUGHT = re.compile(r"\s*<think>.*?(?:</think>|\Z)", re.DOTALL)
_REFUSAL = re.compile(
    r"\b(?:I(?:['’]m| am) (?:sorry|unable|not able)|I (?:can(?:no|['’])t|won['’]t|will not|must decline)|as an AI)\b",
    re.IGNORECASE,
)


class Said(msgspec.Struct, frozen=True):
    """`count` is how many claims the model made, the ones that are not of the form included."""

    answers: list[Answer]
    refused: Counter[Reason]
    count: int


def read_answer(text: str, *, finished: bool = True) -> Said:
    """What stands complete in the text; `finished` False says that the endpoint cut it off."""
    thought = _THOUGHT.match(text, 0, _LONGEST)
    items, refused = _items(text[thought.end() if thought else 0 : _LONGEST])
    if not finished or len(text) > _LONGEST:
        refused["cut off"] = 1
        refused.pop("not JSON", None)
    answers: list[Answer] = []
    for item in items:
        try:
            answers.append(msgspec.convert(item, Answer, strict=False))
        except (msgspec.ValidationError, UnicodeEncodeError):
            refused["not of the form"] += 1
    return Said(answers, refused, len(items))


def _items(text: str) -> tuple[list[Any], Counter[Reason]]:
    """Every claim in the text as it stands, and what was lost of it."""
    items: list[Any] = []
    lost: Counter[Reason] = Counter()
    decoder = json.JSONDecoder()
    read = failures = at = 0
    end = len(text.rstrip())
    while failures < _MOST_FAILURES and (opening := _OPENING.search(text, at)):
        try:
            value, at = decoder.raw_decode(text, opening.start())
        except (ValueError, RecursionError) as error:  # broken, or a number or a nesting without end
            failures += 1
            at = opening.end()
            if _is_at_end(error, end):
                lost["cut off"] = 1
            elif not _WRAPPER.match(text, opening.start()):
                lost["not JSON"] = 1
        else:
            found = _claims_in(value)
            read += found is not None
            items += found or ()
    if not read and not lost:
        lost["refused to answer" if _REFUSAL.search(text) else "not JSON"] = 1
    return items, lost


def _is_at_end(error: Exception, end: int) -> bool:
    return isinstance(error, json.JSONDecodeError) and (error.pos >= end or error.msg.startswith("Unterminated string"))


def _claims_in(value: Any) -> list[Any] | None:
    """None where the value is no answer, such as a footnote's "[1]"."""
    if isinstance(value, list):
        return value if all(isinstance(item, dict) for item in value) else None
    claims = value.get("claims", [value])
    return claims if isinstance(claims, list) else [value]
