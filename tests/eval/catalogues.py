"""What a catalogue of titles adds: `PYTHONPATH=tests python -m eval.catalogues [FILE] [--titles N]`.

FILE is scored without a catalogue, and with one of the titles that its annotations give among N made-up ones. These are
of the shapes that real catalogues have, and so are most ordinary words, first names and places. As real ones do by
chance, it has names that the texts give to something else, too: three in ten of one word, three in a hundred of more.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from eval.reading import report_claims
from eval.texts import ARTICLES, EvaluationError, Text, load_texts
from underway import reading
from underway.reading.lexicon import common_words, given_names, word_class
from underway.reading.mentions.families import gather
from underway.reading.mentions.organisations import find_organisations
from underway.reading.structure import InOrder, Page
from underway.vocabulary.titles import title_key

_ONE_WORD, _SEVERAL = 0.3, 0.03  # of the texts' names that are no show's
_SURNAMES = "Ashdown Bell Crane Dray Evers Finch Gale Hollis Iredale Jessop Kerr Lund Marlow Nye Oakes Prior".split()
_SHAPES = (
    "{word};{word};The {word};{word} {word};{word} {word};The {word} {word};The {word} {word};{word} and {word};"
    "{word} & {word};{word} of {word};The {word} of {place};{word} in the {word};How to {word};{word} {n};{n} {word};"
    "{name};{name} {surname};The {name} {surname} Show;{name} and the {word};{name}'s {word};{word}: {place};"
    "{word}: The {word} {word};{place};{place} {word};Good Morning {place};{place} News;The {word} Show;"
    "{word} with {name} {surname};My {word} Is a {word};Who {word} the {word}?;{word}!;I, {word};"
    "Season of the {word};The Last {word};Next {word};Final {word};Breaking {word}"
).split(";")


def made_titles(count: int, *, seed: int = 1) -> Iterator[str]:
    """Titles that nobody gave, and every word that English writes small, first name and place, with a capital."""
    random = Random(seed)
    words = [word.capitalize() for word in sorted(common_words())]
    names = [name.capitalize() for name in sorted(given_names())]
    places = [place.capitalize() for place in sorted(word_class("place"))]
    yield from (*words, *names, *places)
    for _ in range(count):
        shape = random.choice(_SHAPES)
        while "{" in shape:
            for part, choices in (("word", words), ("name", names), ("place", places), ("surname", _SURNAMES)):
                shape = shape.replace(f"{{{part}}}", random.choice(choices), 1)
            shape = shape.replace("{n}", str(random.randint(2, 99)))
        yield shape


def given_titles(texts: Sequence[Text]) -> set[str]:
    return {show for text in texts for gold in text.claims if (show := gold.get("show"))}


def other_names(texts: Sequence[Text], *, seed: int = 1) -> Iterator[str]:
    """Some of the names in the texts that no annotation gives as a show."""
    random = Random(seed)
    titles = {title_key(title) for title in given_titles(texts)}
    for text in texts:
        page = Page(text.document())
        page.organisations = InOrder(find_organisations(page.text, page.folded, page.tokens))
        for family in gather(page):
            share = _SEVERAL if " " in family.key else _ONE_WORD
            if random.random() < share and family.key not in titles:
                yield family.spelling(page.text)


def main() -> int:
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path, nargs="?", default=ARTICLES, metavar="FILE", help="annotated texts")
    parser.add_argument("--titles", type=int, default=50_000, metavar="N", help="how many are made up")
    asked = parser.parse_args()
    try:
        texts = load_texts(asked.file)
    except EvaluationError as error:
        print(error, file=sys.stderr)
        return 1
    titles = reading.KnownTitles((*given_titles(texts), *made_titles(asked.titles), *other_names(texts)))
    for catalogue in (None, titles):
        print(f"{asked.file.name}: " + (f"a catalogue of {len(titles):,} titles" if catalogue else "no catalogue"))
        report_claims(texts, [reading.read(text.document(), catalogue=catalogue) for text in texts])
    return 0


if __name__ == "__main__":
    sys.exit(main())
