"""Requests written to files and answers taken from files, with no endpoint in between."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from underway.models.batch import Taken, read_responses, write_requests
from underway.models.cache import Cache
from underway.models.endpoint import Endpoint, ModelError, Settings
from underway.models.running import ModelReader
from underway.vocabulary import Document

from .endpoint_server import MODEL, Asked, EndpointServer, failing, says
from .renewals import article, reads

SETTINGS = Settings("http://nowhere.example/v1", MODEL)
DOCUMENTS = [article(n) for n in range(5)]
WEATHER = Document(text="Rain is expected on Wednesday, and more of it on Thursday.")


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    with Cache(tmp_path / "answers.sqlite") as opened:
        yield opened


def written(documents: list[Document], cache: Cache, settings: Settings = SETTINGS) -> list[dict[str, Any]]:
    file = io.BytesIO()
    count = write_requests(documents, settings, cache, file)
    lines = [json.loads(line) for line in file.getvalue().splitlines()]
    assert len(lines) == count
    return lines


def taken(cache: Cache, *lines: bytes | dict[str, Any]) -> list[Taken]:
    file = io.BytesIO(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return list(read_responses(file, "answers.jsonl", DOCUMENTS, SETTINGS, cache))


def answered(request: dict[str, Any], **other: Any) -> dict[str, Any]:
    """What a batch endpoint makes of a request."""
    said = reads(Asked(request["url"], {}, request["body"]))
    response = {"status_code": said.status, "request_id": "req_1", "body": json.loads(said.body)}
    return {"id": "batch_req_1", "custom_id": request["custom_id"], "response": response, "error": None} | other


def test_what_is_written_is_what_would_be_sent(cache: Cache) -> None:
    with EndpointServer(reads).open() as server:
        settings = Settings(server.url, MODEL)
        lines = written([WEATHER, *DOCUMENTS, DOCUMENTS[0]], cache, settings)
        with Endpoint(settings, None) as endpoint, ModelReader(endpoint, settings, cache, concurrency=1) as reader:
            list(reader.read_many(DOCUMENTS))
        assert [line.pop("body") for line in lines] == [asked.body for asked in server.asked]
        assert written(DOCUMENTS, cache, settings) == []
    ids = {line.pop("custom_id") for line in lines}
    assert len(ids) == len(DOCUMENTS)
    assert lines == [{"method": "POST", "url": "/v1/chat/completions"}] * len(DOCUMENTS)


def test_answers_are_read_without_an_endpoint_as_they_would_be_with_one(cache: Cache, tmp_path: Path) -> None:
    requests = written(DOCUMENTS, cache)
    assert taken(cache, *map(answered, reversed(requests[1:])), b"", b" \r") == [
        Taken(f"answers.jsonl:{n}") for n in range(1, len(DOCUMENTS))
    ]
    reader = ModelReader(None, SETTINGS, cache)
    (_, missing), *found = reader.read_many(DOCUMENTS)
    assert isinstance(missing, ModelError)
    assert "no answer to it is kept" in str(missing)
    assert written(DOCUMENTS, cache) == requests[:1]
    with EndpointServer(reads).open() as server, Cache(tmp_path / "other.sqlite") as empty:
        settings = Settings(server.url, MODEL)
        with Endpoint(settings, None) as endpoint, ModelReader(endpoint, settings, empty) as other:
            assert list(other.read_many(DOCUMENTS))[1:] == found


def broken(line: dict[str, Any], *path: str, to: Any) -> dict[str, Any]:
    *inner, last = path
    place = line
    for name in inner:
        place = place[name]
    place[last] = to
    return line


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (lambda _: b'{"custom_id": "', "is no response of a batch: JSON is malformed"),
        (lambda _: b"[]", "is no response of a batch: Expected `object`, got `array`"),
        (lambda _: b"\xff\xfe", "is no response of a batch: JSON is malformed"),
        (lambda _: b"[" * 100_000, "is no response of a batch: Expected `object`, got `array`"),
        (lambda _: b'{"custom_id": "a", "x": ' + b"[" * 100_000, "is nested too deeply"),
        (lambda _: b" " * (16 * 2**20) + b"{}", "is longer than 16 MiB"),
        (lambda line: {**line, "custom_id": 7}, "is no response of a batch: custom_id: Expected `str`, got `int`"),
        (lambda line: {**line, "response": {}}, "is no response of a batch: response.status_code: is missing"),
        (lambda line: {**line, "custom_id": "doc-1\x1b[2J"}, r"custom_id: 'doc-1\x1b[2J' is of no request; give the"),
        (
            lambda line: {**line, "response": None, "error": {"code": "batch_expired", "message": "It took too long."}},
            "custom_id: 'ID' was not answered: 'It took too long.'; write the requests again",
        ),
        (lambda line: {**line, "response": None}, "custom_id: 'ID' was not answered: without saying why; write"),
        (
            lambda line: broken(line, "response", to=refused(429, "Slow\ndown")),
            r"custom_id: 'ID' was answered 429: 'Slow\ndown'; write the requests again",
        ),
        (
            lambda line: json.dumps(broken(line, "response", to=refused(500, "?"))).encode().replace(b"?", b"\xff"),
            "custom_id: 'ID' was answered 500: without saying why; write",
        ),
        (lambda line: broken(line, "response", "body", to=None), "custom_id: 'ID' is no chat completion"),
        (lambda line: broken(line, "response", "body", "choices", to=[]), "custom_id: 'ID' is no chat completion"),
    ],
)
def test_a_line_that_is_no_answer_is_named_and_the_others_are_taken(cache: Cache, line: Any, problem: str) -> None:
    wrong, right = written(DOCUMENTS[:2], cache)
    place, said = taken(cache, line(answered(wrong)), answered(right))
    assert place.place == "answers.jsonl:1"
    assert place.problem is not None
    assert place.problem.startswith(problem.replace("ID", wrong["custom_id"]))
    assert place.problem.isprintable()
    assert said == Taken("answers.jsonl:2")
    assert written(DOCUMENTS[:2], cache) == [wrong]


def refused(status: int, message: str) -> dict[str, Any]:
    return {"status_code": status, "body": json.loads(failing(status, message).body)}


def test_of_two_answers_to_one_request_the_first_counts(cache: Cache) -> None:
    (request,) = written(DOCUMENTS[:1], cache)
    other = broken(answered(request), "response", "body", to=json.loads(says("Nothing.").body))
    first, second = taken(cache, answered(request), other)
    assert first.problem is None
    assert second.problem == f"custom_id: {request['custom_id']} is answered a second time; the first answer counts"
    assert ModelReader(None, SETTINGS, cache).read(DOCUMENTS[0])


def test_answers_for_other_settings_are_of_no_request(cache: Cache) -> None:
    lines = written(DOCUMENTS, cache, Settings(SETTINGS.url, "another-model"))
    assert {line.problem is None for line in taken(cache, *map(answered, lines))} == {False}
