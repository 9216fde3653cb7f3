"""Pages that are not the article: paywalls, consent, checks for robots, log-in, "page not found", empty frames.

Precision comes first. What `barriers.toml` holds names a page only where it says little else; and an article is cut off
only where it ends at the words that say so, whatever else stands there.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.resources import files
from itertools import islice
from typing import Any

import msgspec
from lxml import etree
from lxml.etree import XPath

from underway.sources.metadata import SITE_SEPARATOR, one_line, read_metadata

_UNSEEN = {"script", "style", "template", "noscript", "head", "svg", "iframe", "select", "textarea"}
_INLINE = set("a abbr b bdi cite code em font i kbd label mark q s small span strong sub sup time u var".split())
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(r"(?<![\w-])(?:(?:is-|u-)?hidden|d-none|visually-hidden)(?![\w-])", re.IGNORECASE)
_WALL_CLASS = re.compile(r"(?<![a-z])(?:pay|reg|subscri(?:ber|ption)-?)(?:wall|gate)(?![a-z])", re.IGNORECASE)
_ERROR_CLASS = re.compile(r"(?<![\w-])error-?404(?![\w-])", re.IGNORECASE)
# What has no such word in any case of its letters, the expressions above do not match.
_PERHAPS_UNSEEN = XPath(
    "descendant-or-self::*[@hidden or @aria-hidden or @style or contains(translate(@class, 'HIDEN', 'hiden'), 'hidden')"
    " or contains(translate(@class, 'DNOE', 'dnoe'), 'd-none')]"
)
_PERHAPS_WALLS = XPath(
    "descendant-or-self::*[contains(translate(concat(@class, ' ', @id), 'WAL', 'wal'), 'wall')"
    " or contains(translate(concat(@class, ' ', @id), 'GATE', 'gate'), 'gate')]"
)
_MOUNTS = {"root", "app", "__next", "__nuxt", "___gatsby"}  # ids of the elements that frameworks fill
_CLASS_SELECTOR = re.compile(r"\.([\w-]+)\s*(?=[,']|$)")  # Google's rules for hasPart know no other selectors
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_MARKS = ' .!?…:»›→>|"“”()'
_LONGEST_BLOCK = 300  # characters: in longer ones the words of a barrier are told about
_LONGEST_TALK = 600
_LARGEST_WALL = 1500
_PROSE = 6  # words of a line
_LITTLE = 40  # words, also below
_BRIEF = 120  # more than that of an article for subscribers may be all of it, where nothing says that it goes on
_PREVIEW = 250  # more than that may be all of an article, where nothing but a sentence after it says that it goes on
_CONSENT = 400  # what a page holds that asks for consent
_MOST = 50  # elements of a kind that are looked at


class Barrier(msgspec.Struct, frozen=True):
    """`problem` is the end of a sentence that begins with the page's place. `whole`: nothing of the article is left."""

    problem: str
    whole: bool


class _Wording(msgspec.Struct, frozen=True):
    """An entry of barriers.toml."""

    name: str
    problem: str
    headings: re.Pattern[str]
    sentences: re.Pattern[str]
    talk: re.Pattern[str]
    beginning: str

    def said_in(self, sentences: list[str]) -> bool:
        return any(self.sentences.fullmatch(sentence) for sentence in sentences)

    def besides(self, lines: list[str]) -> int:
        """How many words the lines have of something else."""
        return sum(
            _words(line)
            for line in lines
            if len(line) > _LONGEST_TALK
            or not (self.talk.search(line) or self.headings.fullmatch(line) or self.said_in(_sentences(line)))
        )


class _Block(msgspec.Struct, frozen=True):
    """Folded text that no other block interrupts. `wall`: it stands in a small element that is called a paywall."""

    text: str
    wall: bool

    @property
    def sentences(self) -> list[str]:
        return _sentences(self.text) if len(self.text) <= _LONGEST_BLOCK else []


class _Page:
    def __init__(self, tree: Any, lines: list[str]) -> None:
        self.tree = tree
        self.metadata = read_metadata(tree)
        folded = (_fold(line.lstrip("-#| ")) for line in lines)
        self.prose = [line for line in folded if _words(line) >= _PROSE and line.strip(_MARKS) not in self.titles]

    @cached_property
    def blocks(self) -> list[_Block]:
        return list(_blocks(self.tree))

    @cached_property
    def titles(self) -> list[str]:
        """What the page is called, also without the name of its site, and its main headings."""
        title = next((one_line(element.text_content()) for element in self.tree.iter("title")), None) or ""
        headings = [one_line(element.text_content()) or "" for element in islice(self.tree.iter("h1"), _MOST)]
        return [_fold(text).strip(_MARKS) for text in (title, *SITE_SEPARATOR.split(title), *headings)]

    @cached_property
    def without_scripts(self) -> list[str]:
        """The sentences for browsers that run no scripts."""
        elements = islice(self.tree.iter("noscript"), _MOST)
        return [sentence for element in elements for sentence in _sentences(_fold(element.text_content()))]

    @cached_property
    def is_article(self) -> bool:
        meta = self.metadata.meta
        return bool(self.metadata.articles) or meta.get("og:type") == "article" or "article:published_time" in meta

    @cached_property
    def free(self) -> bool | None:
        """Whether the page states that it is for everybody, or for subscribers."""
        things = [*self.metadata.articles, *self.metadata.of_type("webpage")]
        stated = {_is_free(part) for thing in things for part in (thing, *_parts(thing))}
        tier = self.metadata.meta.get("article:content_tier", "").lower()
        if False in stated or tier == "locked":
            return False
        return True if True in stated or tier == "free" else None

    @cached_property
    def locked_parts(self) -> set[str]:
        """The classes of what the page states to be for subscribers."""
        parts = [part for thing in self.metadata.things for part in _parts(thing) if _is_free(part) is False]
        return {match[1] for part in parts for match in _CLASS_SELECTOR.finditer(str(part.get("cssSelector")))}

    def locked_blocks(self) -> Iterator[_Block]:
        """What stands in the parts that the page states to be for subscribers."""
        if not self.locked_parts:
            return
        walk = etree.iterwalk(self.tree, events=("start",))
        for _, element in walk:
            if not self.locked_parts.isdisjoint((element.get("class") or "").split()):
                walk.skip_subtree()
                yield from _blocks(element)


def barrier(tree: Any, lines: list[str]) -> Barrier | None:
    """What stands in the way of the article, if anything does.

    `tree` is an lxml element and stays as it is; `lines` are the page's main text, as far as it was found, without its
    headline.
    """
    page = _Page(tree, lines)
    for wording in _wordings():
        found = _paywall(page, wording) if wording.beginning else _instead(page, wording)
        if found is not None:
            return found
    return None


def _instead(page: _Page, wording: _Wording) -> Barrier | None:
    """What is shown in place of an article."""
    if page.prose and page.is_article:
        return None
    besides = wording.besides(page.prose)
    fits = besides < _LITTLE or wording.name == "not found"  # such pages show what others read
    if page.prose and not fits:
        return None
    headed = any(wording.headings.fullmatch(title) for title in page.titles)
    said = any(wording.said_in(block.sentences) for block in page.blocks)
    sure = marked = False
    match wording.name:
        case "not found":
            sure = any(_ERROR_CLASS.search(body.get("class") or "") for body in page.tree.iter("body"))
        case "bot check":
            said = said or wording.said_in(page.without_scripts)
        case "log in":
            marked = any(field.get("type") == "password" for field in page.tree.iter("input"))
        case "consent":
            shown = [block.text for block in page.blocks]
            words = sum(map(_words, shown))
            fits = words <= _CONSENT and (headed or wording.besides(shown) * 4 <= words)
        case "script":
            sure = wording.said_in(page.without_scripts) or _is_frame(page.tree)
            fits = not page.prose and sum(_words(block.text) for block in page.blocks) <= _LITTLE
    named = sure or (headed and (said or marked or not page.prose)) or (said and not besides)
    return Barrier(wording.problem, whole=True) if named and fits else None


def _paywall(page: _Page, wording: _Wording) -> Barrier | None:
    """What cuts an article off, or stands where it would begin."""
    keys = {_key(line) for line in page.prose}
    if page.free or any(_key(block.text) in keys for block in page.locked_blocks()):
        return None
    locked = page.free is False
    prompts = [
        place
        for place, block in enumerate(page.blocks)
        if wording.said_in(block.sentences)
        or (block.wall and len(block.text) <= _LONGEST_BLOCK and wording.talk.search(block.text))
    ]
    if not prompts and not locked:
        return None
    places = {_key(block.text): place for place, block in reversed(list(enumerate(page.blocks)))}
    end = prompts[-1] if prompts else len(page.blocks)
    before = wording.besides([line for line in page.prose if places.get(_key(line), 0) <= end])
    after = wording.besides(page.prose) - before
    if prompts:
        stands = after < _LITTLE and (locked or (before < _PREVIEW if before else not after))
    else:
        stands = before < (_BRIEF if page.locked_parts else 1)
    if not stands:
        return None
    return Barrier(wording.beginning, whole=False) if before else Barrier(wording.problem, whole=True)


def _blocks(tree: Any) -> Iterator[_Block]:
    """The text that readers see, in order."""
    unseen = {element for element in _PERHAPS_UNSEEN(tree) if _is_unseen(element)}
    walls = {
        element
        for element in islice((one for one in _PERHAPS_WALLS(tree) if _WALL_CLASS.search(_names(one))), _MOST)
        if len(element.text_content()) <= _LARGEST_WALL
    }
    inside = 0
    text: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end", "comment"))
    for event, element in walk:
        begins = event == "start"
        if event != "comment" and element.tag not in _INLINE:
            if folded := _fold("".join(text)):
                yield _Block(folded, wall=inside > 0)
            text = []
        if begins and (element.tag in _UNSEEN or element in unseen):
            walk.skip_subtree()
        elif begins:
            text.append(element.text or "")
        else:
            text.append(element.tail or "")
        if element in walls:
            inside += 1 if begins else -1
    if folded := _fold("".join(text)):
        yield _Block(folded, wall=False)


def _is_unseen(element: Any) -> bool:
    if element.tag in ("html", "body"):  # shown by a script
        return False
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
        or bool(_HIDDEN_CLASS.search(element.get("class") or ""))
    )


def _is_frame(tree: Any) -> bool:
    """Whether the page has a script and an empty element for it to fill."""
    places = (element for element in tree.iter("div", "main", "app-root") if element.get("id") in _MOUNTS)
    empty = any(not element.text_content().strip() for element in islice(places, _MOST))
    return empty and next(tree.iter("script"), None) is not None


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}" if isinstance(element.tag, str) else ""


def _parts(thing: dict[str, Any]) -> list[dict[str, Any]]:
    parts = thing.get("hasPart")
    return [part for part in (parts if isinstance(parts, list) else [parts]) if isinstance(part, dict)]


def _is_free(thing: dict[str, Any]) -> bool | None:
    """https://schema.org/isAccessibleForFree, which is written `false`, `"False"` and `"http://schema.org/False"`."""
    return {"false": False, "true": True}.get(str(thing.get("isAccessibleForFree")).lower().rpartition("/")[2])


def _key(line: str) -> str:
    """By which a line of the main text is found among the blocks of the page."""
    return line[:40]


def _fold(text: str) -> str:
    return " ".join(text.casefold().replace("’", "").replace("'", "").split())


def _words(text: str) -> int:
    """How many words there are, also where a language puts no spaces between them."""
    return max(len(text.split()), len(text) // 10)


def _sentences(text: str) -> list[str]:
    return [sentence.strip(_MARKS) for sentence in _SENTENCE_END.split(text)]


@cache
def _wordings() -> tuple[_Wording, ...]:
    table = tomllib.loads((files(__package__) / "barriers.toml").read_text(encoding="utf-8"))

    def any_of(patterns: list[str]) -> re.Pattern[str]:
        pattern = "|".join(f"(?:{pattern})" for pattern in patterns)
        while (expanded := re.sub("[A-Z]{4,}", lambda word: f"(?:{table['words'][word[0]]})", pattern)) != pattern:
            pattern = expanded
        return re.compile(pattern)

    return tuple(
        _Wording(
            name=entry["name"],
            problem=entry["problem"],
            headings=any_of(entry["headings"]),
            sentences=any_of(entry["sentences"]),
            talk=any_of(entry["talk"]),
            beginning=entry.get("beginning", ""),
        )
        for entry in table["barrier"]
    )
