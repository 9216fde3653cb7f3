"""What is asked of a model about a document: a request for each window of it, none where there is nothing to read."""

from collections.abc import Iterator
from typing import Any

import msgspec

from underway.models.endpoint import Settings, body
from underway.models.prompts import messages, schema
from underway.models.windows import windows
from underway.reading import foreign_language
from underway.reading.gate import passes
from underway.vocabulary import Document
from underway.vocabulary.documents import content_id

BYTES_A_TOKEN = 4  # of English text and of JSON, about
_FEWEST_BYTES_A_TOKEN = 2  # of the same

Window = tuple[int, int]


class Request(msgspec.Struct, frozen=True):
    """`key` is made from all that decides the answer, the endpoint's address included; `body` is what is sent.

    `tokens` is how many that may be, `most_tokens` how many at most, whatever the model's tokenizer.
    """

    key: str
    messages: list[dict[str, str]]
    body: dict[str, Any]
    tokens: int
    most_tokens: int


def windows_to_ask(document: Document) -> list[Window]:
    """None of what the gate dismisses, or is not in English."""
    if not passes(document.text) or foreign_language(document.text):
        return []
    return windows(document.text)


def request_for(document: Document, window: Window, settings: Settings) -> Request:
    told = messages(document, *window)
    sent = body(told, schema(), settings)
    size, question = len(msgspec.json.encode(sent)), len(msgspec.json.encode(told[-1]))
    most = (size - question) // _FEWEST_BYTES_A_TOKEN + question  # a hostile text has a token for each byte
    return Request(content_id(settings.url, sent), told, sent, size // BYTES_A_TOKEN, most)


def requests_for(document: Document, settings: Settings) -> Iterator[Request]:
    return (request_for(document, window, settings) for window in windows_to_ask(document))
