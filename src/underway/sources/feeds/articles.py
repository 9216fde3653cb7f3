"""Whether the HTML that a feed holds is a whole article, or only its beginning."""

import re

from underway.sources.fragments import lines_of, without_footers
from underway.sources.records import RefusedError

_BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\b(?:read|continue|keep) (?:more|reading|on))\W*$", re.IGNORECASE)
_LEADS_ON = re.compile(
    r"\W*(?:more\W*$|(?:read (?:more|on|(?:the )?(?:full|whole|rest))|(?:continue|keep) reading|click here)\b)",
    re.IGNORECASE,
)
_ENDING = 200  # characters
_SHORTEST = 600  # characters
_MORE_THAN_SUMMARY = 1.5


def is_article(markup: str, summary: str) -> bool:
    """Whether it is long enough, clearly longer than its summary, of several lines, and not cut off."""
    try:
        lines, summary_lines = without_footers(lines_of(markup)), lines_of(summary)
    except RefusedError:
        return False
    length = sum(map(len, lines))
    return (
        len(lines) > 1
        and length >= max(_SHORTEST, _MORE_THAN_SUMMARY * sum(map(len, summary_lines)))
        and not _LEADS_ON.match(lines[-1])
        and not _BREAKS_OFF.search(lines[-1][-_ENDING:])
    )
