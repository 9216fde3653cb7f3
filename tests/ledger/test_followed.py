"""What is followed, and digests: recorded, open until they are confirmed, each change in one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from underway.ledger import Ledger, LedgerError
from underway.ledger.followed import Followed, ToldChange

START = datetime(2024, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def followed(place: str) -> Iterator[Followed]:
    ticks = iter(START + timedelta(seconds=n) for n in range(1000))
    with Ledger.open(place, now=lambda: next(ticks)) as ledger:
        yield ledger.followed


def kept(*ids: str) -> list[ToldChange]:
    return [of_day(1, id_) for id_ in ids]


def of_day(day: int, id_: str, fact: str = "renewed") -> ToldChange:
    return ToldChange(id_, fact, date(2024, 3, day))


def test_titles_are_followed_once_whatever_their_spelling(followed: Followed) -> None:
    assert followed.follow("The Café Murders")
    assert not followed.follow("cafe murders")
    assert followed.follow("Brackwater")
    assert followed.follow("Brackwater (2021)")
    assert [f.title for f in followed.follows()] == ["Brackwater", "Brackwater (2021)", "The Café Murders"]
    assert followed.unfollow("CAFÉ MURDERS")
    assert not followed.unfollow("The Café Murders")
    first, second = followed.follows()
    assert first.since < second.since


def test_one_digest_is_open_until_it_is_confirmed(followed: Followed) -> None:
    assert followed.open_digest() is None
    made = followed.record_digest("{1}", kept("a", "b"))
    assert made is not None
    assert followed.open_digest() == made
    assert followed.record_digest("{2}", kept("c")) is None
    assert followed.confirm_digest(made.id[:5].upper()) == made
    assert followed.confirm_digest(made.id) == made
    assert followed.open_digest() is None


def test_a_change_is_in_one_digest(followed: Followed) -> None:
    made = followed.record_digest("{1}", kept("a", "b"))
    assert made is not None
    assert followed.told(["a", "b", "c"]) == {"a", "b"}
    followed.confirm_digest(made.id)
    assert followed.record_digest("{2}", kept("b", "c")) is None
    other = followed.record_digest("{2}", kept("c"))
    assert other is not None
    assert other.id != made.id
    assert followed.told(["a", "b", "c"]) == {"a", "b", "c"}


def test_a_place_is_taken_once(followed: Followed) -> None:
    late, early, other = of_day(3, "a"), of_day(2, "b"), of_day(1, "c", "dated")
    assert followed.record_digest("{1}", [late, other])
    assert followed.told_facts(["renewed", "dated", "cancelled"]) == [other, late]
    followed.take_places([(late, early)])
    assert followed.told("abc") == {"a", "b", "c"}
    assert followed.told_facts(["renewed"]) == [early]
    followed.take_places([(late, of_day(1, "d")), (early, other), (of_day(1, "e"), of_day(1, "f"))])
    assert followed.told("abcdef") == {"a", "b", "c"}
    assert followed.told_facts(["renewed", "dated"]) == [other, early]


def test_a_thousand_changes_are_one_digest(followed: Followed) -> None:
    changes = [f"{n:032x}" for n in range(1200)]
    assert followed.record_digest("{}", kept(*changes))
    assert followed.told(changes) == set(changes)


@pytest.mark.parametrize("id_", ["", "%", "_", "0123456789ab", "'; DROP TABLE digests; --"])
def test_what_means_no_digest_is_refused(followed: Followed, id_: str) -> None:
    followed.record_digest("{}", kept("a"))
    with pytest.raises(LedgerError, match="no digest has an id that begins so"):
        followed.confirm_digest(id_)
