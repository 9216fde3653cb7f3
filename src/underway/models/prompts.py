"""What a model is told: made from the vocabulary and prompt.toml, so that what the one adds, the other asks for."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from underway.models.answers import ANSWERS, Answer
from underway.reading.layout import Layout
from underway.vocabulary import Document

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OPENING = 1000  # characters, in which a text's heading ends, if it has one
_TYPES = {str: "text", int: "a whole number", float: "a number", type(None): "null"}


class _Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`fields` and `values` come before those of all kinds."""

    what: str
    rulings: str
    fields: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}


class _Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    day: str
    no_day: str
    part: str
    headline: str
    text: str
    request: str


class _Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    text: str
    published: date | None = None
    claims: list[dict[str, Any]] = []


class _Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """prompt.toml. `fields` say what a field is, `values` what each value of a field means."""

    task: str
    notes: str
    shared: str
    question: _Question
    fields: dict[str, str]
    values: dict[str, dict[str, str]]
    kinds: dict[str, _Kind]
    examples: list[_Example]


@cache
def _wording() -> _Wording:
    return msgspec.convert(tomllib.loads(files(__package__).joinpath("prompt.toml").read_text("utf-8")), _Wording)


def messages(document: Document, start: int, end: int) -> list[dict[str, str]]:
    """The chat that asks for the claims of `document.text[start:end]`: what to do, worked examples, the text."""
    chat = [("system", instructions())]
    for example, answer in examples():
        chat += ("user", _question(example, 0, len(example.text))), ("assistant", answer)
    chat.append(("user", _question(document, start, end)))
    return [{"role": role, "content": content} for role, content in chat]


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of an answer, in the strict form that constrained output wants: every field is required, and
    nothing may be added. https://platform.openai.com/docs/guides/structured-outputs"""
    _, parts = msgspec.json.schema_components(ANSWERS)
    claims = [
        _strict({name: _plain(field) for name, field in parts[a.__name__]["properties"].items()}) for a in ANSWERS
    ]
    return _strict({"claims": {"type": "array", "items": {"anyOf": claims}}})


def _strict(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _plain(field: dict[str, Any]) -> dict[str, Any]:
    values = field.get("enum")
    if values is None:
        return {key: value for key, value in field.items() if key != "default"}
    return {"type": "string"} | ({"const": values[0]} if len(values) == 1 else {"enum": values})


@cache
def instructions() -> str:
    """What holds for every text. Raises ValueError where prompt.toml says what the vocabulary does not have."""
    wording = _wording()
    types = {name: type_ for answer in ANSWERS for name, type_ in get_type_hints(answer).items()}
    _check("kinds", wording.kinds, map(_tag, ANSWERS))
    shared = _described(wording.fields, types, wording.fields, wording.values)
    parts = (wording.task, "\n".join((wording.shared, *shared)), *map(_about, ANSWERS), wording.notes)
    return "\n\n".join(part.strip() for part in parts)


def _about(answer: type[msgspec.Struct]) -> str:
    wording, kind = _wording(), _wording().kinds[_tag(answer)]
    names = answer.__struct_fields__
    own = [name for name in names if name in kind.fields or name not in wording.fields]
    fields = _described(own, get_type_hints(answer), kind.fields, kind.values)
    return "\n".join(
        (f'kind "{_tag(answer)}": {kind.what}', f"Fields: {', '.join(names)}", *fields, kind.rulings.strip())
    )


def _described(
    names: Iterable[str], types: Mapping[str, Any], fields: Mapping[str, str], values: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    """What the fields of these names are, and what each value means that they may have."""
    _check("fields", fields, types)
    _check("values", values, types)
    for name in names:
        known = get_args(types[name]) if get_origin(types[name]) is Literal else ()
        is_what = "one of these" if known else " or ".join(_TYPES[t] for t in get_args(types[name]) or (types[name],))
        yield f"- {name}, {is_what}" + (f": {fields[name]}" if name in fields else "")
        meanings = values.get(name, {})
        _check(f"values.{name}", meanings, known)
        yield from (f"  - {value}: {meanings[value]}" if value in meanings else f"  - {value}" for value in known)


def _tag(answer: type[msgspec.Struct]) -> str:
    return str(answer.__struct_config__.tag)


def _check(place: str, said: Iterable[str], known: Iterable[str]) -> None:
    unknown = sorted(set(said).difference(known))
    if unknown:
        raise ValueError(f"prompt.toml: {place}: the vocabulary has no {', '.join(unknown)}")


@cache
def examples() -> tuple[tuple[Document, str], ...]:
    """Texts of nowhere, each with a right answer to it."""
    return tuple(
        (
            Document(text=example.text.strip(), title=example.title, published=example.published),
            msgspec.json.encode({"claims": [_answer(claim) for claim in example.claims]}).decode(),
        )
        for example in _wording().examples
    )


def _answer(claim: dict[str, Any]) -> dict[str, Any]:
    """A field that prompt.toml leaves out is null."""
    fields = next(answer.__struct_fields__ for answer in ANSWERS if _tag(answer) == claim["kind"])
    whole = dict.fromkeys(("kind", *fields)) | claim
    msgspec.convert(whole, Answer)
    return whole


def _question(document: Document, start: int, end: int) -> str:
    words = _wording().question
    text = document.text[start:end]
    headline = _headline(document, start)
    if headline and headline in text:
        headline = None
    code = _code(f"{headline}\n{text}")
    day = document.published
    parts = [f"{words.day} {f'{_DAYS[day.weekday()]}, {day}' if day else words.no_day}"]
    if end - start < len(document.text):
        parts.append(words.part)
    if headline:
        parts.append(_marked(words.headline, headline, code))
    return "\n\n".join((*parts, _marked(words.text, text, code), words.request))


def _headline(document: Document, start: int) -> str | None:
    """What tells of a part of a text what it is about; a text's beginning tells for itself."""
    if document.title or not start:
        return document.title
    opening = document.text[:_OPENING]
    headings = (b for b in Layout(opening).blocks[:1] if b.kind == "heading")
    return next((opening[b.start : b.end] for b in headings), None)


def _marked(what: str, said: str, code: str) -> str:
    return f"{what}\n[begin {code}]\n{said}\n[end {code}]"


def _code(text: str) -> str:
    """Nobody who writes a text can know its own hash, and so write the mark at which it ends."""
    code = ""
    while not code or code in text:
        code = blake2b(f"{code}{text}".encode(), digest_size=8).hexdigest()
    return code


def _told() -> bytes:
    """All that a model may be told, but for the documents."""
    whole = Document(text="One. Two.", title="Three")
    part = Document(text="One. Two.", published=date(2031, 3, 4))
    return msgspec.json.encode((messages(whole, 0, 9), messages(part, 5, 9), schema()))


PROMPT = blake2b(_told(), digest_size=4).hexdigest()
"""The version of what a model is told."""
