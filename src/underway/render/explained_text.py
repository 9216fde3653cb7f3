"""What reading knew of a document, for the terminal."""

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from underway.reading.explaining import Explained, Explanation, MentionKind
from underway.render import labels
from underway.render.claims import describe
from underway.render.console import printed
from underway.render.explained import (
    WHY,
    by,
    dismissal,
    evidence,
    heading,
    linked,
    meaning,
    numbered,
    pieces,
    plain,
    ranges,
    taken_for,
)
from underway.render.inert import inert

_CLAIM = {
    "status": "green",
    "quote": "magenta",
    "audience": "cyan",
    "date": "yellow",
    "credit": "blue",
    "company": "red",
    "episodes": "bright_black",
}
_MENTION: dict[MentionKind, str] = {
    "show": "bold bright_green",
    "person": "bold bright_blue",
    "name": "bold",
    "organisation": "bold bright_red",
    "season": "bold bright_yellow",
    "date": "bold bright_yellow",
    "figure": "bold bright_cyan",
    "quotation": "bright_magenta",
    "cue": "bold reverse",
}
_SEVERAL = "bold"  # where claims of several kinds share their words


def explanation_text(
    explanation: Explanation, *, mentions: bool = False, width: int | None = None, colour: bool = False
) -> str:
    """The text with its marks and the claims in lines of up to `width` columns, as long as they like where that is
    None; with `mentions` also these, links, rules and what lost. Styled by terminal codes with `colour`, else plain.
    """

    def show(console: Console) -> None:
        _explain(console, explanation, mentions=mentions)

    return printed(show, width=width, colour=colour) + "\n"


def _explain(console: Console, explanation: Explanation, *, mentions: bool) -> None:
    console.print(Text(inert(heading(explanation)), style="bold"))
    if said := dismissal(explanation):
        _show(console, Text(said))
    console.print()
    _show(console, _marked(explanation, mentions=mentions))
    if explanation.claims:
        _list(console, "Claims", _claims(explanation, linking=mentions))
    if mentions:
        _list(console, "Mentions", _mentions(explanation))
        _list(console, "Names, and what they were taken for", _names(explanation))
        _list(console, "Cues that gave no claim", _lost(explanation))


def _show(console: Console, text: Text) -> None:
    console.print(Padding(text, (0, 0, 0, 2), expand=False))


def _list(console: Console, title: str, rows: Iterator[tuple[Text, Text]]) -> None:
    """Rows of two columns under the title; nothing where there are none."""
    told = list(rows)
    if not told:
        return
    console.print()
    _show(console, Text(title, style="bold"))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", width=max(first.cell_len for first, _ in told))
    table.add_column(overflow="fold")
    for row in told:
        table.add_row(*row)
    console.print(Padding(table, (0, 0, 0, 2), expand=False))


def _marked(explanation: Explanation, *, mentions: bool) -> Text:
    """The text between marks that number the claims: `[1–3, 5▸words◂1–3, 5]`."""
    text, marked = explanation.document.text, Text(overflow="fold")
    for piece in pieces(explanation, mentions=mentions):
        if piece.opens:
            marked.append(f"[{', '.join(ranges(piece.opens))}▸", style="dim")
        kinds = {one.claim.kind for one in piece.claims}
        style = _CLAIM[kinds.pop()] if len(kinds) == 1 else _SEVERAL if kinds else ""
        if piece.mentions:
            style = _MENTION[piece.mentions[-1].kind]
        marked.append(plain(text[piece.start : piece.end]), style=f"{style} underline" if piece.claims else style)
        if piece.closes:
            marked.append(f"◂{', '.join(ranges(piece.closes))}]", style="dim")
    marked.rstrip()
    return marked


def _claims(explanation: Explanation, *, linking: bool) -> Iterator[tuple[Text, Text]]:
    for one in explanation.claims:
        kind = one.claim.kind
        said = Text.assemble((f"{kind:<9}", _CLAIM[kind]), " ", inert(describe(one.claim)))
        if linking:
            said.append("".join(f"\n{line}" for line in _links(explanation, one)), style="dim")
        yield Text(str(one.number)), said


def _links(explanation: Explanation, one: Explained) -> Iterator[str]:
    text = explanation.document.text
    yield f"rule {one.claim.rule} {one.strength:g}; {numbered(one.mentions, 'mention') or 'no mentions'}"
    for field, found, here in linked(one, explanation.mentions):
        words = [f"{m.number} {labels.quoted(inert(text[m.start : m.end]))}" for m in found]
        yield f"{field} from {', '.join(words)}" + ("" if here else ", elsewhere")


def _mentions(explanation: Explanation) -> Iterator[tuple[Text, Text]]:
    for mention in explanation.mentions:
        words = explanation.document.text[mention.start : mention.end]
        said = Text.assemble((f"{mention.kind:<12}", _MENTION[mention.kind]), " ", inert(words))
        place = f"{mention.start}–{mention.end}"
        beside = (inert(meaning(mention, words)), place, by(mention), numbered(mention.claims, "claim"))
        said.append(f" · {' · '.join(filter(None, beside))}", style="dim")
        yield Text(str(mention.number)), said


def _names(explanation: Explanation) -> Iterator[tuple[Text, Text]]:
    for name in explanation.names:
        said = Text(inert(taken_for(name)))
        said.append("".join(f"\n{what}: {weights}" for what, weights in evidence(name)), style="dim")
        yield Text("·"), said


def _lost(explanation: Explanation) -> Iterator[tuple[Text, Text]]:
    for lost in explanation.lost_cues:
        mention = explanation.mentions[lost.mention - 1]
        words = explanation.document.text[mention.start : mention.end]
        said = Text(f"{inert(words)}, {meaning(mention, words)} ({mention.rule})")
        said.append(f": {WHY[lost.why]}", style="dim")
        yield Text(str(mention.number)), said
