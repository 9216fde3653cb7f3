"""Text from outside that tries to be more than text, for every output to make inert."""

HOSTILE = [
    "[bold red]Harrow[/bold red] [link=https://example.org]House[/link]",
    "\x1b[31mHarrow\x1b[0m\x07\x9b2J House",
    "Harrow \u202eesuoH\u202c \u2066x\u2069 \u200f",
    "<script>alert(1)</script><img src=x onerror=y>&amp;",
    "# Harrow\n\n| House | `x` | *a* _b_ ~~c~~ **d**",
    "![Harrow](https://example.org/x.png) [House](javascript:alert)",
    "Harrow https://example.org/ www.example.org <https://example.org> House",
    "\x1b]8;;https://example.org\x1b\\Harrow House",
    '"Harrow" \'House\' \\" onload="x" --> ]]> <!-- &#x3c;',
    "'); DROP TABLE claims; -- Harrow",
    "{{ 7 * 7 }} {% include 'x' %} ${Harrow} %(House)s {0}",
    '=HYPERLINK("https://example.org","Harrow")',
    "+1+cmd|' /C calc'!A0 Harrow",
    "-2+3 Harrow",
    "@SUM(1+1) Harrow",
    "\t=1+1 Harrow",
    "\r=1+1 Harrow",
    'Harrow;=1+1\n@SUM(A1),"=1"',
    "Harrow\r\nBEGIN:VEVENT\r\nSUMMARY;X=1:House, and\\n all\r\n\tEND:VEVENT",
    "Harrow\x00\x0b\x0c\x1c\x7f\x85\u2028\u2029\ufeff\ufffe\uffff\ue000\U000e0001 House",
]
