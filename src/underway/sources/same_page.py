"""Addresses of pages, as far as they tell whether two are one page or one site."""

import re
from urllib.parse import SplitResult, urlsplit

# Only names that no site uses for anything else. courlan's list takes away `eid`, `source` and `gallery`, too, by which
# pages are told apart, and it writes what it leaves anew.
_TRACKING = re.compile(
    r"""utm_\w+ | (?:fb|g|dc|gb|msclk|y|tw|tt|li_fat_)clid | li_fat_id | gclsrc | [gw]braid | msclkid | igsh(?:id)?
    | mc_[ce]id | mkt_tok | _ga | _gl | _hs(?:enc|mi) | oly_(?:anon|enc)_id | vero_(?:id|conv) | wt[._]mc(?:_id)?
    | at_(?:medium|campaign\w*|custom\d*|link\w*|ptr_name|format|bbc_team|creation) | ns_(?:mchannel|campaign|source)
    | smid | smtyp | cmp(?:id)? | ocid | ncid | xtor""",
    re.IGNORECASE | re.VERBOSE,
)
_EDITIONS = {"www", "www2", "m", "mobile", "touch", "amp", "edition"}
_FRONT = re.compile(r"/?(?:(?:index|default)\.\w{1,5})?", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def plain_address(address: str) -> str:
    """Without its fragment and the parameters that only tell how a reader came there (`utm_source`, `fbclid`)."""
    page, _, query = address.partition("#")[0].partition("?")
    kept = [part for part in query.split("&") if part and not _TRACKING.fullmatch(part.partition("=")[0])]
    return f"{page}?{'&'.join(kept)}" if kept else page


def same_site(one: str, other: str) -> bool:
    """Whether the hosts are the same, but for `www.`, `m.`, `amp.` and the like in front, and so are the ports."""
    site = _site(one)
    return site is not None and site == _site(other)


def is_front_page(address: str) -> bool:
    parts = _parts(plain_address(address))
    return parts is not None and not parts.query and bool(_FRONT.fullmatch(parts.path))


def _site(address: str) -> tuple[str, int | None] | None:
    parts = _parts(address)
    if parts is None or not parts.hostname or "@" in parts.netloc:
        return None
    try:
        labels = parts.hostname.rstrip(".").encode("idna").decode("ascii").split(".")
        port = parts.port
    except ValueError:
        return None
    while len(labels) > 2 and labels[0] in _EDITIONS:
        labels = labels[1:]
    return ".".join(labels), None if port == _DEFAULT_PORTS.get(parts.scheme) else port


def _parts(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None
