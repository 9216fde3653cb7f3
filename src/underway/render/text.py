"""A dossier as an answer for the terminal."""

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from underway.dossier import Dossier
from underway.render import labels
from underway.render.console import printed
from underway.render.inert import inert
from underway.render.outline import Bar, Chart, Line, Page, Section, Words, lay_out

_TONES = {
    "yes": "bold green",
    "no": "bold red",
    "aired": "bold",
    "undecided": "bold yellow",
    "reported": "bold yellow",
    "disputed": "bold magenta",
    "unknown": "bold",
}
_EIGHTHS = " ▏▎▍▌▋▊▉"


def dossier_text(dossier: Dossier, *, width: int | None = 80, colour: bool = False) -> str:
    """The answer in lines of up to `width` columns, as long as they like where that is None; with `colour`, styled by
    terminal codes, else plain."""
    return printed(lambda console: _page(console, lay_out(dossier)), width=width, colour=colour)


def _page(console: Console, page: Page) -> None:
    def show(text: Text, indent: int = 2) -> None:
        _indented(console, text, indent)

    console.print()
    first, *more = page.answer
    show(Text(inert(first), style=_TONES[page.tone]))
    if more:
        show(Text(inert(" ".join(more))))
    if page.facts:
        show(Text(inert(" · ".join(page.facts)), style="dim"))
    if page.reasons:
        console.print()
        _words(console, page.reasons)
    if page.against:
        console.print()
        show(Text("Said otherwise", style="bold"))
        _words(console, page.against)
    for section in page.sections:
        _section(console, section)
    if page.notes:
        console.print()
    for note in page.notes:
        show(Text(inert(note), style="dim" if page.sections else ""))
    console.print()


def _section(console: Console, section: Section) -> None:
    console.print()
    _indented(console, Text(section.title, style="bold"), 2)
    if lines := [item for item in section.items if isinstance(item, Line)]:
        _lines(console, lines)
    if words := [item for item in section.items if isinstance(item, Words)]:
        _words(console, words)
    for number, chart in enumerate(item for item in section.items if isinstance(item, Chart)):
        if number:
            console.print()
        _chart(console, chart)
    if section.note:
        _indented(console, Text(section.note, style="dim"), 4)


def _lines(console: Console, lines: list[Line]) -> None:
    table = Table.grid(padding=(0, 2, 0, 0))
    widest = max(Text(inert(line.label)).cell_len for line in lines)
    table.add_column(width=min(widest, console.width // 3), overflow="fold")
    table.add_column(overflow="fold")
    for line in lines:
        table.add_row(Text(inert(line.label), style="dim"), _marked(Text(inert(line.text)), line.marks))
    _indented(console, table, 4)


def _words(console: Console, items: Iterable[Words]) -> None:
    """Words above the name of who said them, which stands once for those that follow each other."""
    for number, (_, group) in enumerate(groupby(items, key=lambda item: (item.by, item.marks))):
        if number:
            console.print()
        said = list(group)
        for item in said:
            _indented(console, Text(labels.quoted(inert(item.words)), style="italic"), 4)
        _indented(console, _marked(Text(f"— {inert(said[0].by)}", style="dim"), said[0].marks), 4)


def _chart(console: Console, chart: Chart) -> None:
    _indented(console, Text(inert(chart.heading)), 4)
    label_width = min(max(Text(inert(bar.label)).cell_len for bar in chart.bars), console.width * 2 // 5)
    value_width = max(Text(inert(bar.value)).cell_len for bar in chart.bars)
    room = max(8, min(30, console.width - label_width - value_width - 20))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=label_width, overflow="fold")
    table.add_column(width=room)
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for bar in chart.bars:
        style = "bold" if bar.own else ""
        row: tuple[RenderableType, ...] = (
            Text(inert(bar.label), style=style),
            Text(_bar(bar, room), style="cyan" if bar.own else "bright_black"),
            Text(inert(bar.value), style=style),
            _marked(Text(inert(bar.note), style="dim"), bar.marks),
        )
        table.add_row(*row)
    _indented(console, table, 4)
    for caption in chart.captions:
        _indented(console, Text(inert(caption), style="dim"), 4)


def _bar(bar: Bar, room: int) -> str:
    eighths = max(1, round(bar.share * room * 8))
    solid = "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
    return solid.ljust(round(bar.most * room), "░")


def _marked(text: Text, marks: tuple[int, ...]) -> Text:
    for number in marks:
        text.append(f" [{number}]" if text else f"[{number}]", style="dim")
    return text


def _indented(console: Console, item: RenderableType, columns: int) -> None:
    console.print(Padding(item, (0, 0, 0, columns), expand=False))
