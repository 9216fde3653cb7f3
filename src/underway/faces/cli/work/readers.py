"""Who reads the documents: rules, a model, or both; and what that took."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from underway import reading
from underway.bulk import Reader, ReadMany, by_rules, singly
from underway.catalogue import Fault, read_titles
from underway.faces.cli.work import terminal
from underway.reading import KnownTitles
from underway.render import labels
from underway.sources.records import RefusedError
from underway.vocabulary import Claim, Document

if TYPE_CHECKING:  # who reads by rules need not wait for what a model takes
    from underway.models import Account, Cache, Estimate, ModelReader, Prices, Settings


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """Which reader, `rules`, `model` or `both`; of which kinds alone the rules look for claims, the file of titles that
    they are given, and the strength that claims must have; and what a model may take: `prices` are of a million tokens
    each."""

    reader: str = "rules"
    kinds: Sequence[str] | None = None
    catalogue: str | None = None
    min_strength: float = 0
    max_tokens: int | None = None
    max_cost: float | None = None
    prices: tuple[float, float] | None = None
    concurrency: int = 4
    responses: Sequence[str] = ()

    @property
    def asks(self) -> bool:
        return self.reader != "rules"


@dataclass(frozen=True, slots=True)
class Readers:
    """`read` reads with all of those that are named."""

    read: ReadMany = by_rules
    names: Sequence[str] = field(default=(reading.READER,))


BY_RULES = Readers()


def known_titles(file: str | None) -> KnownTitles | None:
    """The titles in the file, for `-` in standard input. Raises RefusedError, which names the place that cannot be
    read."""
    if file is None:
        return None

    def titles() -> Iterator[str]:
        for found in read_titles(sys.stdin.buffer if file == "-" else Path(file), file):
            if isinstance(found, Fault):
                raise RefusedError(str(found))
            yield found

    return KnownTitles(titles())


@contextmanager
def readers(options: ReaderOptions, documents: Callable[[], Iterable[Document]]) -> Iterator[Readers]:
    """What reads as the options ask; says in the end what a model took. `documents` are those that answers in files are
    of. Raises ModelError where there is no model to ask, and RefusedError where the catalogue cannot be used."""
    titles = known_titles(options.catalogue)
    name = reading.reader_name(titles, options.min_strength)
    rules = partial(
        reading.read, kinds=options.kinds or reading.KINDS, catalogue=titles, min_strength=options.min_strength
    )
    if not options.asks:
        yield Readers(singly(rules), (name,))
        return
    with _model(options, documents) as model:
        names = (model.name,) if options.reader == "model" else (name, model.name)
        yield Readers(model.read_many if options.reader == "model" else _both(rules, model), names)
        terminal.complain(_account(model.account))


@contextmanager
def _model(options: ReaderOptions, documents: Callable[[], Iterable[Document]]) -> Iterator["ModelReader"]:
    from underway.models import KEY, Budget, Endpoint, ModelError, ModelReader, settings_of  # noqa: PLC0415 - as above

    settings = settings_of(os.environ)
    if options.max_cost is not None and options.prices is None:
        raise ModelError("--max-cost: takes --prices, what tokens cost")
    budget = Budget(max_tokens=options.max_tokens, max_cost=options.max_cost, prices=_prices(options))
    with opened_cache() as cache:
        if options.responses:
            _take(options.responses, documents(), settings, cache)
            with ModelReader(None, settings, cache, budget=budget, concurrency=options.concurrency) as model:
                yield model
            return
        with (
            Endpoint(settings, os.environ.get(KEY)) as endpoint,
            ModelReader(endpoint, settings, cache, budget=budget, concurrency=options.concurrency) as model,
        ):
            yield model


@contextmanager
def opened_cache() -> Iterator["Cache"]:
    """The answers that were paid for before. Raises ModelError."""
    from underway.models import Cache, cache_path  # noqa: PLC0415 - as above

    with Cache(cache_path(os.environ)) as cache:
        yield cache


def _take(files: Sequence[str], documents: Iterable[Document], settings: "Settings", cache: "Cache") -> None:
    from underway.models import read_responses  # noqa: PLC0415 - as above

    known = list(documents)
    for file in files:
        with Path(file).open("rb") as lines:
            for taken in read_responses(lines, file, known, settings, cache):
                if taken.problem:
                    terminal.complain(f"{taken.place}: {taken.problem}")


def _both(rules: Reader, model: "ModelReader") -> ReadMany:
    """What the rules find, and what the model does; where it fails, what the rules find, and the failure is told."""

    def read_many(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim] | Exception]]:
        for document, found in model.read_many(documents):
            claims = rules(document)
            if isinstance(found, Exception):
                terminal.complain(f"{document.name}: by rules alone: {found}")
            else:
                claims += found
            yield document, claims

    return read_many


def _prices(options: ReaderOptions) -> "Prices | None":
    from underway.models import Prices  # noqa: PLC0415 - as above

    return Prices(*options.prices) if options.prices else None


def estimated(options: ReaderOptions, documents: Iterable[Document]) -> str:
    """What reading would take, in words. Raises ModelError."""
    from underway.models import estimate, settings_of  # noqa: PLC0415 - as above

    with opened_cache() as cache:
        found: Estimate = estimate(documents, settings_of(os.environ), cache, prices=_prices(options))
    parts = [
        f"{labels.many(found.documents, 'document')}, of which {found.dismissed:,} hold nothing to read",
        f"{labels.many(found.requests, 'request')}",
        f"about {found.prompt_tokens:,} tokens of prompts and at most {found.completion_tokens:,} of answers",
    ]
    if found.cached:
        parts.insert(2, f"{found.cached:,} answered before")
    if found.cost is not None:
        parts.append(f"at most {found.cost:,.2f}")
    return "; ".join(parts)


def write_requests(options: ReaderOptions, documents: Iterable[Document], file: str) -> int:
    """Writes what a model would be asked; how many requests. Raises ModelError, and OSError of the file."""
    from underway.models import settings_of, write_requests  # noqa: PLC0415 - as above

    with opened_cache() as cache, Path(file).open("wb") as lines:
        return write_requests(documents, settings_of(os.environ), cache, lines)


def _account(account: "Account") -> str:
    """`model: 12 requests, 3 answered before; 40,000 tokens of prompts, 9,000 of answers; 80 claims, 7 refused: …`."""
    parts = [f"{labels.many(account.requests, 'request')}, {account.cached:,} answered before"]
    if account.failed:
        parts.append(f"{account.failed:,} failed")
    about = "about " if account.estimated else ""
    parts.append(f"{about}{account.prompt_tokens:,} tokens of prompts and {account.completion_tokens:,} of answers")
    if account.cost is not None:
        parts.append(f"cost {account.cost:,.4f}")
    refused = sum(account.refused.values())
    why = ", ".join(f"{count:,} {reason}" for reason, count in sorted(account.refused.items()))
    parts.append(f"{labels.many(account.said, 'claim')} said, {refused:,} refused" + (f": {why}" if why else ""))
    return f"model: {'; '.join(parts)}"
