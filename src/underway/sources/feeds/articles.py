"""Whether the HTML that a feed holds is a whole article, or only its beginning."""

import re

from lxml import etree

from underway.sources.feeds.lines import without_footer

_BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p "
    "pre section table td th tr ul".split()
)
_BLANK_LINE = re.compile(r"\n\s*\n")
_BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\b(?:read|continue|keep) (?:more|reading|on))\W*$", re.IGNORECASE)
_LEADS_ON = re.compile(
    r"\W*(?:more\W*$|(?:read (?:more|on|(?:the )?(?:full|whole|rest))|(?:continue|keep) reading|click here)\b)",
    re.IGNORECASE,
)
_ENDING = 200  # characters
_SHORTEST = 600  # characters
_MORE_THAN_SUMMARY = 1.5


def is_article(markup: str, summary: str) -> bool:
    """Whether it is long enough, clearly longer than its summary, of several paragraphs, and not cut off."""
    lines = without_footer(paragraphs(markup))
    length = sum(map(len, lines))
    return (
        len(lines) > 1
        and length >= max(_SHORTEST, _MORE_THAN_SUMMARY * sum(map(len, paragraphs(summary))))
        and not _LEADS_ON.match(lines[-1])
        and not _BREAKS_OFF.search(lines[-1][-_ENDING:])
    )


def paragraphs(markup: str) -> list[str]:
    """The blocks of text, roughly: enough to tell how much of it there is and how it ends."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = etree.fromstring(f"<html><body>{markup}".encode(), parser)
    except etree.LxmlError:
        return []
    etree.strip_elements(tree, "script", "style", with_tail=False)
    for element in tree.iter(*_BLOCKS):
        element.text = f"\n\n{element.text or ''}"
        element.tail = f"\n\n{element.tail or ''}"
    for line_end in tree.iter("br"):
        line_end.tail = f"\n{line_end.tail or ''}"
    lines = (" ".join(block.split()) for block in _BLANK_LINE.split("".join(tree.itertext())))
    return [line for line in lines if line]
