"""Fragments of HTML, as feeds hold them: every line of text, without what surrounds and interrupts it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.sources.fragments import read_fragment
from underway.sources.records import RefusedError

TEXT = "Saltmarsh has been renewed."


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("", []),
        (" \n ", []),
        (TEXT, [TEXT]),
        ("<p>One\n two</p><p>three <b>four</b>&nbsp;five</p>", ["One two", "three four five"]),
        ("One<br>two<br/><br>three", ["One", "two", "three"]),
        ("One<p>two</p>three", ["One", "two", "three"]),
        ("<h2>The cast</h2>Ada Fenn &amp; Tom", ["The cast", "Ada Fenn & Tom"]),
        ("<ul><li>One</li><li><p>Two</p></li><li>Three<ol><li>four</li></ol></li></ul>", "- One,- Two,- Three,- four"),
        (
            "<table><tr><th>Show</th><th>Viewers</th></tr><tr><td>Saltmarsh</td><td>4 million</td></tr></table>",
            ["Show | Viewers", "Saltmarsh | 4 million"],
        ),
        ("<table><tr><td><p>One</p></td><td><p>Two</p></td></tr></table>", ["One", "Two"]),
        ("<p>She said <q>yes</q>: it is <s>off</s> on – “really”…</p>", ["She said “yes”: it is on – “really”…"]),
        ("&lt;b&gt; is a tag", ["<b> is a tag"]),
        ("<html><body><p>One</p></body></html>", ["One"]),
        ("<p>One<!-- two -->, three</p><?php four ?>", ["One, three"]),
        ("\x00<p>One&#11;<s>x</s>,\x0b two\x1b&#xFFFE;<s>x</s>, three", ["One, two, three"]),
        (f"<script>x</script><style>y</style><noscript>z</noscript>{TEXT}", [TEXT]),
        (f"<figure><img src='a'><figcaption>Ada Fenn</figcaption></figure><p>{TEXT}</p>", [TEXT]),
        (f"<div class='wp-caption'><img src='a'><p>Ada Fenn</p></div><p>{TEXT}</p>", [TEXT]),
        (f"<p>{TEXT}</p><blockquote class='twitter-tweet'><p>It is off!</p></blockquote>", [TEXT]),
        ("<blockquote class='twitter-tweet'><p>It is off!</p></blockquote>", []),
        (f"<p>{TEXT}</p><blockquote><p>“We are glad.”</p></blockquote>", [TEXT, "“We are glad.”"]),
        (f"<p>{TEXT}</p><p>Read more: <a href='/a'>The Glass Orchard cancelled</a></p>", [TEXT]),
        (f"<p>{TEXT}</p><p>The post <a href='/a'>Saltmarsh</a> appeared first on <a href='/'>Tideway</a>.</p>", [TEXT]),
        (f"<p>{TEXT}</p><p>This article was originally published in The Tideway Post.</p>", [TEXT]),
        (f"<p>{TEXT}</p><a href='/a'>Continue reading…</a>", [TEXT]),
        (f"<p>{TEXT}</p><p>[…]</p><p>Read more at <a href='/a'>Tideway</a></p>", [TEXT]),
        (f"<p>{TEXT}</p><p>The post <a href='/a'></a> appeared first on <a href='/'>Tideway</a>.</p>", [TEXT]),
        ("<p>The post office burned down. It appeared in the first series on ITV.</p>", None),
        ("<p>Read on, and you will see more.</p>", None),
    ],
)
def test_the_lines_of_a_fragment(html: str, lines: list[str] | str | None) -> None:
    if lines is None:
        lines = [html.removeprefix("<p>").removesuffix("</p>")]
    assert read_fragment(html) == (lines.split(",") if isinstance(lines, str) else lines)


def test_a_fragment_of_too_many_elements_is_refused() -> None:
    with pytest.raises(RefusedError, match="has more than 50,000 elements"):
        read_fragment("<p>x</p>" * 60_000)


@given(st.text(st.sampled_from("<>/aptrdlibq&;=\"'!-\x00\x1b é“ \n[]{}:,")) | st.text())
def test_any_text_gives_lines_or_is_refused(html: str) -> None:
    try:
        lines = read_fragment(html)
    except RefusedError:
        return
    assert all(line == " ".join(line.split()) and line for line in lines)
