"""The gate over the bytes of a page: does what it shows hold a word of television, before anything of it is parsed?

The terms are those of the gate for texts. Here they are looked for as HTML may write them: with entities, with tags and
any white space between their words, with a first letter that is set apart, in any encoding that has ASCII in it. What
stands in tags, scripts and style sheets, and in `nav`, `aside` and `footer`, is not the article and does not count.

Of the two kinds of words that a text must hold, only those of television are looked for: nearly every page has one of
the other somewhere. So a page may pass whose text does not, and not the other way round.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import dropwhile
from threading import local
from typing import Any, NamedTuple

import ahocorasick_rs


class Expression(NamedTuple):
    """A pattern in what `re` and Hyperscan have in common, and literals of which each match holds one."""

    pattern: bytes
    literals: list[bytes]


Find = Callable[[bytes], Iterable[tuple[int, int]]]
"""Which of some expressions match in a page, and where their matches end; the same perhaps more than once."""

_ASCII = re.compile("[0-9A-Za-z]")
_BEGINS, _ENDS = rb"[^0-9A-Za-z]", rb"[^A-Za-rt-z]"  # an s may be that of a plural
_ENTITY = rb"&#?\w{1,10};?"
# The lengths are bounded, and nothing is tried twice, as pages are made that want it to take for ever.
_GAP = (
    rb"(?>\s|" + _ENTITY + rb"|[\x80-\xff]|<!--.{0,2000}?-->"
    rb"|<(?>[^<>\"']|\"[^\"]{0,500}\"|'[^']{0,500}'){0,500}+>|<[^>]{0,2000}+>)++"
)
_GAP_BEGINS, _GAPS_BEGIN = rb"[\s&<\x80-\xff]", b" \t\r\n\f\v&<" + bytes(range(128, 256))
_LONGEST_TAG, _LONGEST_MATCH = 8192, 40
_WITHOUT_ASCII = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")  # how UTF-16 and UTF-32 begin
_NUMBERED = Expression(  # a letter or digit as a number: what word it is part of is not looked for
    rb"&#(?:0*(?:4[89]|5[0-7]|6[5-9]|[78][0-9]|90|9[789]|1[01][0-9]|12[012])[^0-9]"
    rb"|[xX]0*(?:3[0-9]|[46][1-9a-fA-F]|[57][0-9aA])[^0-9a-fA-F])",
    [b"&#"],
)
_RAW, _AROUND, _ARTICLE = ("script", "style"), ("nav", "aside", "footer"), ("h1", "main")
_TAGS = [*_RAW, *(f"/{tag}" for tag in _RAW), *_AROUND, *(f"/{tag}" for tag in _AROUND), *_ARTICLE]


class PageGate:
    """`terms` are what the gate for texts looks for, `engine` is one of ENGINES."""

    def __init__(self, terms: Iterable[str], engine: Callable[[Sequence[Expression]], Find]) -> None:
        heads: dict[str, set[str]] = defaultdict(set)
        for term in terms:
            head, *rest = dropwhile(_is_no_head, term.split(" "))
            heads[head].add(" ".join(rest))
        self._rests = [_rest(rests) for rests in heads.values()]
        self._find_heads = engine([*(_head(head, whole="" in rests) for head, rests in heads.items()), _NUMBERED])
        self._find_tags = engine([_tag(name) for name in _TAGS])

    def passes(self, page: bytes) -> bool:
        if page.startswith(_WITHOUT_ASCII):
            return True
        page = b"\n%s\n" % page  # so that there is something before and after each word
        ends = []
        for which, after in self._find_heads(page):
            if which == len(self._rests):
                return True
            if self._rests[which].match(page, after - 1) and not _in_tag(page, after - 1):
                ends.append(after)
        if not ends:
            return False
        return _any_outside(ends, _hidden(sorted({(end, _TAGS[which]) for which, end in self._find_tags(page)})))


def _is_no_head(word: str) -> bool:
    """Whether it may be left out, or has nothing that every encoding writes alike."""
    return word.lower() == "the" or not _ASCII.search(word)


def _head(word: str, *, whole: bool) -> Expression:
    """The first word of terms, or a whole one, and the byte after it; its first letter may be set apart, as in
    `<b>S</b>howrunner`."""
    ends = _ENDS if whole else _GAP_BEGINS
    first, rest = (b"".join(map(_written, part)) for part in (word[0], word[1:]))
    run, mark = max(re.findall("([0-9A-Za-z]+)(.?)", word), key=lambda found: len(found[0]))
    follow = (
        b"" if len(run) > 2 else mark.encode() + b"&" if mark.isascii() and mark else b"" if run[1:] else _GAPS_BEGIN
    )
    literals = [run.encode() + bytes([byte]) for byte in follow] or [run.encode()]
    if not word.startswith(run) or len(word) < 3:
        return Expression(_BEGINS + first + rest + ends, literals)
    apart = first + rb"</\w{1,10}>" + rest
    return Expression(
        _BEGINS + rb"(?:%s|%s)" % (first + rest, apart) + ends, [*literals, *(b">" + one[1:] for one in literals)]
    )


def _rest(rests: set[str]) -> re.Pattern[bytes]:
    """What follows the first word of terms; nothing, where that is a term itself."""
    more = (_GAP.join(b"".join(map(_written, word)) for word in rest.split(" ")) for rest in sorted(rests))
    return re.compile(
        rb"(?:%s)s?(?![A-Za-z])" % (b"" if "" in rests else _GAP + rb"(?:%s)" % b"|".join(more)), re.DOTALL
    )


def _written(character: str) -> bytes:
    if character.isascii() and character.isalnum():
        return character.encode()
    plain = re.escape(character.encode()) if character.isascii() else rb"[\x80-\xff]{1,4}"
    return rb"(?:%s|%s)" % (plain, _ENTITY)


def _tag(name: str) -> Expression:
    literals = [f"<{name}".encode(), f"<{name.upper()}".encode()]
    return Expression(rb"<(?:%s|%s)[\s/>]" % (literals[0][1:], literals[1][1:]), literals)


def _in_tag(page: bytes, place: int) -> bool:
    begins = page.rfind(b"<", max(0, place - _LONGEST_TAG), place)
    return (
        begins >= 0
        and page.find(b">", begins, place) < 0
        and page[begins + 1 : begins + 2] not in b" \t\r\n=0123456789"
    )


def _hidden(tags: list[tuple[int, str]]) -> list[tuple[int, int]]:
    """What is not the article: scripts, and what surrounds it, as far as that ends and holds no main heading."""
    hidden = []
    raw, begun, around, depth = "", 0, 0, 0
    for place, tag in tags:
        if raw:
            if tag == f"/{raw}":
                hidden.append((begun, place))
                raw = ""
        elif tag in _RAW:
            raw, begun = tag, place
        elif tag in _ARTICLE:
            depth = 0
        elif tag in _AROUND:
            around, depth = around if depth else place, depth + 1
        elif depth:
            depth -= 1
            if not depth:
                hidden.append((around, place))
    return sorted(hidden)


def _any_outside(places: list[int], spans: list[tuple[int, int]]) -> bool:
    at = reach = 0
    for place in sorted(places):
        while at < len(spans) and spans[at][0] < place:
            reach = max(reach, spans[at][1])
            at += 1
        if place > reach:
            return True
    return False


def hyperscan_engine(expressions: Sequence[Expression]) -> Find:
    """Raises ImportError where there is no Hyperscan."""
    import hyperscan  # noqa: PLC0415 - an extra, and slow to import

    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(expressions=[one.pattern for one in expressions], flags=hyperscan.HS_FLAG_DOTALL)
    of_thread = local()

    def find(page: bytes) -> Iterable[tuple[int, int]]:
        found: list[tuple[int, int]] = []

        def add(which: int, _start: int, end: int, _flags: int, _context: Any) -> None:
            found.append((which, end))

        if not hasattr(of_thread, "scratch"):
            of_thread.scratch = hyperscan.Scratch(database)
        database.scan(page, match_event_handler=add, scratch=of_thread.scratch)
        return found

    return find


def automaton_engine(expressions: Sequence[Expression]) -> Find:
    """Looks for the literals, and tries their patterns there."""
    of_literals: dict[bytes, list[int]] = defaultdict(list)
    for which, expression in enumerate(expressions):
        for literal in expression.literals:
            of_literals[literal].append(which)
    candidates = list(of_literals.values())
    automaton = ahocorasick_rs.BytesAhoCorasick(list(of_literals))
    patterns = [re.compile(expression.pattern, re.DOTALL) for expression in expressions]

    def find(page: bytes) -> Iterator[tuple[int, int]]:
        for literal, start, end in automaton.find_matches_as_indexes(page, overlapping=True):
            for which in candidates[literal]:
                at, stop = max(0, start - _LONGEST_MATCH), end + 2 * _LONGEST_MATCH
                while match := patterns[which].search(page, at, stop):
                    yield which, match.end()
                    at = match.start() + 1  # one may begin with the byte that ends another

    return find


ENGINES = {"hyperscan": hyperscan_engine, "automaton": automaton_engine}
