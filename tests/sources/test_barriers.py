"""Pages that stand in the way of an article, and articles that only look like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trafilatura import load_html

from underway.sources.barriers import Barrier, barrier
from underway.sources.main_text import main_text

NOT_FOUND = "says that there is no such page; check its address"
BOT_CHECK = "checks for robots instead of showing the page; open it in a browser and save it"
LOG_IN = "asks to log in instead of showing the page; log in with a browser and save it there"
PAYWALL = "is for subscribers, and nothing of it can be read; log in with a browser and save it there"
BEGINNING = "is for subscribers; only its beginning was read"
CONSENT = "asks for consent to cookies instead of showing the page; open it in a browser and save it"
SCRIPT = "is empty until a browser fills it; open it in a browser and save it"

PARAGRAPHS = [
    "Saltmarsh has been renewed for a second season, the network said on Monday, and the whole cast is to return.",
    "“It is a story about weather,” said Ada Fenn, who made the drama with Tom Pike. “Now the tide comes in.”",
    "Eight episodes are to be filmed on the coast from September, with Mary Reed directing the first two of them.",
    "The first season was watched by four million people, more than any other drama of the channel had in the spring.",
    "Bo Harrow leaves the show as its producer, and Ida Marsh, who wrote three episodes, takes over from him.",
    "Nobody would say when the second season is to be shown, but the network has a gap in its plans next autumn.",
]
ARTICLE = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS * 3)
BEGUN = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:2])
NAVIGATION = """<header><a href="/">The Tideway Post</a><a href="/login">Sign in</a><a href="/join">Subscribe</a>
</header><nav><ul><li><a href="/tv">Television</a></li><li><a href="/weather">Weather</a></li></ul></nav>"""
FOOTER = "<footer><p>© 2024 The Tideway Post</p><a href='/privacy'>Privacy</a> <a href='/cookies'>Cookies</a></footer>"
BANNER = """<div class="cookie-banner" role="dialog"><h2>We value your privacy</h2><p>We and our 842 partners store and
access information on a device, such as cookies, and process personal data.</p><button>Accept all</button></div>"""
LOCKED = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Saltmarsh will be back",
"isAccessibleForFree": "False", "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "False",
"cssSelector": ".locked"}}</script>"""


def html(body: str, title: str = "Saltmarsh will be back - The Tideway Post", head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def story(inside: str, head: str = "", after: str = "") -> str:
    article = f"<main><article><h1>Saltmarsh will be back</h1>{inside}</article></main>"
    return html(f"{NAVIGATION}{article}{after}{FOOTER}", head=head)


def found(page: str) -> Barrier | None:
    return barrier(load_html(page), main_text(load_html(page)))


CHALLENGE = """<div class="main-wrapper"><h1>tideway.example</h1><p>Verify you are human by completing the action
below.</p><p>tideway.example needs to review the security of your connection before proceeding.</p>
<noscript>Enable JavaScript and cookies to continue</noscript><div>Ray ID: <code>7f3a</code></div></div>"""
SEARCH_CONSENT = """<div><h1>Before you continue to Tideway</h1><p>We use cookies and data to</p><ul>
<li>Deliver and maintain our services</li><li>Track outages and protect against spam, fraud, and abuse</li></ul>
<p>If you choose to “Accept all,” we will also use cookies and data to show personalized ads, depending on your
settings.</p><p>Select “More options” to see additional information, including details about managing your privacy
settings.</p><button>Reject all</button><button>Accept all</button></div>"""


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        # Page not found
        (html(f"{NAVIGATION}<h1>404</h1><p>Page not found</p>{FOOTER}", "404 - The Tideway Post"), NOT_FOUND),
        (html(f"{NAVIGATION}<h1>Oops! That page can’t be found.</h1><p>It looks like nothing was found at this "
              f"location. Maybe try a search?</p>{FOOTER}", "Page not found – The Tideway Post"), NOT_FOUND),
        (html(f"{NAVIGATION}<main><h1>Sorry, we couldn't find that page</h1><p>The page you are looking for may have "
              f"been moved or deleted. Check the address, or go to our home page.</p></main>"), NOT_FOUND),
        (html(f"{NAVIGATION}<h1>Page not found</h1><p>The page you requested could not be found.</p><h2>Most read</h2>"
              f"{ARTICLE}", "Page not found | The Tideway Post"), NOT_FOUND),
        (html(f"{NAVIGATION}<h2>Oh no</h2>{ARTICLE}", "Tideway").replace("<body>", '<body class="error404">'),
         NOT_FOUND),
        (html("<h1>Not Found</h1><p>The requested URL was not found on this server.</p>", "404 Not Found"), NOT_FOUND),
        (html("<h1>This story is no longer available</h1>", "Tideway"), NOT_FOUND),
        # Checks for robots
        (html(CHALLENGE, "Just a moment..."), BOT_CHECK),
        (html("<noscript><b>Enable JavaScript and cookies to continue</b></noscript>", "tideway.example"), BOT_CHECK),
        (html("<h1>Access Denied</h1>You don't have permission to access \"http://tideway.example/tv/saltmarsh\" on "
              "this server.<p>Reference #18.2d3a1</p>", "Access Denied"), BOT_CHECK),
        (html("<h1>Pardon Our Interruption</h1><p>As you were browsing something about your browser made us think you "
              "were a bot. There are a few reasons this might happen:</p><ul><li>You've disabled JavaScript in your "
              "browser.</li></ul>", "Pardon Our Interruption"), BOT_CHECK),
        (html("<p>Our systems have detected unusual traffic from your computer network.</p>", "Sorry..."), BOT_CHECK),
        (html("<h1>Please verify you are a human</h1><p>Access to this page has been denied because we believe you are "
              "using automation tools to browse the website.</p>", "Access to this page has been denied"), BOT_CHECK),
        (html("<h1>403 Forbidden</h1><hr><center>nginx</center>", "403 Forbidden"), BOT_CHECK),
        (html("<p>Press &amp; Hold to confirm you are a human (and not a bot).</p>", "Robot or human?"), BOT_CHECK),
        (html("<p>Please enable JS and disable any ad blocker</p>", "tideway.example"), BOT_CHECK),
        # Log-in
        (html("<h1>Sign in</h1><form><label>Email address</label><input type=email><label>Password</label>"
              "<input type=password><button>Sign in</button></form>", "Sign in - The Tideway Post"), LOG_IN),
        (html("<h1>Welcome back</h1><p>Please log in to continue.</p><p>Forgot your password? Reset your password by "
              "e-mail here.</p>", "The Tideway Post"), LOG_IN),
        (html("<h1>Presswork</h1><form><input type=password></form>", "Log In ‹ Tideway — Presswork"), LOG_IN),
        (html("<p>You must be logged in to view this content.</p>", "The Tideway Post"), LOG_IN),
        # Paywalls
        (story("<div><h2>Subscribe to continue reading</h2><p>Get unlimited digital access for £1 a week. Cancel "
               "anytime.</p><p>Already a subscriber? Sign in to your account here.</p></div>"), PAYWALL),
        (story("<p>This article is for subscribers only.</p>"), PAYWALL),
        (story("<p>You’ve reached your limit of free articles.</p><p>Subscribe now for unlimited access to our award "
               "winning independent journalism.</p>"), PAYWALL),
        (story("", LOCKED), PAYWALL),
        # Consent
        (html(SEARCH_CONSENT, "Before you continue"), CONSENT),
        (html(BANNER, "The Tideway Post"), CONSENT),
        (html("<h1>Tideway is part of the Harbour family of brands</h1><p>We, Tideway, use cookies on our sites and "
              "apps to provide our services to you, and to store your privacy settings.</p><p>If you "
              "click ‘Accept all’, we and our partners will also use your personal data for personalised "
              "advertising.</p>", "Tideway"), CONSENT),
        # Pages that a browser must fill
        (html('<div id="root"></div><script src="/app.js"></script>'), SCRIPT),
        (html('<noscript>You need to enable JavaScript to run this app.</noscript><div id="app"></div>'), SCRIPT),
        (html("<app-root></app-root><noscript>Please enable JavaScript to view this page.</noscript>"), SCRIPT),
    ],
)  # fmt: skip
def test_a_page_that_holds_nothing_of_the_article(page: str, problem: str) -> None:
    assert found(page) == Barrier(problem, whole=True)


@pytest.mark.parametrize(
    "page",
    [
        story(f"{BEGUN}<div><h3>Subscribe to continue reading</h3><p>£1 a week for the first year.</p></div>"),
        story(f"{BEGUN}<p>To continue reading this article, subscribe or sign in.</p>"),
        story(f"{BEGUN}<p>This post is for paid subscribers</p><a href='/join'>Subscribe</a><p>Already a paid "
              "subscriber? Sign in</p>"),
        story(f"{BEGUN}<h2>Keep reading with a 7-day free trial</h2><p>Subscribe to <b>Tideway Letters</b> to keep "
              "reading this post and get 7 days of free access to the full post archives.</p>"),
        story(f"{BEGUN}<p>This article is for Tideway+ members only.</p>"),
        story(f"{BEGUN}<p>The author made this story available to Tideway members only.</p><p>Join to read "
              "the story</p>"),
        story(f"{BEGUN}<p>You have reached your limit of free articles this month.</p>", after=BANNER),
        story(BEGUN, after="<div><b>Sign up for free</b><p>Create a free account to read this article.</p></div>"),
        story(BEGUN, after="<div class='paywall'><p>Tideway Plus</p><p>From $4 a month, cancel anytime.</p></div>"),
        story(BEGUN, LOCKED),
        story(f"{BEGUN}<div class='locked'></div>", LOCKED),
        story(f"{ARTICLE}<p>The rest of this article is for members only.</p>", LOCKED),
    ],
)  # fmt: skip
def test_an_article_that_is_cut_off(page: str) -> None:
    assert found(page) == Barrier(BEGINNING, whole=False)


def about(title: str, *paragraphs: str) -> str:
    """A plain page, without anything that says what it is."""
    return html(f"<h1>{title}</h1>{''.join(f'<p>{paragraph}</p>' for paragraph in paragraphs)}", title)


@pytest.mark.parametrize(
    "page",
    [
        # Articles whose pages hold more than the article
        story(ARTICLE),
        story(BEGUN),
        story(ARTICLE, after=BANNER),
        story(BEGUN, after=BANNER),
        html(f"{BANNER}{NAVIGATION}<article><h1>Saltmarsh will be back</h1>{BEGUN}</article>"),
        story(f"{ARTICLE}<div class='newsletter'><h3>Subscribe</h3><p>Sign up to our newsletter for more.</p></div>"),
        story(f"{BEGUN}<p>Subscribe to our newsletter for news of more shows.</p>"),
        story(f"<p>You have read 2 of 3 free articles this month. <a>Subscribe</a></p>{BEGUN}"),
        story(BEGUN, after="<div class='modal' hidden><p>Subscribe to continue reading</p></div>"),
        story(BEGUN, after="<div style='display: none'><p>This article is for subscribers only.</p></div>"),
        story(BEGUN, after="<template><p>Subscribe to continue reading</p></template>"),
        story(BEGUN, after="<section class='comments'><p>You must be logged in to post a comment.</p></section>"),
        story(BEGUN, after="<noscript>Please enable JavaScript to view the comments.</noscript>"),
        story(f"{BEGUN}<div id='app'></div><script src='/a.js'></script>"),
        html(f"<form><h2>Sign in</h2><input type=password></form><h1>Saltmarsh will be back</h1>{BEGUN}"),
        html(f"<p>Subscribe to continue reading</p><h1>Saltmarsh will be back</h1>{BEGUN}"),
        # Metered, or for subscribers, and the whole text is there
        story(f"{ARTICLE}<div class='paywall'><p>Subscribe to continue reading</p></div>"),
        story(f"<p>{PARAGRAPHS[0]}</p><div class='locked'>{ARTICLE}</div>", LOCKED),
        story(f"<p>{PARAGRAPHS[0]}</p><div class='locked'>{BEGUN}</div><p>Subscribe to continue reading</p>", LOCKED),
        story(ARTICLE, LOCKED),
        story(BEGUN, LOCKED.replace('".locked"', "3")),
        story(f"{BEGUN}<p>Subscribe to continue reading</p>", LOCKED.replace("False", "True")),
        story(f"{BEGUN}<p>Subscribe to continue reading</p>", '<meta property="article:content_tier" content="free">'),
        # Shows that are called so, and articles about such pages
        about("Access Denied", "Access Denied is back for a second season, the channel said.", PARAGRAPHS[1]),
        about("Just a Moment", "Just a Moment, the comedy about a waiter, ends after two seasons.", PARAGRAPHS[3]),
        about("Page Not Found", "Page Not Found has been renewed for a second season, the service said.", PARAGRAPHS[4],
              "The page you are looking for does not exist, says a card at the beginning of every episode."),
        about("404", "The thriller 404 is to return, and the page that everybody looked for will be found in it."),
        about("Sign In", "Sign In, a comedy about a lost password and an account that nobody can open, is cancelled."),
        about("Consent", "Consent, the drama about a trial, was cancelled because too few people watched it."),
        about("The Paywall", "“Subscribe to continue reading” is all that the editor in The Paywall has to say.",
              PARAGRAPHS[0], "This article is for subscribers only, says the screen, and then the first episode ends."),
        about("Cookies and you", "We value your privacy, says the banner that everybody clicks away, and few read it.",
              "Now the consent that it asks for is the subject of a series, with Ada Fenn as a cookie.", PARAGRAPHS[2]),
        about("Are you human?", "Verify you are human: with these words the second season of Robot or Human begins.",
              PARAGRAPHS[2], "You do not have permission to access the third episode, its makers told critics."),
        # Nothing is there, and nothing says why
        html(""),
        html("<ul><li><a href='/a'>One</a></li><li><a href='/b'>Two</a></li></ul>"),
        html('<div id="root"></div>'),
        html(f"{NAVIGATION}<h1>Saltmarsh in pictures</h1><img src='a.jpg'>{FOOTER}{BANNER}"),
    ],
)  # fmt: skip
def test_an_article_is_not_taken_for_what_it_tells_of_nor_for_what_stands_beside_it(page: str) -> None:
    assert found(page) is None


def test_the_tree_stays_as_it_is() -> None:
    tree = load_html(story(f"{BEGUN}<p>Subscribe to continue reading</p>", LOCKED))
    assert tree is not None
    before = len(list(tree.iter())), "".join(tree.itertext())
    barrier(tree, PARAGRAPHS)
    assert (len(list(tree.iter())), "".join(tree.itertext())) == before


PARTS = ["<p>", "<h1>", "<br>", "<div class=paywall>", "</div>", "<noscript>", "<!-- x -->", "&#0;", "’", LOCKED]
PARTS += ["404 Not Found", "Subscribe to continue reading.", "Verify you are human"]


@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=20)), st.lists(st.text(max_size=60)))
def test_any_page_has_a_barrier_or_none(parts: list[str], lines: list[str]) -> None:
    tree = load_html(html("".join(parts).encode("utf-8", "replace").decode()))
    result = barrier(tree, lines)
    assert result is None or result.problem
