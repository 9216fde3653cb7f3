"""What speaks of another field yields nothing, whatever words it shares with news of television."""

import pytest

from underway.reading import read
from underway.vocabulary import Document

OTHER_FIELDS = {
    "sport": """The club has renewed its contract with Sky Sports for a fifth season, and the captain, Ruth Calder, has
signed until 2029. The league said that the match on Saturday had been cancelled after the pitch flooded; tickets stay
valid for the final. Fans of the team have bought 12,000 season tickets, and the coach wants two players more before the
transfer window closes. The premiere fixture of the league is on 4 August.""",
    "film": """The sequel took $41 million at the box office in its opening weekend, the distributor said. The film,
directed by Kit Amadi, is on Netflix in Japan from May, and a third film has been confirmed. Cinemas sold 3.1 million
tickets; the studio has wrapped the sequel to its other movie, and the director will return for it.""",
    "games": """Season four of the game begins on Thursday: a new map, a battle pass at 950 coins, and a drama queen of
a boss. Players who finished the last season keep their skins. The developer cancelled the console version and renewed
its servers on Xbox, it said in the patch notes. The update is out on PC in October.""",
}
TELEVISION = {
    "a sentence": "ITV has renewed Harrow House for a second series.",
    "about football": """Fox has cancelled its football drama Saltmarsh after two seasons; the film director who made it
keeps the rights.""",
    "of a contract": """The contract of its star runs out, but Netflix has renewed Harrow House for a third season.
Filming starts in May.""",
}


@pytest.mark.parametrize("text", OTHER_FIELDS.values(), ids=OTHER_FIELDS)
def test_another_field(text: str) -> None:
    assert [c for c in read(Document(text=text)) if c.kind != "quote"] == []


@pytest.mark.parametrize("text", TELEVISION.values(), ids=TELEVISION)
def test_television(text: str) -> None:
    assert read(Document(text=text))
