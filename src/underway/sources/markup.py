"""Markup that stands for words or for layout, made plain before texts are taken out of a page or a fragment of one."""

import re
from itertools import islice
from typing import Any

from lxml import etree

from underway.sources.records import RefusedError

MAX_ELEMENTS = 50_000  # finding the main text among n siblings takes n², and long live blogs have half as many
INLINE = frozenset("a abbr b bdi big cite code em font i img mark q small span strong sub sup time u wbr".split())
_BLOCKS = "article blockquote div form h1 h2 h3 h4 h5 h6 ol p section table ul".split()
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # lxml parses them and refuses to write
_TABLE_PARTS = ("thead", "tbody", "tfoot", "tr", "td", "th")


def check_size(tree: Any) -> None:
    """Raises RefusedError where there are too many elements."""
    if sum(1 for _ in islice(tree.iter(), MAX_ELEMENTS + 1)) > MAX_ELEMENTS:
        raise RefusedError(f"has more than {MAX_ELEMENTS:,} elements, as no article has")


def make_plain(tree: Any) -> None:
    """Changes `tree`, an lxml.html element: what is struck out goes, quotations get the marks that browsers show around
    them, tables that are there for the layout become containers of what they hold, and control characters go."""
    for element in tree.iter("*"):
        for part in ("text", "tail"):
            if (said := getattr(element, part)) and CONTROLS.search(said):
                setattr(element, part, CONTROLS.sub("", said))
    etree.strip_elements(tree, "script", "style", "del", "s", "strike", with_tail=False)
    for element in list(tree.iter("q")):
        element.text = f"“{element.text or ''}"
        last = element[-1] if len(element) else None
        if last is None:
            element.text += "”"
        else:
            last.tail = f"{last.tail or ''}”"
        element.tag = "span"
    for table in list(tree.iter("table")):
        if next(table.iterdescendants(*_BLOCKS), None) is not None:
            for part in list(table.iter(*_TABLE_PARTS)):
                if next(part.iterancestors("table")) is table:
                    part.tag = "div"
            table.tag = "div"
