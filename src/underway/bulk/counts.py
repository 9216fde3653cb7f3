"""What became of the documents of an archive, in numbers that must add up."""

from collections import Counter
from typing import Any, Self

import msgspec


class Counts(msgspec.Struct, kw_only=True):
    """Every document that was `seen` was one of these: `dismissed` by the gate, by its bytes or by its text; in another
    language, by its code; `read`; or `refused`, and named. `claims` are counted by kind. `bytes` is what the documents
    have before anything is taken out of them; `passed` counts what archives hold beside pages, by what that is."""

    seen: int = 0
    dismissed: int = 0
    languages: dict[str, int] = {}
    read: int = 0
    with_claims: int = 0
    refused: int = 0
    claims: dict[str, int] = {}
    bytes: int = 0
    passed: dict[str, int] = {}

    def __add__(self, other: Self) -> Self:
        return type(self)(**{name: _sum(getattr(self, name), getattr(other, name)) for name in self.__struct_fields__})

    @property
    def add_up(self) -> bool:
        return self.seen == self.dismissed + sum(self.languages.values()) + self.read + self.refused


def _sum(one: Any, other: Any) -> Any:
    return one + other if isinstance(one, int) else dict(Counter(one) + Counter(other))
