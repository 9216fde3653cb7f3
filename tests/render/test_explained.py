"""What reading knew of a document, on the terminal and as a page, with text that tries to be more than text."""

import json
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selenium import webdriver
from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver.common.by import By

from underway.reading.explaining import Explanation, explain
from underway.render.explained import pieces, plain
from underway.render.explained_html import explanations_html
from underway.render.explained_text import explanation_text
from underway.render.inert import inert
from underway.vocabulary import Document

from .conftest import Site
from .hostile import HOSTILE
from .test_html import TOO_WIDE, Seen, check_contrast, emulate

FOUR = "Netflix has renewed Harrow House, which 58 million households watched, for a second season of eight episodes."
STORY = (
    f"{FOUR}\n\nAda Quill created Harrow House. “We closed the door and now we get to open it again,” said Quill. It "
    "returns on 2 October 2021. Mayor Bo Tarn was not renewed."
)
TAGS = set(
    "html head meta title style body main article h1 bdi p ul li mark span div sup a section h2 ol blockquote dl dt "
    "dd".split()
)
ATTRIBUTES = set("lang charset http-equiv content name class role aria-label title id href dir".split())


def explained(text: str, name: str | None = None) -> Explanation:
    return explain(Document(text=text, source_id=name, published=date(2021, 5, 5)))


def holding(text: str) -> Explanation:
    """What is made of an article that holds the text in its name, its prose, a title and a quotation."""
    story = f"{FOUR} {text} Netflix has renewed “{text}” for a third season.\n\n“We are so glad of {text},” said Quill."
    return explained(story, name=text)


def test_words_of_claims_stand_between_marks_with_their_numbers() -> None:
    text = explanation_text(explained(FOUR, "a.txt"))
    assert text.startswith(f"a.txt, 5 May 2021: 4 claims\n\n  [1–4▸{FOUR}◂1–4]\n\n  Claims\n")
    assert "status    Harrow House, season 2: renewed" in text
    assert "Mentions" not in text


def test_claims_within_each_other_open_and_close_where_they_do() -> None:
    explanation = explained(STORY)
    at = {one.number: one.claim.evidence for one in explanation.claims}
    for mentions in (False, True):
        cut = list(pieces(explanation, mentions=mentions))
        assert "".join(STORY[piece.start : piece.end] for piece in cut) == STORY
        assert {number: piece.start for piece in cut for number in piece.opens} == {n: e.start for n, e in at.items()}
        assert {number: piece.end for piece in cut for number in piece.closes} == {n: e.end for n, e in at.items()}
        for piece in cut:
            held = {n for n, e in at.items() if e.start <= piece.start and piece.end <= e.end}
            assert {one.number for one in piece.claims} == held


def test_on_request_mentions_rules_links_names_and_lost_cues_are_told() -> None:
    explanation = explained(STORY)
    said = " ".join(explanation_text(explanation, mentions=True).split())
    page = " ".join(Seen(explanations_html([explanation], mentions=True)).text["body"].split())
    plainer = " ".join(Seen(explanations_html([explanation])).text["body"].split())
    assert explanation.lost_cues
    for one in explanation.claims:
        assert f"rule {one.claim.rule}" in said
        assert one.claim.rule in page
        assert one.claim.rule not in plainer
    for mention in explanation.mentions:
        assert f"{mention.rule} {mention.strength:g}" in said
        assert f"{mention.rule} {mention.strength:g}" in page
    for name in explanation.names:
        assert f"{name.name}: {'a ' * (name.taken_for != 'neither')}{name.taken_for}" in said
        assert f"(show {name.show:+.1f}, person {name.person:+.1f})" in page
    for words in ("status from", "against a show:", "Cues that gave no claim"):
        assert words in said
    assert "Cues that gave no claim" in page
    assert "Cues that gave no claim" not in plainer


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The ferry was late again.", "Not read: it has no word of television, or none of what claims are made of."),
        (
            "La série a été renouvelée pour une saison, et le tournage commencerait bientôt.",
            "Not read: it is in French.",
        ),
    ],
)
def test_a_text_that_is_not_read_is_shown_with_the_reason(text: str, said: str) -> None:
    explanation = explained(text)
    for shown in (explanation_text(explanation, mentions=True), Seen(explanations_html([explanation])).text["main"]):
        assert said in shown
        assert text in shown


@pytest.mark.parametrize("width", [1, 40, 72, 100])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = explanation_text(explained(STORY), mentions=True, width=width).splitlines()
    assert max(map(len, lines)) <= max(width, 40)


def test_only_where_colour_is_wanted_are_there_terminal_codes() -> None:
    explanation = explained(STORY)
    assert "\x1b[" not in explanation_text(explanation, mentions=True)
    assert "\x1b[" in explanation_text(explanation, colour=True)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_from_outside_steers_the_terminal(hostile: str) -> None:
    for mentions in (False, True):
        written = explanation_text(holding(hostile), mentions=mentions)
        assert {unicodedata.category(c) for c in written.replace("\n", "")}.isdisjoint({"Cc", "Cf", "Co", "Zl", "Zp"})
        assert written.startswith(f"{inert(hostile)}, 5 May 2021: ")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_from_outside_is_markup(hostile: str) -> None:
    page = explanations_html([holding(hostile), holding(hostile)], mentions=True)
    seen = Seen(page)
    assert seen.tags <= TAGS
    assert {name for name, _ in seen.attributes} <= ATTRIBUTES
    assert all(value.startswith("#") for name, value in seen.attributes if name == "href")
    assert {unicodedata.category(c) for c in page.replace("\n", "")}.isdisjoint({"Cc", "Cf", "Co", "Zl", "Zp"})
    assert f"{inert(hostile)}, 5 May 2021" in seen.text["h1"]


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1).filter(str.strip))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    seen = Seen(explanations_html([explained(text)]))
    assert "".join(seen.text["div"].split()) == "".join(plain(text).split())


def test_links_within_the_page_have_a_place_to_go_to() -> None:
    for mentions in (False, True):
        attributes = Seen(explanations_html([explained(STORY), explained(FOUR)], mentions=mentions)).attributes
        places = [value for name, value in attributes if name == "id"]
        assert len(places) == len(set(places))
        assert {value[1:] for name, value in attributes if name == "href"} <= set(places)


def test_what_a_claim_says_shows_at_its_words_and_in_the_list() -> None:
    seen = Seen(explanations_html([explained(FOUR)]))
    (hover,) = {value for name, value in seen.attributes if name == "title"}
    assert "4 status: show Harrow House, season 2, status renewed, certainty asserted" in hover.splitlines()
    assert all(words in seen.text["dl"] for words in ("season", "58000000", "households", "asserted"))


def open_page(browser: webdriver.Chrome, site: Site, *explanations: Explanation) -> str:
    browser.get("about:blank")
    address = site.show(explanations_html(explanations, mentions=True))
    browser.get_log("performance"), browser.get_log("browser")  # type: ignore[no-untyped-call]
    browser.get(address)
    return address


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_browser_runs_and_fetches_nothing(browser: webdriver.Chrome, site: Site, hostile: str) -> None:
    address = open_page(browser, site, holding(hostile))
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]  # type: ignore[no-untyped-call]
    requests = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    assert requests == [address]
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]
    with pytest.raises(NoAlertPresentException):
        browser.switch_to.alert  # noqa: B018 - asking for it is the test
    assert browser.execute_script("return document.scripts.length + document.images.length") == 0


@pytest.mark.parametrize("text", ["Low Tide", "x" * 300, HOSTILE[4]])
def test_nothing_is_wider_than_a_phone(browser: webdriver.Chrome, site: Site, text: str) -> None:
    open_page(browser, site, holding(text))
    for width, size in [(320, 16), (640, 32), (1280, 16)]:
        emulate(browser, width=width)
        browser.execute_script(f"document.documentElement.style.fontSize = '{size}px'")
        assert browser.execute_script(TOO_WIDE) == []


def test_contrast(browser: webdriver.Chrome, site: Site) -> None:
    open_page(browser, site, explained(STORY), explained(FOUR))
    check_contrast(browser)


def test_a_number_leads_to_the_claim_and_back(browser: webdriver.Chrome, site: Site) -> None:
    emulate(browser)
    open_page(browser, site, explained(STORY))
    mark = browser.find_element(By.CSS_SELECTOR, ".text sup a")
    mark.click()
    claim = browser.find_element(By.CSS_SELECTOR, ":target")
    assert "Harrow House" in claim.text
    claim.find_element(By.CSS_SELECTOR, ".said a").click()
    assert browser.find_element(By.CSS_SELECTOR, ":target") == mark


def test_print_keeps_the_marks_and_the_claims(browser: webdriver.Chrome, site: Site) -> None:
    emulate(browser, media="print", scheme="dark")
    open_page(browser, site, explained(FOUR))
    text = browser.find_element(By.TAG_NAME, "body").text
    assert "◂1–4" in text
    assert "Harrow House, season 2: renewed" in text
    assert browser.execute_script("return getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert browser.execute_script("return getComputedStyle(document.querySelector('mark')).color") == "rgb(0, 0, 0)"
