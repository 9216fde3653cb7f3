"""Writes docs/dossier.schema.json, the JSON Schema of a dossier as `underway ask --format json` prints it.

`python tools/write_schema.py [FILE]`, after a change to dossier/shapes.py. It is made from the types there.
"""

import inspect
import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from underway.dossier import Dossier
from underway.dossier.shapes import SCHEMA

FILE = Path(__file__).parent.parent / "docs" / "dossier.schema.json"


def schema() -> dict[str, Any]:
    """In the 2020-12 dialect. Every field is always written; a reader is to ignore those that it does not know."""
    made = msgspec.json.schema(Dossier)
    for shape in made["$defs"].values():
        if "description" in shape:
            shape["description"] = inspect.cleandoc(shape["description"])
        shape["required"] = sorted(shape["properties"])
        for field in shape["properties"].values():
            field.pop("default", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:underway:dossier:{SCHEMA}",
        "title": "Underway dossier",
        "version": SCHEMA,
        **made,
    }


if __name__ == "__main__":
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    file.write_text(json.dumps(schema(), indent=2, sort_keys=True) + "\n", encoding="utf-8")
