"""Archives of a few articles about invented shows among much else, and what a folder holds that they are read into."""

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from underway.bulk import Crew, Progress, Summary, read_into
from underway.sources import Fault

BROKEN_TO_A_PART = 1000  # a part ends with so many faults
_WORDS = "amber bright copper dusty early gentle hollow ivory jolly keen lonely misty noble pale quiet rusty".split()


def title(number: int) -> str:
    """`Amber Bright`, `Amber Copper`: two words of its own for each number below 256."""
    high, low = divmod(number, len(_WORDS))
    return f"{_WORDS[high].title()} {_WORDS[low].title()}"


def article(number: int) -> dict[str, str]:
    return {
        "id": f"dial-{number}",
        "url": f"https://dial.example/{number}",
        "published": "2021-05-05",
        "text": f"Netflix has renewed {title(number)} for a second season, the company said on Wednesday.",
    }


FERRY = {"text": "The ferry was late again, and the harbour master had no more to say about it than the week before."}
SPANISH = {
    "text": "La cadena Netflix ha renovado la serie para una segunda temporada, según dijo la empresa el miércoles en "
    "un comunicado. Los guionistas ya trabajan en los nuevos capítulos, que se rodarán durante el verano en la costa. "
    "The season premiere: renewed."
}


def lines(documents: Iterable[dict[str, str]]) -> str:
    return "".join(f"{json.dumps(document)}\n" for document in documents)


def in_parts(first: int, parts: int, articles: int = 3) -> str:
    """JSON Lines that are read in so many parts, each with so many articles, from the number `first` on."""
    return "".join(
        lines(article(first + part * articles + n) for n in range(articles)) + "{\n" * BROKEN_TO_A_PART
        for part in range(parts)
    )


def read_archives(output: Path, *locations: Path | str, crew: Crew | None = None) -> list[Progress | Fault | Summary]:
    return list(read_into(output, [str(location) for location in locations], crew=crew))


def interrupted(output: Path, *locations: Path | str, after: int) -> None:
    """Likewise, but that it ends after it has told so much."""
    with closing(read_into(output, [str(location) for location in locations])) as told:
        for _ in islice(told, after):
            pass


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in files(folder)}


def files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
