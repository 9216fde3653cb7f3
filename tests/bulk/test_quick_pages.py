"""Pages read quickly: as much is read from them as in the slow way, and they say the same of themselves."""

import re
from collections import Counter

import pytest

from underway.reading import read
from underway.reading.gate import passes
from underway.sources import Fault, Record, to_document
from underway.sources.quick_text import quick_page
from underway.vocabulary import Document

from .gold import found
from .news_pages import SHOWS, SITES, Article, articles, page_of

_MOST_LOST = 0.03  # of the recall


def record(page: str) -> Record:
    return Record("a.html", "html", page.encode(), "a.html")


def both_ways(article: Article, site: str) -> tuple[Document, Document]:
    """The page's document, read slowly and quickly."""
    page = record(page_of(article, site))
    (slow,), (quick,) = to_document(page), to_document(page, quick=True)
    assert isinstance(slow, Document)
    assert isinstance(quick, Document), quick
    return slow, quick


@pytest.mark.parametrize("place", range(len(SITES)), ids=SITES)
def test_quick_reading_loses_little(place: int) -> None:
    counted: dict[str, Counter[bool]] = {"slow": Counter(), "quick": Counter()}
    for article in articles()[place :: len(SITES)]:
        slow, quick = both_ways(article, SITES[place])
        said_of_itself = ("title", "url", "publisher", "published", "published_kind", "language")
        assert [getattr(quick, what) for what in said_of_itself] == [getattr(slow, what) for what in said_of_itself]
        claims = read(quick)
        assert [claim for claim in claims if claim.show in SHOWS] == []
        counted["slow"] += found(article.claims, read(slow))
        counted["quick"] += found(article.claims, claims)
    recall = {way: count[True] / count.total() for way, count in counted.items()}
    assert recall["quick"] >= recall["slow"] - _MOST_LOST


@pytest.mark.parametrize("site", SITES)
def test_the_first_look_sees_all_that_the_document_says(site: str) -> None:
    for article in articles()[::10]:
        page = quick_page(record(page_of(article, site)))
        (document,) = page.document()
        assert isinstance(document, Document)
        assert Counter(re.findall(r"\w+", document.text)) <= Counter(re.findall(r"\w+", page.text))
        assert passes(page.text) >= passes(document.text)


SENTENCE = "The bridge over the river will stay closed for three weeks, the council said on Tuesday."
PARAGRAPHS = [f"{SENTENCE} It was decision {n} of the day." for n in range(1, 9)]
ARTICLE = f"<h1>Bridge closed</h1><p>{'</p><p>'.join(PARAGRAPHS)}</p>"
HEADLINES = "<h3>Trending</h3><ul><li><a href='/1'>HBO renews “Ninepins” for a second season</a></li></ul>"


@pytest.mark.parametrize(
    "body",
    [
        f"<main><article>{ARTICLE}</article></main><div class='rail'>{HEADLINES}</div>",
        f"<div itemprop='articleBody'>{ARTICLE}</div><div class='rail'>{HEADLINES}</div>",
        f"<div class='story-body'>{ARTICLE}</div><div class='rail'>{HEADLINES}</div>",
        f"<main>{ARTICLE}<div class='sidebar'>{HEADLINES}</div></main>",
        f"<article>{ARTICLE}<aside>{HEADLINES}</aside></article>",
        f"<div>{ARTICLE}</div><nav>{HEADLINES}</nav>",
    ],
)
def test_headlines_beside_the_article_are_not_seen(body: str) -> None:
    page = quick_page(record(f"<!DOCTYPE html><title>Bridge closed</title><body>{body}</body>"))
    assert SENTENCE in page.text
    assert not passes(page.text)
    (document,) = page.document()
    assert isinstance(document, Document)
    assert document.text == "\n\n".join(["Bridge closed", *PARAGRAPHS])


def test_lists_and_tables_keep_their_lines() -> None:
    listed = "<ul><li>Harbour <b>Lane</b></li><li>Quay</li></ul>"
    table = "<table><tr><td>Saltmarsh</td><td>BBC One</td><td>3</td></tr></table>"
    page = record(f"<article><h1>Lists</h1><p>{SENTENCE}<br>{SENTENCE}</p>{listed}{table}<p>{SENTENCE}</p></article>")
    (document,) = to_document(page, quick=True)
    assert isinstance(document, Document)
    lines = [SENTENCE, SENTENCE, "- Harbour Lane", "- Quay", "Saltmarsh | BBC One | 3", SENTENCE]
    assert document.text == "\n\n".join(["Lists", *lines])


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        (b"  \n ", "holds nothing but white space"),
        (b"<html><body><p>Menu</p></body></html>", "has no main text"),
        (b"<p>" * 50_001, "has more than 50,000 elements"),
        (b"\x00\x01\x02\xff\xfe\x03" * 100, "is not text in any encoding"),
    ],
)
def test_what_is_refused_slowly_is_refused_quickly(payload: bytes, problem: str) -> None:
    page = Record("a.html", "html", payload)
    (fault,) = to_document(page, quick=True)
    assert isinstance(fault, Fault)
    assert (fault.fatal, problem in fault.problem) == (True, True)
    assert str(to_document(page)[0]) == str(fault)
