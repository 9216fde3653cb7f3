"""Pages as news sites have them, the same every time, of 20 to 60 KB each.

Of a hundred, one is about seasons of television shows; eight use the words of television otherwise, as of a season of
sport, a series of defeats, a pilot; twenty have headlines of television in a sidebar. Shows, people and sites are
invented.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from html import escape
from random import Random
from typing import NamedTuple

from bench.made import title

_SMALLEST, _LARGEST = 20_000, 60_000  # bytes of a page
_START = date(2021, 1, 1)

_WHO = (
    "the council,a spokesman for the port,the minister,local farmers,the head of the hospital,two of the engineers,"
    "the union,a group of parents,the owner of the mill,neighbours,the bank,the mayor,officials,the harbour master"
).split(",")
_DID = (
    "said on Tuesday that;warned again that;told reporters that;has long argued that;was not convinced that;"
    "expects that;wrote in a letter that;denied that;had hoped that;confirmed late on Friday that"
).split(";")
_WHAT = (
    "the bridge over the river would be closed for at least three weeks;prices had risen faster than wages;"
    "the new line would carry twice as many people as the old one;nobody had asked the people who live there;"
    "most of the money had been spent before the work began;the school needed a new roof and four more teachers;"
    "the water had reached the lower gardens by noon;the vote was closer than anyone had predicted;"
    "fewer ships had called at the port than in any year before;the plan left too much to chance;"
    "a decision could not wait until after the summer;the old market hall should be kept as it is"
).split(";")
_WHY = (
    "because the figures do not add up,after months of argument,as the rain went on,although the budget is tight,"
    "while others wait for an answer,which came as no surprise,in spite of the protests,if the courts agree,"
    "and called for patience,before the winter sets in,with little support from the capital,for the second time"
).split(",")
_TOPICS = "Council,Harbour,Farms,Hospital,Schools,Railway,Weather,Markets,Budget,Election,Museum,Police".split(",")
_SECTIONS = "News,Politics,Business,Sport,Weather,Culture,Film,TV,Music,Travel,Food,Opinion,Science,Health".split(",")
_OTHERWISE = (
    "The side has won nine of its last ten matches, and the season is not half over.;"
    "It was the third defeat in a series that most had expected the visitors to win.;"
    "The pilot was praised for landing the aircraft on a road between two fields.;"
    "Three flights were cancelled, and the route to the islands will be axed in October.;"
    "The agricultural show drew twelve thousand people, a record for a wet weekend.;"
    "Premier division clubs will meet again to renew the agreement that ends in June.;"
    "The finale of the regatta was watched by crowds on both sides of the river.;"
    "Her debut came late, in the last episode of a long dispute over the captaincy.;"
    "There was no drama at the count, and little comedy in the speeches.;"
    "Households on the quay were told to keep sandbags ready until the hunting season."
).split(";")
_TELEVISION = (
    "{show} has been renewed for a {nth} season, {network} announced on Monday.",
    "{network} has cancelled {other} after two seasons, according to people close to the drama series.",
    "“We wanted the house to feel alive again,” said {person}, the creator of {show}.",
    "Season {n} of {show} will premiere on {day} with {count} episodes.",
    "The {nth} season of {show} was watched by {million} million viewers in its first week.",
    "{person} created the series and is its showrunner; {second} stars as the ferryman.",
    "Filming of the new season begins in May, {person} told reporters.",
    "{show} is produced by Fremantle for {network}.",
)
_NTH = ("second", "third", "fourth", "fifth")
_NETWORKS = "Netflix,BBC One,HBO,ITV,Hulu,Channel 4,NBC,Apple TV+,Prime Video".split(",")
_GIVEN = "Ada Ben Cleo Dora Emil Fay Greta Hugo Ines Jonas Kit Lena Milo Nora Otis Pia Quinn Rosa Sami Tess".split()
_SURNAMES = "Ashdown Bell Crane Dray Evers Finch Gale Hollis Iredale Jessop Kerr Lund Marlow Nye Oakes Prior".split()


class _Story(NamedTuple):
    headline: str
    paragraphs: list[str]
    sidebar: list[str]


def made_pages(pages: int) -> Iterator[tuple[str, str]]:
    """Each page's address and HTML."""
    for n in range(pages):
        random = Random(n)
        kind = n * 37 % 100  # 0: about television; 1 to 8: its words otherwise
        day = _START + timedelta(days=random.randrange(1200))
        if kind == 0:
            headline, paragraphs = _television(random)
        else:
            headline, paragraphs = article(random, otherwise=kind <= 8)
        sidebar = [_teaser(random) for _ in range(5)] if 9 <= n * 53 % 100 < 29 else []
        address = f"https://site-{n % 60}.example/{day:%Y/%m}/story-{n}"
        yield address, _page(random, address, day, _Story(headline, paragraphs, sidebar))


def article(random: Random, *, otherwise: bool) -> tuple[str, list[str]]:
    topic = random.choice(_TOPICS)
    paragraphs = [
        " ".join(_sentence(random) for _ in range(random.randint(2, 4))) for _ in range(random.randint(8, 18))
    ]
    if otherwise:
        for said in random.sample(_OTHERWISE, 5):
            paragraphs.insert(random.randrange(len(paragraphs)), f"{said} {_sentence(random)}")
    return f"{topic}: {random.choice(_WHO)} and {random.choice(_WHO)} at odds", paragraphs


def _sentence(random: Random) -> str:
    who, did, what, why = map(random.choice, (_WHO, _DID, _WHAT, _WHY))
    return f"{who[0].upper()}{who[1:]} {did} {what}, {why}."


def _television(random: Random) -> tuple[str, list[str]]:
    show, other = title(random.randrange(4000)), title(random.randrange(4000))
    nth, network = random.choice(_NTH), random.choice(_NETWORKS)
    said = {
        "show": f"“{show}”",
        "other": f"“{other}”",
        "nth": nth,
        "n": _NTH.index(nth) + 2,
        "network": network,
        "person": f"{random.choice(_GIVEN)} {random.choice(_SURNAMES)}",
        "second": f"{random.choice(_GIVEN)} {random.choice(_SURNAMES)}",
        "day": f"{random.randint(1, 28)} September {random.randint(2022, 2025)}",
        "count": random.randint(4, 13),
        "million": random.randint(11, 99) / 10,
    }
    paragraphs = [f"{line.format(**said)} {_sentence(random)}" for line in _TELEVISION]
    return f"“{show}” renewed for a {nth} season", paragraphs


def _teaser(random: Random) -> str:
    show, network, nth = title(random.randrange(4000)), random.choice(_NETWORKS), random.choice(_NTH)
    return random.choice(
        [
            f"{network} renews “{show}” for a {nth} season",
            f"“{show}” cancelled by {network} after two seasons",
            f"Drama series “{show}” sets a {nth} season premiere",
        ]
    )


def _page(random: Random, address: str, day: date, story: _Story) -> str:
    headline = story.headline
    site = f"The Site {address.split('.', 1)[0].rpartition('-')[2]} Post"
    author = f"{random.choice(_GIVEN)} {random.choice(_SURNAMES)}"
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": headline,
        "datePublished": f"{day}T08:00:00+00:00",
        "author": {"@type": "Person", "name": author},
        "publisher": {"@type": "Organization", "name": site},
    }
    head = f"""<meta charset="utf-8"><title>{escape(headline)} | {site}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="og:type" content="article"><meta property="og:title" content="{escape(headline)}">
<meta property="og:site_name" content="{site}"><meta property="article:published_time" content="{day}T08:00:00+00:00">
<link rel="canonical" href="{address}">
<script type="application/ld+json">{json.dumps(about)}</script>"""
    text = "\n".join(_paragraph(random, paragraph) for paragraph in story.paragraphs)
    shown = f"""<h1 class="headline">{escape(headline)}</h1>
<div class="byline">By <a href="/by/{random.getrandbits(32):x}">{author}</a>
<time datetime="{day}">{day:%B} {day.day}, {day.year}</time></div>
<div class="share-buttons"><a href="#">Share</a> <a href="#">Post</a> <button>Save</button></div>
<figure><img src="/i/{random.getrandbits(48):x}.jpg" alt="">
<figcaption>Photograph: {random.choice(_GIVEN)}</figcaption></figure>
"""
    beside = _cards(random, [f"{random.choice(_TOPICS)}: {random.choice(_WHAT)}" for _ in range(6)] + story.sidebar)
    below = _cards(random, [_sentence(random) for _ in range(6)])
    menu = "".join(
        f'<li class="menu-item menu-item-{random.randrange(9999)}">'
        f'<a class="menu-link" href="/{section.lower()}/">{section}</a></li>'
        for section in _SECTIONS
    )
    layout = random.randrange(4)
    main = (
        f'<main id="main"><article class="post"><header>{shown}</header><div class="entry-content">{text}</div>'
        f'</article><section class="related-stories"><h2>More stories</h2>{below}</section></main>'
        f'<aside class="widget-area"><h2>Most read</h2>{beside}</aside>',
        f'<div class="layout"><div class="column"><article>{shown}<div itemprop="articleBody">{text}</div></article>'
        f'</div><div class="sidebar sidebar-right"><h3>Trending</h3>{beside}</div></div>{below}',
        f'<div id="content"><div class="story-body">{shown}{text}</div>'
        f'<aside><h2>Popular now</h2>{beside}</aside></div><div class="recirc">{below}</div>',
        f'<main><div class="article__header">{shown}</div><div class="article__content">{text}</div>'
        f'<aside class="rail">{beside}</aside></main><div class="related">{below}</div>',
    )[layout]
    footer = f'<footer class="site-footer"><ul>{menu}</ul><p>© {site}. All rights reserved.</p></footer>'
    begun = f'<nav class="primary"><ul class="menu">{menu}</ul></nav>{main}{footer}'
    left = random.randint(_SMALLEST, _LARGEST) - len(head) - len(begun)
    style, script = _style(random, left // 3), _script(random, left - left // 3)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>{head}\n<style>{style}</style></head>\n'
        f'<body class="single layout-{layout}">{begun}\n<script>{script}</script>\n</body></html>\n'
    )


def _paragraph(random: Random, text: str) -> str:
    """With a link or emphasis in some, and typographic marks as entities in others."""
    words = escape(text, quote=False).split(" ")
    at = random.randrange(len(words))
    if random.random() < 0.3:
        words[at] = f'<a href="/topic/{random.getrandbits(32):x}">{words[at]}</a>'
    elif random.random() < 0.2:
        words[at] = f"<em>{words[at]}</em>"
    marked = " ".join(words)
    return f"<p>{marked.replace('“', '&ldquo;').replace('”', '&rdquo;') if random.random() < 0.3 else marked}</p>"


def _cards(random: Random, headlines: list[str]) -> str:
    return "".join(
        f'<div class="card card--small" data-id="{random.getrandbits(40):x}"><a class="card__link" '
        f'href="/{random.getrandbits(40):x}"><img class="lazy" src="/i/{random.getrandbits(48):x}.jpg" alt="">'
        f'<h3 class="card__title">{escape(headline)}</h3></a>'
        f'<span class="card__meta">{random.randint(1, 59)} min</span></div>'
        for headline in headlines
    )


def _style(random: Random, size: int) -> str:
    rules: list[str] = []
    while size > 0:
        name, colour = random.getrandbits(24), random.getrandbits(24)
        rules.append(
            f".c-{name:x}{{display:flex;margin:{random.randrange(64)}px auto;color:#{colour:06x};"
            f"font-size:{random.randrange(10, 30)}px;transition:opacity .{random.randrange(9)}s}}\n"
        )
        size -= len(rules[-1])
    return "".join(rules)


def _script(random: Random, size: int) -> str:
    lines: list[str] = []
    while size > 0:
        key = random.getrandbits(48)
        lines.append(
            f'window.__state.push({{"id":"{key:x}","hash":"{random.getrandbits(160):x}","show":{random.randrange(2)},'
            f'"render":function(e){{return e.slot_{key % 997}.toggle("is-visible",{key % 89})}}}});\n'
        )
        size -= len(lines[-1])
    return "".join(lines)
