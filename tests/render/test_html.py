"""The answer as an HTML page, as it is written and as a browser shows, reads, follows and prints it."""

import json
import unicodedata
from base64 import b64decode
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selenium import webdriver
from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from underway.catalogue import Ids
from underway.dossier import Dossier
from underway.render.html import dossier_html
from underway.render.inert import inert
from underway.render.outline import Line, Words, lay_out

from .conftest import Site
from .hostile import HOSTILE
from .story import (
    ARTICLE,
    BEGUN,
    DOUBTED,
    LED,
    MADE,
    RENEWED,
    SHOW,
    SPOKEN,
    WATCHED,
    hostile_everywhere,
    judged,
    silence,
    story,
)

TONES = ["yes", "no", "undecided", "reported", "disputed", "unknown", "aired"]


def toned(dossier: Dossier, tone: str) -> Dossier:
    if tone == "aired":
        return msgspec.structs.replace(dossier, standing=msgspec.structs.replace(dossier.standing, aired=True))
    return msgspec.structs.replace(dossier, verdict=msgspec.structs.replace(dossier.verdict, value=tone))


class Seen(HTMLParser):
    """The tags, attributes and text of a page, the latter by the element that it stands in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text: dict[str, str] = {}
        self._within: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag != "meta":
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._within.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self._within):
            self.text[tag] = self.text.get(tag, "") + data


TAGS = set(
    "html head meta title style body main header footer p h1 bdi strong span nav ul li a section h2 figure blockquote "
    "figcaption dl div dt dd table caption thead tbody tr th td svg rect".split()
)
ATTRIBUTES = set(
    "lang charset http-equiv content name class aria-label role href id title dir scope aria-hidden focusable width "
    "height rx".split()
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_from_outside_is_markup(hostile: str) -> None:
    for dossier in (hostile_everywhere(hostile), silence(hostile)):
        page = dossier_html(dossier)
        seen = Seen(page)
        assert seen.tags <= TAGS
        assert {name for name, _ in seen.attributes} <= ATTRIBUTES
        assert all(value.startswith(("https://", "http://", "#")) for name, value in seen.attributes if name == "href")
        assert {unicodedata.category(c) for c in page.replace("\n", "")}.isdisjoint({"Cc", "Cf", "Co", "Zl", "Zp"})
        assert seen.text["h1"] == inert(dossier.show or dossier.asked)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1).filter(str.strip))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    dossier = silence(text)
    seen = Seen(dossier_html(dossier))
    assert seen.text["h1"] == inert(text)
    assert seen.text["title"] == inert(dossier.answer[0])
    assert ("content", inert(" ".join(dossier.answer))) in seen.attributes


def test_the_page_says_what_the_other_formats_say() -> None:
    dossier = judged(story("https://dial.example/harrow"), DOUBTED)
    page, text = lay_out(dossier), Seen(dossier_html(dossier)).text["body"]
    assert len(page.sections) == 10
    said = [*page.answer, *page.facts, *page.notes, *(section.title for section in page.sections)]
    for item in [*page.reasons, *page.against, *(item for section in page.sections for item in section.items)]:
        match item:
            case Words():
                said += [item.words, item.by]
            case Line() if not item.label.startswith("["):
                said += [item.label, item.text]
            case Line():
                said += [item.label, *item.text.split(", ")[:-1]]
            case _:
                said += [item.heading, *item.captions, *(part for bar in item.bars for part in (bar.label, bar.value))]
    assert [words for words in said if inert(words) not in text] == []


def test_the_page_tells_on_which_day_and_from_which_knowledge_it_answers() -> None:
    assert Seen(dossier_html(silence(SHOW))).text["footer"] == "An answer for 1 January 2022."
    assert Seen(dossier_html(story(None))).text["footer"] == (
        "An answer for 1 June 2021, from what the ledger held at 2021-05-31T12:00:00+00:00."
    )


def test_the_same_answer_is_the_same_page() -> None:
    assert dossier_html(story(None)) == dossier_html(story(None))


def test_every_citation_has_its_words_in_the_list_of_sources() -> None:
    dossier = story(None)
    listed = " ".join(Seen(dossier_html(dossier)).text["li"].split())
    for words in (RENEWED, BEGUN, WATCHED, MADE, LED, SPOKEN, DOUBTED):
        assert " ".join(words.split()) in listed


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_browser_runs_and_fetches_nothing(browser: webdriver.Chrome, site: Site, hostile: str) -> None:
    dossier = hostile_everywhere(hostile)
    address = site.show(dossier_html(dossier))
    browser.get("about:blank")
    browser.get_log("performance"), browser.get_log("browser")  # type: ignore[no-untyped-call]
    browser.get(address)
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]  # type: ignore[no-untyped-call]
    requests = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    assert requests == [address]
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]
    assert browser.title == inert(dossier.answer[0])
    with pytest.raises(NoAlertPresentException):
        browser.switch_to.alert  # noqa: B018 - asking for it is the test
    assert browser.execute_script("return document.scripts.length + document.images.length") == 0


PLANTED = """
<script>document.title = "planted"</script><script src="/planted.js"></script><style>body { display: none }</style>
<link rel="stylesheet" href="/planted.css"><iframe src="/planted.html"></iframe><object data="/planted.svg"></object>
<img src="/planted.png" onerror="document.title = 'planted'" style="display: none">
"""


def test_even_markup_in_the_page_could_do_nothing(browser: webdriver.Chrome, site: Site) -> None:
    page = dossier_html(story(None))
    browser.get("about:blank")
    site.asked.clear()
    browser.get(site.show(page.replace("<main>", f"<main>{PLANTED}")))
    assert site.asked == ["/page"]
    assert browser.title == "Yes: season 2 of Harrow House is coming."
    assert browser.find_element(By.TAG_NAME, "h1").is_displayed()
    assert browser.execute_script("return getComputedStyle(document.images[0]).display") == "inline"


def open_page(browser: webdriver.Chrome, site: Site, dossier: Dossier) -> None:
    browser.get("about:blank")
    browser.get(site.show(dossier_html(dossier)))


def emulate(browser: webdriver.Chrome, *, width: int = 1000, media: str = "", scheme: str = "light") -> None:
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})


TOO_WIDE = """
const room = document.documentElement.clientWidth;
return [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > room + 0.5)
    .map(e => e.outerHTML.slice(0, 200));
"""


@pytest.mark.parametrize("text", [SHOW, "x" * 300, f"{SHOW} and all " * 20, HOSTILE[4]])
def test_nothing_is_wider_than_the_window(browser: webdriver.Chrome, site: Site, text: str) -> None:
    open_page(browser, site, hostile_everywhere(text))
    for width, size in [(320, 16), (640, 16), (640, 32), (1280, 32)]:
        emulate(browser, width=width)
        browser.execute_script(f"document.documentElement.style.fontSize = '{size}px'")
        assert browser.execute_script(TOO_WIDE) == []


# The contrast of each text with what it stands on (WCAG 2.2, 1.4.3), and of each bar with the page (1.4.11).
CONTRASTS = """
const parse = c => { const n = c.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
const light = c => { const [r, g, b] = c.slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c[3] === 1) return c; if (c[3] > 0) throw "half transparent"; } throw "no ground"; };
const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05); };
const found = [];
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim())
        found.push([texts.currentNode.data, contrast(parse(getComputedStyle(e).color), ground(e)), 4.5]);
}
for (const bar of document.querySelectorAll(".bar"))
    found.push(["bar", contrast(parse(getComputedStyle(bar).fill), ground(bar)), 3]);
return found;
"""


def check_contrast(browser: webdriver.Chrome) -> None:
    """Of the page that is open, in both schemes, which differ."""
    papers = []
    for scheme in ("light", "dark"):
        emulate(browser, scheme=scheme)
        found = browser.execute_script(CONTRASTS)
        assert len(found) > 100
        assert [(what, ratio) for what, ratio, least in found if ratio < least] == []
        papers.append(browser.execute_script("return getComputedStyle(document.documentElement).backgroundColor"))
    assert papers[0] != papers[1]


@pytest.mark.parametrize("tone", TONES)
def test_contrast(browser: webdriver.Chrome, site: Site, tone: str) -> None:
    open_page(browser, site, toned(judged(story("https://dial.example/harrow"), SHOW), tone))
    browser.execute_script("location.hash = '#words-1-1'")  # what has been gone to is lit
    check_contrast(browser)


def test_what_a_screen_reader_is_told(browser: webdriver.Chrome, site: Site) -> None:
    emulate(browser)
    open_page(browser, site, story("https://dial.example/harrow"))
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    seen = [node for node in nodes if not node["ignored"]]

    def names(role: str) -> list[str]:
        return [node["name"]["value"] for node in seen if node["role"]["value"] == role]

    def levels() -> list[int]:
        return [p["value"]["value"] for n in seen for p in n.get("properties", []) if p["name"] == "level"]

    assert names("RootWebArea") == ["Yes: season 2 of Harrow House is coming."]
    assert names("main") == [""]
    assert names("navigation") == ["On this page"]
    assert names("heading") == [
        SHOW, "Why", "Said otherwise", "In their words", "Seasons", "How many watched", "People", "Companies",
        "Timeline", "Sources",
    ]  # fmt: skip
    assert levels()[:10] == [1, *[2] * 9]
    assert names("table") == ["Households, first 28 days, Lantern"]
    assert names("columnheader") == ["Show", "Figure", "Source"]
    assert names("rowheader") == ["Low Tide", "Harrow House, S1"]
    assert names("image") == []
    assert all(names("link"))
    assert "Source 1: The Dial, 5 May 2021" in names("link")
    assert "Back to: Kestrel Pictures" not in names("link")
    assert "Back to: Studio" in names("link")
    assert browser.execute_script("return document.documentElement.lang") == "en"


def test_links_within_the_page_have_a_place_to_go_to() -> None:
    known = msgspec.structs.replace(silence(SHOW), ids=Ids(imdb="tt0123456"))
    for dossier in (story(None), judged(story("https://dial.example/harrow"), SHOW), silence(SHOW), known):
        attributes = Seen(dossier_html(dossier)).attributes
        places = [value for name, value in attributes if name == "id"]
        assert len(places) == len(set(places))
        assert {value[1:] for name, value in attributes if name == "href" and value[0] == "#"} <= set(places)


def test_links_within_the_page_go_there_and_back(browser: webdriver.Chrome, site: Site) -> None:
    emulate(browser)
    open_page(browser, site, story(None))
    mark = browser.find_element(By.CSS_SELECTOR, "#said-otherwise .mark")
    mark.click()
    words = browser.find_element(By.CSS_SELECTOR, ":target")
    assert DOUBTED in words.text
    words.find_element(By.CLASS_NAME, "back").click()
    assert browser.find_element(By.CSS_SELECTOR, ":target") == mark


# The paragraph that the browser went to: it puts the words in the middle of its window.
PLACE = """
const found = scrollY > 0 && document.elementsFromPoint(60, innerHeight / 2).find(e => e.tagName === "P");
return found ? found.textContent : null;
"""


def test_every_citation_opens_its_source_at_the_words(browser: webdriver.Chrome, site: Site) -> None:
    emulate(browser)
    article = site.show(ARTICLE, "/article")
    open_page(browser, site, story(f"{article}#top"))
    links = browser.find_elements(By.CSS_SELECTOR, ".mark:not([href^='#']), .passages a:not(.back)")
    cited = {link.get_attribute("href") or "": link.get_attribute("title") or link.text for link in links}
    assert len(cited) == 7
    for address, words in cited.items():
        assert address.startswith(f"{article}#top:~:text=")
        browser.get("about:blank")
        browser.get(address)
        place = WebDriverWait(browser, 10, 0.02).until(lambda b: b.execute_script(PLACE))
        assert place in words


def test_a_click_opens_the_source_at_the_words(browser: webdriver.Chrome, site: Site, tmp_path: Path) -> None:
    emulate(browser)
    page = tmp_path / "harrow.html"
    page.write_text(dossier_html(story(site.show(ARTICLE, "/article"))), encoding="utf-8")
    browser.get(page.as_uri())
    browser.find_element(By.CSS_SELECTOR, "#people .mark").click()
    WebDriverWait(browser, 10, 0.02).until(lambda b: "/article" in b.current_url)
    assert WebDriverWait(browser, 10, 0.02).until(lambda b: b.execute_script(PLACE)) == LED


def test_print(browser: webdriver.Chrome, site: Site) -> None:
    emulate(browser, media="print", scheme="dark")
    address = "https://dial.example/harrow"
    open_page(browser, site, story(address))
    text = browser.find_element(By.TAG_NAME, "body").text
    assert f"[1] The Dial, “Harrow House is back”, 5 May 2021\n{address}" in text
    assert "[2] letters/7, 1 April 2021" in text
    assert "↩" not in text
    assert "On this page" not in text
    assert browser.execute_script("return getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    printed: dict[str, Any] = browser.execute_cdp_cmd("Page.printToPDF", {})
    pdf = b64decode(printed["data"])
    assert pdf.startswith(b"%PDF-")
    assert f"/URI ({address}#:~:text=".encode() in pdf
