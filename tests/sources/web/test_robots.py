"""What robots.txt forbids is not fetched, nor anything where it cannot be read."""

import gzip

import pytest

from underway.sources.web import Limits

from .fetching import Simulated, fetch, refusal, web_for
from .server import Handler, Server, message

FORBIDDEN = "may not be fetched by programs, says its robots.txt; open it in a browser and save the page"
UNREAD = "may not be fetched before its robots.txt can be read, which"
DAY = 86_400


@pytest.fixture(autouse=True)
def pages(site: Server) -> None:
    for path in ("/", "/news/saltmarsh", "/private/news", "/private/open", "/a%20b?c=d"):
        site.route(path, "Saltmarsh returns.")


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/", True),
        ("User-agent: *\nDisallow:", "/news/saltmarsh", True),
        ("User-agent: *\nDisallow: /", "/", False),
        ("User-agent: *\nDisallow: /private", "/news/saltmarsh", True),
        ("User-agent: *\nDisallow: /private", "/private/news", False),
        ("User-agent: *\nDisallow: /private\nAllow: /private/open", "/private/open", True),
        ("User-agent: *\nDisallow: /*saltmarsh$", "/news/saltmarsh", False),
        ("User-agent: *\nDisallow: /a b?c=", "/a b?c=d", False),
        ("user-AGENT:underway\nDisallow: /", "/", False),
        ("User-agent: Underway/9.9 # of any version\nDisallow: /", "/", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Underway\nDisallow: /private", "/news/saltmarsh", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: Underway\nDisallow: /private", "/private/news", False),
        ("User-agent: Other\nUser-agent: Underway\nDisallow: /", "/", False),
        ("User-agent: Other\nDisallow: /", "/", True),
        ("User-agent: Under\nDisallow: /", "/", True),
        ("User-agent: Underwayfarer\nDisallow: /", "/", True),
        ("User-agent: *\n\nDisallow: /\n", "/", False),
        ("User-agent: *\rDisallow: /\r", "/", False),
        ("\ufeffUser-agent: *\nDisallow: /", "/", False),
        ("Disallow: /", "/", True),
        ("<!DOCTYPE html><p>Not there, says this page with a status of 200.", "/", True),
        (b"\xff\xfe\0\x80" * 100, "/", True),
        (b"User-agent: *\nDisallow: /\xff\nDisallow: /private", "/private/news", False),
    ],
)
def test_rules(site: Server, rules: str | bytes, path: str, allowed: bool) -> None:
    site.route("/robots.txt", rules)
    if allowed:
        fetch(web_for(site), f"{site.address}{path}")
    else:
        problem = refusal(web_for(site), f"{site.address}{path}")
        assert (str(problem), problem.temporary) == (FORBIDDEN, False)
        assert site.paths == []


@pytest.mark.parametrize("status", [204, 304, 400, 401, 403, 404, 410, 451])
def test_where_there_is_none_everything_is_allowed(site: Server, status: int) -> None:
    site.route("/robots.txt", "User-agent: *\nDisallow: /" if status >= 400 else "", status=status)
    fetch(web_for(site), site.address)


@pytest.mark.parametrize(
    ("answer", "problem", "retry_after"),
    [
        (message(status=500), "answers with an error of its server (500); try again later", None),
        (
            message(status=503, headers={"Retry-After": "90"}),
            "answers with an error of its server (503); try again in 90 seconds",
            90,
        ),
        (message(status=429), "was asked for too often (429); try again later", None),
        (b"", "breaks off before its end; try again later", None),
        (message(headers={"Content-Length": "100"}), "breaks off before its end; try again later", None),
        (
            message("x", headers={"Content-Encoding": "br"}),
            "is encoded as 'br', though gzip alone was asked for; tell whoever runs it",
            None,
        ),
    ],
)
def test_where_it_cannot_be_read_nothing_is_fetched(
    site: Server, answer: bytes, problem: str, retry_after: float | None
) -> None:
    clock = Simulated()
    site.raw("/robots.txt", answer)
    web = web_for(site, clock=clock)
    for _ in range(2):
        refused = refusal(web, site.address)
        assert (str(refused), refused.retry_after) == (f"{UNREAD} {problem}", retry_after)
        assert refused.temporary == ("again" in problem)
    assert [request.path for request in site.requests] == ["/robots.txt"]
    site.route("/robots.txt", "User-agent: *\nDisallow: /private")
    clock.passed += 301
    fetch(web, site.address)


def test_a_host_that_is_down_is_said_to_be(site: Server) -> None:
    with Server() as gone:
        pass
    assert str(refusal(web_for(gone), gone.address)) == "cannot be reached (connection refused); try again later"


def test_it_is_kept_for_a_day_for_each_origin(site: Server, other: Server) -> None:
    clock = Simulated()
    web = web_for(site, other, clock=clock)
    for server in (site, other, site):
        server.route("/", "Saltmarsh")
        fetch(web, server.address)
    clock.passed += DAY - 1
    site.route("/robots.txt", "User-agent: *\nDisallow: /")
    fetch(web, site.address)
    clock.passed += 1
    assert str(refusal(web, site.address)) == FORBIDDEN
    assert [request.path for request in site.requests] == ["/robots.txt", "/", "/", "/", "/robots.txt"]
    assert [request.path for request in other.requests] == ["/robots.txt", "/"]


def test_every_hop_of_a_redirect_is_asked_about(site: Server, other: Server) -> None:
    site.route("/", status=302, headers={"Location": f"{other.address}/private/news"})
    other.route("/robots.txt", "User-agent: *\nDisallow: /private")
    problem = refusal(web_for(site, other), site.address)
    assert str(problem) == f"redirects to {other.address}/private/news, which {FORBIDDEN}"
    assert [request.path for request in other.requests] == ["/robots.txt"]


@pytest.mark.parametrize("redirects", [1, 5, 6])
def test_it_may_be_elsewhere_within_five_redirects(site: Server, other: Server, redirects: int) -> None:
    site.route("/robots.txt", status=301, headers={"Location": f"{other.address}/1"})
    for number in range(1, redirects):
        other.route(f"/{number}", status=301, headers={"Location": f"/{number + 1}"})
    other.route(f"/{redirects}", "User-agent: *\nDisallow: /private")
    web = web_for(site, other)
    if redirects <= 5:
        assert str(refusal(web, f"{site.address}/private/news")) == FORBIDDEN
        fetch(web, site.address)
    else:
        assert str(refusal(web, site.address)) == (
            f"{UNREAD} redirects to {other.address}/5, which redirects again, after 5 redirects; "
            "open it in a browser, save the page and give its file"
        )


@pytest.mark.parametrize("packed", [False, True])
def test_no_more_than_500_kib_count(site: Server, packed: bool) -> None:
    """Cut in the midst of a rule: what is left of it, `Disallow: /`, is none."""
    rules = b"User-agent: *\nDisallow: /private\n#"
    rules += b"x" * (500 * 1024 - len(rules) - 12) + b"\nDisallow: /news\n"
    assert rules[: 500 * 1024].endswith(b"\nDisallow: /")
    headers = {"Content-Encoding": "gzip"} if packed else {}
    site.route("/robots.txt", gzip.compress(rules) if packed else rules, headers=headers)
    web = web_for(site)
    assert str(refusal(web, f"{site.address}/private/news")) == FORBIDDEN
    fetch(web, f"{site.address}/news/saltmarsh")


@pytest.mark.parametrize(
    "wave", [b"User-agent: *\nAllow: /\n", b"#" * 10_000, b"Disallow: /a*a*a*a*a*a*b$\n", b"User-agent: a\n"]
)
def test_one_without_end_is_cut(site: Server, wave: bytes) -> None:
    site.raw("/robots.txt", site.flood(b"HTTP/1.1 200 OK\r\n\r\n", wave))
    fetch(web_for(site), site.address)


def test_many_names_of_programs_and_many_rules_do_not_multiply(site: Server) -> None:
    agents = "".join(f"User-agent: robot-{number}\n" for number in range(12_000))
    site.route("/robots.txt", agents + "User-agent: *\n" + "Disallow: /private\n" * 12_000)
    assert str(refusal(web_for(site), f"{site.address}/private/news")) == FORBIDDEN


def slow(site: Server) -> Handler:
    return site.drip(b"HTTP/1.1 200 OK\r\n\r\n", b"#")


def test_one_that_takes_too_long(site: Server) -> None:
    site.raw("/robots.txt", slow(site))
    problem = refusal(web_for(site, limits=Limits(seconds=0.2, delay=0)), site.address)
    assert str(problem) == f"{UNREAD} takes longer than 0.2 seconds; try again later"
    assert problem.temporary
