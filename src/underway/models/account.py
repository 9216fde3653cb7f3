"""What a model's answers cost: counted as they come, bounded by a budget, estimated before anything is asked."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Condition

import msgspec

from underway.models.answers import Reason
from underway.models.cache import Cache
from underway.models.endpoint import Completion, ModelError, Settings
from underway.models.requests import BYTES_A_TOKEN, Request, request_for, windows_to_ask
from underway.vocabulary import Document

_SPENT = "the budget is spent: {} of {} used, and the next request may take {}; allow more, then run this again"

Tokens = tuple[int, int]
"""Of a prompt and of a completion."""


class Prices(msgspec.Struct, frozen=True):
    """Of a million tokens each, in any one currency."""

    prompt: float
    completion: float

    def of(self, prompt_tokens: int, completion_tokens: int) -> float:
        return (self.prompt * prompt_tokens + self.completion * completion_tokens) / 1_000_000


class Budget(msgspec.Struct, frozen=True, kw_only=True):
    """What may be spent; None is no limit. Raises ValueError for a limit of cost without prices."""

    max_tokens: int | None = None
    max_cost: float | None = None
    prices: Prices | None = None

    def __post_init__(self) -> None:
        if self.max_cost is not None and self.prices is None:
            raise ValueError("max_cost: takes the prices of tokens; give them, too")


class Account(msgspec.Struct, kw_only=True):
    """What was asked and answered. About `dismissed` documents nothing was asked.

    `requests` were answered, `failed` were not; what is `cached` had been answered before and cost nothing.
    `estimated` are the requests whose tokens the endpoint did not tell. `cost` is None without prices.
    `seconds` is how long the endpoint took, added up over requests, also where they ran at once.
    `said` is how many claims the model made, `refused` why what it said is none.
    """

    documents: int = 0
    dismissed: int = 0
    requests: int = 0
    cached: int = 0
    failed: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    estimated: int = 0
    cost: float | None = None
    seconds: float = 0.0
    said: int = 0
    refused: dict[Reason, int] = {}


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """What reading would take. `prompt_tokens` is an estimate; `completion_tokens`, and with it `cost`, the most that
    answers can come to. What is `cached` is not among the requests."""

    documents: int
    dismissed: int
    cached: int
    requests: int
    prompt_tokens: int
    completion_tokens: int
    cost: float | None


def estimate(
    documents: Iterable[Document], settings: Settings, cache: Cache, *, prices: Prices | None = None
) -> Estimate:
    """Asks nothing of the endpoint."""
    count = dismissed = cached = prompt_tokens = 0
    asked: set[str] = set()
    for document in documents:
        count += 1
        windows = windows_to_ask(document)
        dismissed += not windows
        for window in windows:
            request = request_for(document, window, settings)
            if request.key in asked or cache.get(request.key):
                cached += 1
            else:
                asked.add(request.key)
                prompt_tokens += request.tokens
    completion_tokens = len(asked) * settings.max_tokens
    return Estimate(
        documents=count,
        dismissed=dismissed,
        cached=cached,
        requests=len(asked),
        prompt_tokens=prompt_tokens,
        completion_tokens=completion_tokens,
        cost=None if prices is None else prices.of(prompt_tokens, completion_tokens),
    )


class Books:
    """An account that several threads write to, within a budget."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._account = Account(cost=None if budget.prices is None else 0.0)
        self._held: list[Tokens] = []
        self._spent: str | None = None
        self._changed = Condition()

    def account(self) -> Account:
        """As it stands; later entries do not change what was handed out."""
        with self._changed:
            return msgspec.structs.replace(self._account, refused=dict(self._account.refused))

    @contextmanager
    def entry(self) -> Iterator[Account]:
        """The account, to be written to by one thread at a time."""
        with self._changed:
            yield self._account
            self._changed.notify_all()

    @contextmanager
    def held(self, tokens: Tokens) -> Iterator[None]:
        """Sets aside the most that a request can take, prompt and completion, while that is under way.

        Waits for others under way where they may leave too little; raises ModelError where too little is left for
        certain, and from then on.
        """
        with self._changed:
            while not self._spent and self._exceeded_by([*self._held, tokens]):
                if trouble := self._exceeded_by([tokens]):
                    self._spent = trouble
                else:
                    self._changed.wait()
            if self._spent:
                raise ModelError(self._spent)
            self._held.append(tokens)
        try:
            yield
        finally:
            with self._changed:
                self._held.remove(tokens)
                self._changed.notify_all()

    def _exceeded_by(self, requests: Sequence[Tokens]) -> str | None:
        """Which limit the requests may exceed, as a message; None where they cannot."""
        prompt, completion = (sum(tokens) for tokens in zip(*requests, strict=True))
        limits, account = self._budget, self._account
        used = account.prompt_tokens + account.completion_tokens
        if limits.max_tokens is not None and used + prompt + completion > limits.max_tokens:
            return _SPENT.format(f"{used:,}", f"{limits.max_tokens:,} tokens", f"{prompt + completion:,}")
        cost = limits.prices.of(prompt, completion) if limits.prices else 0.0
        paid = account.cost or 0.0
        if limits.max_cost is not None and paid + cost > limits.max_cost:
            return _SPENT.format(*(f"{amount:,.6g}" for amount in (paid, limits.max_cost, cost)))
        return None

    def pay(self, request: Request, answer: Completion, seconds: float) -> None:
        """Enters what was answered, its tokens estimated where the endpoint does not tell them."""
        told = answer.prompt_tokens > 0
        prompt = answer.prompt_tokens if told else request.tokens
        completion = answer.completion_tokens if told else len(answer.text) // BYTES_A_TOKEN
        with self.entry() as account:
            account.requests += 1
            account.estimated += not told
            account.seconds += seconds
            account.prompt_tokens += prompt
            account.completion_tokens += completion
            if account.cost is not None and self._budget.prices:
                account.cost += self._budget.prices.of(prompt, completion)
