"""The articles of the corpus as pages of news sites, each amid what such pages hold besides: claims about other shows.

`pages/` has one template a kind of site. What surrounds the article there is the same on all of them, and names only
shows and people that no article names.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec
from jinja2 import Environment, FileSystemLoader

from underway.vocabulary.dates import read_date_prefix

CORPUS = Path(__file__).parents[2] / "corpus" / "articles.jsonl"
PAGES = Path(__file__).parent / "pages"
SITES = sorted(path.stem for path in PAGES.glob("*.html"))

SHOWS = [
    *("Copper Wharf", "Ferrier’s Law", "Gull & Sons", "Hollow Tide", "Kittiwake House", "Ninepins"),
    *("Osprey Court", "Saltpan Lane", "Skerry Island", "The Lodestar Hotel", "The Long Culvert", "Thornback"),
]
PEOPLE = ["Corrie Blount", "Orla Quillon", "Pip Ravensworth", "Jessamy Thole"]
AROUND: dict[str, Any] = {
    "navigation": ["Television", "Film", "“Ninepins” renewed", "Weather"],
    "ticker": "Netflix has renewed “Thornback” for a third season.",
    "author": "Dell Ackroyd",
    "own_caption": f"At work on the set in spring. Photograph: {PEOPLE[0]}",
    "caption": f"{PEOPLE[1]} stars as the harbour master in “Hollow Tide”, which was renewed for a second season.",
    "related": [
        "“Copper Wharf” cancelled after two seasons at Hulu",
        "HBO orders a third season of “Gull & Sons”",
    ],
    "teaser": f"Creator {PEOPLE[1]} on why “Saltpan Lane” will end with its fourth season, which premieres on May 9.",
    "more": [
        "“The Long Culvert” cancelled by Netflix after one season",
        "“Kittiwake House” will return for a fifth season on the BBC",
    ],
    "post": "BREAKING: “Osprey Court” has been renewed for a second season! Filming begins in June in Cardiff.",
    "poster": f"{PEOPLE[2]} (@pip) May 5, 2021",
    "newsletter": "Sign up for our newsletter: “Skerry Island” drew 4.1 million viewers in its first week on NBC.",
    "video": f"{PEOPLE[3]} reveals that “Ferrier’s Law” has been cancelled",
    "tag": "Thornback",
    "previous": "“Ninepins” renewed for a seventh season at ITV",
    "also": "Prime Video has cancelled “The Lodestar Hotel” after three seasons, its creator says.",
    "most_read": [
        "“Saltpan Lane” star quits before the fourth season",
        "ABC renews “Skerry Island” for a second season",
        "“Ferrier’s Law” cancelled after five seasons",
    ],
    "comments": [
        (
            PEOPLE[2],
            "I stopped watching this after the first year, and I am not sorry. They cancelled “Copper Wharf” after two "
            "seasons, and that was the better show by far. My sister, who never watches anything, cried when it ended.",
        ),
        (
            PEOPLE[3],
            "According to a friend of mine in Cardiff, “Hollow Tide” has been renewed for a third season, and filming "
            "begins in September. You read it here first. “It will be darker,” said the creator when I met her.",
        ),
    ],
    "footer": "© The Tideway Post. Home of “The Long Culvert” podcast, which returns for a second season on May 9.",
    "dialog": "We value your privacy. Our sponsor’s “Osprey Court” was watched by 3.4 million viewers.",
}

_ENVIRONMENT = Environment(loader=FileSystemLoader(PAGES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
_COLUMNS = re.compile(r" \| |\s{2,}")
_BULLET = re.compile(r"\s*[•*–-]\s+(?=\S)")


class Article(msgspec.Struct, frozen=True):
    id: str
    published: date | None
    title: str | None
    text: str
    claims: list[dict[str, Any]]

    @property
    def day(self) -> date | None:
        """The day of publication, also where the text begins with it."""
        prefix = read_date_prefix(self.text)
        return prefix[1] if prefix else self.published


class Block(NamedTuple):
    kind: Literal["paragraph", "heading", "list", "table"]
    lines: list[str]

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def rows(self) -> list[list[str]]:
        return [_COLUMNS.split(line) for line in self.lines]


def said_around() -> list[str]:
    """All that the pages say besides the articles."""
    lists = (words if isinstance(words, list) else [words] for words in AROUND.values())
    return [" ".join(words) if isinstance(words, tuple) else words for listed in lists for words in listed]


def articles() -> list[Article]:
    decoder = msgspec.json.Decoder(Article)
    return decoder.decode_lines(CORPUS.read_bytes())


def page_of(article: Article, site: str) -> str:
    """The article as the site's page; what has no title is headed by its first line, where that is a short one."""
    prefix = read_date_prefix(article.text)
    text = article.text[prefix[0] :] if prefix else article.text
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    headline = article.title or (lines[0] if len(lines[0]) < 120 else None)
    if lines[0] == headline:
        del lines[0]
    return _ENVIRONMENT.get_template(f"{site}.html").render(
        site="The Tideway Post",
        headline=headline,
        published=article.day,
        blocks=list(_blocks(lines)),
        made_up=AROUND,
    )


def _blocks(lines: list[str]) -> Iterator[Block]:
    for kind, group in groupby(lines, _kind):
        run = list(group)
        if kind != "paragraph" and len(run) > 1:
            yield Block(kind, [_BULLET.sub("", line, count=1) for line in run])
            continue
        for line, following in zip(run, [*run[1:], ""], strict=True):
            heading = len(line) < 50 and line[-1] not in '.!?…,:;"”’)' and len(following) > 80
            yield Block("heading" if heading else "paragraph", [line])


def _kind(line: str) -> Literal["list", "paragraph", "table"]:
    if len(_COLUMNS.findall(line)) > 1:
        return "table"
    return "list" if _BULLET.match(line) else "paragraph"
