"""Addresses that open a page at the words, as they are written and as a browser follows them."""

import pytest
from selenium import webdriver
from selenium.webdriver.support.wait import WebDriverWait

from underway.render.links import at_words

from .conftest import Site

PAGE = "https://dial.example/harrow"
LONG = (
    "Lantern has renewed Harrow House for a second season of eight episodes, the service told its investors on a "
    "Thursday in May, and filming is to begin before the leaves fall."
)


@pytest.mark.parametrize(
    ("url", "words", "address"),
    [
        (PAGE, ["It is back."], f"{PAGE}#:~:text=It%20is%20back."),
        (PAGE, ["a-b, c & d=100 % #1"], f"{PAGE}#:~:text=a%2Db%2C%20c%20%26%20d%3D100%20%25%20%231"),
        (PAGE, ["  It\t is\xa0 back.  "], f"{PAGE}#:~:text=It%20is%20back."),
        (PAGE, ["Zwölf “Häuser”"], f"{PAGE}#:~:text=Zw%C3%B6lf%20%E2%80%9CH%C3%A4user%E2%80%9D"),
        (PAGE, ["It is back.\n\nAll of it."], f"{PAGE}#:~:text=It%20is%20back.,All%20of%20it."),
        (PAGE, ["\u202eIt\x00</a>"], f"{PAGE}#:~:text=%E2%80%AEIt%00%3C%2Fa%3E"),
        (
            PAGE,
            [LONG],
            f"{PAGE}#:~:text=Lantern%20has%20renewed%20Harrow%20House,begin%20before%20the%20leaves%20fall.",
        ),
        (PAGE, ["x" * 200], f"{PAGE}#:~:text={'x' * 200}"),
        (PAGE, ["It is back.", "In May.", "It is back."], f"{PAGE}#:~:text=It%20is%20back.&text=In%20May."),
        (PAGE, [" \n "], PAGE),
        (PAGE, [], PAGE),
        (f"{PAGE}#news", ["In May."], f"{PAGE}#news:~:text=In%20May."),
        (f"{PAGE}#news:~:text=In%20June.", ["In May."], f"{PAGE}#news:~:text=In%20May."),
        (f"{PAGE}?a=1&b=-#", ["In May."], f"{PAGE}?a=1&b=-#:~:text=In%20May."),
        ("javascript:alert(1)", ["In May."], None),
        ("ftp://dial.example/", ["In May."], None),
        (None, ["In May."], None),
    ],
)
def test_addresses(url: str | None, words: list[str], address: str | None) -> None:
    assert at_words(url, *words) == address


# What a document says, and how its page writes that.
WRITTEN = {
    "markup": ("Lantern renewed Harrow House.", "<p>Lantern <b>renewed</b> <a href='/x'>Harrow House</a>.</p>"),
    "signs": (
        "A well-kept, 100 % secret & more - so far.",
        "<p>A well-kept, 100&nbsp;% secret &amp; more - so far.</p>",
    ),
    "quotation": ("“We start,” she said. “All of us.”", "<p>“We start,” she said. “All\nof us.”</p>"),
    "middle": ('"It\'s back," he said', '<p>It began here. "It\'s back," he said, and left.</p>'),
    "blocks": ("It is back.\n\nAll of it, in May.", "<p>It is back.</p><p>All of it, in May.</p>"),
    "wrapped": ("wrapped as\nit is in a file", "<p>Prose that is wrapped as it is in a file, too.</p>"),
    "long": (LONG, f"<p>{LONG}</p>"),
    "long blocks": (f"{LONG}\n\nNo, {LONG}", f"<p>{LONG}</p><aside>Read more</aside><p>No, {LONG}</p>"),
    "Cyrillic": ("Вторая серия выйдет в мае", "<p>Вторая серия выйдет в мае.</p>"),
    "right to left": ("الموسم الثاني قادم", "<p>الموسم الثاني قادم</p>"),
    "without spaces": ("第二季将于五月播出", "<p>据报道第二季将于五月播出。</p>"),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_a_browser_goes_to_the_words(browser: webdriver.Chrome, site: Site, case: str) -> None:
    words, written = WRITTEN[case]
    far = "<div style='height: 3000px'></div>"
    page = site.show(f"<!doctype html><meta charset=utf-8><h1>News</h1>{far}<div id=words>{written}</div>{far}")
    browser.get("about:blank")
    browser.get(at_words(page, words) or "")
    WebDriverWait(browser, 10, 0.02).until(lambda b: b.execute_script("return scrollY") > 0)
    top, bottom, height = browser.execute_script(
        "const r = document.getElementById('words').getBoundingClientRect(); return [r.top, r.bottom, innerHeight]"
    )
    assert 0 <= top < bottom <= height
