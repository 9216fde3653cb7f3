"""Answers of a model that says anything: structures, words, names and numbers from everywhere, whole or broken.

`PYTHONPATH=tests .venv/bin/python -m models.random_answers 100000` grounds so many on the annotated articles, checks
each claim that passes, and prints how many did and why the others did not.
"""

import json
import random
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, get_args

from underway.models.answers import ANSWERS
from underway.models.grounding import ground
from underway.models.prompts import examples
from underway.models.words import fold_marks
from underway.vocabulary import Claim, Document, Quote, check_evidence, claim_from_json
from underway.vocabulary.claims import Certainty, CompanyRole, CreditRole, Event, StatusValue, Unit
from underway.vocabulary.numbers import CARDINAL_PATTERN, ORDINAL_PATTERN
from underway.vocabulary.titles import fold_letters

_CORPUS = Path(__file__).parents[2] / "corpus" / "articles.jsonl"
_NAMES = ("show", "speaker", "venue", "platform", "person", "character", "name", "attributed_to")
_CHOICES: dict[str, tuple[str, ...]] = {
    "status": get_args(StatusValue),
    "certainty": get_args(Certainty),
    "unit": get_args(Unit),
    "event": get_args(Event),
}
_MAY_BE_NULL = ("speaker_words", "venue", "platform", "demographic", "region", "attributed_to", "character")
_ROLES = (*get_args(CreditRole), *get_args(CompanyRole))
_NUMBER_WORD = re.compile(rf"\b(?:{CARDINAL_PATTERN}|{ORDINAL_PATTERN}|dozen)", re.IGNORECASE)
_JUNK: tuple[Any, ...] = (
    None,
    "",
    " ",
    0,
    -1,
    2**70,
    1e308,
    True,
    [],
    {},
    [[]],
    "\ud800",
    "\x00",
    "null",
    "P",
    "2020-13",
)
_WINDOWS = ("P1D", "P3D", "P7D", "P28D", "P30D", "P91D", "P1M", "PT24H")


def articles() -> list[tuple[Document, list[dict[str, Any]]]]:
    """The annotated articles, each with its claims."""
    lines = (json.loads(line) for line in _CORPUS.read_text("utf-8").splitlines())
    return [(_document(line), line["claims"]) for line in lines]


def _document(line: dict[str, Any]) -> Document:
    day = date.fromisoformat(line["published"]) if line["published"] else None
    return Document(text=line["text"], source_id=line["id"], title=line["title"], published=day)


def as_answer(claim: dict[str, Any], **other: Any) -> dict[str, Any]:
    """What a model that read as the annotators did would say, but for the fields given otherwise."""
    said = {name: value for name, value in claim.items() if name not in ("evidence", "optional")}
    return {"season": None, **said, "words": claim["evidence"], **other}


class Babbler:
    """Makes up answers about `document`; what it takes from elsewhere is of `others`, or of the prompt."""

    def __init__(self, document: Document, claims: list[dict[str, Any]], others: list[Document], seed: int) -> None:
        self._random = random.Random(seed)
        self._document = document
        self._claims = claims
        self._others = [*others, *(document for document, _ in examples())]

    def answer(self) -> str:
        """The raw text of a message."""
        random = self._random
        claims = [self._claim() for _ in range(random.randint(0, 6))]
        text = json.dumps(random.choice(({"claims": claims}, claims, {"claims": {"claims": claims}})))
        match random.randrange(8):
            case 0:
                return text[: random.randint(0, len(text))]
            case 1:
                return f"Of course!\n```json\n{text}\n```\nAnything [else]?"
            case 2:
                at = random.randint(0, len(text))
                return text[:at] + random.choice(('"', "{", "]", "\\", "\x00", "é", "}")) + text[at:]
            case 3:
                return "\n".join(json.dumps(claim) for claim in claims)
        return text

    def _claim(self) -> Any:
        random = self._random
        if self._claims and random.random() < 0.5:
            claim = as_answer(random.choice(self._claims))
            for name in random.sample(sorted(claim), random.randint(0, 3)):
                claim[name] = self._value(name)
            return claim
        kind = random.choice(ANSWERS)
        claim = {name: self._value(name) for name in kind.__struct_fields__}
        claim["kind"] = kind.__struct_config__.tag if random.random() < 0.95 else "weather"
        if random.random() < 0.1:
            claim[random.choice(("start", "end", "id", "evidence", "rule"))] = random.choice(_JUNK)
        return claim if random.random() < 0.95 else random.choice(_JUNK)

    def _value(self, name: str) -> Any:
        random = self._random
        if random.random() < 0.05:
            return random.choice(_JUNK)
        if name in _CHOICES:
            return random.choice(_CHOICES[name])
        match name:
            case "role":
                return random.choice(_ROLES)
            case "season" | "count":
                return random.choice((None, random.randint(0, 30)))
            case "value":
                return random.choice((random.randint(0, 20_000_000), round(random.uniform(0, 20), 1)))
            case "window":
                return random.choice((None, *_WINDOWS))
            case "date":
                return f"{random.randint(1990, 2030)}" + random.choice(("", "-05", "-21", "-02-28", "-11-05"))
            case "words" | "quote":
                return self._words(random.randint(1, 30))
        if name in _MAY_BE_NULL and random.random() < 0.7:
            return None
        return self._words(random.randint(1, 3))

    def _words(self, count: int) -> str:
        """A stretch of this document or of another one, as it stands or a little changed."""
        random = self._random
        source = self._document if random.random() < 0.7 else random.choice(self._others)
        words = source.text.split(" ")
        at = random.randrange(len(words))
        stretch = words[at : at + count]
        if random.random() < 0.1:
            random.shuffle(stretch)
        said = " ".join(stretch)
        return random.choice((said, said, said, fold_marks(said), said.upper(), said[1:]))


def check_grounded(document: Document, claim: Claim) -> None:
    """Asserts, without the code that grounds, that the claim points at the document's words and holds no others."""
    check_evidence(claim, document)
    evidence = claim.evidence
    assert document.text[evidence.start : evidence.end] == evidence.text
    assert isinstance(claim, Quote) or len(evidence.text) <= 600
    assert claim_from_json(claim.to_json()) == claim
    text = fold_letters(fold_marks(document.text))
    fields = claim.fields()
    for name in _NAMES:
        if fields.get(name) and fields[name].casefold() != "twitter":
            handle = fold_letters(fields[name]).replace(" ", "")
            assert all(word in text for word in fold_letters(fold_marks(fields[name])).split()) or handle in text
    if isinstance(claim, Quote):
        assert all(word in text for word in fold_letters(fold_marks(claim.quote)).split())
    number = fields.get("count", fields.get("value"))
    if number is not None:
        assert any(c.isdigit() for c in evidence.text) or _NUMBER_WORD.search(evidence.text)


def main() -> None:
    count = int(sys.argv[1])
    texts = articles()
    refused: Counter[str] = Counter()
    said = passed = 0
    for at, (document, claims) in enumerate(texts):
        others = [texts[(at + step) % len(texts)][0] for step in (1, 7, 40)]
        babbler = Babbler(document, claims, others, seed=at)
        for _ in range(count * (at + 1) // len(texts) - count * at // len(texts)):
            grounded = ground(document, babbler.answer(), reader="random")
            said += grounded.said
            passed += len(grounded.claims)
            refused.update(grounded.refused)
            for claim in grounded.claims:
                check_grounded(document, claim)
    print(f"{count} answers, {said} claims said, {passed} passed, all grounded")
    for reason, times in refused.most_common():
        print(f"{times:8} {reason}")


if __name__ == "__main__":
    main()
