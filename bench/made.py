"""Documents about invented shows, with their claims: as many as are asked for, the same every time."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from underway.vocabulary import (
    Audience,
    Claim,
    Company,
    Credit,
    Date,
    Document,
    Episodes,
    Quote,
    Status,
    make_claim,
)

CLAIMS_OF_A_SHOW = 200
_FIRST = (
    "Amber Brack Calder Dunmore Elder Fallow Garnet Harrow Inver Juniper Kestrel Larch Marrow Nettle Orchard".split()
)
_SECOND = "Bay Court Down End Ferry Gate House Isle Lane Mills Moor Point Reach Street Water Wood Yard Quay".split()
_GIVEN = "Ada Ben Cleo Dora Emil Fay Greta Hugo Ines Jonas Kit Lena Milo Nora Otis Pia Quinn Rosa Sami Tess".split()
_SURNAMES = "Ashdown Bell Crane Dray Evers Finch Gale Hollis Iredale Jessop Kerr Lund Marlow Nye Oakes Prior".split()
_NETWORKS = "Netflix,BBC One,Channel 4,HBO,ITV,Hulu,Apple TV+,Prime Video".split(",")
_WINDOWS = ("P7D", "P28D", "P91D")
_STATUSES = ("renewed", "in_production", "undecided", "cancelled", "delayed", "wrapped", "in_development")
_SPOKEN = "we all the house door river winter letter train garden nobody always never once again after before".split()
_FILLER = "The makers spoke at length about the weather, the light and the patience of the town where it is filmed. "
_START = date(2012, 1, 1)


def title(n: int) -> str:
    return f"{_FIRST[n % 15]} {_SECOND[n // 15 % 18]} {_SURNAMES[n // 270 % 16]}{'' if n < 4320 else f' {n // 4320}'}"


def entries(claims: int, *, seed: int = 1) -> Iterator[tuple[Document, list[Claim]]]:
    """Documents with eight claims each until there are so many claims, each about one of `claims` / 200 shows."""
    random = Random(seed)
    shows = max(1, claims // CLAIMS_OF_A_SHOW)
    for n in range(claims // 8):
        yield _entry(n, random.randrange(shows), random)


def _entry(n: int, show: int, random: Random) -> tuple[Document, list[Claim]]:
    name, season = title(show), random.randint(1, 6)
    person, other = (f"{random.choice(_GIVEN)} {random.choice(_SURNAMES)}" for _ in range(2))
    network, window = _NETWORKS[show % 8], _WINDOWS[show % 3]
    status, certainty = random.choice(_STATUSES), random.choice(("asserted", "asserted", "reported"))
    value, count = random.randint(1, 90_000) * 1000, random.randint(4, 24)
    day = _START + timedelta(days=random.randrange(5000))
    spoken = " ".join(random.choices(_SPOKEN, k=12))
    said: list[tuple[str, type[Claim], dict[str, Any]]] = [
        (f"Season {season} of {name} is {status.replace('_', ' ')} ({certainty}).", Status,
         {"season": season, "status": status, "certainty": certainty}),
        (f"It starts on {day.isoformat()} in its {n}th slot.", Date,
         {"season": season, "event": "premiere", "date": day.isoformat(), "certainty": "asserted"}),
        (f"{value:,} households watched season {season}.", Audience,
         {"season": season, "value": value, "unit": "households", "window": window, "platform": network}),
        (f"“{spoken},” said {person}.", Quote, {"speaker": person, "venue": None, "quote": spoken}),
        (f"{person} created it.", Credit, {"role": "creator", "person": person}),
        (f"{other} is in it, too.", Credit, {"role": "cast", "person": other}),
        (f"{network} shows it.", Company, {"role": "network", "name": network}),
        (f"Season {season} has {count} episodes.", Episodes, {"season": season, "count": count}),
    ]  # fmt: skip
    sentences = [f"{name}, again.", *(sentence for sentence, _, _ in said), _FILLER * 6]
    document = Document(
        text=" ".join(sentences),
        url=f"https://press-{n % 40}.example/{n}",
        publisher=f"Press {n % 40}",
        published=day,
        title=f"{name}, again",
    )
    claims: list[Claim] = []
    for sentence, kind, fields in said:
        start = document.text.index(sentence)
        end = start + len(sentence)
        claims.append(make_claim(kind, document, start, end, rule="made", reader="made 1", show=name, **fields))
    return document, claims
