"""The address of a page: what it states of itself, as far as its own site can speak for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trafilatura import load_html

from underway.sources import Record, to_document
from underway.sources.page import describe_page
from underway.sources.same_page import plain_address
from underway.vocabulary import Document

FETCHED = "https://tideway.example/tv/saltmarsh"
CANONICAL = '<link rel="canonical" href="{}">'
OG_URL = '<meta property="og:url" content="{}">'


def address(head: str, fetched: str | None) -> str | None:
    page = f"<!DOCTYPE html><html><head><title>Saltmarsh</title>{head}</head><body><p>Saltmarsh</p></body></html>"
    return describe_page(load_html(page), fetched).url


@pytest.mark.parametrize(
    ("fetched", "stated"),
    [
        (FETCHED, "https://tideway.example/tv/saltmarsh-returns"),
        (FETCHED, "https://www.tideway.example/tv/saltmarsh"),
        (FETCHED, "http://tideway.example/tv/saltmarsh"),
        (FETCHED, "https://TIDEWAY.example./tv/saltmarsh"),
        (FETCHED, "https://tideway.example:443/tv/saltmarsh"),
        ("https://m.tideway.example/a", "https://www.tideway.example/a"),
        ("https://amp.tideway.example/a", "https://tideway.example/a"),
        ("https://www.tideway.example/amp/a?outputType=amp", "https://www.tideway.example/a"),
        ("https://edition.tideway.example/a", "https://www.tideway.example/a"),
        ("https://mobile.news.tideway.example/a", "https://news.tideway.example/a"),
        ("https://xn--tdeway-3va.example/a", "https://tídeway.example/b"),
        ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/b"),
        ("https://tideway.example/?p=17", "https://tideway.example/saltmarsh"),
        ("https://tideway.example/?utm_source=feed", "https://www.tideway.example/"),
    ],
)
def test_an_address_of_the_same_site_counts(fetched: str, stated: str) -> None:
    assert address(CANONICAL.format(stated), fetched) == stated
    assert address(OG_URL.format(stated), fetched) == stated


@pytest.mark.parametrize(
    "stated",
    [
        "https://harbour.example/tv/saltmarsh",
        "https://tideway.example.harbour.example/tv/saltmarsh",
        "https://nottideway.example/tv/saltmarsh",
        "https://news.tideway.example/tv/saltmarsh",
        "https://example/tv/saltmarsh",
        "https://tideway.example@harbour.example/tv/saltmarsh",
        "https://reader:secret@tideway.example/tv/saltmarsh",
        "https://tideway.example:8443/tv/saltmarsh",
        "https://tideway.example:port/tv/saltmarsh",
        "https://tide\\way.example/tv/saltmarsh",
        "https://tideway..example/tv/saltmarsh",
        "https://[tideway.example/tv/saltmarsh",
        "//harbour.example/tv/saltmarsh",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://tideway.example/tv/ saltmarsh",
        # The front page, which many pages state by mistake
        "https://tideway.example/",
        "https://www.tideway.example",
        "https://tideway.example/?utm_source=canonical",
        "https://tideway.example/index.html#top",
        "/",
        "",
    ],
)
def test_any_other_gives_way_to_the_address_at_which_the_page_was_found(stated: str) -> None:
    found = f"{FETCHED}?utm_source=feed&id=7#comments"
    assert address(CANONICAL.format(stated) + OG_URL.format(stated), found) == f"{FETCHED}?id=7"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (CANONICAL.format("/a"), "https://tideway.example/a"),
        (CANONICAL.format("a"), "https://tideway.example/tv/a"),
        (CANONICAL.format("?id=7"), f"{FETCHED}?id=7"),
        (CANONICAL.format("//www.tideway.example/a"), "https://www.tideway.example/a"),
        ('<base href="/shows/">' + CANONICAL.format("a"), "https://tideway.example/shows/a"),
        ('<base href="https://harbour.example/">' + CANONICAL.format("a"), FETCHED),
        ('<base href="https://[">' + CANONICAL.format("a"), "https://tideway.example/tv/a"),
        (
            CANONICAL.format("https://harbour.example/a") + OG_URL.format("https://tideway.example/b"),
            "https://tideway.example/b",
        ),
        (CANONICAL.format("https://tideway.example/a?utm_medium=x#top"), "https://tideway.example/a"),
        (CANONICAL.format("/a") + CANONICAL.format("/b") + OG_URL.format("/c"), "https://tideway.example/a"),
        ("", FETCHED),
    ],
)
def test_relative_and_several_addresses(head: str, url: str) -> None:
    assert address(head, FETCHED) == url


def test_a_saved_page_is_taken_at_its_word() -> None:
    assert address(CANONICAL.format("https://tideway.example/#top"), None) == "https://tideway.example/#top"
    assert address(CANONICAL.format("/a"), None) is None
    assert address("", None) is None


def test_a_text_is_at_the_address_at_which_it_was_found() -> None:
    (found,) = to_document(Record("a", "text", b"Saltmarsh returns.", address=f"{FETCHED}?utm_source=feed&id=7#top"))
    assert isinstance(found, Document)
    assert found.url == f"{FETCHED}?id=7"


@pytest.mark.parametrize(
    ("given_", "plain"),
    [
        ("https://t.example/a#top", "https://t.example/a"),
        ("https://t.example/a?utm_source=x&id=3&UTM_Campaign=y", "https://t.example/a?id=3"),
        ("https://t.example/a?fbclid=1&gclid=2&mc_cid=3&igshid=4&msclkid=5", "https://t.example/a"),
        ("https://t.example/a?at_medium=RSS&at_campaign=rss", "https://t.example/a"),
        ("https://t.example/a?", "https://t.example/a"),
        # What tells pages apart, or may, stays as it is.
        ("https://t.example/?story", "https://t.example/?story"),
        ("https://t.example/a?b=2&a=1&a=%E9+c", "https://t.example/a?b=2&a=1&a=%E9+c"),
        ("https://t.example/a?eid=42&source=tv&ref=3&clip=7", "https://t.example/a?eid=42&source=tv&ref=3&clip=7"),
        ("https://t.example/a?x=1;y=2&copy=3", "https://t.example/a?x=1;y=2&copy=3"),
        ("https://t.example/web/https://u.example//b", "https://t.example/web/https://u.example//b"),
    ],
)
def test_an_address_without_what_tells_of_the_way_to_it(given_: str, plain: str) -> None:
    assert plain_address(given_) == plain


@given(st.text(st.sampled_from("htps:/@[].%#?&=aw\\ é0-")), st.text(st.sampled_from("htps:/@[].%#?&=aw\\ é0-")))
def test_whatever_is_stated_the_address_is_of_the_site_that_was_asked(stated: str, base: str) -> None:
    head = f'<base href="{base}">' + CANONICAL.format(stated) + OG_URL.format(stated)
    url = address(head, FETCHED)
    assert url is not None
    assert url.lower().startswith(("https://tideway.example", "http://tideway.example"))
    assert plain_address(plain_address(url)) == plain_address(url)
