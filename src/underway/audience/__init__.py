"""Audience figures, read from the tables that are published."""

from underway.audience.own_tables import TableMapping, read_mapping
from underway.audience.season_titles import SeasonTitle, read_season_title
from underway.audience.shapes import AudienceTable, TableError, TableFigure, TableFormat
from underway.audience.tables import read_table

__all__ = [
    "AudienceTable",
    "SeasonTitle",
    "TableError",
    "TableFigure",
    "TableFormat",
    "TableMapping",
    "read_mapping",
    "read_season_title",
    "read_table",
]
