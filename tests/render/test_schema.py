"""The published schema of the dossier's JSON: it is what the types give, and answers keep to it."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from project.places import ROOT, run

from underway.dossier import Dossier
from underway.dossier.shapes import SCHEMA

from .hostile import HOSTILE
from .story import SHOW, hostile_everywhere, judged, silence, story

FILE = ROOT / "docs" / "dossier.schema.json"
PUBLISHED: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
CHECK = Draft202012Validator(PUBLISHED, format_checker=Draft202012Validator.FORMAT_CHECKER)


def as_json(dossier: Dossier) -> dict[str, Any]:
    decoded: dict[str, Any] = json.loads(dossier.to_json())
    return decoded


def test_the_schema_is_what_the_types_give(tmp_path: Path) -> None:
    written = run([sys.executable, "tools/write_schema.py", str(tmp_path / "schema.json")], ROOT)
    assert written.returncode == 0, written.stdout
    assert (tmp_path / "schema.json").read_bytes() == FILE.read_bytes(), "renew it: python tools/write_schema.py"


def test_the_schema_is_one_and_names_its_version() -> None:
    Draft202012Validator.check_schema(PUBLISHED)
    assert PUBLISHED["version"] == SCHEMA
    assert PUBLISHED["$id"].endswith(f":{SCHEMA}")
    assert as_json(story(None))["schema"] == SCHEMA


@pytest.mark.parametrize("hostile", HOSTILE)
def test_answers_keep_to_it(hostile: str) -> None:
    for dossier in (hostile_everywhere(hostile), silence(hostile)):
        CHECK.validate(as_json(dossier))


def test_it_knows_and_needs_every_field() -> None:
    whole = as_json(judged(story("https://dial.example/harrow"), SHOW))
    CHECK.validate(whole)
    assert set(whole) == set(PUBLISHED["$defs"]["Dossier"]["properties"])
    for name in whole:
        assert not CHECK.is_valid({key: value for key, value in whole.items() if key != name})
    assert not CHECK.is_valid(whole | {"schema": SCHEMA + 1})
    assert not CHECK.is_valid(whole | {"day": "tomorrow"})
