"""The model reader at work: several documents at once, nothing paid for twice, an end where the budget has one."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from threading import Lock, Thread
from time import monotonic
from typing import Self

from underway.models.account import Account, Books, Budget
from underway.models.cache import Cache, CacheError
from underway.models.endpoint import Completion, Endpoint, ModelError, Settings
from underway.models.grounding import Grounded, ground
from underway.models.prompts import PROMPT, schema
from underway.models.requests import Request, Window, request_for, windows_to_ask
from underway.models.windows import merged
from underway.vocabulary import Claim, Document

_AHEAD = 16  # documents in memory for each that may be under way: those that are done wait for their turn
_FAILURES = {False: 5, True: 20}  # of one kind in a row until the endpoint is given up, by whether they may pass
_GRACE = 10.0  # seconds that answers under way are waited for in the end
_TURNS = 1024

_NOT_ASKED = "no answer to it is kept, and nothing is asked; write its requests, and read the responses to them first"
_CLOSED = "was not asked about any more; run this again"

_Answers = Future[list[tuple[Window, Completion]]]  # of a document


def reader_name(settings: Settings) -> str:
    """What claims are kept under: the model, the version of the prompt, and settings that are not the usual ones."""
    usual = Settings(url=settings.url, model=settings.model)
    matter = ("temperature", "max_tokens", "structured")
    unusual = (f"{name}={value}" for name in matter if (value := getattr(settings, name)) != getattr(usual, name))
    return " ".join([f"model:{settings.model}", PROMPT, *unusual])


class ModelReader:
    """Reads documents by a model. Without an endpoint, only by answers that are in the cache.

    An answer is in the cache before anything is made of it: whatever ends a run, only the requests under way then, at
    most `concurrency`, are paid for again. Close the reader before its cache: that waits some seconds for them.
    """

    def __init__(
        self,
        endpoint: Endpoint | None,
        settings: Settings,
        cache: Cache,
        *,
        budget: Budget | None = None,
        concurrency: int = 4,
    ) -> None:
        self.name = reader_name(settings)
        self._endpoint, self._settings, self._cache = endpoint, settings, cache
        self._books = Books(budget or Budget())
        self._concurrency = concurrency
        self._turns = [Lock() for _ in range(_TURNS)]  # one for some keys: equal requests at once are one request
        self._under_way: set[_Answers] = set()
        self._failures, self._failure = 0, ""
        self._given_up: ModelError | None = None
        self._closed = False

    @property
    def account(self) -> Account:
        """Of everything so far; it does not change any more."""
        return self._books.account()

    def read(self, document: Document) -> list[Claim]:
        """Raises ModelError where the document cannot be read."""
        ((_, found),) = self.read_many([document])
        if isinstance(found, Exception):
            raise found
        return found

    def read_many(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim] | Exception]]:
        """The documents in their order, each with its claims, or with why it was not read: a ModelError, or else an
        error of our own. Once the budget is spent, that is so for every document that is not in the cache.

        Raises ModelError where the endpoint fails in the same way again and again, and CacheError.
        """
        waiting: deque[tuple[Document, _Answers]] = deque()
        for document in documents:
            waiting.append((document, self._begin(document)))
            yield from self._done(waiting, _AHEAD * self._concurrency)
        yield from self._done(waiting, 0)

    def _begin(self, document: Document) -> _Answers:
        answers: _Answers = Future()
        self._under_way.add(answers)
        answers.add_done_callback(self._under_way.discard)
        # A pool's threads would keep the process from ending for as long as an endpoint is silent.
        Thread(target=self._work, args=(document, answers), daemon=True).start()
        return answers

    def _work(self, document: Document, answers: _Answers) -> None:
        try:
            windows = windows_to_ask(document)
            with self._books.entry() as account:
                account.documents += 1
                account.dismissed += not windows
            answers.set_result([(w, self._answer(request_for(document, w, self._settings))) for w in windows])
        except Exception as error:
            answers.set_exception(error)

    def _answer(self, request: Request) -> Completion:
        with self._turns[int(request.key, 16) % _TURNS]:
            kept = self._cache.get(request.key)
            if kept is None:
                kept = self._ask(request)
                self._cache.put(request.key, kept)
            else:
                with self._books.entry() as account:
                    account.cached += 1
            return kept

    def _ask(self, request: Request) -> Completion:
        if self._endpoint is None:
            raise ModelError(_NOT_ASKED)
        with self._books.held((request.most_tokens, self._settings.max_tokens)):
            if self._given_up or self._closed:
                raise self._given_up or ModelError(_CLOSED)
            began = monotonic()
            try:
                answer = self._endpoint.ask(request.messages, schema())
            except ModelError as error:
                self._fail(error)
                raise
            self._failures = 0
            self._books.pay(request, answer, monotonic() - began)
            return answer

    def _fail(self, error: ModelError) -> None:
        with self._books.entry() as account:
            account.failed += 1
            self._failures = self._failures + 1 if str(error) == self._failure else 1
            self._failure = str(error)
            if self._failures >= _FAILURES[error.temporary]:
                self._given_up = error

    def _done(
        self, waiting: deque[tuple[Document, _Answers]], most: int
    ) -> Iterator[tuple[Document, list[Claim] | Exception]]:
        """What is done, in order; waits while as many are under way as may be, or more than `most` are in memory."""
        while waiting:
            if self._given_up:
                raise self._given_up
            document, answers = waiting[0]
            under_way = [others for _, others in waiting if not others.done()]
            if answers.done():
                waiting.popleft()
                yield document, self._read(document, answers)
            elif len(under_way) >= self._concurrency or len(waiting) > most:
                wait(under_way, return_when=FIRST_COMPLETED)
            else:
                return

    def _read(self, document: Document, answers: _Answers) -> list[Claim] | Exception:
        try:
            return merged([self._ground(document, window, answer) for window, answer in answers.result()])
        except CacheError:
            raise
        except Exception as error:
            return error

    def _ground(self, document: Document, window: Window, answer: Completion) -> tuple[Claim, ...]:
        start, end = window
        found = (
            Grounded((), {"refused to answer": 1}, 0)
            if answer.refused
            else ground(document, answer.text, reader=self.name, start=start, end=end, finished=answer.finished)
        )
        with self._books.entry() as account:
            account.said += found.said
            for reason, times in found.refused.items():
                account.refused[reason] = account.refused.get(reason, 0) + times
        return found.claims

    def close(self) -> None:
        """Begins nothing more; what is under way has some seconds to come to its end."""
        self._closed = True
        wait(list(self._under_way), _GRACE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
