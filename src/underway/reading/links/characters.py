"""The characters that people play: what stands after "as", after "plays" or in brackets behind a name."""

from underway.reading.lexicon import given_names, word_class
from underway.reading.mentions.parts import role_words
from underway.reading.structure import Page, within

_LONGEST_LEAD = 8  # words before the character's name ("as the estranged half-sister of")
_LONGEST_NAME = 6
_LONGEST_LIST = 6  # characters in one
_TITLES = frozenset("mr mrs ms dr st sgt lt capt det cmdr gen col maj prof rev insp sr jr fr cpl pvt".split())
_CONNECTORS = frozenset("of the de la von van der du le bin al".split())
_ENDS_LEAD = frozenset(
    """. , ; : ( ) " ! ? - | / who whose that which and but with for in on at by to from
    as is was will would has had have do does did are were can may be""".split()
)
_ARTICLES = frozenset("a an the".split())
_RELATED = frozenset("his her their".split())
_PLAYS = frozenset("plays played playing portrays portrayed portraying voices voiced voicing".split())


class Characters:
    """Reads the characters of a page's people, token by token."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._tokens = page.tokens
        self._first = {page.tokens.at(m.end): page.tokens.at(m.start) for m in (*page.names, *page.persons)}

    def given_after(self, i: int) -> tuple[int, list[str]]:
        """What a note at the token gives whoever is named before it: the token past the note, and the characters.

        Notes are "(X)", "as X", ", as X,", ", who plays X"; without one the token itself and nothing.
        """
        folded = self._tokens.folded
        word = folded[i] if i < len(folded) else ""
        if word == "(":
            close = self._closing(i)
            if close is None:
                return i, []
            inside = self.in_brackets(i, close)
            after, more = (
                self.given_after(close + 1)
                if close + 1 < len(folded) and folded[close + 1] == "as"
                else (close + 1, [])
            )
            return after, more or ([inside] if inside else [])
        at = i + 1 if word == "," else i
        if folded[at : at + 1] == ["as"]:
            at += 1
        elif folded[at : at + 4] == ["in", "the", "role", "of"]:
            at += 4
        elif at < len(folded) and folded[at] in ("who", "which") and (step := self._verb_after(at + 1)):
            at = step
        elif at > i and at < len(folded) and folded[at] in _PLAYS:
            at += 1
        else:
            return i, []
        last, names = self.at(at)
        if not names and word == ",":
            return i, []
        return last, names

    def _verb_after(self, i: int) -> int | None:
        folded = self._tokens.folded
        for at in range(i, min(i + 4, len(folded))):
            if folded[at] in _PLAYS or folded[at] == "play":
                return at + 1
        return None

    def at(self, i: int) -> tuple[int, list[str]]:
        """The characters named from the token on, past words that describe them; the token past them all."""
        folded, tokens = self._tokens.folded, self._tokens
        if folded[i : i + 1] == [","]:
            i += 1
        if (
            i + 2 < len(folded)
            and folded[i + 1] in ("role", "roles", "part", "parts")
            and folded[i + 2] in ("as", "of")
        ):
            i += 3  # "reprises her role as"
        if folded[i : i + 2] == ["respectively", ","]:
            i += 2
        at = i
        while at < len(folded) and at - i <= _LONGEST_LEAD:
            body = self._is_body(at)
            if tokens.capital[at] and not body and self._names_somebody(at):
                break
            if folded[at] == "," and self._is_apposed(i, at):  # "plays his wife, Alex"
                at += 1
                break
            if folded[at] in _ENDS_LEAD or (tokens.capital[at] and not body) or (folded[at] == "'s" and at == i):
                return at, []
            at += 1
        if at >= len(folded) or at - i > _LONGEST_LEAD or not tokens.capital[at]:
            return min(at, len(folded)), []
        last = self._name_end(at)
        if folded[last : last + 1] == ["'s"]:  # "Morwen's daughter, Wren"
            inner = self._past_relation(last + 1)
            if inner is None:
                return last, []
            at, last = inner, self._name_end(inner)
        if at > i and folded[at - 1] == "the" and last - at == 1:
            at -= 1
        listed = self._listed(at, last)
        if listed:
            return listed
        names = [self._spelled(at, last)]
        if folded[last : last + 1] == ["and"]:
            more = last + 1
            while (
                more < len(folded) and more - last < 5 and not tokens.capital[more] and folded[more] not in _ENDS_LEAD
            ):
                more += 1
            if more < len(folded) and tokens.capital[more]:
                end = self._name_end(more)
                if folded[end : end + 1] not in (["as"], ["("], ["'s"]) and end - more <= 2:
                    names.append(self._spelled(more, end))
        return last, names

    def _listed(self, first: int, last: int) -> tuple[int, list[str]] | None:
        """ "Nell, Dot and Tilda": three names or more, and the token past them; None where no such list begins."""
        tokens, names = self._tokens, [self._spelled(first, last)]
        while tokens.folded[last : last + 1] in ([","], ["and"]) and len(names) < _LONGEST_LIST:
            at = last + 1
            ends = tokens.folded[last] == "and" or tokens.folded[at : at + 1] == ["and"]
            at += tokens.folded[at : at + 1] == ["and"]
            if at >= tokens.count or not tokens.capital[at] or not self._names_somebody(at):
                return None
            last = self._name_end(at)
            if tokens.folded[last : last + 1] in (["as"], ["("], ["'s"]):
                return None
            names.append(self._spelled(at, last))
            if ends:
                return (last, names) if len(names) > 2 else None
        return None

    def _is_body(self, i: int) -> bool:
        """ "CIA", of "plays CIA supervisor Nell Orme"?"""
        tokens = self._tokens
        word = self._page.text[tokens.starts[i] : tokens.ends[i]]
        return (
            word.isupper()
            and 1 < len(word) < 5
            and i + 1 < tokens.count
            and tokens.folded[i + 1].isalpha()
            and (not tokens.capital[i + 1] and tokens.folded[i + 1] not in _ENDS_LEAD)
        )

    def _is_apposed(self, i: int, comma: int) -> bool:
        """Does one name, and nothing more, stand behind "his wife," or the like?"""
        tokens, name = self._tokens, comma + 1
        if tokens.folded[i] not in (_RELATED | _ARTICLES) or not (
            name < tokens.count and tokens.capital[name] and self._names_somebody(name)
        ):
            return False
        end = self._name_end(name)
        longest = 2 if tokens.folded[i] in _RELATED else 1
        return end - name <= longest and (end >= tokens.count or tokens.folded[end] in ".,;)")

    def _past_relation(self, i: int) -> int | None:
        for at in range(i, min(i + 4, self._tokens.count)):
            if self._tokens.capital[at]:
                return at
            if self._tokens.folded[at] in ";.(":
                return None
        return None

    def _names_somebody(self, i: int) -> bool:
        start = self._tokens.starts[i]
        word = self._tokens.folded[i]
        show = next(iter(within(self._page.shows, start, start + 1)), None)
        if show and word not in given_names() and word not in role_words("rank"):  # many shows are named for somebody
            return False
        return not (
            within(self._page.organisations, start, start + 1)
            or (word in word_class("role") and word not in role_words("rank"))
        )

    def _name_end(self, i: int) -> int:
        """The token past the name that begins at the token, its titles' full stops and its small words included."""
        tokens = self._tokens
        last = i + 1
        while last < tokens.count and last - i < _LONGEST_NAME:
            gap = self._page.text[tokens.ends[last - 1] : tokens.starts[last]]
            if tokens.folded[last] == "." and tokens.folded[last - 1] in _TITLES:
                last += 1
            elif gap != " ":
                break
            elif tokens.capital[last]:
                last += 1
            elif tokens.folded[last] in _CONNECTORS:
                ahead = last + 1
                while ahead < tokens.count and tokens.folded[ahead] in _CONNECTORS and ahead - last < 2:
                    ahead += 1
                if ahead < tokens.count and tokens.capital[ahead] and self._page.text[tokens.ends[ahead - 1]] == " ":
                    last = ahead + 1
                else:
                    break
            else:
                break
        return last

    def _spelled(self, first: int, last: int) -> str:
        return self._page.text[self._tokens.starts[first] : self._tokens.ends[last - 1]]

    def in_brackets(self, open_: int, close: int) -> str | None:
        """The character that "(X)" names; None for an age, a film, a network, or a part without a name."""
        folded = self._tokens.folded
        at = open_ + 1
        if folded[at] == "as":
            at += 1
        elif self._tokens.capital[at] and folded[at] == "the" and close - at > 2:
            return None  # "The Last Harbour" is another work
        if any(w[0].isdigit() for w in folded[at:close]) or close - at > 7:
            return None
        last, names = self.at(at)
        if not names or (last < close and folded[last] not in (",", "!", ";", "?", ".")):
            return None
        return names[0]

    def ending(self, i: int) -> str | None:
        """The name that ends right before the token, past the article and titles before it."""
        first = self._first.get(i)
        if first is None:
            return None
        while first > 1 and self._tokens.folded[first - 1] == "." and self._tokens.folded[first - 2] in _TITLES:
            first -= 2
        if first and self._tokens.capital[first - 1] and self._tokens.folded[first - 1] in role_words("rank"):
            first -= 1
        if i - first == 1 and first and self._tokens.folded[first - 1] == "the":
            first -= 1
        return self._spelled(first, i)

    def before_brackets(self, i: int) -> int:
        """The token where brackets that end before the token open; the token itself where there are none."""
        folded = self._tokens.folded
        if i and folded[i - 1] == ")":
            for at in range(i - 2, max(i - 14, -1), -1):
                if folded[at] == "(":
                    return at
        return i

    def _closing(self, i: int) -> int | None:
        folded = self._tokens.folded
        return next((at for at in range(i + 1, min(i + 16, len(folded))) if folded[at] == ")"), None)
