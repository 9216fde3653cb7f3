"""How many households seasons reached, and how many finished them, from a log of what was watched."""

from underway.viewing.launches import Launch, read_launches
from underway.viewing.reach import reach
from underway.viewing.shapes import COLUMNS, LAST_DAY, Question, Reach, Rows, Tally, UnknownSeason, ViewingError

__all__ = [
    "COLUMNS",
    "LAST_DAY",
    "Launch",
    "Question",
    "Reach",
    "Rows",
    "Tally",
    "UnknownSeason",
    "ViewingError",
    "reach",
    "read_launches",
]
