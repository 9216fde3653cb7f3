"""What one measurement has to say, and the table of all of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Measured:
    """One figure. `required` is None for what is only measured beside the others, such as a peer."""

    what: str
    measured: float
    unit: str
    required: float | None = None
    at_least: bool = True

    @property
    def met(self) -> bool:
        if self.required is None:
            return True
        return self.measured >= self.required if self.at_least else self.measured <= self.required

    def row(self) -> tuple[str, str, str, str]:
        bound = "-" if self.required is None else f"{'>=' if self.at_least else '<='} {self.required:g} {self.unit}"
        met = "-" if self.required is None else "yes" if self.met else "NO"
        return self.what, bound, f"{self.measured:.3f} {self.unit}", met


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one run."""
    start = perf_counter()
    work()
    return perf_counter() - start


def table(figures: Iterable[Measured]) -> str:
    rows = [("what", "required", "measured", "met"), *(figure.row() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
