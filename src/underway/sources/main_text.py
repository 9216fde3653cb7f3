"""The main text of a page, found by trafilatura in what is left of the page without its clutter."""

import logging
import re
from copy import deepcopy
from typing import Any

from trafilatura import bare_extraction

from underway.sources.clutter import cut_clutter, is_body, names
from underway.sources.markup import INLINE, make_plain

# Said once, in a fault; without a handler the library's remarks would go to standard error.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_TABLE_RULE = re.compile(r"\|(?:-+\|)+")
_RIGHTS = re.compile(r"(?:copyright\W*)?(?:©|\(c\) \d{4})", re.IGNORECASE)
_CONTAINERS = frozenset(["center", "div", "form", "section"])
_IN_PARAGRAPHS = INLINE | {"br"}
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*$")
_SHORTEST_SENTENCE = 60
_SHARE_OF_FRAME = 0.8


def main_text(tree: Any) -> list[str]:
    """The lines of the main text: each a paragraph, heading, list item or row of a table, `Saltmarsh | BBC One | 3`.

    `tree` is an lxml.html element; it stays as it is.
    """
    tree = deepcopy(tree)
    make_plain(tree)
    cut_clutter(tree)
    _mark_paragraphs(tree, _mark_frame(tree))
    for element in list(tree.iter("time")):
        element.tag = "span"  # the library drops time elements, also from the middle of a sentence
    extracted = bare_extraction(tree, favor_precision=True, include_comments=False, with_metadata=False)
    text = getattr(extracted, "text", None) or ""
    lines = (line.strip().removeprefix("| ").removesuffix(" |").strip() for line in text.splitlines())
    return [line for line in lines if line and not _TABLE_RULE.fullmatch(line) and not _RIGHTS.match(line)]


def _mark_frame(tree: Any) -> Any:
    """The innermost element with most of the text, now `main`; None where one says itself that it is the article."""
    body = tree.find("body")
    if body is None or any(_is_frame(element) for element in body.iter() if isinstance(element.tag, str)):
        return None
    least = len(body.text_content()) * _SHARE_OF_FRAME
    frame: Any = body
    while (inner := _container(frame, least)) is not None:
        frame = inner
    if frame is body:
        frame = body.makeelement("main")
        frame.text, body.text = body.text, None
        frame.extend(list(body))
        body.append(frame)
    frame.tag = "main"
    return frame


def _mark_paragraphs(tree: Any, frame: Any) -> None:
    """Makes paragraphs of containers that hold nothing but text: a sentence, or any text in a frame that we chose."""
    for element in (tree if frame is None else frame).iter("div"):
        inline = all(part.tag in _IN_PARAGRAPHS for part in element.iterdescendants() if isinstance(part.tag, str))
        if inline and (frame is not None or _is_sentence(element.text_content().strip())):
            element.tag = "p"


def _is_sentence(text: str) -> bool:
    return len(text) >= _SHORTEST_SENTENCE and _SENTENCE_END.search(text[-5:]) is not None


def _container(element: Any, least: float) -> Any:
    """The child that holds so many characters, if there is one."""
    return next((e for e in element if e.tag in _CONTAINERS and len(e.text_content()) >= least), None)


def _is_frame(element: Any) -> bool:
    return (
        element.tag in ("article", "main")
        or element.get("role") in ("article", "main")
        or element.get("itemprop") == "articleBody"
        or is_body(names(element))
    )
