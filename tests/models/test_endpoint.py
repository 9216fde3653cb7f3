"""What is asked of endpoints, what is made of their answers, and what is said where they give none."""

import logging
import socket
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import msgspec
import pytest

from underway.models.endpoint import (
    Completion,
    Endpoint,
    FormError,
    ModelError,
    Settings,
    body,
    completion_of,
    settings_of,
)

from .endpoint_server import MODEL, SILENT, SLOW, Answer, Asked, EndpointServer, claims, failing, in_turn, says, serving

KEY = "sk-sluice-0123456789abcdef"
CHAT = [
    {"role": "system", "content": "Answer in JSON."},
    {"role": "user", "content": "What is said of “Tern’s Wharf”?"},
]
SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
NOTHING = says('{"claims": []}')


class Pauses(list[float]):
    """Sleeping takes no time here."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def settings(url: str, **changes: Any) -> Settings:
    return msgspec.structs.replace(Settings(url, MODEL, timeout=5), **changes)


def ask(server: EndpointServer, key: str | None = KEY, pauses: Pauses | None = None, **changes: Any) -> Completion:
    with Endpoint(settings(server.url, **changes), key, sleep=Pauses() if pauses is None else pauses) as endpoint:
        return endpoint.ask(CHAT, SCHEMA)


def trouble(*answers: Answer, key: str | None = KEY, **changes: Any) -> tuple[ModelError, int]:
    """What is said in the end, and how often the endpoint was asked; the message begins with its address."""
    with serving(*answers) as server:
        with pytest.raises(ModelError) as raised:
            ask(server, key, **changes)
        place, _, problem = str(raised.value).partition(": ")
        assert place == server.url
        error = raised.value
        error.args = (problem,)
        return error, len(server.asked)


def test_asks_for_one_completion_that_the_schema_holds() -> None:
    with serving(claims()) as server:
        assert ask(server) == Completion('{"claims": []}', True, False, 100, 20, MODEL)
    (asked,) = server.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert asked.body == body(CHAT, SCHEMA, settings(server.url))
    assert asked.body == {
        "model": MODEL,
        "messages": CHAT,
        "temperature": 0.0,
        "max_tokens": 4096,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "claims", "strict": True, "schema": SCHEMA},
        },
    }


def test_leaves_out_what_is_not_wanted() -> None:
    with serving(NOTHING) as server:
        ask(server, temperature=None, structured=False)
    assert set(server.asked[0].body) == {"model", "messages", "max_tokens"}


@pytest.mark.parametrize("key", [None, "", " \n"])
def test_sends_no_key_and_nothing_of_another_interface_where_none_is_given(
    key: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "of-another")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer of-another")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/")
    with serving(NOTHING) as server:
        ask(server, key)
    assert "authorization" not in server.asked[0].headers
    assert "of-another" not in str(server.asked)


@pytest.mark.parametrize(
    ("answer", "completion"),
    [
        (says("{}", finish_reason="length"), Completion("{}", False, False, 100, 20, MODEL)),
        (says(None, finish_reason="length"), Completion("", False, False, 100, 20, MODEL)),
        (says("{}", finish_reason=None), Completion("{}", True, False, 100, 20, MODEL)),
        (says("", finish_reason="content_filter"), Completion("", True, True, 100, 20, MODEL)),
        (says(None, refusal="I cannot help."), Completion("I cannot help.", True, True, 100, 20, MODEL)),
        (says("I cannot help."), Completion("I cannot help.", True, False, 100, 20, MODEL)),
        (says([{"type": "text", "text": "{"}, {"text": "}"}]), Completion("{}", True, False, 100, 20, MODEL)),
        (says("{}", usage=None), Completion("{}", True, False, 0, 0, MODEL)),
        (says("{}", usage="many"), Completion("{}", True, False, 0, 0, MODEL)),
        (says("{}", usage=(-1, 10**400)), Completion("{}", True, False, 0, 0, MODEL)),
        (says("{}", usage={"prompt_tokens": 7}), Completion("{}", True, False, 7, 0, MODEL)),
        (says(f"the key is {KEY}"), Completion("the key is ", True, False, 100, 20, MODEL)),
        (Answer(b'{"choices": [{"message": {"content": "{}"}}]}'), Completion("{}", True, False, 0, 0, "")),
    ],
)
def test_what_is_made_of_an_answer(answer: Answer, completion: Completion) -> None:
    with serving(answer) as server:
        assert ask(server) == completion


ABOUT_THE_FORM = [
    failing(400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."),
    failing(404, "No endpoints found that can handle json_schema"),
    Answer(b'{"detail": [{"loc": ["body", "response_format"], "msg": "extra fields not permitted"}]}', 422),
    failing(400, "structured output is not available"),
]


@pytest.mark.parametrize("refusal", ABOUT_THE_FORM)
def test_asks_for_less_where_the_schema_is_not_known_and_remembers(refusal: Answer) -> None:
    def knowing(*known: str) -> Callable[[Asked], Answer]:
        return lambda asked: NOTHING if _form(asked) in known else refusal

    for known, tried in (
        (("json_object", "text"), ["json_schema", "json_object"]),
        (("text",), ["json_schema", "json_object", "text"]),
    ):
        with EndpointServer(knowing(*known)).open() as server, Endpoint(settings(server.url), None) as endpoint:
            assert not endpoint.ask(CHAT, SCHEMA).refused
            assert not endpoint.ask(CHAT, SCHEMA).refused
        assert [_form(asked) for asked in server.asked] == [*tried, tried[-1]]


def _form(asked: Asked) -> str:
    return str(asked.body.get("response_format", {"type": "text"})["type"])


def test_names_the_limit_as_newer_models_want_it() -> None:
    refusal = failing(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
    with serving(refusal, NOTHING) as server, Endpoint(settings(server.url), None) as endpoint:
        endpoint.ask(CHAT, SCHEMA)
        endpoint.ask(CHAT, SCHEMA)
    assert ["max_tokens" in asked.body for asked in server.asked] == [True, False, False]
    assert [asked.body.get("max_completion_tokens") for asked in server.asked] == [None, 4096, 4096]
    assert {_form(asked) for asked in server.asked} == {"json_schema"}


def test_a_refusal_of_every_form_is_the_end() -> None:
    error, times = trouble(ABOUT_THE_FORM[0])
    assert times == 3
    assert not error.temporary


@pytest.mark.parametrize(
    "passing",
    [
        failing(429),
        failing(500),
        failing(503),
        failing(529),
        failing(408),
        Answer(b"<html>bad gateway</html>", 502),
        Answer(b'{"error": {"message": "upstream is gone", "code": 503}}'),
        SILENT,
        SLOW,
        Answer(says("{}").body, sent=20),
        Answer(says("{}").body, sent=0),
    ],
)
def test_tries_again_where_it_may_pass(passing: Answer) -> None:
    pauses = Pauses()
    timeout = 0.2 if passing.silent or passing.slow else 5
    with serving(passing, passing, says("{}")) as server:
        assert ask(server, pauses=pauses, timeout=timeout).text == "{}"
    assert len(server.asked) == 3
    assert 0.5 <= pauses[0] <= 1 <= pauses[1] <= 2


def test_gives_up_after_some_tries() -> None:
    pauses = Pauses()
    error, times = trouble(failing(503, "too busy"), pauses=pauses)
    assert (times, len(pauses)) == (6, 5)
    assert pauses == sorted(pauses)
    assert str(error) == "cannot answer now (503: 'too busy'); try again later"
    assert error.temporary


def test_waits_as_long_as_it_is_told_to() -> None:
    pauses = Pauses()
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    kept = failing(429, Retry_After="17"), failing(503, Retry_After=moment), failing(429, Retry_After="soon"), NOTHING
    with serving(*kept) as server:
        ask(server, pauses=pauses)
    assert pauses[0] == 17
    assert 30 < pauses[1] <= 60
    assert 2 <= pauses[2] <= 4


@pytest.mark.parametrize("after", ["86400", "9" * 300])
def test_does_not_wait_for_hours(after: str) -> None:
    error, times = trouble(failing(429, Retry_After=after))
    assert (times, error.temporary, error.retry_after) == (1, True, float(after))


@pytest.mark.parametrize(
    "after", ["-5", "nan", "inf", "9" * 400, "Mon, 31 Feb 2031 00:00:00 GMT", "", "Wed, 04 Mar 2009 08:00:00 GMT"]
)
def test_a_moment_that_is_none_or_gone_is_not_waited_for(after: str) -> None:
    pauses = Pauses()
    with serving(failing(429, Retry_After=after), NOTHING) as server:
        ask(server, pauses=pauses)
    assert max(pauses) <= 1


@pytest.mark.parametrize(
    ("answer", "key", "problem"),
    [
        (failing(401, f"no such key: {KEY}"), KEY, "does not accept the key (401); set UNDERWAY_MODEL_KEY"),
        (failing(403, "sk-slui***cdef may not"), KEY, "does not accept the key (403); set UNDERWAY_MODEL_KEY"),
        (failing(401), None, "wants a key (401); set UNDERWAY_MODEL_KEY"),
        (failing(404, "The model 'rowan-7b' does not exist"), KEY, "has no model 'rowan-7b' (404: \"The model"),
        (
            Answer(b"404 page not found", 404),
            KEY,
            "has no chat completions there (404: '404 page not found'); UNDERWAY",
        ),
        (failing(402, "no credit"), KEY, "wants to be paid first (402: 'no credit'); see to the account"),
        (
            Answer(b'{"error": {"message": "quota exceeded", "code": "insufficient_quota"}}', 429),
            KEY,
            "wants to be paid first (429: 'quota exceeded')",
        ),
        (failing(400, "too long by 912 tokens"), KEY, "refuses the request (400: 'too long by 912 tokens'); choose"),
        (Answer(b"", 302, {"Location": f"/?{KEY}"}), KEY, "leads elsewhere, to '/?…'; set UNDERWAY_MODEL_URL"),
        (failing(400, f"{KEY} is here"), KEY, "refuses the request (400: '… is here')"),
        (failing(400, "a\n\x1b[31mb\u202ec"), KEY, "refuses the request (400: 'a \\x1b[31mb\\u202ec')"),
        (failing(422, "x" * 9000), KEY, f"refuses the request (422: '{'x' * 200}…')"),
        (Answer(b"<html>hello</html>"), KEY, "is no chat completion: '<html>hello</html>'; UNDERWAY_MODEL_URL is"),
        (Answer(b"\xff\xfe"), KEY, "is no chat completion: '��'"),
        (Answer(b""), KEY, "is no chat completion: ''"),
        (Answer(b"[1]"), KEY, "is no chat completion: '[1]'"),
        (Answer(b"[" * 100_000), KEY, "is no chat completion: '[["),
        (Answer(b'{"choices": []}'), KEY, "is no chat completion: it has no choices"),
        (Answer(b'{"choices": [{"message": {"content": 5}}]}'), KEY, "is no chat completion: "),
        (Answer(b'{"error": {"message": "bad", "code": 400}}'), KEY, "refuses the request (400: 'bad')"),
        (Answer(b" " * 5_000_000), KEY, "answers with more than 4,000,000 bytes"),
    ],
)
def test_what_is_wrong_for_good_is_said_at_once(answer: Answer, key: str | None, problem: str) -> None:
    error, times = trouble(answer, key=key)
    assert str(error).startswith(problem)
    assert (times, error.temporary) == (1, False)
    assert "\n" not in str(error)


def test_a_hang_is_named() -> None:
    error, times = trouble(SILENT, timeout=0.05)
    assert str(error) == "gave no answer within 0.05 seconds; try again later, or allow more"
    assert (times, error.temporary) == (6, True)


def test_a_redirect_is_not_followed() -> None:
    with serving(NOTHING) as other:
        error, times = trouble(Answer(b"", 308, {"Location": f"{other.url}/chat/completions"}))
    assert str(error).startswith(f"leads elsewhere, to '{other.url}/chat/completions'; set UNDERWAY_MODEL_URL")
    assert (times, error.temporary) == (1, False)
    assert not other.asked


def test_where_nothing_listens() -> None:
    with serving(NOTHING) as server:
        pass
    pauses = Pauses()
    with pytest.raises(ModelError, match=f"^{server.url}: nothing listens there; start the server, or check UNDERWAY"):
        ask(server, pauses=pauses)
    assert not pauses  # it has never answered, and is not waited for


def test_a_server_that_went_away_may_come_back() -> None:
    pauses = Pauses()
    with EndpointServer(in_turn(NOTHING)).open() as server:
        endpoint = Endpoint(settings(server.url), None, sleep=pauses)
        endpoint.ask(CHAT, SCHEMA)
    with endpoint, pytest.raises(ModelError, match="nothing listens there"):
        endpoint.ask(CHAT, SCHEMA)
    assert len(pauses) == 5


def test_where_there_is_no_such_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with (
        Endpoint(Settings("http://gannet.invalid/v1", MODEL), None, sleep=Pauses()) as endpoint,
        pytest.raises(
            ModelError, match=r"^http://gannet\.invalid/v1: there is no such host, or no network; check UNDER"
        ),
    ):
        endpoint.ask(CHAT, SCHEMA)


@pytest.mark.parametrize(
    "answer",
    [failing(401, KEY), failing(400, KEY), Answer(KEY.encode()), failing(302), Answer(b"{}", sent=0), says(KEY)],
)
def test_the_key_is_in_no_log_and_no_error(answer: Answer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(answer) as server, Endpoint(settings(server.url), KEY, sleep=Pauses()) as endpoint:
        try:
            told = repr(endpoint.ask(CHAT, SCHEMA))
        except ModelError as error:
            told = "".join(traceback.format_exception(error))
            assert not hasattr(error.__cause__ or error.__context__, "request")
        assert server.asked
    assert KEY not in f"{caplog.text} {told} {endpoint!r}"


@pytest.mark.parametrize("key", ["sk-no\nbreak", "sk-no space", "sk-nô", "sk-no\x00"])
def test_a_key_that_cannot_be_sent_is_refused_unsaid(key: str) -> None:
    with pytest.raises(ModelError, match=r"^UNDERWAY_MODEL_KEY: holds a character that no key has") as raised:
        Endpoint(settings("http://127.0.0.1:9/v1"), key)
    assert "sk-no" not in str(raised.value)


@pytest.mark.parametrize("missing", ["openai", "httpx2"])
def test_the_extra_is_asked_for_by_name(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ModelError, match=r"^models: needs openai; install underway\[models\]$"):
        Endpoint(settings("http://127.0.0.1:9/v1"), None)


def test_threads_share_an_endpoint() -> None:
    def answer(asked: Asked) -> Answer:
        return says(asked.body["messages"][-1]["content"]) if _form(asked) == "json_object" else ABOUT_THE_FORM[0]

    with (
        EndpointServer(answer).open() as server,
        Endpoint(settings(server.url), KEY) as endpoint,
        ThreadPoolExecutor(8) as pool,
    ):
        told = pool.map(lambda n: endpoint.ask([{"role": "user", "content": str(n)}], SCHEMA).text, range(60))
        assert list(told) == [str(n) for n in range(60)]
    assert sum(_form(asked) == "json_schema" for asked in server.asked) <= 8
    assert "text" not in {_form(asked) for asked in server.asked}


def test_reads_completions_of_a_file() -> None:
    assert completion_of(claims().body) == Completion('{"claims": []}', True, False, 100, 20, MODEL)
    with pytest.raises(FormError, match="is no chat completion: it has no choices"):
        completion_of(b"{}")


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("http://localhost:11434/v1", "http://localhost:11434/v1"),
        (" https://tern.example/v1/ ", "https://tern.example/v1"),
        ("https://tern.example/v1/chat/completions", "https://tern.example/v1"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_the_environment_names_address_and_model(url: str, read: str) -> None:
    assert settings_of({"UNDERWAY_MODEL_URL": url, "UNDERWAY_MODEL": " rowan-7b "}) == Settings(read, "rowan-7b")


@pytest.mark.parametrize(
    ("url", "model", "problem"),
    [
        ("", "rowan-7b", "UNDERWAY_MODEL_URL: is not set; set it to the address of an OpenAI-compatible endpoint"),
        ("localhost:11434/v1", "rowan-7b", "UNDERWAY_MODEL_URL: is no address of http or https; set it to"),
        ("file:///etc/passwd", "rowan-7b", "UNDERWAY_MODEL_URL: is no address of http or https"),
        ("http://", "rowan-7b", "UNDERWAY_MODEL_URL: is no address of http or https"),
        ("http://tern.example:99999/v1", "rowan-7b", "UNDERWAY_MODEL_URL: is no address of http or https"),
        ("http://[::1/v1", "rowan-7b", "UNDERWAY_MODEL_URL: is no address of http or https"),
        (f"https://me:{KEY}@tern.example/v1", "rowan-7b", "UNDERWAY_MODEL_URL: holds a name, password or query"),
        (f"https://tern.example/v1?key={KEY}", "rowan-7b", "UNDERWAY_MODEL_URL: holds a name, password or query"),
        ("https://tern.example/v1", " ", "UNDERWAY_MODEL: is not set; set it to the name of a model that https://tern"),
    ],
)
def test_says_what_to_set(url: str, model: str, problem: str) -> None:
    with pytest.raises(ModelError) as raised:
        settings_of({"UNDERWAY_MODEL_URL": url, "UNDERWAY_MODEL": model})
    assert str(raised.value).startswith(problem)
    assert KEY not in str(raised.value)
