"""Feeds as the main generators write them: what each entry is, and whether its page holds more."""

from datetime import date
from urllib.parse import urljoin

import pytest

from underway.sources.feeds import Entry, is_feed, read_feed

from .making import SAMPLES

MEDIUM = "https://medium.example/the-long-gallery/lantern-street-1f2e"
COURIER = "https://www.northgatecourier.example/screens/2021/05/0"

FEEDS: dict[str, tuple[str | None, list[Entry]]] = {
    "wordpress.xml": (
        "TV – The Tideway Post",
        [
            Entry(
                id="https://tideway.example/?p=41207",
                address="https://tideway.example/2021/05/05/saltmarsh-renewed/",
                title="‘Saltmarsh’ Renewed for Season 3 at Harbour+",
                published=date(2021, 5, 5),
                publisher="The Tideway Post",
                language="en",
            ),
            Entry(
                id="https://tideway.example/?p=41199",
                address="https://tideway.example/2021/05/04/lantern-street-ends/",
                title="Tom & Ada’s Lantern Street ends",
                published=date(2021, 5, 4),
                publisher="The Tideway Post",
                language="en",
                teaser=True,
            ),
        ],
    ),
    "blogger.xml": (
        "Couch & Compass",
        [
            Entry(
                id="tag:blogger.com,1999:blog-77.post-1",
                address="http://couchcompass.blogspot.example/2021/05/saltmarsh.html",
                title="Why <Saltmarsh> will be back",
                published=date(2021, 5, 5),
                publisher="Couch & Compass",
            ),
        ],
    ),
    "medium.xml": (
        "The Long Gallery - Medium",
        [
            Entry(
                id="https://medium.example/p/1f2e",
                address=MEDIUM,
                title="Lantern Street & the art of stopping",
                published=date(2021, 5, 5),
                publisher="Medium",
                teaser=True,
            ),
        ],
    ),
    "arc.xml": (
        "Northgate Courier: Screens",
        [
            Entry(
                id=f"{COURIER}5/weir-house/",
                address=f"{COURIER}5/weir-house/",
                title="Channel Nine brings back ‘The Weir House’ after four years",
                published=date(2021, 5, 5),
                publisher="Northgate Courier: Screens",
                language="en",
            ),
        ],
    ),
    "substack.xml": (
        "Slow Tide",
        [
            Entry(
                id="https://slowtide.substack.example/p/what-saltmarsh-owes",
                address="https://slowtide.substack.example/p/what-saltmarsh-owes",
                title='What "Saltmarsh" owes the sea',
                published=date(2021, 5, 6),
                publisher="Slow Tide",
                language="en",
                teaser=True,
            ),
        ],
    ),
    "ghost.xml": (
        "Renewal Desk",
        [
            Entry(
                id="6092f0c1a1b2c3d4e5f60718",
                address="https://renewaldesk.example/three-orders/",
                title="Three orders at Harbour+",
                published=date(2021, 5, 6),
                publisher="Renewal Desk",
            ),
        ],
    ),
    "drupal.xml": (
        "Public Screen",
        [
            Entry(
                id="512 at https://publicscreen.example",
                address="https://publicscreen.example/news/ferryman-begins",
                title="Ferryman begins filming",
                published=date(2021, 5, 3),
                publisher="Public Screen",
                language="en",
                teaser=True,
            ),
        ],
    ),
    "handmade.xml": (
        "Wim & Daughters' TV page",
        [
            Entry(
                id="http://wim.example/tv/show.php?id=7&page=2",
                address="http://wim.example/tv/show.php?id=7&page=2",
                title="Low Water: a 2nd series?",
                publisher="Wim & Daughters' TV page",
                teaser=True,
            ),
            Entry(
                id="http://wim.example/tv/show.php?id=8",
                address="http://wim.example/tv/show.php?id=8",
                title="AT&T sponsors Saltmarsh < Ferryman",
                published=date(2021, 5, 1),
                publisher="Wim & Daughters' TV page",
                teaser=True,
            ),
            Entry(
                id="http://wim.example/tv/ferryman.html",
                address="http://wim.example/tv/ferryman.html",
                title="Ferryman",
                publisher="Wim & Daughters' TV page",
                teaser=True,
            ),
        ],
    ),
    "rdf.xml": (
        "Screen Archive",
        [
            Entry(
                id="https://archive.example/1",
                address="https://archive.example/1",
                title="The Weir House, first season",
                published=date(2021, 5, 5),
                publisher="Screen Archive",
                teaser=True,
            ),
        ],
    ),
    "atom.xml": (
        "Planet <TV>",
        [
            Entry(
                id="urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
                address="https://planet.example/ferryman",
                title="The Ferryman cast",
                published=date(2021, 5, 5),
                published_kind="updated",
                publisher="Islands & Boats",
                language="en",
                teaser=True,
            ),
            Entry(
                id="urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6b",
                title="A note",
                published=date(2021, 5, 4),
                publisher="Planet <TV>",
                language="en",
            ),
        ],
    ),
    "feed.json": (
        "Harbour Lights",
        [
            Entry(
                id="https://harbourlights.example/2021/low-water",
                address="https://harbourlights.example/2021/low-water",
                title="Low Water & after",
                published=date(2021, 5, 5),
                publisher="Harbour Lights",
                language="en",
            ),
            Entry(
                id="https://harbourlights.example/tv/feed.json#17",
                published=date(2021, 5, 3),
                published_kind="updated",
                publisher="Harbour Lights",
                language="en",
            ),
            Entry(
                id="https://harbourlights.example/2021/weir",
                address="https://harbourlights.example/2021/weir",
                publisher="Harbour Lights",
                language="en",
                teaser=True,
            ),
        ],
    ),
    "news_sitemap.xml": (
        None,
        [
            Entry(
                id=f"{COURIER}5/weir-house/",
                address=f"{COURIER}5/weir-house/",
                title="Channel Nine brings back 'The Weir House' & its miller",
                published=date(2021, 5, 5),
                publisher="Northgate Courier",
                language="en",
                teaser=True,
            ),
            Entry(
                id=f"{COURIER}4/ferry/",
                address=f"{COURIER}4/ferry/",
                published=date(2021, 5, 4),
                published_kind="updated",
                teaser=True,
            ),
        ],
    ),
}


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_of_each_kind(name: str) -> None:
    payload = (SAMPLES / name).read_bytes()
    assert is_feed(payload)
    title, entries = FEEDS[name]
    site = next((entry.address for entry in entries if entry.address), "https://feeds.example")
    feed = read_feed(payload, address=urljoin(site, f"/tv/{name}"))
    assert feed.title == title
    assert [without_html(entry) for entry in feed.entries] == entries


@pytest.mark.parametrize("name", ["wordpress.xml", "atom.xml", "news_sitemap.xml"])
def test_a_feed_does_not_speak_for_the_pages_of_another_site(name: str) -> None:
    payload = (SAMPLES / name).read_bytes()
    entries = [e for e in read_feed(payload, address="https://elsewhere.example/feed").entries if e.address]
    assert {(entry.foreign, entry.teaser, entry.publisher) for entry in entries} == {(True, True, None)}
    assert not any(entry.foreign for entry in read_feed(payload).entries)
    assert [Entry.from_json(entry.to_json()) for entry in entries] == entries


def without_html(entry: Entry) -> Entry:
    return Entry(**{field: getattr(entry, field) for field in Entry.__struct_fields__ if field != "html"})


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("wordpress.xml", ["<p>Harbour+ has ordered a third season of the estuary drama &#8220;Salt", "<p>The comedy"]),
        ("blogger.xml", ["The second season of Saltmarsh ended as it had to, with"]),
        ("medium.xml", ['<div class="medium-feed-item"><p class="medium-feed-snippet">It knew when to go.</p>']),
        ("substack.xml", ["<p>There is a shot near the end"]),
        ("drupal.xml", ['<span class="field field--name-title">Ferryman begins filming</span>']),
        ("handmade.xml", ["Yes! <b>Low Water</b> comes back<br>in the autumn\xa0– said", "<p>No idea why.", None]),
        ("rdf.xml", ["Now in the archive."]),
        ("atom.xml", ["<p>Six names.</p>\n<p>And an island.</p>", "<p>Saltmarsh is <em>not</em> cancelled.</p>"]),
        (
            "feed.json",
            [
                "<p>Channel Nine wants two more seasons",
                "<p>Saltmarsh &lt;3</p>\n<p>More tomorrow &amp; on Friday.</p>",
                "<p>The weir is open.</p>",
            ],
        ),
        ("news_sitemap.xml", [None, None]),
    ],
)
def test_the_text_that_the_feed_holds(name: str, begins: list[str | None]) -> None:
    entries = read_feed((SAMPLES / name).read_bytes()).entries
    texts = [entry.html for entry in entries]
    assert [
        text and beginning and text[: len(beginning)] for text, beginning in zip(texts, begins, strict=True)
    ] == begins
