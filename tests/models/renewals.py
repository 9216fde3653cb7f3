"""Articles that renew invented shows, and a model that reads them rightly."""

import json
import re
from datetime import date
from typing import Any

from underway.vocabulary import Document

from .endpoint_server import Answer, Asked, says

_SYLLABLES = [c + v for c in "bdfghklmpt" for v in "aeiou"]
_RENEWED = re.compile(r"Netflix has renewed (Harrow \w+) for a second season")


def show(n: int) -> str:
    high, low = divmod(n, len(_SYLLABLES))
    return f"Harrow {_SYLLABLES[high].capitalize()}{_SYLLABLES[low]}"


def article(n: int) -> Document:
    """The n-th of 2,500."""
    text = f"Netflix has renewed {show(n)} for a second season, the streamer said on Wednesday."
    return Document(text=text, source_id=str(n), published=date(2021, 5, 5))


def renewals(text: str) -> list[dict[str, Any]]:
    """What a perfect model says of a text."""
    return [
        {"kind": "status", "words": found[0], "show": found[1], "season": 2, "status": "renewed"}
        | {"certainty": "asserted", "attributed_to": None}
        for found in _RENEWED.finditer(text)
    ]


def reads(asked: Asked, *, usage: Any = (100, 20)) -> Answer:
    return says(json.dumps({"claims": renewals(asked.text)}), usage=usage)
