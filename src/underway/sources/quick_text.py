"""Pages read in bulk: first the text that a page shows, for a look whether it is worth more, and then its document.

Resiliparse parses a page some twenty times as fast as its document is found, so that most pages end there. What holds
the article is found by where the paragraphs are; the rules of `clutter` cut from it what they cut from whole pages, and
where nothing tells what holds it, the main text is found as in single pages.
"""

from itertools import dropwhile
from typing import Any

from lxml.html import document_fromstring
from resiliparse.parse.html import HTMLTree

from underway.sources.barriers import Barrier, barrier
from underway.sources.clutter import cut_clutter
from underway.sources.html import PROSE, decode_page, make_document, parse_tree, parsing, without_headline
from underway.sources.main_text import main_text
from underway.sources.markup import INLINE, make_plain
from underway.sources.page import Page, describe_page
from underway.sources.records import Fault, Record
from underway.vocabulary import Document

_ARTICLES = (
    "[itemprop='articleBody']",
    "article",
    "main, [role='main']",
    ", ".join(
        f"[class*='{whole}{dash}{part}' i]"
        for whole in ("article", "entry", "page", "post", "single", "story")
        for part in ("body", "content", "text")
        for dash in ("-", "_", "")
    ),
)
_MOST_OF_IT = 0.6  # of the text in paragraphs: what holds less is a part of the article, or another one
_LEAST = 250  # characters in paragraphs: where there are fewer, the page has its text without them
_NEVER_SHOWN = "script, style, noscript, template, svg, iframe, select, button, dialog"
_AROUND = (
    "nav, aside, footer, [role='navigation'], [role='complementary'], [role='contentinfo'], [class*='sidebar' i], "
    "[id*='sidebar' i], [class*='related' i], [class*='recirc' i], [class*='trending' i], [class*='newsletter' i], "
    "[class*='comment' i], [id*='comment' i]"
)
_LARGEST_AROUND = 0.4  # of the text in paragraphs
_NAMED = "meta[property='og:title'][content], meta[name='twitter:title'][content]"
_MOST = 30  # parts of a page that are looked at: one with more is a list, or means harm
_CELLS = frozenset(["td", "th"])
_ALL_OF_AN_ARTICLE = 300  # words: a page that shows more is no paywall, nor what stands in place of an article


class QuickPage:
    """A page of which the shown text is known. `text` has all words of the document's text, and further ones."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._decoded = decode_page(record)
        self._article: str | None = None
        with parsing():
            self.text = self._look()

    def _look(self) -> str:
        tree: Any = HTMLTree.parse(self._decoded.text)
        page = tree.document
        called = [*page.get_elements_by_tag_name("title").values(), *page.get_elements_by_tag_name("h1").values()]
        headlines = [node.text_content for node in called]
        if tree.head is not None:
            headlines += [node["content"] for node in tree.head.query_selector_all(_NAMED).values()]
        body = tree.body or page
        container = _container(body)
        shown = body if container is None else container
        _cut(shown)
        for cell in shown.query_selector_all("td, th").values():
            cell.append(tree.create_text_node(" "))
        if container is not None:
            self._article = container.html
        return "\n".join([*headlines, shown.inner_text])

    def document(self) -> tuple[Document | Fault, ...]:
        """As `to_document(record, quick=True)` has it. Raises RefusedError."""
        with parsing():
            page, lines, hindered = self._parse()
        return make_document(self._record, self._decoded, page, lines, hindered)

    def _parse(self) -> tuple[Page, list[str], Barrier | None]:
        tree = parse_tree(self._decoded.text)
        page = describe_page(tree, self._record.address)
        lines = without_headline(main_text(tree) if self._article is None else _lines(self._article), page)
        words = sum(len(line.split()) for line in lines)
        return page, lines, barrier(tree, lines) if words <= _ALL_OF_AN_ARTICLE else None


def quick_page(record: Record) -> QuickPage:
    """Raises RefusedError where the page cannot be read."""
    return QuickPage(record)


def _container(body: Any) -> Any | None:
    """The innermost part that says that it is the article, or the page's main part, and holds most of it."""
    measure = _prose if _prose(body) >= _LEAST else _length
    least = measure(body) * _MOST_OF_IT
    for selectors in _ARTICLES:
        best = max(body.query_selector_all(selectors).values()[:_MOST], key=measure, default=None)
        if best is not None and measure(best) >= least:
            return best
    return None


def _cut(shown: Any) -> None:
    for node in shown.query_selector_all(_NEVER_SHOWN).values():
        node.decompose()
    most = _prose(shown) * _LARGEST_AROUND
    for node in shown.query_selector_all(_AROUND).values()[:_MOST]:
        if node.query_selector("h1") is None and _prose(node) <= most:
            node.decompose()


def _prose(node: Any) -> int:
    return sum(len(paragraph.text_content) for paragraph in node.get_elements_by_tag_name("p").values())


def _length(node: Any) -> int:
    return len(node.inner_text)


def _lines(article: str) -> list[str]:
    """As `main_text` has them."""
    tree = document_fromstring(article)
    make_plain(tree)
    cut_clutter(tree)
    said: list[str] = []
    _say(tree, said)
    lines = (" ".join(line.split()).removeprefix("| ") for line in "".join(said).split("\n"))
    return list(dropwhile(lambda line: not PROSE.search(line), filter(None, lines)))


def _say(element: Any, said: list[str]) -> None:
    """What an element says, with line breaks around blocks."""
    if not isinstance(element.tag, str):
        return
    cell = element.tag in _CELLS
    around = " | " if cell else "" if element.tag in INLINE else "\n"
    said += around, "- " if element.tag == "li" else "", " ".join((element.text or "").split("\n"))
    for child in element:
        _say(child, said)
        said.append(" ".join((child.tail or "").split("\n")))
    if not cell:
        said.append(around)
