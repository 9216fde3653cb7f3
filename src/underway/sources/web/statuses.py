"""What a status means for who wanted the page (RFC 9110, 15), and how long to wait (10.2.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from underway.sources.web.errors import WebError

LONGEST_RETRY = 7 * 86_400  # seconds; whoever says more is asked again all the same

_SAVE = "open it in a browser, save the page and give its file"
_PROBLEMS = {
    204: "is empty (204); correct the address",
    205: "is empty (205); correct the address",
    206: "answers with a part of itself (206), which nobody asked for; tell whoever runs it",
    304: "answers that it is unchanged (304), which nobody asked; tell whoever runs it",
    401: f"asks for a name and password (401), and none is ever sent; {_SAVE}",
    402: f"asks for payment (402); {_SAVE}",
    403: f"may not be fetched, says its server (403); {_SAVE}",
    404: "is not there (404); correct the address",
    410: "is gone for good (410); leave it out",
    451: "is withheld for legal reasons (451); leave it out",
}
_TEMPORARY = {
    408: "was asked for too slowly (408)",
    425: "was asked for too early (425)",
    429: "was asked for too often (429)",
}


def problem(status: int, retry_after: str | None, now: datetime) -> WebError | None:
    """What is wrong with an answer of this status; None where it has a body to read."""
    if status in _TEMPORARY or status >= 500:
        seconds = wait(retry_after, now)
        when = "later" if seconds is None else f"in {seconds:,.0f} seconds"
        what = _TEMPORARY.get(status, f"answers with an error of its server ({status})")
        return WebError(f"{what}; try again {when}", temporary=True, retry_after=seconds)
    if status in _PROBLEMS:
        return WebError(_PROBLEMS[status])
    if 200 <= status < 300:
        return None
    return WebError(f"answers with a status that gives no page ({status}); correct the address")


def wait(retry_after: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header means, up to LONGEST_RETRY; None where it is missing or makes no sense."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdecimal():
        return float(min(int(text[:12]), LONGEST_RETRY))
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    seconds = (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds()
    return min(max(seconds, 0.0), float(LONGEST_RETRY))
