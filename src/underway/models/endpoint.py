"""Asking a model: any endpoint that speaks the chat completions of OpenAI's interface, hosted or on this machine.

https://platform.openai.com/docs/api-reference/chat

What an endpoint does not know, it is not asked for again: an answer held to a JSON schema, or at least to JSON. The key
goes to the address that was given and nowhere else: not after a redirect, not into a message.
"""

import random
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import isfinite
from typing import Any, Literal, Self
from urllib.parse import urlsplit

import msgspec

from underway.sources.records import RefusedError

URL, MODEL, KEY = "UNDERWAY_MODEL_URL", "UNDERWAY_MODEL", "UNDERWAY_MODEL_KEY"

_TRIES = 6
_FIRST_PAUSE = 1.0  # seconds; each is twice the one before
_LONGEST = 300.0  # seconds from the first try to the last
_LARGEST = 4_000_000  # bytes of an answer
_LONGEST_SAID = 200  # characters that a message quotes
_SECRET = 8  # characters; shorter keys are placeholders, "ollama" or "none", and words that documents have, too
_TEMPORARY = (408, 409, 425, 429)
_ABOUT_THE_FORM = re.compile(
    r"response_format|json.?(?:schema|object)|structured.?output|grammar|guided", re.IGNORECASE
)


class Settings(msgspec.Struct, frozen=True):
    """`url` ends where /chat/completions would follow. `temperature` None is not sent, for models that take none;
    `max_tokens` bounds the answer; `structured` asks for the schema; `timeout` in seconds, for one whole answer."""

    url: str
    model: str
    temperature: float | None = 0.0
    max_tokens: int = 4096
    structured: bool = True
    timeout: float = 120.0


class Completion(msgspec.Struct, frozen=True):
    """`finished` False: cut off at the limit of tokens. `refused`: by the model or a filter, `text` is why.
    Tokens are 0 where the endpoint counts none."""

    text: str
    finished: bool
    refused: bool
    prompt_tokens: int
    completion_tokens: int
    model: str


class ModelError(RefusedError):
    """Why a model gives no answer, on one line. `temporary` is whether it is worth trying again later, `retry_after`
    after how many seconds, where the endpoint says."""

    def __init__(self, problem: str, *, temporary: bool = False, retry_after: float | None = None) -> None:
        super().__init__(problem)
        self.temporary = temporary
        self.retry_after = retry_after


def settings_of(environ: Mapping[str, str]) -> Settings:
    """The address and the model that the environment names; raises ModelError that says what to set."""
    url = environ.get(URL, "").strip().rstrip("/").removesuffix("/chat/completions")
    model = environ.get(MODEL, "").strip()
    wanted = "set it to the address of an OpenAI-compatible endpoint, such as http://localhost:11434/v1"
    if not url:
        raise ModelError(f"{URL}: is not set; {wanted}")
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    if not valid:
        raise ModelError(f"{URL}: is no address of http or https; {wanted}")
    if parts.username is not None or parts.query or parts.fragment:
        raise ModelError(f"{URL}: holds a name, password or query; give the key as {KEY}, and the address without them")
    if not model:
        raise ModelError(f"{MODEL}: is not set; set it to the name of a model that {url} has")
    return Settings(url, model)


def body(messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """A request for a chat completion, as it is sent where the endpoint knows all of it."""
    return _body(messages, schema, settings, _Dialect("json_schema" if settings.structured else None))


class _Dialect(msgspec.Struct, frozen=True):
    """What an endpoint, or the model there, understands of the interface."""

    form: Literal["json_schema", "json_object"] | None
    limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"

    def instead_of(self, status: int, said: str) -> "_Dialect | None":
        """What to speak after this refusal; None where it is about something else."""
        if status not in (400, 404, 422):
            return None
        if self.limit == "max_tokens" and "max_completion_tokens" in said:
            return _Dialect(self.form, "max_completion_tokens")
        if self.form and _ABOUT_THE_FORM.search(said):
            return _Dialect("json_object" if self.form == "json_schema" else None, self.limit)
        return None


def _body(
    messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], settings: Settings, dialect: _Dialect
) -> dict[str, Any]:
    request: dict[str, Any] = {"model": settings.model, "messages": messages, dialect.limit: settings.max_tokens}
    if settings.temperature is not None:
        request["temperature"] = settings.temperature
    if dialect.form == "json_schema":
        named = {"name": "claims", "strict": True, "schema": schema}
        request["response_format"] = {"type": dialect.form, dialect.form: named}
    elif dialect.form:
        request["response_format"] = {"type": dialect.form}
    return request


class _Part(msgspec.Struct):
    text: str = ""


class _Message(msgspec.Struct):
    content: str | list[_Part] | None = None
    refusal: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Failure(msgspec.Struct):
    message: str | None = None
    code: int | str | None = None


class _ChatCompletion(msgspec.Struct):
    choices: list[_Choice] | None = None
    model: str | None = None
    usage: Any = None
    error: _Failure | None = None


class FormError(ValueError):
    """What answered is no chat completion; the end of a sentence that begins with where it came from."""


def completion_of(answer: bytes) -> Completion:
    """The first choice of a chat completion as JSON; raises FormError."""
    return _completion(_decoded(answer))


def _decoded(answer: bytes) -> _ChatCompletion:
    try:
        return msgspec.json.decode(answer, type=_ChatCompletion)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise FormError(f"is no chat completion: {_quoted(answer.decode(errors='replace'))}") from None


def _completion(answer: _ChatCompletion) -> Completion:
    if not answer.choices:
        raise FormError("is no chat completion: it has no choices")
    choice = answer.choices[0]
    content = choice.message.content
    text = "".join(part.text for part in content) if isinstance(content, list) else content or ""
    return Completion(
        text=choice.message.refusal or text,
        finished=choice.finish_reason != "length",
        refused=bool(choice.message.refusal) or choice.finish_reason == "content_filter",
        prompt_tokens=_tokens(answer.usage, "prompt_tokens"),
        completion_tokens=_tokens(answer.usage, "completion_tokens"),
        model=answer.model or "",
    )


def _tokens(usage: Any, name: str) -> int:
    count = usage.get(name) if isinstance(usage, dict) else None
    return count if isinstance(count, int) and 0 <= count < 2**53 else 0


def _quoted(said: str) -> str:
    said = " ".join(said[: 2 * _LONGEST_SAID].split())
    return repr(said if len(said) <= _LONGEST_SAID else f"{said[:_LONGEST_SAID]}…")


class Endpoint:
    """One for all threads; `close` it, or use it as a context manager. `key` is sent where there is one.

    Raises ModelError where the packages are missing, or the key is none that can be sent.
    """

    def __init__(self, settings: Settings, key: str | None, sleep: Callable[[float], object] = time.sleep) -> None:
        try:
            import httpx2  # noqa: PLC0415 - slow to import, and in an extra
            import openai  # noqa: PLC0415 - as above
        except ImportError:
            raise ModelError("models: needs openai; install underway[models]") from None
        self._key = (key or "").strip()
        if not (self._key.isascii() and self._key.isprintable()) or " " in self._key:
            raise ModelError(f"{KEY}: holds a character that no key has, such as a space; set it to the key alone")
        self._settings = settings
        self._sleep = sleep
        self._openai = openai
        self._broken, self._timeout = httpx2.RequestError, httpx2.TimeoutException
        self._dialect = _Dialect("json_schema" if settings.structured else None)
        self._has_answered = False
        self._client = openai.OpenAI(
            api_key="in the headers",
            base_url=settings.url,
            timeout=settings.timeout,
            max_retries=0,
            http_client=openai.DefaultHttpxClient(follow_redirects=False),
        )
        # What the environment holds for OpenAI's own interface is not for others.
        self._headers = {
            "Authorization": f"Bearer {self._key}" if self._key else openai.omit,
            "OpenAI-Organization": openai.omit,
            "OpenAI-Project": openai.omit,
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> Completion:
        """What the model says; raises ModelError, of what may pass only after trying again and again."""
        since, tries = time.monotonic(), 0
        while True:
            try:
                return self._ask_once(messages, schema)
            except ModelError as error:
                pause = max(_FIRST_PAUSE * 2**tries * random.uniform(0.5, 1), error.retry_after or 0.0)
                tries += 1
                if not error.temporary or tries == _TRIES or time.monotonic() + pause - since > _LONGEST:
                    raise
            self._sleep(pause)

    def _ask_once(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> Completion:
        """Asks for less where that is all that the endpoint understands, and the next time at once.

        No error that holds a request, and so the key, is the cause or context of the one that is raised.
        """
        dialect = self._dialect
        while True:
            try:
                completion = self._answered(self._sent(_body(messages, schema, self._settings, dialect)))
            except self._openai.APIStatusError as error:
                said = error.response.text
                other = dialect.instead_of(error.status_code, said)
                message = error.message.partition(" - ")[2] or said
                trouble = self._refused(error.status_code, message, error.code, error.response.headers)
            except (self._openai.APIConnectionError, self._broken) as error:
                other = None
                trouble = self._unreached(error)
            else:
                self._dialect = dialect
                return completion
            if other is None:
                raise trouble
            dialect = other

    def _sent(self, request: dict[str, Any]) -> bytes:
        """The answer as it comes, bounded: some endpoints send spaces for as long as the model thinks."""
        until = time.monotonic() + self._settings.timeout
        received = bytearray()
        completions = self._client.chat.completions.with_streaming_response
        with completions.create(**request, extra_headers=self._headers) as response:
            for piece in response.iter_bytes():
                received += piece
                if len(received) > _LARGEST:
                    raise self._trouble(f"answers with more than {_LARGEST:,} bytes; choose another model")
                if time.monotonic() > until:
                    raise self._too_slow()
        return bytes(received)

    def _answered(self, answer: bytes) -> Completion:
        self._has_answered = True
        if len(self._key) >= _SECRET:
            answer = answer.replace(self._key.encode(), b"")  # answers are kept, and keys never
        try:
            read = _decoded(answer)
            if read.error and not read.choices:  # some say so with status 200
                raise self._refused(_status_of(read.error.code), read.error.message or "")
            return _completion(read)
        except FormError as error:
            raise self._trouble(f"{error}; {URL} is to be the address of an OpenAI-compatible endpoint") from None

    def _refused(self, status: int, said: str, code: str | None = None, headers: Mapping[str, str] = {}) -> ModelError:
        model, quoted = self._settings.model, f"({status}: {self._quoted(said)})"
        if status in (401, 403):  # what it says may hold a part of the key
            if not self._key:
                return self._trouble(f"wants a key ({status}); set {KEY}")
            return self._trouble(f"does not accept the key ({status}); set {KEY} to one that may use {model!r}")
        if status < 400:
            location = self._quoted(headers.get("location", ""))
            return self._trouble(f"leads elsewhere, to {location}; set {URL} to where it leads")
        if status == 404 and "model" in said:
            return self._trouble(f"has no model {model!r} {quoted}; set {MODEL} to one that it has")
        if status == 404:
            return self._trouble(f"has no chat completions there {quoted}; {URL} mostly ends in /v1")
        if status == 402 or code == "insufficient_quota":
            return self._trouble(f"wants to be paid first {quoted}; see to the account that {KEY} belongs to")
        if status in _TEMPORARY or status >= 500:
            after = _seconds(headers.get("retry-after"))
            return self._trouble(f"cannot answer now {quoted}; try again later", temporary=True, retry_after=after)
        return self._trouble(f"refuses the request {quoted}; choose another model, or other settings")

    def _quoted(self, said: str) -> str:
        return _quoted(said.replace(self._key, "…") if self._key else said)

    def _unreached(self, error: Exception) -> ModelError:
        causes = list(_causes(error))
        if any(isinstance(cause, socket.gaierror) for cause in causes):
            return self._trouble(f"there is no such host, or no network; check {URL}", temporary=self._has_answered)
        if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
            problem = f"nothing listens there; start the server, or check {URL}"
            return self._trouble(problem, temporary=self._has_answered)
        if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
            return self._trouble(f"has no certificate that this machine trusts; check {URL}")
        if any(isinstance(cause, self._timeout) for cause in causes):
            return self._too_slow()
        return self._trouble("broke the connection off; try again later", temporary=True)

    def _too_slow(self) -> ModelError:
        allowed = f"{self._settings.timeout:g} seconds"
        return self._trouble(f"gave no answer within {allowed}; try again later, or allow more", temporary=True)

    def _trouble(self, problem: str, *, temporary: bool = False, retry_after: float | None = None) -> ModelError:
        return ModelError(f"{self._settings.url}: {problem}", temporary=temporary, retry_after=retry_after)


def _status_of(code: int | str | None) -> int:
    return code if isinstance(code, int) and 400 <= code < 600 else 502


def _seconds(retry_after: str | None) -> float | None:
    """RFC 9110, 10.2.3: seconds, or a moment."""
    try:
        seconds = float(retry_after or "")
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(retry_after or "") - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError, OverflowError):
            return None
    return max(seconds, 0.0) if isfinite(seconds) else None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__
