"""Servers that do what they should not: each ends in one line that says what is wrong and what to do."""

import gzip
import threading
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.sources.records import Validators
from underway.sources.web import Fetched, Limits, WebError

from .fetching import NOTHING_KNOWN, Names, Simulated, fetch, refusal, web_for
from .server import Handler, Server, message
from .test_reach import CHARACTER, NOT_VALID, NOT_WEB, SECRET

LATER = "try again later"
BY_HAND = "open it in a browser, save the page and give its file"
BROKEN = f"breaks off before its end; {LATER}"
EMPTY = f"is empty; correct the address, or {LATER}"
WHOEVER = "correct the address, or tell whoever runs it"
NO_HTTP = f"answers in what is not valid HTTP; {WHOEVER}"
ENDLESS = f"sends headers without end; {WHOEVER}"
TOO_LARGE = "is larger than 20,000 bytes; save the part that matters and give its file"
SMALL = Limits(bytes=20_000, delay=0)
OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (204, "is empty (204); correct the address"),
        (205, "is empty (205); correct the address"),
        (206, "answers with a part of itself (206), which nobody asked for; tell whoever runs it"),
        (300, "answers with a status that gives no page (300); correct the address"),
        (302, "redirects without saying where (302); correct the address"),
        (304, "answers that it is unchanged (304), which nobody asked; tell whoever runs it"),
        (305, "answers with a status that gives no page (305); correct the address"),
        (400, "answers with a status that gives no page (400); correct the address"),
        (401, f"asks for a name and password (401), and none is ever sent; {BY_HAND}"),
        (402, f"asks for payment (402); {BY_HAND}"),
        (403, f"may not be fetched, says its server (403); {BY_HAND}"),
        (404, "is not there (404); correct the address"),
        (410, "is gone for good (410); leave it out"),
        (418, "answers with a status that gives no page (418); correct the address"),
        (451, "is withheld for legal reasons (451); leave it out"),
    ],
)
def test_statuses_that_will_not_change(site: Server, status: int, problem: str) -> None:
    site.route("/", "<p>no page", status=status, headers={"Retry-After": "10"})
    refused = refusal(web_for(site), site.address)
    assert (str(refused), refused.temporary, refused.retry_after) == (problem, False, None)


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (408, "was asked for too slowly (408)"),
        (425, "was asked for too early (425)"),
        (429, "was asked for too often (429)"),
        (500, "answers with an error of its server (500)"),
        (503, "answers with an error of its server (503)"),
        (599, "answers with an error of its server (599)"),
    ],
)
@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("120", 120),
        (" 0 ", 0),
        ("Tue, 04 Mar 2031 12:02:00 GMT", 120),
        ("Tuesday, 04-Mar-31 12:02:00 GMT", 120),
        ("Tue Mar  4 12:02:00 2031", 120),
        ("Tue, 04 Mar 2031 13:02:00 +0100", 120),
        ("Tue, 04 Mar 2031 11:00:00 GMT", 0),
        ("9" * 500, 604_800),
        ("Tue, 04 Mar 2098 12:00:00 GMT", 604_800),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("\xb2", None),
        ("Tue, 99 Mar 2031 12:02:00 GMT", None),
        ("Tue, 04 Mar 99999 12:02:00 GMT", None),
    ],
)
def test_statuses_that_may_change(
    site: Server, status: int, what: str, header: str | None, seconds: float | None
) -> None:
    site.route("/", "<p>no page", status=status, headers={} if header is None else {"Retry-After": header})
    refused = refusal(web_for(site, clock=Simulated()), site.address)
    when = LATER if seconds is None else f"try again in {seconds:,} seconds"
    assert (str(refused), refused.temporary, refused.retry_after) == (f"{what}; {when}", True, seconds)


@pytest.mark.parametrize(
    ("answer", "problem", "temporary"),
    [
        # half pages
        (b"", BROKEN, True),
        (b"HTTP/1.1 200", BROKEN, True),
        (OK + b"Content-Type: text/html\r\n", BROKEN, True),
        (OK + b"Content-Length: 100\r\n\r\n<p>Saltmarsh retu", BROKEN, True),
        (OK + b"Content-Length: 100\r\n\r\n", BROKEN, True),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nSaltm\r\n", BROKEN, True),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nSal", BROKEN, True),
        (
            message(gzip.compress(b"Saltmarsh", mtime=0)[:-6], headers={"Content-Encoding": "gzip"}),
            "is truncated: its gzip data ends too early; fetch it again",
            True,
        ),
        (
            message(b"Saltmarsh", headers={"Content-Encoding": "gzip"}),
            "is corrupt: its gzip data cannot be expanded; fetch it again",
            True,
        ),
        # nothing
        (message(b""), EMPTY, True),
        (message(gzip.compress(b"", mtime=0), headers={"Content-Encoding": "gzip"}), EMPTY, True),
        (OK + b"\r\n", EMPTY, True),
        # no HTTP, or not as it should be
        (b"SSH-2.0-OpenSSH_9.2\r\n", BROKEN, True),
        (b"\x15\x03\x03\x00\x02\x02\x50", NO_HTTP, False),
        (b"<p>Saltmarsh\r\n\r\n", NO_HTTP, False),
        (b"HTTP/2 200\r\n\r\n", NO_HTTP, False),
        (b"HTTP/1.1 20\r\n\r\n", NO_HTTP, False),
        (OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nSaltma", NO_HTTP, False),
        (OK + b"Content-Length: -5\r\n\r\nSaltma", NO_HTTP, False),
        (OK + b"Content-Length: 9999999999999999999999\r\n\r\nSaltma", NO_HTTP, False),
        (OK + b"Transfer-Encoding: gzip\r\n\r\nSaltma", NO_HTTP, False),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nSaltma", NO_HTTP, False),
        (OK + b"no colon\r\n\r\nSaltma", NO_HTTP, False),
        (OK + b"X: \0\r\n\r\nSaltma", NO_HTTP, False),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n", NO_HTTP, False),
        # too much
        (message(b"a" * 20_001), TOO_LARGE, False),
        (message(b"a" * 5, headers={"Content-Length": "20001"}), TOO_LARGE, False),
        (OK + b"\r\n" + b"a" * 20_001, TOO_LARGE, False),
        (
            message(gzip.compress(b"a" * 20_001, mtime=0), headers={"Content-Encoding": "gzip"}),
            TOO_LARGE,
            False,
        ),
        (
            message(gzip.compress(b"", mtime=0) * 1001, headers={"Content-Encoding": "gzip"}),
            TOO_LARGE,
            False,
        ),
        # what was not asked for
        *(
            (
                message(b"Saltmarsh", headers={"Content-Encoding": encoding}),
                f"is encoded as '{encoding}', though gzip alone was asked for; tell whoever runs it",
                False,
            )
            for encoding in ("br", "zstd", "deflate", "compress", "gzip, gzip", "gzip;q=1")
        ),
        *(
            (
                message(b"Saltmarsh", headers={"Content-Type": media_type}),
                f"is {media_type}, not text; save what it says as text or HTML and give that file",
                False,
            )
            for media_type in (
                "image/png image/svg+xml video/mp4 audio/mpeg font/woff2 application/pdf application/zip "
                "application/x-7z-compressed application/vnd.ms-excel application/msword "
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document application/epub+zip"
            ).split()
        ),
        # redirects
        *(
            (message(status=302, headers={"Location": location}), f"redirects to {shown}, which {problem}", False)
            for location, shown, problem in [
                ("file:///etc/passwd", "'file:///etc/passwd'", NOT_WEB),
                ("http://me@tideway.example/", "'http://me@tideway.example/'", SECRET),
                ("//[/", "'//[/'", NOT_VALID),
                ("/\x1b[2J", "'/\\x1b[2J'", CHARACTER),
                ("http://\u202e.example/".encode().decode("latin-1"), "'http://\\u202e.example/'", NOT_VALID),
            ]
        ),
        (message(status=302, headers={"Location": ""}), f"redirects in a circle; {BY_HAND}", False),
        (message(status=302, headers={"Location": "/#part"}), f"redirects in a circle; {BY_HAND}", False),
    ],
)
def test_answers(site: Server, answer: bytes, problem: str, temporary: bool) -> None:
    site.raw("/", answer)
    refused = refusal(web_for(site, limits=SMALL), site.address)
    assert (str(refused), refused.temporary, refused.retry_after) == (problem, temporary, None)
    site.route("/", "Saltmarsh")
    assert fetch(web_for(site, limits=SMALL), site.address).payload == b"Saltmarsh"


def test_a_circle_of_redirects(site: Server, other: Server) -> None:
    site.route("/", status=301, headers={"Location": f"{other.address}/there"})
    other.route("/there", status=302, headers={"Location": f"{site.address}"})
    problem = refusal(web_for(site, other), site.address)
    assert str(problem) == f"redirects to {other.address}/there, which redirects in a circle; {BY_HAND}"
    assert (site.paths, other.paths) == (["/"], ["/there"])


def test_a_long_address_in_a_message_is_cut(site: Server) -> None:
    site.route("/", status=301, headers={"Location": "/" + "a" * 7000})
    problem = refusal(web_for(site), site.address)
    assert str(problem).startswith(f"redirects to {site.address}/aaa")
    assert str(problem).endswith("a…, which is not there (404); correct the address")


Behaviour = Callable[[Server], Handler]
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
PACKED = gzip.compress(bytes(1024 * 1024), mtime=0)


@pytest.mark.parametrize(
    "behave",
    [
        lambda site: site.hang,
        lambda site: site.drip(b"", b"H"),
        lambda site: site.drip(OK + b"X: ", b"y"),
        lambda site: site.drip(OK, b"X: y\r\n"),
        lambda site: site.drip(OK + b"Content-Length: 90000\r\n\r\n"),
        lambda site: site.drip(OK + b"\r\n", b"a"),
        lambda site: site.drip(CHUNKED, b"1\r\na\r\n"),
        lambda site: site.drip(b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
        lambda site: site.flood(b"", b"HTTP/1.1 102 Processing\r\n\r\n" * 100),
        lambda site: site.drip(OK + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"")),
    ],
    ids=range(10),
)
def test_what_takes_too_long_is_left(site: Server, behave: Behaviour) -> None:
    site.raw("/", behave(site))
    problem = refusal(web_for(site, limits=Limits(seconds=0.2, delay=0)), site.address)
    assert str(problem).endswith(f"takes longer than 0.2 seconds; {LATER}")
    assert problem.temporary


def test_redirects_share_the_time(site: Server) -> None:
    for number in range(10):
        site.route(f"/{number}", status=302, headers={"Location": f"/{number + 1}"})
    site.raw("/10", site.hang)
    problem = refusal(web_for(site, limits=Limits(seconds=0.4, delay=0)), f"{site.address}/0")
    assert str(problem).endswith(f"takes longer than 0.4 seconds; {LATER}")


def test_a_name_server_that_does_not_answer() -> None:
    over = threading.Event()

    def resolve(*_: object, **__: object) -> list[tuple[object, ...]]:
        over.wait()
        return []

    problem = refusal(web_for(resolve=resolve, limits=Limits(seconds=0.1)), "http://tideway.example/")
    over.set()
    assert (str(problem), problem.temporary) == (f"takes longer than 0.1 seconds; {LATER}", True)


@pytest.mark.parametrize("answers", [{}, {"tideway.example": [[]]}, {"tideway.example": [["tideway"]]}])
def test_a_host_that_is_not_known(answers: dict[str, list[list[str]]]) -> None:
    problem = refusal(web_for(resolve=Names(answers)), "http://tideway.example/")
    assert str(problem) == f"has a host that cannot be found; correct it, or {LATER}"
    assert problem.temporary


def test_nobody_listens(site: Server) -> None:
    with Server() as gone:
        pass
    problem = refusal(web_for(gone), gone.address)
    assert (str(problem), problem.temporary) == (f"cannot be reached (connection refused); {LATER}", True)


@pytest.mark.parametrize(
    ("behave", "problem"),
    [
        (lambda site: site.reset, f"breaks the connection off; {LATER}"),
        (lambda site: site.flood(OK + b"X: ", b"y" * 10_000), ENDLESS),
        (lambda site: site.flood(OK, b"X: y\r\n" * 1000), ENDLESS),
        (lambda site: site.flood(CHUNKED + b"1;", b"y" * 10_000), ENDLESS),
        (lambda site: site.flood(CHUNKED + b"0\r\n", b"X: y\r\n" * 1000), ENDLESS),
        (lambda site: site.flood(OK + b"\r\n", b"a" * 10_000), TOO_LARGE),
        (lambda site: site.flood(CHUNKED, b"1\r\na\r\n" * 1000), TOO_LARGE),
        (lambda site: site.flood(OK + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"", mtime=0) * 100), TOO_LARGE),
        (lambda site: site.flood(OK + b"Content-Encoding: gzip\r\n\r\n", PACKED), TOO_LARGE),
    ],
    ids=range(9),
)
def test_what_has_no_end_is_cut_off(site: Server, behave: Behaviour, problem: str) -> None:
    site.raw("/", behave(site))
    assert str(refusal(web_for(site, limits=SMALL), site.address)) == problem


def test_a_bomb_is_not_expanded(site: Server) -> None:
    """A GiB in a MiB, of which no more is expanded than may be."""
    site.route("/", PACKED * 1024, headers={"Content-Encoding": "gzip"})
    problem = refusal(web_for(site), site.address)
    assert str(problem) == "is larger than 32 MiB; save the part that matters and give its file"


@given(st.binary(max_size=300), st.sampled_from([b"", b"HTTP/1.1 ", OK, OK + b"Content-Type: ", CHUNKED]))
def test_whatever_a_server_sends_is_taken_or_refused(noise: bytes, head: bytes) -> None:
    with Server() as server:
        server.raw("/robots.txt", head + noise)
        server.raw("/", head + noise)
        for known in (NOTHING_KNOWN, Validators('"1"', None, f"{server.address}/")):
            try:
                found = web_for(server, limits=SMALL).fetch(server.address, known)
            except WebError as error:
                assert str(error).isprintable()
            else:
                assert not isinstance(found, Fetched) or found.payload
