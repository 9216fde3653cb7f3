"""An endpoint for chat completions on a server of this process, which answers as such endpoints do, well and badly."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, repeat
from threading import Lock
from time import sleep
from typing import Any, NamedTuple

from running_server import running

MODEL = "rowan-7b"


class Asked(NamedTuple):
    """Header names are in lower case."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """The text whose claims are asked for, as it stands between its marks."""
        question = self.body["messages"][-1]["content"]
        code = question.rpartition("[end ")[2].partition("]")[0]
        return str(question.rpartition(f"[begin {code}]\n")[2].partition(f"\n[end {code}]")[0])


class Answer(NamedTuple):
    """The connection breaks off after `sent` bytes of the body; one that is `silent` says nothing at all, and one that
    is `slow` sends spaces without end."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = {}
    sent: int | None = None
    silent: bool = False
    slow: bool = False


def says(
    content: Any,
    *,
    finish_reason: str | None = "stop",
    refusal: str | None = None,
    usage: Any = (100, 20),
) -> Answer:
    """A chat completion with this message; `usage` is of the prompt and of the completion, or else as it is sent."""
    message = {"role": "assistant", "content": content} | ({"refusal": refusal} if refusal else {})
    completion = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_930_000_000,
        "model": MODEL,
        "choices": [{"index": 0, "message": message, "finish_reason": finish_reason}],
    }
    if isinstance(usage, tuple):
        prompt, answer = usage
        usage = {"prompt_tokens": prompt, "completion_tokens": answer, "total_tokens": prompt + answer}
    return Answer(json.dumps(completion | ({"usage": usage} if usage is not None else {})).encode())


def claims(*said: Mapping[str, Any]) -> Answer:
    return says(json.dumps({"claims": said}))


def failing(status: int, message: str = "trouble", **headers: str) -> Answer:
    body = json.dumps({"error": {"message": message, "type": "error", "code": None}}).encode()
    return Answer(body, status, {name.replace("_", "-"): value for name, value in headers.items()})


SILENT = Answer(b"", silent=True)
SLOW = Answer(b"", slow=True)


def in_turn(*answers: Answer) -> Callable[[Asked], Answer]:
    """One after the other; the last one again and again."""
    left, turn = chain(answers, repeat(answers[-1])), Lock()

    def answer(_: Asked) -> Answer:
        with turn:
            return next(left)

    return answer


class EndpointServer:
    """`asked` is what was asked so far, requests for another path included."""

    def __init__(self, answer: Callable[[Asked], Answer]) -> None:
        self.answer = answer
        self.asked: list[Asked] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = False
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @contextmanager
    def open(self) -> Iterator["EndpointServer"]:
        with running(self._server):
            yield self


@contextmanager
def serving(*answers: Answer) -> Iterator[EndpointServer]:
    with EndpointServer(in_turn(*answers)).open() as server:
        yield server


def _handler(server: EndpointServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            sent = self.rfile.read(length)
            if len(sent) < length:  # the other side is gone
                self.close_connection = True
                return
            body = json.loads(sent)
            asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            server.asked.append(asked)
            with suppress(ConnectionError):
                if self.path != "/v1/chat/completions":
                    self._send(Answer(b"404 page not found", 404))
                elif body.get("stream"):
                    self._send(failing(400, "this endpoint does not stream"))
                else:
                    self._send(server.answer(asked))

        def _send(self, answer: Answer) -> None:
            if answer.silent:
                self.connection.recv(1)  # until the other side gives up
                return
            self.send_response(answer.status)
            for name, value in ({"Content-Type": "application/json"} | dict(answer.headers)).items():
                self.send_header(name, value)
            if answer.slow:
                self.end_headers()
                while True:
                    self.wfile.write(b" ")
                    sleep(0.01)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body[: answer.sent])

        def log_message(self, *_: object) -> None:
            pass

    return Handler
