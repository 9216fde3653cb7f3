"""Which columns of a Parquet file, or fields of JSON Lines, hold what: as it is written."""

from underway.sources.records import Columns, RefusedError

_SYNONYMS = {"date": "published"}


def parse_columns(written: str) -> Columns:
    """`text=body,url=link,date=day`. Raises RefusedError."""
    fields: dict[str, str] = {}
    for part in written.split(","):
        field, equals, column = (piece.strip() for piece in part.partition("="))
        field = _SYNONYMS.get(field, field)
        if not equals or not column or field not in Columns.__struct_fields__:
            raise RefusedError(
                f"{part.strip()!r} names no column; write FIELD=COLUMN, separated by commas, "
                f"where FIELD is one of {', '.join(Columns.__struct_fields__)}"
            )
        if field in fields:
            raise RefusedError(f"{field} is named twice; give each field one column")
        fields[field] = column
    return Columns(**fields)
