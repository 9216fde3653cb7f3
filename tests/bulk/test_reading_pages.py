"""The corpus as pages of news sites: as much is read from them as from the texts, and nothing of what is around."""

import html
from collections import Counter
from functools import cache

import pytest

from underway.reading import read
from underway.sources import Fault, Record, to_document
from underway.vocabulary import Document

from .gold import found
from .news_pages import PEOPLE, SHOWS, SITES, Article, articles, page_of, said_around


@cache
def corpus() -> list[Article]:
    return articles()


@cache
def recall_on_texts() -> float:
    counted: Counter[bool] = Counter()
    for article in corpus():
        document = Document(text=article.text, published=article.published, title=article.title)
        counted += found(article.claims, read(document))
    return counted[True] / counted.total()


def test_what_is_around_makes_claims_about_shows_of_its_own() -> None:
    assert {claim.show for claim in read(Document(text="\n\n".join(said_around())))} == set(SHOWS)
    assert [name for name in SHOWS + PEOPLE for article in corpus() if name in article.text] == []


@pytest.mark.parametrize("site", SITES)
def test_pages_are_read_as_their_articles_are(site: str) -> None:
    seen: set[str] = set()
    counted: Counter[bool] = Counter()
    for article in corpus():
        page = page_of(article, site)
        (document,) = to_document(Record(article.id, "html", page.encode()))
        assert not isinstance(document, Fault), document
        assert [name for name in SHOWS + PEOPLE if name in document.text] == [], article.id
        assert document.published == article.day
        claims = read(document)
        assert [claim for claim in claims if claim.show in SHOWS] == []
        counted += found(article.claims, claims)
        seen |= {name for name in SHOWS + PEOPLE if name in html.unescape(page)}
    assert seen == {*SHOWS, *PEOPLE}
    assert abs(counted[True] / counted.total() - recall_on_texts()) <= 0.02
