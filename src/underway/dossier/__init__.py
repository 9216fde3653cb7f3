"""From the ledger to what is known about one show as of a day."""

from underway.dossier.answering import appointments_of, ask, changes_of, clocks
from underway.dossier.appointments import Appointment
from underway.dossier.changes import Change
from underway.dossier.compose import compose
from underway.dossier.overview import ShowLine, overview
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
from underway.dossier.which import about_show

__all__ = [
    "Appointment",
    "Change",
    "Citation",
    "Comparison",
    "Dossier",
    "FigureLine",
    "Ground",
    "Said",
    "ShowLine",
    "Source",
    "Standing",
    "Verdict",
    "about_show",
    "appointments_of",
    "ask",
    "changes_of",
    "clocks",
    "compose",
    "overview",
]
