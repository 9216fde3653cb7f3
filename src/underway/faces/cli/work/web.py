"""The web as commands reach it."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from typer import BadParameter

from underway.bulk import ConditionalFetch

if TYPE_CHECKING:  # slow to import, and most commands fetch nothing
    from underway.sources.web import Web


class Reach(NamedTuple):
    """What may be reached beside what is public, as `sources.web` has it, and whom to ask about it."""

    allow: Sequence[str] = ()
    contact: str | None = None

    def web(self) -> "Web":
        """Raises BadParameter for what cannot be allowed, or is no contact."""
        from underway.sources.web import Web  # noqa: PLC0415 - as above

        try:
            return Web(allow=self.allow, contact=self.contact)
        except ValueError as error:
            raise BadParameter(str(error)) from error


def fetching(reach: Reach) -> ConditionalFetch:
    """What brings pages; it is made, and imported, with the first of them."""
    web = cache(reach.web)
    return lambda address, validators: web().fetch(address, validators)
