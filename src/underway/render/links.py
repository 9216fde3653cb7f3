"""Addresses that open a page at the words.

Text directives as "URL Fragment Text Directives" (WICG) lays them down: `#:~:text=start`, or `text=start,end` for
everything from the one to the other. A browser that does not know them opens the page all the same.
"""

from urllib.parse import quote

from underway.render.inert import web_address

_LONGEST = 150  # characters that a page is searched for as a whole; the more there are, the more can differ there
_EACH = 5  # words at each end of what is longer, or stands in more than one block of the page


def at_words(url: str | None, *words: str) -> str | None:
    """The address at which a browser shows all of these words and goes to the first; None unless it is http or https.

    What the address names by a fragment of its own stays named.
    """
    address = web_address(url)
    directives = "&".join(dict.fromkeys(directive for directive in map(_directive, words) if directive))
    if address is None or not directives:
        return address
    page, _, fragment = address.partition("#")
    return f"{page}#{fragment.partition(':~:')[0]}:~:{directives}"


def _directive(words: str) -> str:
    lines = [line for line in map(str.split, words.splitlines()) if line]
    if not lines:
        return ""
    first, last = lines[0], lines[-1]
    long = len(" ".join(first)) > _LONGEST and len(first) > 2 * _EACH
    ends = [first[:_EACH], last[-_EACH:]] if long or len(lines) > 1 else [first]
    return "text=" + ",".join(_encoded(" ".join(end)) for end in ends)


def _encoded(words: str) -> str:
    """With all that is no letter, digit, `_`, `.` or `~` encoded; a hyphen is a sign in the grammar of directives."""
    return quote(words, safe="").replace("-", "%2D")
