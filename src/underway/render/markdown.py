"""A dossier as Markdown (CommonMark with tables)."""

from underway.dossier import Dossier
from underway.render.inert import inert_markdown as safe
from underway.render.inert import web_address
from underway.render.outline import SOURCES, Chart, Line, Section, Words, lay_out


def dossier_markdown(dossier: Dossier) -> str:
    page = lay_out(dossier)
    first, *more = page.answer
    blocks = [f"# {safe(page.title)}", " ".join([f"**{safe(first)}**", *(safe(sentence) for sentence in more)])]
    if page.facts:
        blocks.append(safe(" · ".join(page.facts)))
    blocks += [_words(reason) for reason in page.reasons]
    if page.against:
        blocks += ["Said otherwise:", *(_words(reason) for reason in page.against)]
    addresses = {f"[{source.number}]": web_address(source.url) for source in dossier.sources}
    for section in page.sections:
        blocks += [f"## {safe(section.title)}", *_section(section, addresses)]
    blocks += [safe(note) for note in page.notes]
    return "\n\n".join(blocks) + "\n"


def _section(section: Section, addresses: dict[str, str | None]) -> list[str]:
    blocks = []
    lines = [item for item in section.items if isinstance(item, Line)]
    if lines and section.title == SOURCES:
        blocks.append("\n".join(_source(line, addresses) for line in lines))
    elif lines:
        blocks.append("\n".join(f"- {safe(line.label)}: {safe(line.text)}{_marks(line.marks)}" for line in lines))
    blocks += [
        _words(item) if isinstance(item, Words) else _chart(item)
        for item in section.items
        if not isinstance(item, Line)
    ]
    if section.note:
        blocks.append(safe(section.note))
    return blocks


def _words(item: Words) -> str:
    return f"> {safe(item.words)}\n>\n> — {safe(item.by)}{_marks(item.marks)}"


def _chart(chart: Chart) -> str:
    rows = []
    for bar in chart.bars:
        label = f"**{safe(bar.label)}**" if bar.own else safe(bar.label)
        value = safe(", ".join(filter(None, (bar.value, bar.note))))
        rows.append(f"| {label} | {value} | {_marks(bar.marks).strip()} |")
    table = "\n".join([f"| {safe(chart.heading)} | | |", "| --- | ---: | --- |", *rows])
    return "\n\n".join([table, *(safe(caption) for caption in chart.captions)])


def _source(line: Line, addresses: dict[str, str | None]) -> str:
    address = addresses.get(line.label)
    text = safe(line.text)
    return f"- {safe(line.label)} {text}" if address is None else f"- [{safe(line.label)}](<{address}>) {text}"


def _marks(marks: tuple[int, ...]) -> str:
    return "".join(f" \\[{number}\\]" for number in marks)
