"""What Rich prints, as text: for terminals of any width, and for pipes."""

from collections.abc import Callable
from io import StringIO

from rich.console import Console

_NARROWEST, _WIDEST = 40, 100
_ENDLESS = 1_000_000


def printed(show: Callable[[Console], None], *, width: int | None, colour: bool) -> str:
    """What `show` prints in lines of up to `width` columns, as long as they like where that is None; with `colour`,
    styled by terminal codes, else plain."""
    out = StringIO()
    console = Console(
        file=out,
        width=_ENDLESS if width is None else max(_NARROWEST, min(width, _WIDEST)),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    show(console)
    return "\n".join(line if colour else line.rstrip() for line in out.getvalue().splitlines()) + "\n"
