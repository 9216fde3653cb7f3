"""From the ledger to what is known about one show as of a day."""

from underway.dossier.answering import ask
from underway.dossier.compose import compose
from underway.dossier.said import Said
from underway.dossier.shapes import (
    Citation,
    Comparison,
    Dossier,
    FigureLine,
    Ground,
    Source,
    Standing,
    Verdict,
)

__all__ = [
    "Citation",
    "Comparison",
    "Dossier",
    "FigureLine",
    "Ground",
    "Said",
    "Source",
    "Standing",
    "Verdict",
    "ask",
    "compose",
]
