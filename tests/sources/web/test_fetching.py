"""What is fetched, and how: headers, redirects, encodings, conditions, and nothing that should not be sent."""

import gzip
import socket
import subprocess
import sys

import pytest
from msgspec.structs import replace

from underway import __version__
from underway.sources.records import Validators
from underway.sources.web import Web

from .fetching import NOTHING_KNOWN, Names, fetch, refusal, unchanged, web_for
from .server import Request, Server, message

PAGE = "<!DOCTYPE html><title>Saltmarsh</title><p>Saltmarsh returns for season 3, with Ada Fenn."


def test_a_page_with_what_its_headers_say(site: Server) -> None:
    headers = {
        "Content-Type": 'Text/HTML; Charset="windows-1252"',
        "ETag": 'W/"saltmarsh-3"',
        "Last-Modified": "Tue, 04 Mar 2031 10:00:00 GMT",
    }
    site.route("/news/saltmarsh?page=2", PAGE, headers=headers)
    found = fetch(web_for(site), f"{site.address}/news/../news/saltmarsh?page=2#cast")
    assert found.address == f"{site.address}/news/saltmarsh?page=2"
    assert found.payload == PAGE.encode()
    assert (found.media_type, found.charset) == ("text/html", "windows-1252")
    assert found.validators == Validators('W/"saltmarsh-3"', "Tue, 04 Mar 2031 10:00:00 GMT", found.address)


@pytest.mark.parametrize(
    ("header", "media_type", "charset"),
    [
        (None, None, None),
        ("", None, None),
        ("text/html", "text/html", None),
        ("text/html;charset=utf-8", "text/html", "utf-8"),
        ("application/rss+xml; charset=UTF-8; boundary=x", "application/rss+xml", "UTF-8"),
        ("text/html; charset='utf-8'", "text/html", "utf-8"),
        ("text/html, text/html", "text/html", None),
        ("text/html; charset=", "text/html", None),
        ("text/html; charset=\xe9", "text/html", None),
        ("utf-8", None, None),
        ("a b/c; charset=utf-8", None, "utf-8"),
        ("x/" + "y" * 500, None, None),
    ],
)
def test_media_type_and_charset(site: Server, header: str | None, media_type: str | None, charset: str | None) -> None:
    site.route("/", PAGE, headers={} if header is None else {"Content-Type": header})
    found = fetch(web_for(site), site.address)
    assert (found.media_type, found.charset) == (media_type, charset)


def test_what_is_sent(site: Server) -> None:
    site.route("/", PAGE)
    fetch(web_for(site, contact="https://tideway.example/robot"), site.address)
    robots, page = site.requests
    assert (robots.method, robots.path, page.method, page.path) == ("GET", "/robots.txt", "GET", "/")
    for request in (robots, page):
        assert request.headers == {
            "host": f"127.0.0.1:{site.port}",
            "user-agent": f"Underway/{__version__} (+https://tideway.example/robot)",
            "accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
            "accept-language": "en",
            "accept-encoding": "gzip",
            "connection": "close",
        }


@pytest.mark.parametrize(
    "contact", ["", "a b", "a)b", "(", "me@tideway.example\r\nX: 1", "caf\xe9@tideway.example", "a\\", "x" * 201, "\0"]
)
def test_a_contact_that_no_header_holds_is_refused(contact: str) -> None:
    with pytest.raises(ValueError, match="cannot stand in a user agent; give an address or a mailbox") as caught:
        Web(contact=contact)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "location", ["{address}/there#part", "there", "/there", "//{netloc}/there", "?there", " there "]
)
def test_redirects_are_followed(site: Server, status: int, location: str) -> None:
    location = location.format(address=site.address, netloc=site.address[len("http://") :])
    site.route("/", "moved", status=status, headers={"Location": location})
    end = "/?there" if location == "?there" else "/there"
    site.route(end, PAGE)
    assert fetch(web_for(site), site.address).address == f"{site.address}{end}"
    assert site.paths == ["/", end]


def test_as_many_redirects_as_are_allowed(site: Server) -> None:
    for number in range(10):
        site.route(f"/{number}", status=302, headers={"Location": f"/{number + 1}"})
    site.route("/10", PAGE)
    assert fetch(web_for(site), f"{site.address}/0").address == f"{site.address}/10"
    site.route("/10", status=302, headers={"Location": "/11"})
    problem = refusal(web_for(site), f"{site.address}/0")
    assert str(problem) == (
        f"redirects to {site.address}/10, which redirects again, after 10 redirects; "
        "open it in a browser, save the page and give its file"
    )
    assert "/11" not in site.paths


def test_nothing_that_tells_of_a_visitor_is_sent_on(
    site: Server, other: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://proxy.invalid:3128")
    cookie = {"Set-Cookie": "visitor=17; Path=/", "WWW-Authenticate": "Basic"}
    site.route("/", headers={"Location": "/again", **cookie}, status=302)
    site.route("/again", headers={"Location": f"{other.address}/", **cookie}, status=307)
    other.route("/", PAGE, headers=cookie)
    web = web_for(site, other)
    for _ in range(2):
        fetch(web, site.address)
    assert (site.paths, other.paths) == (["/", "/again"] * 2, ["/"] * 2)
    for request in [*site.requests, *other.requests]:
        assert not {"cookie", "authorization", "proxy-authorization", "referer", "origin"} & set(request.headers)


VALIDATORS = [
    Validators('"1"', None),
    Validators(None, "Tue, 04 Mar 2031 10:00:00 GMT"),
    Validators('W/"1"', "Tue, 04 Mar 2031 10:00:00 GMT"),
]


@pytest.mark.parametrize("known", VALIDATORS)
def test_what_is_known_is_not_sent_again(site: Server, known: Validators) -> None:
    pairs = {"ETag": known.etag, "Last-Modified": known.last_modified}
    site.route("/feed", PAGE, headers={name: value for name, value in pairs.items() if value})
    site.route("/", status=301, headers={"Location": "/feed"})
    web, there = web_for(site), f"{site.address}/feed"
    known = replace(known, of=there)
    assert fetch(web, site.address).validators == known
    assert unchanged(web, site.address, known) == there
    assert fetch(web, site.address, Validators('"0"', None, there)).payload == PAGE.encode()
    site.route("/feed", "changed")
    assert fetch(web, site.address, known).validators == Validators()


def test_of_another_page_they_say_nothing(site: Server) -> None:
    """The second is the older, so that it would be unchanged since the first."""
    older = message("the second", headers={"Last-Modified": "Mon, 03 Mar 2031 10:00:00 GMT"})

    def second(request: Request, connection: socket.socket) -> None:
        connection.sendall(message(status=304) if "if-modified-since" in request.headers else older)

    site.route("/a", "the first", headers={"Last-Modified": "Tue, 04 Mar 2031 10:00:00 GMT"})
    site.raw("/b", second)
    web, latest = web_for(site), f"{site.address}/latest"
    for there, payload in [("/a", b"the first"), ("/b", b"the second")]:
        site.route("/latest", status=302, headers={"Location": there})
        for known in (NOTHING_KNOWN, Validators(None, "Tue, 04 Mar 2031 10:00:00 GMT"), known_of(site, "/other")):
            assert fetch(web, latest, known).payload == payload
    assert fetch(web, latest, known_of(site, "/a")).payload == b"the second"
    assert unchanged(web, latest, known_of(site, "/b")) == f"{site.address}/b"


def known_of(site: Server, path: str) -> Validators:
    return Validators(None, "Tue, 04 Mar 2031 10:00:00 GMT", f"{site.address}{path}")


@pytest.mark.parametrize("value", ['"\xe9"', '"1\r\nX: y"', "", " ", '"' + "1" * 1000 + '"', '"\0"'])
def test_validators_that_no_header_holds_are_left_out(site: Server, value: str) -> None:
    site.route("/", PAGE, headers={} if {"\r", "\0"} & set(value) else {"ETag": value, "Last-Modified": value})
    assert fetch(web_for(site), site.address, Validators(value, value, f"{site.address}/")).validators == Validators()
    assert not {"if-none-match", "if-modified-since"} & set(site.requests[-1].headers)


def test_unchanged_without_having_asked_is_an_error(site: Server) -> None:
    site.route("/", status=304)
    for known in (NOTHING_KNOWN, Validators('"1"', None), Validators('"1"', None, f"{site.address}/there")):
        problem = refusal(web_for(site), site.address, known)
        assert str(problem) == "answers that it is unchanged (304), which nobody asked; tell whoever runs it"


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nSaltm\r\n4\r\narsh\r\n0\r\nX: y\r\n\r\n"
PACKED = gzip.compress(PAGE.encode(), mtime=0)


@pytest.mark.parametrize(
    ("answer", "payload"),
    [
        (message(PACKED, headers={"Content-Encoding": "gzip"}), PAGE.encode()),
        (message(PACKED, headers={"Content-Encoding": " X-GZip "}), PAGE.encode()),
        (message(PACKED + PACKED, headers={"Content-Encoding": "gzip"}), PAGE.encode() * 2),
        (message(PACKED, headers={"Content-Type": "application/gzip"}), PACKED),
        (message(PAGE, headers={"Content-Encoding": "identity"}), PAGE.encode()),
        (message(PAGE) + b"more than was announced", PAGE.encode()),
        (CHUNKED, b"Saltmarsh"),
        (b"HTTP/1.1 200 OK\r\n\r\nSaltmarsh, to the end", b"Saltmarsh, to the end"),
        (b"HTTP/1.0 200 OK\r\n\r\nSaltmarsh", b"Saltmarsh"),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 20 + message("Saltmarsh"), b"Saltmarsh"),
        (b"HTTP/1.1 203 \r\ncontent-LENGTH: 9\r\n\r\nSaltmarsh", b"Saltmarsh"),
    ],
)
def test_bodies_however_they_are_sent(site: Server, answer: bytes, payload: bytes) -> None:
    site.raw("/", answer)
    assert fetch(web_for(site), site.address).payload == payload


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("http://Tideway.EXAMPLE:{port}", "/"),
        ("HTTP://tideway.example.:{port}/", "/"),
        ("  http://tideway.example:{port}/  ", "/"),
        ("http://tideway.example:0{port}/a b|\xe9%2f?q=\xe9&r='\"#f", "/a%20b|%C3%A9%2f?q=%C3%A9&r='%22"),
        ("http://b\xfccher.example:{port}/", "/"),
        ("http://xn--bcher-kva.example:{port}/", "/"),
        ("http://a_b.tideway.example:{port}/?", "/?"),
    ],
)
def test_addresses_in_many_spellings(site: Server, written: str, asked: str) -> None:
    hosts = ["tideway.example", "xn--bcher-kva.example", "a_b.tideway.example"]
    names = Names({host: [["127.0.0.1"]] for host in hosts})
    site.route(asked, PAGE)
    found = fetch(web_for(site, resolve=names), written.format(port=site.port))
    assert found.address == f"http://{names.asked[0]}:{site.port}{asked}"
    assert (site.paths, site.requests[-1].headers["host"]) == ([asked], f"{names.asked[0]}:{site.port}")


def test_the_next_address_is_tried_where_one_does_not_answer(site: Server, connected: list[tuple[str, int]]) -> None:
    site.route("/", PAGE)
    names = Names({"tideway.example": [["::1", "127.0.0.9", "127.0.0.1"]]})
    web = web_for(resolve=names, allow=["::1", "127.0.0.0/8"])
    assert fetch(web, f"http://tideway.example:{site.port}/").payload == PAGE.encode()
    assert set(connected) == {("::1", site.port), ("127.0.0.9", site.port), ("127.0.0.1", site.port)}


def test_nothing_slow_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys; import underway.sources.web as web; web.WebError, web.Fetched, web.SYSTEM_CLOCK, web.Limits;"
        "print({'httpx', 'httpcore', 'protego', 'idna', 'ssl'} & set(sys.modules));"
        "web.Web; print(sys.modules['httpx'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("set()\n<module 'httpx'")
