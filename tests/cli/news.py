"""Two years of news about invented shows: moved, delayed, cancelled, corrected, of one title, and without a day."""

from typing import Any

DIAL, STAGE = "The Dial", "Set & Stage"


def _article(
    name: str, day: str | None, publisher: str | None, text: str, *, page: str | None = None
) -> dict[str, Any]:
    url = f"https://news.example/{page or name}"
    return {"id": name, "url": url, "publisher": publisher, "published": day, "title": f"About {name}", "text": text}


NEWS = [
    _article(
        "harrow-open",
        "2021-03-01",
        DIAL,
        "Netflix's drama series Harrow House ended its first season on Sunday. No decision about a second season of "
        "Harrow House has been made, a spokesperson said. "
        "“The house is not empty yet,” creator Ines Marlow told The Dial.",
    ),
    _article(
        "harrow-renewed",
        "2021-05-05",
        STAGE,
        "Netflix has renewed Harrow House for a second season, the company said on Wednesday. "
        "The second season of Harrow House will premiere on 2 October 2021.",
    ),
    _article(
        "harrow-moved",
        "2021-09-20",
        DIAL,
        "The second season of Harrow House will now premiere on 4 March 2022, Netflix said.",
    ),
    _article(
        "harrow-cancelled",
        "2022-06-01",
        STAGE,
        "Netflix has cancelled Harrow House after two seasons. "
        "Harrow House was watched by 12 million households in its first 28 days on Netflix.",
    ),
    _article(
        "ferry-renewed",
        "2021-05-06",
        STAGE,
        "Hulu has renewed the drama series Night Ferry for a third season. "
        "The third season of Night Ferry will premiere on 1 November 2022.",
    ),
    _article("ferry-delayed", "2022-01-10", DIAL, "The third season of Night Ferry has been delayed, Hulu said."),
    _article(
        "moth-talks",
        "2022-02-02",
        DIAL,
        "Apple TV+ is reportedly in talks to renew The Paper Moth for a second season, sources say.",
    ),
    _article(
        "ashgrove-first",
        "2021-07-01",
        STAGE,
        "Hulu has renewed Ashgrove for a second season. "
        "The second season of Ashgrove will premiere on 1 February 2022.",
        page="ashgrove",
    ),
    _article(
        "ashgrove-second",
        "2021-07-03",
        STAGE,
        "Hulu has renewed Ashgrove for a second season. "
        "The second season of Ashgrove will premiere on 8 February 2022.",
        page="ashgrove",
    ),
    _article("gull-old", "1996-05-02", DIAL, "ITV has cancelled the drama series Gull Island after three seasons."),
    _article(
        "gull-new",
        "2021-03-01",
        DIAL,
        "The first season of the drama series Gull Island will premiere on 5 June 2021.",
    ),
    _article("cafe", None, None, "Netflix has renewed The Café Murders for a third season."),
    _article(
        "hostile",
        "2021-08-08",
        "=cmd|' /C calc'!A0",
        "Netflix has renewed the drama series Salt Garden for a second season, "
        "the \x1b[31mcompany\u202e \U0001f3ac <b>said</b>.",
    ),
]
