"""Pages and feeds from the web: fetched with good manners, within bounds, and from the public internet alone.

`Web().fetch(address)` gives a `Fetched`, or an `Unchanged` where validators were given and still hold; or it raises
`WebError`, whose one line is the end of a sentence that begins with the address.

What may be reached is decided for addresses, not for names: a name is looked up once a request, all that it stands for
is checked (`reach`, `allow`), and the connection goes to one of these very addresses. So neither a redirect nor another
answer of the name server leads elsewhere. Proxies of the environment would get round that, and are not used.

What is allowed beside the public internet is so for whoever gives its address: no redirect of a public one leads there.
"""

from typing import TYPE_CHECKING

from underway.sources.web.clock import SYSTEM_CLOCK, Clock
from underway.sources.web.errors import NotAskedError, WebError
from underway.sources.web.found import Fetched, Unchanged
from underway.sources.web.limits import Limits

if TYPE_CHECKING:
    from underway.sources.web.fetching import Web

__all__ = ["SYSTEM_CLOCK", "Clock", "Fetched", "Limits", "NotAskedError", "Unchanged", "Web", "WebError"]


def __getattr__(name: str) -> "type[Web]":
    if name == "Web":
        from underway.sources.web.fetching import Web  # noqa: PLC0415 - brings httpx and others, slow to import

        return Web
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
