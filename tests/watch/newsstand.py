"""Outlets of invented news, each at a host of its own, on a server of this process; and a clock that tests turn."""

import json
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from email.message import Message
from email.utils import format_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from running_server import running

from underway.sources.web import Clock, Limits, Web

START = datetime(2021, 5, 5, 10, tzinfo=UTC)
ALLOWED = ("127.0.0.0/8",)
LIMITS = Limits(seconds=0.5, delay=0)


class TurnedClock(Clock):
    """Sleeping is how its time passes."""

    def __init__(self, start: datetime = START) -> None:
        self.moment = start
        self._start = start

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return (self.moment - self._start).total_seconds()

    def sleep(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


def to_loopback(_host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
    """Every host is here."""
    return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", port))]


def web(clock: Clock) -> Web:
    """Reaches newsstands and nothing else."""
    return Web(allow=ALLOWED, clock=clock, limits=LIMITS, resolve=to_loopback)


class Article(NamedTuple):
    """A story that renews a show for a second season. `whole` is whether feeds hold all of it."""

    show: str
    address: str
    day: date | None = date(2021, 5, 5)
    whole: bool = False

    @property
    def headline(self) -> str:
        return f"{self.show} will be back for a second season"

    @property
    def paragraphs(self) -> list[str]:
        return [
            f"Netflix has renewed {self.show} for a second season, the company said on Wednesday.",
            "The first season of the drama followed a family that came back to a house by the sea, and ended with a "
            "letter that nobody had opened. Viewers have asked ever since what was in it, and who had left it there on "
            "the last evening of the summer, when every door of the house was locked.",
            "The crew will come back to the same stretch of coast, where the people of two villages played the guests "
            "at the wedding. Most of them want to be there again, the company added, and so does the dog, which had "
            "a part that was never meant to be as large as it became.",
            "The cast will be announced later, and so will the writers.",
        ]

    @property
    def html(self) -> str:
        return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in self.paragraphs)

    @property
    def page(self) -> bytes:
        published = f'<meta property="article:published_time" content="{self.day}">' if self.day else ""
        return (
            f'<!doctype html><html lang="en"><head><title>{escape(self.headline)}</title>{published}</head><body>'
            f"<article><h1>{escape(self.headline)}</h1>{self.html}</article></body></html>"
        ).encode()


def rss(articles: Sequence[Article]) -> bytes:
    """https://www.rssboard.org/rss-specification"""
    items = "".join(
        f"<item><title>{escape(a.headline)}</title><link>{escape(a.address)}</link>"
        f'<guid isPermaLink="false">{escape(a.address.partition("?")[0])}</guid>'
        f"<description>{escape(a.paragraphs[0])}</description>"
        + (f"<content:encoded>{escape(a.html)}</content:encoded>" if a.whole else "")
        + (f"<pubDate>{format_datetime(_morning(a.day))}</pubDate>" if a.day else "")
        + "</item>"
        for a in articles
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Tideway Post</title>'
        f"<link>http://tideway.example/</link><description>Television</description>{items}</channel></rss>"
    ).encode()


def atom(articles: Sequence[Article]) -> bytes:
    """RFC 4287"""
    entries = "".join(
        f"<entry><title>{escape(a.headline)}</title><id>{escape(a.address.partition('?')[0])}</id>"
        f'<link href="{escape(a.address)}"/>'
        + (f"<published>{a.day}T08:00:00Z</published><updated>{a.day}T08:00:00Z</updated>" if a.day else "")
        + f"<summary>{escape(a.paragraphs[0])}</summary>"
        + (f'<content type="html">{escape(a.html)}</content>' if a.whole else "")
        + "</entry>"
        for a in articles
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Set &amp; Stage</title>'
        f"<id>urn:stage</id><updated>2021-05-05T08:00:00Z</updated>{entries}</feed>"
    ).encode()


def json_feed(articles: Sequence[Article]) -> bytes:
    """https://www.jsonfeed.org/version/1.1/"""
    items = [
        {"id": a.address.partition("?")[0], "url": a.address, "title": a.headline, "summary": a.paragraphs[0]}
        | ({"content_html": a.html} if a.whole else {})
        | ({"date_published": f"{a.day}T08:00:00Z"} if a.day else {})
        for a in articles
    ]
    made = {"version": "https://jsonfeed.org/version/1.1", "title": "The Dial", "items": items}
    return json.dumps(made).encode()


def sitemap(articles: Sequence[Article]) -> bytes:
    """https://www.sitemaps.org/protocol.html with Google's elements for news; it holds no text of any article."""
    urls = "".join(
        f"<url><loc>{escape(a.address)}</loc><news:news><news:publication><news:name>The Ferry</news:name>"
        f"<news:language>en</news:language></news:publication>"
        + (f"<news:publication_date>{a.day}</news:publication_date>" if a.day else "")
        + f"<news:title>{escape(a.headline)}</news:title></news:news></url>"
        for a in articles
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    ).encode()


FORMATS = (rss, atom, json_feed, sitemap)


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)


class Answer(NamedTuple):
    """With an entity tag, by which it may turn out to be unchanged. The connection breaks off after `sent` bytes of the
    body; one that is `silent` says nothing at all."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = {}
    sent: int | None = None
    silent: bool = False


NOT_FOUND = Answer(b"nothing here", 404)
SILENT = Answer(b"", silent=True)


def failing(status: int, **headers: str) -> Answer:
    return Answer(b"trouble", status, {name.replace("_", "-"): value for name, value in headers.items()})


class Newsstand:
    """`answer` is asked by host and path, which begins with a slash; `asked` is what was asked for, both in one."""

    def __init__(self, answer: Callable[[str, str], Answer]) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.conditions: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = False
        self.port = self._server.server_address[1]

    def address(self, host: str, path: str) -> str:
        return f"http://{host}.example:{self.port}{path}"

    def pages(self) -> list[str]:
        """What was asked for but for robots.txt and feeds."""
        return [one for one in self.asked if not one.endswith(("/robots.txt", "/feed"))]

    @contextmanager
    def open(self) -> Iterator["Newsstand"]:
        with running(self._server):
            yield self


def _handler(stand: Newsstand) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers["Host"].partition(".")[0]
            stand.asked.append(f"{host}{self.path}")
            with suppress(ConnectionError):
                self._send(stand.answer(host, self.path), self.headers)

        def _send(self, answer: Answer, asked: Message) -> None:
            if answer.silent:
                self.connection.recv(1)  # until the other side gives up
                self.close_connection = True
                return
            tag = f'"{sha256(answer.body).hexdigest()[:16]}"'
            condition = asked.get("If-None-Match")
            if answer.status == 200 and condition:
                stand.conditions.append(condition)
            if answer.status == 200 and condition == tag:
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(answer.status)
            for name, value in {"ETag": tag, **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body[: answer.sent])

        def log_message(self, *_: object) -> None:
            pass

    return Handler
