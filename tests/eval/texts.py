"""The annotated texts of corpus/, and what this reader reads in them."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from underway import reading
from underway.vocabulary import Claim, Document

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "corpus" / "articles.jsonl"
HELD_OUT = ROOT / "corpus" / "held_out.jsonl"

Said = dict[str, Any]  # a claim as JSON has it, so that another revision's can be told, too


class EvaluationError(Exception):
    """One line: what cannot be evaluated, why, and what to do."""


class Text(msgspec.Struct, frozen=True):
    """An annotated text, as corpus/README.md describes them, one a line."""

    id: str
    text: str
    claims: list[dict[str, Any]]
    title: str | None = None
    url: str | None = None
    published: str | None = None

    @property
    def writer(self) -> str:
        return self.id.partition("-")[0]

    def document(self) -> Document:
        return Document(
            text=self.text,
            source_id=self.id,
            url=self.url,
            title=self.title,
            published=date.fromisoformat(self.published) if self.published else None,
        )


def decode_texts(lines: bytes) -> list[Text]:
    return [msgspec.json.decode(line, type=Text) for line in lines.splitlines() if line.strip()]


def encode_texts(texts: Iterable[Text]) -> bytes:
    return b"".join(msgspec.json.encode(text) + b"\n" for text in texts)


def load_texts(path: Path) -> list[Text]:
    """Raises EvaluationError where the file is not there, or holds something else."""
    try:
        return decode_texts(_contents(path))
    except msgspec.DecodeError as error:
        raise EvaluationError(f"{path}: holds a line that is no annotated text ({error}); mend it") from None


def digest(path: Path) -> str:
    """Raises EvaluationError where the file is not there."""
    return sha256(_contents(path)).hexdigest()


def _contents(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EvaluationError(f"{path}: cannot be read ({error.strerror}); name a file of annotated texts") from None


def said(claims: Iterable[Claim]) -> list[Said]:
    return [msgspec.to_builtins(claim) for claim in claims]


def read_texts(texts: Iterable[Text]) -> list[list[Said]]:
    """The claims of each text."""
    return [said(reading.read(text.document())) for text in texts]
