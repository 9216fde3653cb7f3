"""Where no request may ever arrive, whatever an address is spelled like, whoever redirects or answers for a name."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.sources.web import Web

from .fetching import Names, fetch, refusal, web_for
from .server import Server
from .wire import PUBLIC, led_here, watched

NOT_VALID = "has a host that is not valid; write a name such as tideway.example, or an IP address in its plain form"
NOT_WEB = "is no address of the web; give one that begins with https:// or http://"
NO_HOST = "names no host; give an address such as https://tideway.example/news"
SECRET = "holds a name or password, and none is ever sent; take it out, up to the @"
CHARACTER = "holds a backslash or a control character; write the address without it"
NO_PORT = "names a port that does not exist; ports are 1 to 65535"


def leads_to(ip: str, kind: str, host: str | None = None) -> str:
    return f"leads to {ip}, {kind}, where nothing is fetched from; if it is meant, allow it: --allow-host {host or ip}"


LOOPBACK = leads_to("127.0.0.1", "a loopback address")

# In each, {port} is where a server listens at 127.0.0.1 that nothing may arrive at.
NEVER = [
    # this machine
    ("http://127.0.0.1:{port}/", LOOPBACK),
    ("http://127.0.0.1.:{port}/", LOOPBACK),
    ("http://127.255.255.254:{port}/", leads_to("127.255.255.254", "a loopback address")),
    ("http://localhost:{port}/", leads_to("127.0.0.1", "a loopback address", "localhost")),
    ("http://LOCALHOST:{port}/", leads_to("127.0.0.1", "a loopback address", "localhost")),
    ("http://localhost.:{port}/", leads_to("127.0.0.1", "a loopback address", "localhost")),
    ("http://www.localhost:{port}/", leads_to("::1", "a loopback address", "www.localhost")),
    ("http://0.0.0.0:{port}/", leads_to("0.0.0.0", "an unspecified address")),
    ("http://0.1.2.3:{port}/", leads_to("0.1.2.3", "a private or reserved address")),
    ("http://[::1]:{port}/", leads_to("::1", "a loopback address")),
    ("http://[0:0:0:0:0:0:0:1]:{port}/", leads_to("::1", "a loopback address")),
    ("http://[::]:{port}/", leads_to("::", "an unspecified address")),
    # numbers as only some programs read them
    ("http://2130706433:{port}/", NOT_VALID),
    ("http://0x7f000001:{port}/", NOT_VALID),
    ("http://0X7F.0.0.1:{port}/", NOT_VALID),
    ("http://0x7f.1:{port}/", NOT_VALID),
    ("http://017700000001:{port}/", NOT_VALID),
    ("http://0177.0.0.1:{port}/", NOT_VALID),
    ("http://127.0.0.01:{port}/", NOT_VALID),
    ("http://127.1:{port}/", NOT_VALID),
    ("http://127.0.1:{port}/", NOT_VALID),
    ("http://0:{port}/", NOT_VALID),
    ("http://127.0.0.1.1:{port}/", NOT_VALID),
    ("http://256.0.0.1:{port}/", NOT_VALID),
    ("http://127.0.0.0x1:{port}/", NOT_VALID),
    ("http://tideway.0x:{port}/", NOT_VALID),
    ("http://127.0.0.1..:{port}/", NOT_VALID),
    # other scripts, and escapes
    ("http://１２７。０。０。１:{port}/", NOT_VALID),
    ("http://127。0。0。1:{port}/", LOOPBACK),
    ("http://127．0．0．1:{port}/", LOOPBACK),
    ("http://①②⑦.⓪.⓪.①:{port}/", NOT_VALID),
    ("http://127.0.0.\u00ad1:{port}/", NOT_VALID),
    ("http://١٢٧.٠.٠.١:{port}/", NOT_VALID),
    ("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{port}/", NOT_VALID),
    ("http://%31%32%37.0.0.1:{port}/", NOT_VALID),
    ("http://127.0.0.1%2f:{port}/", NOT_VALID),
    ("http://127.0.0.1%00.tideway.example:{port}/", NOT_VALID),
    ("http://local host:{port}/", NOT_VALID),
    ("http://\ud800:{port}/", NOT_VALID),
    # IPv4 inside IPv6
    ("http://[::ffff:127.0.0.1]:{port}/", LOOPBACK),
    ("http://[::ffff:7f00:1]:{port}/", LOOPBACK),
    ("http://[::ffff:0:127.0.0.1]:{port}/", leads_to("::ffff:0:7f00:1", "a private or reserved address")),
    ("http://[::127.0.0.1]:{port}/", leads_to("::7f00:1", "a private or reserved address")),
    ("http://[64:ff9b::127.0.0.1]:{port}/", leads_to("64:ff9b::7f00:1", "a loopback address")),
    ("http://[64:ff9b::169.254.169.254]:{port}/", leads_to("64:ff9b::a9fe:a9fe", "a link-local address")),
    ("http://[64:ff9b:1::127.0.0.1]:{port}/", leads_to("64:ff9b:1::7f00:1", "a private or reserved address")),
    ("http://[2002:7f00:1::]:{port}/", leads_to("2002:7f00:1::", "a private or reserved address")),
    (
        "http://[2001:0:7f00:1::80ff:fffe]:{port}/",
        leads_to("2001:0:7f00:1::80ff:fffe", "a private or reserved address"),
    ),
    ("http://[::1%25lo]:{port}/", NOT_VALID),
    ("http://[::1%lo]:{port}/", NOT_VALID),
    ("http://[fe80::1%25eth0]:{port}/", NOT_VALID),
    ("http://[::1:{port}/", NOT_VALID),
    ("http://[v1.127.0.0.1]:{port}/", NOT_VALID),
    ("http://[127.0.0.1]:{port}/", NOT_VALID),
    ("http://::1:{port}/", NOT_VALID),
    # networks that are not public, and machines' own data about themselves
    ("http://10.0.0.1/", leads_to("10.0.0.1", "a private or reserved address")),
    ("http://172.16.0.1/", leads_to("172.16.0.1", "a private or reserved address")),
    ("http://192.168.1.1/", leads_to("192.168.1.1", "a private or reserved address")),
    ("https://100.64.0.1/", leads_to("100.64.0.1", "a private or reserved address")),
    ("http://169.254.169.254/latest/meta-data/", leads_to("169.254.169.254", "a link-local address")),
    ("http://[fd00:ec2::254]/latest/meta-data/", leads_to("fd00:ec2::254", "a private or reserved address")),
    ("http://100.100.100.200/", leads_to("100.100.100.200", "a private or reserved address")),
    ("http://168.63.129.16/", leads_to("168.63.129.16", "a private or reserved address")),
    ("http://metadata.test/", leads_to("169.254.169.254", "a link-local address", "metadata.test")),
    ("http://192.0.0.192/", leads_to("192.0.0.192", "a private or reserved address")),
    ("http://192.88.99.1/", leads_to("192.88.99.1", "a private or reserved address")),
    ("http://198.18.0.1/", leads_to("198.18.0.1", "a private or reserved address")),
    ("http://203.0.113.1/", leads_to("203.0.113.1", "a private or reserved address")),
    ("http://224.0.0.1/", leads_to("224.0.0.1", "a multicast address")),
    ("http://240.0.0.1/", leads_to("240.0.0.1", "a private or reserved address")),
    ("http://255.255.255.255/", leads_to("255.255.255.255", "a private or reserved address")),
    ("http://[fe80::1]/", leads_to("fe80::1", "a link-local address")),
    ("http://[fec0::1]/", leads_to("fec0::1", "a private or reserved address")),
    ("http://[fc00::1]/", leads_to("fc00::1", "a private or reserved address")),
    ("http://[ff02::1]/", leads_to("ff02::1", "a multicast address")),
    ("http://[ff0e::1]/", leads_to("ff0e::1", "a multicast address")),
    ("http://[2001:db8::1]/", leads_to("2001:db8::1", "a private or reserved address")),
    ("http://[3fff::1]/", leads_to("3fff::1", "a private or reserved address")),
    ("http://[5f00::1]/", leads_to("5f00::1", "a private or reserved address")),
    ("http://[100::1]/", leads_to("100::1", "a private or reserved address")),
    # one thing for this reader, another for the next
    ("http://tideway.example@127.0.0.1:{port}/", SECRET),
    ("http://me:secret@127.0.0.1:{port}/", SECRET),
    ("http://@127.0.0.1:{port}/", SECRET),
    ("http://127.0.0.1:{port}@tideway.example/", SECRET),
    ("http://tideway.example\\@127.0.0.1:{port}/", CHARACTER),
    ("http:\\\\127.0.0.1:{port}\\", CHARACTER),
    ("http://127.0.0.1:{port}\\.tideway.example/", CHARACTER),
    ("http://127.0.0.1\t:{port}/", CHARACTER),
    ("ht\ntp://127.0.0.1:{port}/", CHARACTER),
    ("http://127.0.0.1:{port}/\r\nHost: tideway.example", CHARACTER),
    ("http://127.0.0.1:{port}/\0", CHARACTER),
    ("http:127.0.0.1:{port}/", NO_HOST),
    ("http:/127.0.0.1:{port}/", NO_HOST),
    ("http:///127.0.0.1:{port}/", NO_HOST),
    ("http://:{port}/", NOT_VALID),
    ("http://", NO_HOST),
    ("//127.0.0.1:{port}/", NOT_WEB),
    ("127.0.0.1:{port}/", NOT_WEB),
    ("", NOT_WEB),
    # ports
    ("http://127.0.0.1:0/", NO_PORT),
    ("http://127.0.0.1:99999/", NO_PORT),
    ("http://127.0.0.1:{port}{port}/", NO_PORT),
    ("http://127.0.0.1:-1/", NOT_VALID),
    ("http://127.0.0.1:+{port}/", NOT_VALID),
    ("http://127.0.0.1: {port}/", NOT_VALID),
    ("http://127.0.0.1:８０/", NOT_VALID),
    ("http://127.0.0.1:80:{port}/", NOT_VALID),
    # what is not the web
    ("file:///etc/passwd", NOT_WEB),
    ("file://127.0.0.1/etc/passwd", NOT_WEB),
    ("ftp://127.0.0.1:{port}/", NOT_WEB),
    ("gopher://127.0.0.1:{port}/_GET%20/", NOT_WEB),
    ("dict://127.0.0.1:{port}/d", NOT_WEB),
    ("ws://127.0.0.1:{port}/", NOT_WEB),
    ("data:text/html,Saltmarsh", NOT_WEB),
    ("javascript:alert(1)", NOT_WEB),
    ("view-source:http://127.0.0.1:{port}/", NOT_WEB),
    ("urn:isbn:0", NOT_WEB),
    ("http://127.0.0.1:{port}/" + "a" * 8000, "is longer than 8,000 characters; give a shorter address"),
]
ANSWERS = {
    "localhost": [["127.0.0.1"]],
    "www.localhost": [["::1", "127.0.0.1"]],
    "metadata.test": [["169.254.169.254"]],
}
# As a Location, these are relative to where they stand.
RELATIVE = {
    "http://",
    "http:127.0.0.1:{port}/",
    "127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "http:/127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "",
}


@pytest.mark.parametrize(("address", "problem"), NEVER, ids=range(len(NEVER)))
def test_addresses_that_are_never_reached(
    site: Server, connected: list[tuple[str, int]], address: str, problem: str
) -> None:
    refused = refusal(Web(resolve=Names(ANSWERS)), address.format(port=site.port))
    assert (str(refused), refused.temporary) == (problem, False)
    assert (connected, site.connections) == ([], 0)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        (address, problem)
        for address, problem in NEVER
        if address not in RELATIVE and not set("\r\n\0\ud800") & set(address)
    ],
)
def test_nor_are_they_by_redirect(
    site: Server, other: Server, connected: list[tuple[str, int]], address: str, problem: str
) -> None:
    other.route("/", status=302, headers={"Location": address.format(port=site.port).encode().decode("latin-1")})
    refused = refusal(web_for(other, resolve=Names(ANSWERS)), f"{other.address}/")
    assert str(refused).startswith("redirects to ")
    assert str(refused).endswith(f", which {problem}")
    assert (other.paths, site.connections) == (["/"], 0)
    assert set(connected) == {("127.0.0.1", other.port)}


@pytest.mark.parametrize(
    "ip",
    "127.0.0.1 ::1 0.0.0.0 10.1.2.3 100.64.1.1 169.254.169.254 172.31.255.255 192.168.0.1 198.51.100.7 224.0.0.251 "
    "255.255.255.255 :: fd00:ec2::254 fe80::1 fe80::1%1 2600::1%1 ff02::fb ::ffff:127.0.0.1 64:ff9b::10.0.0.1 "
    "2002:a00:1:: 2001:db8::1 ::127.0.0.1".split(),
)
@pytest.mark.parametrize("public", [[], ["93.184.216.34"], ["2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8"]])
def test_a_name_leads_nowhere_if_any_of_its_addresses_may_not_be_reached(
    connected: list[tuple[str, int]], ip: str, public: list[str]
) -> None:
    for answer in ([*public, ip], [ip, *public]):
        problem = refusal(Web(resolve=Names({"tideway.example": [answer]})), "http://tideway.example/")
        assert str(problem).startswith("leads to ")
        assert str(problem).endswith("; if it is meant, allow it: --allow-host tideway.example")
    assert connected == []


def test_an_answer_that_changes_after_it_was_checked_changes_nothing(
    site: Server, connected: list[tuple[str, int]]
) -> None:
    """The first answer is public, all others are this machine: the connection goes to the first, or is refused."""
    names = Names({"tideway.example": [["93.184.216.34"], ["127.0.0.1"]]})
    web = Web(resolve=names)
    address = f"http://tideway.example:{site.port}/"
    problem = refusal(web, address)
    assert (str(problem), problem.temporary) == ("cannot be reached (connection refused); try again later", True)
    assert connected == [("93.184.216.34", site.port)]
    for _ in range(2):
        assert str(refusal(web, address)) == leads_to("127.0.0.1", "a loopback address", "tideway.example")
    assert connected == [("93.184.216.34", site.port)]
    assert (site.connections, len(names.asked)) == (0, 3)


def test_nor_does_one_that_changes_between_a_page_and_its_redirect(
    site: Server, connected: list[tuple[str, int]]
) -> None:
    """What is allowed stands for what is public here: 127.0.0.1 is, 127.0.0.2 is not."""
    site.route("/", status=302, headers={"Location": "/there"})
    names = Names({"tideway.example": [["127.0.0.1"], ["127.0.0.2"]]})
    with Server("127.0.0.2") as forbidden:
        web = web_for(resolve=names, allow=["127.0.0.1"])
        problem = refusal(web, f"http://tideway.example:{site.port}/")
        assert forbidden.connections == 0
    there = f"http://tideway.example:{site.port}/there"
    assert str(problem) == (
        f"redirects to {there}, which " + leads_to("127.0.0.2", "a loopback address", "tideway.example")
    )
    assert site.paths == ["/"]
    assert set(connected) == {("127.0.0.1", site.port)}


@pytest.mark.parametrize(
    "location", ["http://127.0.0.2:{port}/robots.txt", "file:///etc/passwd", "http://me@127.0.0.1/"]
)
def test_nor_is_anything_reached_by_way_of_robots_txt(
    site: Server, connected: list[tuple[str, int]], location: str
) -> None:
    site.route("/robots.txt", status=302, headers={"Location": location.format(port=site.port)})
    problem = refusal(web_for(site), site.address)
    assert str(problem).startswith("may not be fetched before its robots.txt can be read, which redirects to ")
    assert connected == [("127.0.0.1", site.port)]


ALSO_BARRED = [
    ip_network(network)
    for network in (
        "168.63.129.16/32 192.0.0.0/24 192.88.99.0/24 224.0.0.0/4 240.0.0.0/4 "  # of IPv4
        "::/3 2001::/23 2001:db8::/32 2002::/16 3fff::/20 4000::/2 8000::/1"  # of IPv6
    ).split()
]


def expected(ip: IPv4Address | IPv6Address) -> bool:
    """Whether an address may be reached, by Python's tables and what is added to them."""
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped:
            return expected(ip.ipv4_mapped)
        if ip in ip_network("64:ff9b::/96"):
            return expected(IPv4Address(ip.packed[-4:]))
    return ip.is_global and not any(ip in network for network in ALSO_BARRED)


EDGES = [
    edge
    for network in [
        *ALSO_BARRED,
        *map(ip_network, "10.0.0.0/8 172.16.0.0/12 100.64.0.0/10 fc00::/7 64:ff9b::/96".split()),
    ]
    for number in (int(network[0]) - 1, int(network[0]), int(network[-1]), int(network[-1]) + 1)
    if 0 <= number < 2**network.max_prefixlen
    for edge in [type(network[0])(number)]
]
INSIDE = st.ip_addresses(v=4).flatmap(
    lambda ip: st.sampled_from([IPv6Address(f"{prefix}{ip}") for prefix in ("::ffff:", "::", "64:ff9b::", "2a00::")])
)


@given(st.ip_addresses() | st.sampled_from(EDGES) | INSIDE | st.integers(2**125, 2**126 - 1).map(IPv6Address))
def test_an_address_is_reached_if_it_is_of_the_public_internet(ip: IPv4Address | IPv6Address) -> None:
    plain = (ip.ipv4_mapped if isinstance(ip, IPv6Address) else None) or ip
    host = f"[{ip}]" if ip.version == 6 else str(ip)
    for web, address in [
        (Web(), f"http://{host}/"),
        (Web(resolve=Names({"tideway.example": [[str(ip)]]})), "http://tideway.example/"),
    ]:
        with watched() as connected:
            problem = str(refusal(web, address))
        if expected(ip):
            assert problem == "cannot be reached (connection refused); try again later"
            assert connected == [(str(plain), 80)]
        else:
            assert problem.startswith(f"leads to {plain}, a")
            assert connected == []


@given(st.text(max_size=40) | st.text("htp:/\\@[]%.0127x:afLO。 \t#?", max_size=40).map(lambda rest: f"http://{rest}"))
def test_whatever_is_written_is_refused_in_one_line(text: str) -> None:
    with watched() as connected:
        refusal(Web(resolve=Names({})), text)
    assert all(expected(ip_address(host)) for host, _ in connected)


@pytest.mark.parametrize(
    ("entry", "host", "reached"),
    [
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1:{port}", "127.0.0.1", True),
        (" 127.0.0.1:{port} ", "tideway.example", True),
        ("127.0.0.0/8", "tideway.example", True),
        ("127.0.0.0/8", "[::ffff:127.0.0.1]", True),
        ("[::ffff:127.0.0.1]:{port}", "127.0.0.1", True),
        ("tideway.example", "tideway.example", True),
        ("TIDEWAY.example.:{port}", "tideway.example", True),
        ("tideway.example", "TideWay.example.", True),
        ("tideway.example", "127.0.0.1", False),
        ("tideway.example", "www.tideway.example", False),
        ("example", "tideway.example", False),
        ("tideway.example:1", "tideway.example", False),
        ("127.0.0.1:1", "127.0.0.1", False),
        ("127.0.0.2", "127.0.0.1", False),
        ("128.0.0.0/1", "127.0.0.1", False),
        ("::/0", "127.0.0.1", False),
        ("::1", "127.0.0.1", False),
        ("[::1]:{port}", "127.0.0.1", False),
    ],
)
def test_what_is_allowed_is_reached_and_nothing_else(
    site: Server, connected: list[tuple[str, int]], entry: str, host: str, reached: bool
) -> None:
    site.route("/", "Saltmarsh")
    names = Names({"tideway.example": [["127.0.0.1"]], "www.tideway.example": [["127.0.0.1"]]})
    web = web_for(resolve=names, allow=[entry.format(port=site.port)])
    if reached:
        assert fetch(web, f"http://{host}:{site.port}/").payload == b"Saltmarsh"
    else:
        assert str(refusal(web, f"http://{host}:{site.port}/")).startswith("leads to 127.0.0.1, a loopback address")
        assert (connected, site.connections) == ([], 0)


@pytest.mark.parametrize("entry", ["127.0.0.1", "intranet.example"])
def test_what_is_allowed_is_so_for_whoever_gives_its_address(site: Server, other: Server, entry: str) -> None:
    """Not for a public site that redirects there, be it with a page or with its robots.txt."""
    public = ("tideway.example", "www.tideway.example")
    names = Names({"intranet.example": [["127.0.0.1"]], **{host: [[PUBLIC]] for host in public}})
    web = web_for(resolve=names, allow=[entry])
    inside = f"http://intranet.example:{site.port}"
    outside, elsewhere = (f"http://{host}:{other.port}" for host in public)
    site.route("/", "Saltmarsh")
    site.route("/moved", status=302, headers={"Location": "/"})
    site.route("/out", status=302, headers={"Location": f"{outside}/in"})
    other.route("/in", status=302, headers={"Location": f"{inside}/"})
    refused = (
        f"redirects to {inside}/, which leads to 127.0.0.1, a loopback address, where no public address may lead; "
        "if it is meant, give this one"
    )
    with led_here():
        problem = refusal(web, f"{outside}/in")
        assert (str(problem), problem.temporary) == (refused, False)
        other.route("/robots.txt", status=302, headers={"Location": f"{inside}/"})
        assert str(refusal(web, elsewhere)).endswith(f"robots.txt can be read, which {refused}")
        assert site.connections == 0
        for path in ("/", "/moved", "/out"):
            assert fetch(web, f"{inside}{path}").address == f"{inside}/"


@pytest.mark.parametrize(
    "entry",
    [
        "",
        " ",
        "*",
        "*.tideway.example",
        "10.0.0.1/8",
        "10.0.0.0/8:80",
        "10.0.0.0/33",
        "http://tideway.example",
        "tideway.example/",
        "tideway.example/news",
        "tideway.example?",
        "tideway.example#",
        "tideway.example:0",
        "tideway.example:http",
        "me@tideway.example",
        "a,b",
        "a b",
        "127.1",
        "[::1",
        "\x1b[2J",
        "-",
    ],
)
def test_what_cannot_be_allowed_is_refused_at_once(entry: str) -> None:
    with pytest.raises(
        ValueError, match="is no host and no network that could be allowed; give one such as "
    ) as caught:
        Web(allow=["127.0.0.1", entry])
    assert str(caught.value).isprintable()
