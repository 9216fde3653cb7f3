"""Documents read by a model: in order, at once, within a budget, and each paid for once."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import msgspec
import pytest

from underway.models.account import Account, Budget, Prices, estimate
from underway.models.cache import Cache
from underway.models.endpoint import Completion, Endpoint, ModelError, Settings
from underway.models.prompts import PROMPT
from underway.models.requests import requests_for
from underway.models.running import ModelReader
from underway.vocabulary import Claim, Document

from .endpoint_server import MODEL, Answer, Asked, EndpointServer, failing, says
from .renewals import article, reads, renewals, show

WEATHER = Document(text="Rain is expected on Wednesday, and more of it on Thursday.")
FRENCH = Document(
    text="Netflix a annoncé mercredi le renouvellement de la série Harrow Baba pour une deuxième saison, qui sera "
    "tournée dans le même village que la première, avec les mêmes acteurs et la même équipe."
)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    with Cache(tmp_path / "answers.sqlite") as opened:
        yield opened


@contextmanager
def served(
    cache: Cache,
    answer: Callable[[Asked], Answer] = reads,
    *,
    budget: Budget | None = None,
    concurrency: int = 4,
    max_tokens: int = 4096,
) -> Iterator[tuple[ModelReader, EndpointServer]]:
    """A reader of a server that answers so, and tries again without a pause."""
    with EndpointServer(answer).open() as server:
        settings = Settings(server.url, MODEL, max_tokens=max_tokens)
        with (
            Endpoint(settings, None, sleep=lambda _: None) as endpoint,
            ModelReader(endpoint, settings, cache, budget=budget, concurrency=concurrency) as reader,
        ):
            yield reader, server


def shows(claims: list[Claim] | Exception) -> list[str | None] | str:
    return str(claims) if isinstance(claims, Exception) else [claim.show for claim in claims]


def test_documents_come_in_their_order_whatever_the_order_of_the_answers(cache: Cache) -> None:
    others = Event()

    def answer(asked: Asked) -> Answer:
        if show(0) in asked.text:
            others.wait()  # the first waits for the tenth
        if show(10) in asked.text:
            others.set()
        return reads(asked)

    with served(cache, answer, concurrency=2) as (reader, _):
        found = list(reader.read_many(map(article, range(40))))
    assert [document.name for document, _ in found] == [str(n) for n in range(40)]
    assert [shows(claims) for _, claims in found] == [[show(n)] for n in range(40)]
    assert {claim.reader for _, claims in found if isinstance(claims, list) for claim in claims} == {reader.name}


@pytest.mark.parametrize("concurrency", [1, 3])
def test_as_many_are_asked_at_once_as_may_be_and_no_more(cache: Cache, concurrency: int) -> None:
    together, at_once, most = Barrier(concurrency), list[Asked](), list[int]()

    def answer(asked: Asked) -> Answer:
        at_once.append(asked)
        most.append(len(at_once))
        together.wait()
        at_once.remove(asked)
        return reads(asked)

    with served(cache, answer, concurrency=concurrency) as (reader, _):
        assert len(list(reader.read_many(map(article, range(4 * concurrency))))) == 4 * concurrency
    assert max(most) == concurrency


def test_few_documents_are_in_memory_at_once(cache: Cache) -> None:
    taken = list[Document]()

    def documents() -> Iterator[Document]:
        for document in (article(0), *[WEATHER] * 500):
            taken.append(document)
            yield document

    with served(cache, concurrency=2) as (reader, _):
        for given, _ in enumerate(reader.read_many(documents())):
            assert len(taken) - given <= 2 * 20
    assert len(taken) == 501


def test_nothing_is_asked_about_what_holds_no_claim_or_is_in_another_language(cache: Cache) -> None:
    with served(cache) as (reader, server):
        assert [found for _, found in reader.read_many([WEATHER, FRENCH])] == [[], []]
        assert server.asked == []
        assert reader.account == Account(documents=2, dismissed=2)


def test_a_long_text_is_asked_about_in_parts_and_told_as_one(cache: Cache) -> None:
    filler = "The crew came back to the same stretch of coast, and most of them want to be there again. " * 8
    text = "\n\n".join(f"{article(n).text} {filler}" for n in range(80))
    with served(cache) as (reader, server):
        claims = reader.read(Document(text=text))
        assert shows(claims) == [show(n) for n in range(80)]
        assert all(text[c.evidence.start : c.evidence.end] == c.evidence.text for c in claims)
        assert 1 < len(server.asked) == reader.account.requests
        assert reader.read(Document(text=text)) == claims
        assert reader.account.cached == reader.account.requests == len(server.asked)


def test_what_was_answered_is_not_asked_again(cache: Cache) -> None:
    documents = [article(n) for n in range(10)]
    with served(cache) as (reader, server):
        found = list(reader.read_many(documents[:7]))
        assert list(reader.read_many(documents))[:7] == found
        assert len(server.asked) == 10
        again = ModelReader(None, Settings(server.url, MODEL), cache)
        assert list(again.read_many(documents))[:7] == found
        assert again.account.cached == 10


def test_equal_texts_are_asked_about_once_also_at_once(cache: Cache) -> None:
    copies = [Document(text=article(0).text, url=f"https://copy.example/{n}") for n in range(12)]
    with served(cache) as (reader, server):
        assert [shows(claims) for _, claims in reader.read_many(copies)] == [[show(0)]] * 12
        assert len(server.asked) == 1
        assert (reader.account.requests, reader.account.cached) == (1, 11)


def test_what_is_kept_is_the_answer_and_its_claims_are_made_anew(cache: Cache) -> None:
    settings = Settings("http://nowhere.example/v1", MODEL)
    (request,) = requests_for(article(0), settings)
    reader = ModelReader(None, settings, cache)
    with pytest.raises(ModelError, match="no answer to it is kept"):
        reader.read(article(0))
    for said, found in (("I am not sure.", []), (json.dumps({"claims": renewals(article(0).text)}), [show(0)])):
        cache.put(request.key, Completion(said, True, False, 9, 9, MODEL))
        assert shows(reader.read(article(0))) == found


OTHER_SETTINGS: list[dict[str, Any]] = [
    {"url": "http://other.example/v1"},
    {"model": "rowan-13b"},
    {"temperature": 0.7},
    {"max_tokens": 100},
    {"structured": False},
]


@pytest.mark.parametrize("other", OTHER_SETTINGS)
def test_settings_that_decide_the_answer_tell_requests_and_readers_apart(cache: Cache, other: dict[str, Any]) -> None:
    usual = Settings("http://nowhere.example/v1", MODEL)
    changed = msgspec.structs.replace(usual, **other)
    assert [r.key for r in requests_for(article(0), usual)] != [r.key for r in requests_for(article(0), changed)]
    names = [ModelReader(None, settings, cache).name for settings in (usual, changed)]
    assert names[0] == f"model:{MODEL} {PROMPT}"
    assert (names[0] != names[1]) == ("url" not in other)


def test_a_request_is_known_by_what_the_model_is_told() -> None:
    settings = Settings("http://nowhere.example/v1", MODEL)
    first = article(0)
    told = [
        first,
        Document(text=first.text, published=first.published, url="https://copy.example/"),
        Document(text=first.text, published=date(2021, 5, 6)),
        Document(text=first.text, published=first.published, title="Renewed"),
        article(1),
    ]
    keys = [request.key for document in told for request in requests_for(document, settings)]
    slow = msgspec.structs.replace(settings, timeout=600.0)
    assert keys[0] == keys[1] == next(requests_for(first, slow)).key
    assert len(set(keys)) == 4


def test_a_document_that_fails_leaves_the_others_alone(cache: Cache) -> None:
    def answer(asked: Asked) -> Answer:
        return failing(400, f"no {asked.text}") if asked.text in (article(n).text for n in range(8)) else reads(asked)

    with served(cache, answer) as (reader, server):
        found = [claims for _, claims in reader.read_many(map(article, range(16)))]
        assert all(isinstance(claims, ModelError) for claims in found[:8])
        assert [shows(claims) for claims in found[8:]] == [[show(n)] for n in range(8, 16)]
        assert (reader.account.failed, reader.account.requests) == (8, 8)
        server.answer = reads
        assert [shows(claims) for _, claims in reader.read_many(map(article, range(16)))] == [
            [show(n)] for n in range(16)
        ]
        assert (reader.account.failed, reader.account.requests) == (8, 16)


@pytest.mark.parametrize("concurrency", [1, 4])
@pytest.mark.parametrize(
    ("trouble", "said", "asked"),
    [
        (failing(401), "does not accept the key|wants a key", 5),
        (failing(404, f"model '{MODEL}' not found"), f"has no model '{MODEL}'", 5),
        (failing(503), "cannot answer now", 20 * 6),
    ],
)
def test_an_endpoint_that_fails_alike_again_and_again_is_given_up(
    cache: Cache, concurrency: int, trouble: Answer, said: str, asked: int
) -> None:
    with served(cache, lambda _: trouble, concurrency=concurrency) as (reader, server):
        with pytest.raises(ModelError, match=said):
            list(reader.read_many(map(article, range(100))))
        assert asked <= len(server.asked) < asked + concurrency * 6
        with pytest.raises(ModelError, match=said):
            reader.read(article(99))


USUAL = Settings("http://nowhere.example/v1", MODEL, max_tokens=500)
MOST = next(requests_for(article(0), USUAL)).most_tokens  # of each article
PRICES = Prices(2.0, 8.0)


def as_many_as_can_be(asked: Asked) -> Answer:
    return reads(asked, usage=(MOST, 500))


@pytest.mark.parametrize("concurrency", [1, 4])
@pytest.mark.parametrize("whole", [0, 1, 10, 13])
@pytest.mark.parametrize(
    "budget",
    [
        lambda whole: Budget(max_tokens=whole * (MOST + 500) + 499),
        lambda whole: Budget(max_cost=(whole + 0.99) * PRICES.of(MOST, 500), prices=PRICES),
    ],
)
def test_a_budget_is_used_and_never_exceeded(
    cache: Cache, concurrency: int, whole: int, budget: Callable[[int], Budget]
) -> None:
    limits = budget(whole)
    with served(cache, as_many_as_can_be, budget=limits, concurrency=concurrency, max_tokens=500) as (reader, server):
        found = [claims for _, claims in reader.read_many(map(article, range(20)))]
        assert len(server.asked) == reader.account.requests == whole
        assert reader.account.failed == 0
    left = [str(claims) for claims in found if isinstance(claims, ModelError)]
    assert len(left) == 20 - whole
    assert all(said.startswith("the budget is spent: ") for said in left)


def test_what_a_budget_left_is_read_by_the_next_run(cache: Cache) -> None:
    documents, left = [article(n) for n in range(20)], 20
    with EndpointServer(as_many_as_can_be).open() as server:
        settings = msgspec.structs.replace(USUAL, url=server.url)
        for run in range(1, 4):
            with Endpoint(settings, None) as endpoint:
                reader = ModelReader(endpoint, settings, cache, budget=Budget(max_tokens=8 * (MOST + 500)))
                found = [claims for _, claims in reader.read_many(documents)]
                left = sum(isinstance(claims, ModelError) for claims in found)
                assert left == max(20 - 8 * run, 0)
                assert len(server.asked) == 20 - left
    assert [shows(claims) for claims in found] == [[show(n)] for n in range(20)]


def test_a_limit_of_cost_takes_prices() -> None:
    with pytest.raises(ValueError, match="max_cost: takes the prices of tokens"):
        Budget(max_cost=5.0)


@pytest.mark.parametrize(("prices", "cost"), [(None, None), (Prices(2.0, 8.0), 10 * (1000 * 2.0 + 50 * 8.0) / 1e6)])
def test_the_account_adds_up_what_the_endpoint_tells(cache: Cache, prices: Prices | None, cost: float | None) -> None:
    with served(cache, lambda asked: reads(asked, usage=(1000, 50)), budget=Budget(prices=prices)) as (reader, _):
        list(reader.read_many([WEATHER, *map(article, range(10)), article(0)]))
        account = reader.account
    assert account == Account(
        documents=12,
        dismissed=1,
        requests=10,
        cached=1,
        prompt_tokens=10_000,
        completion_tokens=500,
        cost=account.cost,
        seconds=account.seconds,
        said=11,
    )
    assert account.cost == (cost and pytest.approx(cost))
    assert account.seconds > 0


@pytest.mark.parametrize("usage", [None, {}, {"prompt_tokens": "many"}, "none"])
def test_tokens_are_estimated_where_the_endpoint_does_not_tell_them(cache: Cache, usage: Any) -> None:
    with served(cache, lambda asked: reads(asked, usage=usage)) as (reader, server):
        expected = estimate([article(0)], Settings(server.url, MODEL), cache)
        reader.read(article(0))
        account = reader.account
    assert (account.requests, account.estimated) == (1, 1)
    assert account.prompt_tokens == expected.prompt_tokens
    assert 0 < account.completion_tokens < expected.completion_tokens


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        (says(None, refusal="I cannot help with that."), {"refused to answer": 1}),
        (says("Sorry.", finish_reason="content_filter"), {"refused to answer": 1}),
        (says("There is nothing in it."), {"not JSON": 1}),
        (says('{"claims": [{"kind": "sta', finish_reason="length"), {"cut off": 1}),
    ],
)
def test_why_there_are_no_claims_is_counted(cache: Cache, answer: Answer, refused: dict[str, int]) -> None:
    with served(cache, lambda _: answer) as (reader, _):
        assert list(reader.read_many([article(0), article(1)])) == [(article(0), []), (article(1), [])]
        assert reader.account.refused == {reason: 2 * times for reason, times in refused.items()}


def test_an_estimate_asks_nothing_and_knows_what_is_kept(cache: Cache) -> None:
    documents = [WEATHER, FRENCH, *map(article, range(10)), article(0)]
    with served(cache) as (reader, server):
        settings = Settings(server.url, MODEL)
        before = estimate(documents, settings, cache, prices=PRICES)
        assert server.asked == []
        assert (before.documents, before.dismissed, before.requests, before.cached) == (13, 2, 10, 1)
        assert before.completion_tokens == 10 * settings.max_tokens
        assert before.cost == PRICES.of(before.prompt_tokens, before.completion_tokens)
        list(reader.read_many(documents[:7]))
        after = estimate(documents, settings, cache)
        assert (after.requests, after.cached, after.cost) == (5, 6, None)
        assert after.prompt_tokens * 2 == before.prompt_tokens
