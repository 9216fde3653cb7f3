"""Documents read by the rules, with all that these knew."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from underway.bulk import Reading, confess, read_all
from underway.faces.cli.work import terminal
from underway.faces.cli.work.readers import known_titles
from underway.faces.cli.work.reading import Tally, unread
from underway.faces.cli.work.web import Reach, fetching
from underway.reading import KnownTitles
from underway.reading.explaining import Explanation
from underway.reading.explaining import explain as explanation_of
from underway.render.explained import explanation_record
from underway.render.records import written
from underway.sources import Fault, Validators
from underway.sources.records import RefusedError

Format = Literal["text", "json", "html"]


def explain(locations: Sequence[str], format_: Format, reach: Reach, *, mentions: bool, catalogue: str | None) -> int:
    """Prints each document's explanation as soon as it is read; as html, all of them as one page. The rules are given
    the titles that the file `catalogue` holds."""
    tally = Tally()

    def work() -> int:
        with terminal.counting(while_printing=True) as count:
            found = _explanations(locations, reach, tally, count, known_titles(catalogue))
            sys.stdout.writelines(_written(found, format_, mentions=mentions))
        return tally.status

    return terminal.finish(work, told=(RefusedError,))


def _explanations(
    locations: Sequence[str], reach: Reach, tally: Tally, count: Callable[[], None], titles: KnownTitles | None
) -> Iterator[Explanation]:
    fetch = fetching(reach)
    for found in read_all(locations, fetch=lambda address: fetch(address, Validators()), read=unread):
        count()
        if isinstance(found, Fault):
            tally.complain(found)
        elif isinstance(found, Reading):
            tally.name_language(found.place, found.language)
            try:
                explanation = explanation_of(found.document, titles)
            except Exception as error:
                tally.complain(Fault(found.place, confess(error)))
            else:
                yield explanation


def _written(explanations: Iterable[Explanation], format_: Format, *, mentions: bool) -> Iterator[str]:
    if format_ == "json":
        yield from written(map(explanation_record, explanations), "json")
    elif format_ == "html":
        from underway.render.explained_html import explanations_html  # noqa: PLC0415 - slow, and only this needs it

        yield explanations_html(list(explanations), mentions=mentions)
    else:
        from underway.render.explained_text import explanation_text  # noqa: PLC0415 - as above

        width, colour = terminal.width(), terminal.wants_colour()
        yield from (explanation_text(each, mentions=mentions, width=width, colour=colour) for each in explanations)
