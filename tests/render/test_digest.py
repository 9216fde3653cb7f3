"""Digests and followed shows written out, with text from outside that tries to be more than text, and in a browser."""

import json
import re
import unicodedata
from datetime import UTC, date, datetime
from typing import Any

import feedparser
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from selenium import webdriver
from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from underway.dossier import Source
from underway.render.digests import (
    MOST_WORDS,
    digest_atom,
    digest_html,
    digest_markdown,
    digest_text,
    followed_line,
)
from underway.render.inert import inert
from underway.watch.digests import Digest, ShowNews
from underway.watch.following import FollowedShow, NextDate

from .conftest import Site
from .hostile import HOSTILE
from .story import ARTICLE, LED
from .test_feed import change, source
from .test_html import CONTRASTS, PLACE, TONES, TOO_WIDE, Seen, emulate

SHOW, ID = "Harrow House", "3f9a2c81d0b4"
CONFIRM = f"Digest {ID}. When you have it: underway digest --confirm {ID}"
STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
OWN_TAGS = {"h1", "h2", "p", "strong", "ul", "li", "a", "code"}
hostile = pytest.mark.parametrize("text", HOSTILE)
a_text = st.text(alphabet=st.characters(codec="utf-8"), min_size=1).filter(str.strip)


def show(**fields: Any) -> FollowedShow:
    values: dict[str, Any] = {
        "show": SHOW,
        "known": True,
        "season": 2,
        "verdict": "yes",
        "says": "yes",
        "stage": "renewed",
        "since": date(2021, 5, 5),
        "answer": (f"Yes: season 2 of {SHOW} is coming.", "It is due on 2 October 2021."),
        "next_date": NextDate(event="premiere", season=2, date="2021-10-02", certainty="asserted"),
        "followed": datetime(2021, 3, 1, 12, tzinfo=UTC),
        "titles": (SHOW,),
        "others": (),
        "doubts": (),
        "close_titles": (),
    }
    return FollowedShow(**values | fields)


def digest(*shows: ShowNews) -> Digest:
    return Digest(id=ID, made=datetime(2021, 7, 1, 12, tzinfo=UTC), shows=shows)


def news(now: FollowedShow, *changes: Any) -> ShowNews:
    return ShowNews(now=now, changes=changes or (change(show=now.show),))


def everything_of(text: str) -> Digest:
    """A digest in which every string from outside is the text."""

    def of(number: int, **fields: Any) -> Source:
        made = source(name=text, publisher=text, title=text, **fields)
        return msgspec.structs.replace(made, document=f"{number:032}")

    cited = [of(1, url=f"https://dial.example/{text}"), of(2, url=text), *map(of, range(3, 3 + MOST_WORDS))]
    told = change(
        show=text, said=text, learned=datetime(2021, 6, 1, tzinfo=UTC), sources=tuple((s, text) for s in cited)
    )
    now = show(show=text, answer=(text, text), titles=(text,), others=(text,), doubts=(text,), close_titles=(text,))
    return digest(news(now, told), news(now, told), news(now, told, told))


UNKNOWN: dict[str, Any] = {"verdict": "unknown", "says": None, "stage": None, "since": None, "next_date": None}
PLAIN = digest(
    news(
        show(),
        change(said="Season 2: renewed.", sources=((source(url="https://dial.example/one"), "It is back."),)),
        change(said="Premiere of season 2: 2 October 2021.", learned=datetime(2021, 6, 3, tzinfo=UTC)),
    ),
    news(show(show="Low Tide", answer=("Unknown.",), doubts=("Which one?",), **UNKNOWN)),
)


def test_as_text_it_has_a_line_for_each_change_and_ends_with_how_to_confirm_it() -> None:
    assert digest_text(PLAIN) == (
        "News of Harrow House and Low Tide\n"
        "1 July 2021\n\n"
        "Harrow House\n"
        "  Yes: season 2 of Harrow House is coming. It is due on 2 October 2021.\n"
        "  since 5 May 2021 · stage: renewed · next: season 2 premiere, 2 October 2021\n"
        "  2021-05-05 Season 2: renewed. [The Dial]\n"
        "  2021-05-05 Premiere of season 2: 2 October 2021. (learned 3 June 2021) [The Dial]\n\n"
        "Low Tide\n"
        "  Unknown.\n"
        "  Which one?\n"
        "  2021-05-05 Season 2: coming. [The Dial]\n\n"
        f"{CONFIRM}\n"
    )


def test_as_markdown_each_change_links_to_the_words() -> None:
    assert digest_markdown(PLAIN) == (
        "# News of Harrow House and Low Tide\n\n"
        "1 July 2021\n\n"
        "## Harrow House\n\n"
        "**Yes: season 2 of Harrow House is coming.** It is due on 2 October 2021.\n\n"
        "since 5 May 2021 · stage: renewed · next: season 2 premiere, 2 October 2021\n\n"
        "- 5 May 2021: Season 2: renewed. [The Dial](<https://dial.example/one#:~:text=It%20is%20back.>)\n"
        "- 5 May 2021 (learned 3 June 2021): Premiere of season 2: 2 October 2021. The Dial\n\n"
        "## Low Tide\n\n"
        "**Unknown.**\n\n"
        "Which one?\n\n"
        "- 5 May 2021: Season 2: coming. The Dial\n\n"
        f"{CONFIRM.partition('underway')[0]}`underway digest --confirm {ID}`\n"
    )


def test_as_a_feed_it_has_an_entry_for_each_change() -> None:
    feed = feedparser.parse(digest_atom(PLAIN))
    assert not feed.bozo
    assert (feed.feed.id, feed.feed.updated) == (f"urn:underway:digest:{ID}", "2021-07-01T12:00:00+00:00")
    assert feed.feed.title == "Underway: News of Harrow House and Low Tide"
    assert {entry.title for entry in feed.entries} == {
        "Harrow House: Season 2: renewed.",
        "Harrow House: Premiere of season 2: 2 October 2021.",
        "Low Tide: Season 2: coming.",
    }


@pytest.mark.parametrize(
    ("count", "title"), [(1, "News of S1"), (2, "News of S1 and S2"), (4, "News of S1 and 3 other shows")]
)
def test_it_is_named_after_its_shows(count: int, title: str) -> None:
    made = digest(*(news(show(show=f"S{n + 1}")) for n in range(count)))
    assert digest_text(made).partition("\n")[0] == title
    assert Seen(digest_html(made)).text["title"] == title


FILMING = NextDate(event="filming_start", season=None, date="2021-21", certainty="reported")
LINES: list[tuple[dict[str, Any], str]] = [
    (
        {},
        "yes          since 5 May 2021 · season 2, renewed · next: season 2 premiere, 2 October 2021 · "
        "followed since 1 March 2021\n",
    ),
    (
        {**UNKNOWN, "known": False, "close_titles": ("Low Tide",)},
        "unknown      no document here speaks of it yet · followed since 1 March 2021\n  Did you mean: Low Tide?\n",
    ),
    (
        {**UNKNOWN, "verdict": "undecided", "stage": "undecided", "season": None, "others": ("A", "B")},
        "undecided    another season · followed since 1 March 2021\n  Other shows of this title: A; B.\n",
    ),
    (
        {"next_date": FILMING, "doubts": ("?",)},
        "yes          since 5 May 2021 · season 2, renewed · next: filming begins, spring 2021 (reported) · "
        "followed since 1 March 2021\n  ?\n",
    ),
]


@pytest.mark.parametrize(("fields", "line"), LINES)
def test_a_followed_show_is_a_line(fields: dict[str, Any], line: str) -> None:
    assert followed_line(show(**fields)) == f"{SHOW:<32} {line}"


@hostile
def test_nothing_from_outside_steers_the_terminal_or_makes_a_line(text: str) -> None:
    made = everything_of(text)
    written = digest_text(made)
    assert not STEERING.search(written)
    assert len(written.splitlines()) == written.count("\n") == 2 + 3 * 8 + 1 + 2
    assert written.endswith(f"\n\n{CONFIRM}\n")
    line = followed_line(made.shows[0].now)
    assert not STEERING.search(line)
    assert len(line.splitlines()) == line.count("\n") == 4


@hostile
def test_markdown_from_outside_stays_text(text: str) -> None:
    seen = Seen(MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(digest_markdown(everything_of(text))))
    assert seen.tags <= OWN_TAGS
    assert all(value.startswith(("https://", "http://")) for name, value in seen.attributes if name == "href")
    assert seen.text["h2"] == inert(text) * 3
    assert not STEERING.search(seen.text["p"] + seen.text["li"])


TAGS = set(
    "html head meta title style body main header h1 p section h2 bdi strong ul li time figure blockquote span "
    "figcaption a footer code".split()
)
ATTRIBUTES = set("lang charset http-equiv content name class role datetime dir href".split())


@hostile
def test_nothing_from_outside_is_markup(text: str) -> None:
    page = digest_html(everything_of(text))
    seen = Seen(page)
    assert seen.tags <= TAGS
    assert {name for name, _ in seen.attributes} <= ATTRIBUTES
    assert all(value.startswith(("https://", "http://")) for name, value in seen.attributes if name == "href")
    assert {unicodedata.category(c) for c in page.replace("\n", "")}.isdisjoint({"Cc", "Cf", "Co", "Zl", "Zp"})
    assert seen.text["h2"] == inert(text) * 3


@given(a_text)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    made = everything_of(text)
    seen = Seen(digest_html(made))
    assert seen.text["h2"] == inert(text) * 3
    assert seen.text["strong"] == inert(text) * 3
    assert inert(text) in digest_text(made)
    assert not feedparser.parse(digest_atom(made)).bozo
    assert msgspec.json.decode(msgspec.json.encode(made), type=Digest) == made


def test_of_many_who_say_the_same_some_are_quoted_and_all_are_named() -> None:
    cited = tuple(
        (msgspec.structs.replace(source(publisher=f"Outlet {n // 2}"), document=f"{n // 2:032}"), f"Words {n}.")
        for n in range(2 * MOST_WORDS + 4)
    )
    seen = Seen(digest_html(digest(news(show(), change(sources=cited)))))
    assert seen.text["blockquote"] == "".join(f"“Words {2 * n}.”" for n in range(MOST_WORDS))
    assert f"Also: Outlet {MOST_WORDS}; Outlet {MOST_WORDS + 1}" in seen.text["li"]


def test_the_same_digest_is_the_same_page() -> None:
    assert digest_html(PLAIN) == digest_html(msgspec.json.decode(msgspec.json.encode(PLAIN), type=Digest))


def open_page(browser: webdriver.Chrome, site: Site, made: Digest) -> str:
    browser.get("about:blank")
    address = site.show(digest_html(made))
    browser.get_log("performance"), browser.get_log("browser")  # type: ignore[no-untyped-call]
    browser.get(address)
    return address


@hostile
def test_a_browser_runs_and_fetches_nothing(browser: webdriver.Chrome, site: Site, text: str) -> None:
    address = open_page(browser, site, everything_of(text))
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]  # type: ignore[no-untyped-call]
    requests = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    assert requests == [address]
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]
    assert browser.find_element(By.TAG_NAME, "h2").text == " ".join(inert(text).split())
    with pytest.raises(NoAlertPresentException):
        browser.switch_to.alert  # noqa: B018 - asking for it is the test
    assert browser.execute_script("return document.scripts.length + document.images.length") == 0


@pytest.mark.parametrize("text", [SHOW, "x" * 300, HOSTILE[4]])
def test_nothing_is_wider_than_the_window(browser: webdriver.Chrome, site: Site, text: str) -> None:
    open_page(browser, site, everything_of(text))
    for width in (320, 640, 1280):
        emulate(browser, width=width)
        assert browser.execute_script(TOO_WIDE) == []


def test_contrast(browser: webdriver.Chrome, site: Site) -> None:
    toned = [show(verdict=tone) if tone != "aired" else show(stage="aired") for tone in TONES]
    open_page(browser, site, digest(*map(news, toned), *everything_of(SHOW).shows))
    papers = []
    for scheme in ("light", "dark"):
        emulate(browser, scheme=scheme)
        found = browser.execute_script(CONTRASTS)
        assert len(found) > 50
        assert [(what, ratio) for what, ratio, least in found if ratio < least] == []
        papers.append(browser.execute_script("return getComputedStyle(document.body).backgroundColor"))
    assert papers[0] != papers[1]


# What a program does that prepares a page to be mailed: each rule goes into the elements that it means.
INLINE = """
for (const rule of document.styleSheets[0].cssRules)
    if (rule instanceof CSSStyleRule)
        for (const e of document.querySelectorAll(rule.selectorText)) e.style.cssText += rule.style.cssText;
document.querySelector("style").remove();
"""
LOOKS = """
return [...document.querySelectorAll("body, body *")].map(e => {
    const { color, backgroundColor, font, borderLeft, borderTop, listStyle } = getComputedStyle(e);
    const { x, y, width, height } = e.getBoundingClientRect();
    return [e.tagName, color, backgroundColor, font, borderLeft, borderTop, listStyle, x, y, width, height];
});
"""


def test_mailed_it_looks_as_it_does(browser: webdriver.Chrome, site: Site) -> None:
    emulate(browser)
    open_page(browser, site, digest(*(news(show(verdict=tone)) for tone in TONES[:6]), *everything_of(SHOW).shows))
    before = browser.execute_script(LOOKS)
    browser.execute_script(INLINE)
    assert browser.execute_script(LOOKS) == before


def test_a_click_opens_the_source_at_the_words(browser: webdriver.Chrome, site: Site) -> None:
    emulate(browser)
    article = site.show(ARTICLE, "/article")
    open_page(browser, site, digest(news(show(), change(sources=((source(url=article), LED),)))))
    browser.find_element(By.CSS_SELECTOR, "figcaption a").click()
    WebDriverWait(browser, 10, 0.02).until(lambda b: "/article" in b.current_url)
    assert WebDriverWait(browser, 10, 0.02).until(lambda b: b.execute_script(PLACE)) == LED


def test_what_a_screen_reader_is_told(browser: webdriver.Chrome, site: Site) -> None:
    open_page(browser, site, PLAIN)
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    seen = [(n["role"]["value"], n["name"]["value"]) for n in nodes if not n["ignored"] and "name" in n]
    assert [name for role, name in seen if role == "heading"] == [
        "News of Harrow House and Low Tide",
        "Harrow House",
        "Low Tide",
    ]
    assert ("link", "The Dial") in seen
    assert browser.execute_script("return document.documentElement.lang") == "en"
