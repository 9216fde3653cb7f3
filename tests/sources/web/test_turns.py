"""Time passes between two requests to one host: what its robots.txt says, or its Retry-After, or else a second."""

import pytest

from underway.sources.web import Limits, NotAskedError

from .fetching import Names, Simulated, fetch, refusal, web_for
from .server import Server


@pytest.fixture(autouse=True)
def pages(site: Server) -> None:
    site.route("/", "Saltmarsh returns.")
    site.route("/moved", status=302, headers={"Location": "/"})


@pytest.mark.parametrize(
    ("rules", "limits", "first", "waits"),
    [
        ("", Limits(), 1, 1),
        ("User-agent: *\nDisallow: /private", Limits(), 1, 1),
        ("", Limits(delay=2.5), 2.5, 2.5),
        ("User-agent: *\nCrawl-delay: 7", Limits(), 1, 7),
        ("User-agent: *\nCrawl-delay: 0.5", Limits(), 0.5, 0.5),
        ("User-agent: *\nCrawl-delay: 9\n\nUser-agent: Underway\nCrawl-delay: 4", Limits(), 1, 4),
        ("User-agent: *\nCrawl-delay: 3600", Limits(), 1, 60),
        ("User-agent: *\nCrawl-delay: 3600", Limits(longest_delay=10), 1, 10),
        ("User-agent: *\nCrawl-delay: 1e400", Limits(), 1, 1),
        ("User-agent: *\nCrawl-delay: nan", Limits(), 1, 1),
        ("User-agent: *\nCrawl-delay: -5", Limits(), 1, 1),
        ("User-agent: *\nCrawl-delay: soon", Limits(), 1, 1),
    ],
)
def test_the_pause_between_pages(site: Server, rules: str, limits: Limits, first: float, waits: float) -> None:
    """`first` is the one between robots.txt and the first of them."""
    clock = Simulated()
    site.route("/robots.txt", rules)
    web = web_for(site, clock=clock, limits=limits)
    for _ in range(3):
        fetch(web, site.address)
    assert clock.slept == [first, waits, waits]


def test_no_pause_where_none_is_wanted(site: Server) -> None:
    clock = Simulated()
    site.route("/robots.txt", "User-agent: *\nCrawl-delay: 0")
    web = web_for(site, clock=clock, limits=Limits())
    for _ in range(3):
        fetch(web, site.address)
    assert clock.slept == []


def test_redirects_and_failures_count(site: Server) -> None:
    clock = Simulated()
    web = web_for(site, clock=clock, limits=Limits())
    fetch(web, f"{site.address}/moved")
    refusal(web, f"{site.address}/gone")
    fetch(web, site.address)
    assert clock.slept == [1, 1, 1, 1]


def test_time_that_has_passed_counts_and_hosts_are_apart(site: Server) -> None:
    clock = Simulated()
    names = Names({host: [["127.0.0.1"]] for host in ("tideway.example", "saltmarsh.example")})
    web = web_for(site, clock=clock, limits=Limits(), resolve=names)
    for host in ("tideway.example", "saltmarsh.example", "127.0.0.1"):
        fetch(web, f"http://{host}:{site.port}/")
    assert clock.slept == [1, 1, 1]
    clock.passed += 0.75
    fetch(web, f"http://127.0.0.1:{site.port}/")
    assert clock.slept == [1, 1, 1, 0.25]
    clock.passed += 5
    fetch(web, f"http://127.0.0.1:{site.port}/")
    assert clock.slept == [1, 1, 1, 0.25]


def test_a_host_that_asks_for_a_pause_has_it(site: Server) -> None:
    clock = Simulated()
    site.route("/robots.txt", "User-agent: *\nCrawl-delay: 0")
    web = web_for(site, clock=clock, limits=Limits())
    site.route("/busy", status=429, headers={"Retry-After": "30"})
    refusal(web, f"{site.address}/busy")
    fetch(web, site.address)
    assert clock.slept == [30]
    site.route("/busy", status=503, headers={"Retry-After": "600"})
    refusal(web, f"{site.address}/busy")
    assert clock.slept == [30]
    asked = len(site.requests)
    clock.passed += 60.5
    problem = refusal(web, site.address)
    assert (str(problem), problem.temporary, problem.retry_after) == (
        "has a host that asked for a pause; try again in 540 seconds",
        True,
        539.5,
    )
    assert isinstance(problem, NotAskedError)
    assert (len(site.requests), clock.slept) == (asked, [30])
    clock.passed += 500
    fetch(web, site.address)
    assert clock.slept == [30, 39.5]


def test_a_host_that_asks_for_a_pause_is_not_asked_by_redirect_nor_for_another_robots_txt(
    site: Server, other: Server
) -> None:
    """The two are one host, at two ports."""
    clock = Simulated()
    web = web_for(site, other, clock=clock)
    other.route("/busy", status=503, headers={"Retry-After": "600"})
    refusal(web, f"{other.address}/busy")
    paused = "has a host that asked for a pause; try again in 600 seconds"
    problem = refusal(web, site.address)
    assert (type(problem), str(problem), site.requests) == (NotAskedError, paused, [])
    names = Names({"tideway.example": [["127.0.0.1"]]})
    web = web_for(site, other, clock=clock, resolve=names)
    refusal(web, f"{other.address}/busy")
    site.route("/there", status=302, headers={"Location": f"{other.address}/"})
    problem = refusal(web, f"http://tideway.example:{site.port}/there")
    assert (type(problem), str(problem)) == (NotAskedError, f"redirects to {other.address}/, which {paused}")
    clock.passed += 600
    assert fetch(web, site.address).payload == b"Saltmarsh returns."


def test_waiting_is_no_part_of_the_time_that_a_fetch_may_take(site: Server) -> None:
    """On the real clock, with a pause that is longer than that."""
    web = web_for(site, limits=Limits(seconds=0.5, delay=0.6))
    assert fetch(web, f"{site.address}/moved").address == f"{site.address}/"
