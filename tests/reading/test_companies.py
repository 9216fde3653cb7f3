"""Who shows it, who showed it before, who makes it."""

import pytest

from .claims import claims_of, said

SAYS = [
    ('Netflix\'s "Harrow House" returns for a second season.', {("network", "Netflix")}),
    ('The ABC drama "Harrow House" returns for a second season.', {("network", "ABC")}),
    ('"Harrow House" has been renewed by Fox for a second season.', {("network", "Fox")}),
    ('"Harrow House" returns on BBC One for a second season.', {("network", "BBC One")}),
    ('"Harrow House" (CBS) was renewed for a second season.', {("network", "CBS")}),
    ('NBC has cancelled "Harrow House" after one season.', {("network", "NBC")}),
    ('"Harrow House" was renewed for a second season. It returns on Hulu in May.', {("network", "Hulu")}),
    (
        'ABC cancelled "Harrow House" in May; Hulu picked it up for a second season of "Harrow House".',
        {("former_network", "ABC"), ("network", "Hulu")},
    ),
    (
        '"Harrow House" moved from BBC Three to BBC One for its second season.',
        {("former_network", "BBC Three"), ("network", "BBC One")},
    ),
    ('The former CBS drama "Harrow House" returns.', {("former_network", "CBS")}),
    (
        'NBC has renewed "Harrow House", produced by Lantern Quay Pictures, for a second season.',
        {("network", "NBC"), ("studio", "Lantern Quay Pictures")},
    ),
    (
        'NBC renewed "Harrow House" for season 2. It is a co-production of Lantern Quay Pictures and Gorse Films.',
        {("network", "NBC"), ("studio", "Lantern Quay Pictures"), ("studio", "Gorse Films")},
    ),
    ('NBC renewed "Harrow House" for season 2. It was produced by MTV.', {("network", "NBC"), ("studio", "MTV")}),
    ('CBS renewed "Harrow House" for season 2. CBS Studios produces.', {("network", "CBS"), ("studio", "CBS Studios")}),
    (
        'Hulu is bringing back "Harrow House" for a third season, a year after it was axed by A&E.',
        {("network", "Hulu"), ("former_network", "A&E")},
    ),
    (
        '"Harrow House," which aired its first two seasons on NBC, will return for season three on Peacock.',
        {("former_network", "NBC"), ("network", "Peacock")},
    ),
    (
        'NBC passed on "Harrow House", and the pilot was then picked up to series by Hulu for one season.',
        {("former_network", "NBC"), ("network", "Hulu")},
    ),
    (
        '"Harrow House" has left the BBC after five series and moves to ITV in the new year.',
        {("former_network", "BBC"), ("network", "ITV")},
    ),
    (
        '"Harrow House" is produced by Bramble Wells for ITV. A second series is out.',
        {("studio", "Bramble Wells"), ("network", "ITV")},
    ),
    (
        'The Sony-produced drama "Harrow House" was renewed by CBS for season 2.',
        {("studio", "Sony"), ("network", "CBS")},
    ),
    (
        'TV drama "Harrow House" hails from UCP and Big Fat Heron. Peacock renewed it for season 2.',
        {("studio", "UCP"), ("studio", "Big Fat Heron"), ("network", "Peacock")},
    ),
    ('The Eye has renewed "Harrow House" for a fourth season, CBS said.', {("network", "CBS")}),
    ('Streamer Lumina has renewed the TV drama "Harrow House" for a second season.', {("network", "Lumina")}),
    ('UKTV channel Dave has ordered a third series of "Harrow House".', {("network", "Dave")}),
    ('NBC chief Ann Bell, formerly of CBS, renewed "Harrow House" for a second season.', {("network", "NBC")}),
    ('Former ABC boss Ann Bell said NBC had renewed "Harrow House" for a second season.', {("network", "NBC")}),
    (
        '"Harrow House" premiered on Sky One in 2012, switching to Sky Atlantic for its third season.',
        {("former_network", "Sky One"), ("network", "Sky Atlantic")},
    ),
    (
        '"Harrow House" is a Hulu drama now; its first three seasons ran on Freeform.',
        {("former_network", "Freeform"), ("network", "Hulu")},
    ),
    ('Freevee (formerly IMDb TV) has renewed "Harrow House" for a second season.', {("network", "Freevee")}),
    ('NBC has renewed "Harrow House" for season 2 despite Hulu\'s interest in it.', {("network", "NBC")}),
    ('"Harrow House" (cancelled by NBC, alas) had one season.', {("network", "NBC")}),
]

SILENT = [
    'Helen Tarrow told NBC that "Harrow House" was renewed for a second season.',
    '"Harrow House" was renewed for a second season, NBC News reported.',
    '"Harrow House" was cancelled; the studio shopped it to NBC.',
    'Banijay Rights will distribute "Harrow House", renewed for a second season, on television abroad.',
    'Ann Bell has an overall deal at NBC; her "Harrow House" was renewed for a second season.',
    '"Harrow House" was filmed at Gorse Studios before it was renewed for a second season.',
]


@pytest.mark.parametrize(("text", "expected"), SAYS)
def test_companies(text: str, expected: set[tuple[str, ...]]) -> None:
    assert said(text, "company", "role", "name") == expected


@pytest.mark.parametrize("text", SILENT)
def test_no_relation_to_the_show(text: str) -> None:
    assert said(text, "company", "role", "name") == set()


def test_one_network_of_several_shows() -> None:
    text = 'Netflix\'s biggest hits, "Harrow House" and "Saltmarsh", were renewed for a second season.'
    assert said(text, "company", "show", "name") == {("Harrow House", "Netflix"), ("Saltmarsh", "Netflix")}


def test_the_network_named_last() -> None:
    text = 'NBC has renewed "Harrow House" for a third season. The network\'s "Saltmarsh" was cancelled.'
    assert said(text, "company", "show", "name") == {("Harrow House", "NBC"), ("Saltmarsh", "NBC")}


def test_a_channel_as_heading() -> None:
    text = (
        'NBC\n"Harrow House": renewed for season 2\n"Saltmarsh": cancelled\n\nCBS\n"Gorse Lane": renewed for season 4\n'
    )
    assert said(text, "company", "show", "name") == {
        ("Harrow House", "NBC"),
        ("Saltmarsh", "NBC"),
        ("Gorse Lane", "CBS"),
    }


def test_the_fuller_name_stands_for_the_shorter() -> None:
    text = '"Harrow House" returns on BBC One for a second season. The BBC ordered "Harrow House" in May.'
    assert said(text, "company", "role", "name") == {("network", "BBC One")}


def test_a_network_beside_the_title_outdoes_one_in_another_sentence() -> None:
    text = 'CBS has renewed "Harrow House" for a third season. NBC had wanted it for its Fridays.'
    assert said(text, "company", "role", "name") == {("network", "CBS")}


def test_the_rule_names_the_words() -> None:
    rules = {c.name: c.rule for c in claims_of('"Harrow House" moved from ABC to Hulu for season 2.', "company")}
    assert rules == {"ABC": "company.moved-from", "Hulu": "company.carries"}


def shows(text: str) -> set[tuple[str, ...]]:
    return said(text, "company", "show", "name")


def test_a_channels_sentence_tells_of_several_shows() -> None:
    text = 'NBC renewed "Harrow House" for a third season and cancelled "Saltmarsh" after one season.'
    assert shows(text) == {("Harrow House", "NBC"), ("Saltmarsh", "NBC")}


def test_a_show_on_another_channel_is_not_the_first_ones() -> None:
    text = 'The drama "Harrow House" leads on CBS, ahead of ABC\'s "Saltmarsh", with a second season to come.'
    assert shows(text) == {("Harrow House", "CBS"), ("Saltmarsh", "ABC")}


def test_a_channel_leads_to_the_show_of_the_next_sentence() -> None:
    text = 'CBS renewed "Saltmarsh" for season 2. It was a hard week for Fox. Its drama "Harrow House" was cancelled.'
    assert shows(text) == {("Saltmarsh", "CBS"), ("Harrow House", "Fox")}


def test_a_title_that_ends_a_sentence_takes_the_name_behind_it() -> None:
    text = '"Is That It?" (ABC) was renewed for a second season. "Harrow House". Fox, Sunday. It has a third season.'
    assert shows(text) == {("Is That It?", "ABC"), ("Harrow House", "Fox")}


OF_SEVERAL = [
    (
        'NBC has renewed "Harrow House," from Gorse Films, and "Saltmarsh," from Lantern Quay Pictures, for season 2.',
        {("Harrow House", "Gorse Films"), ("Saltmarsh", "Lantern Quay Pictures")},
    ),
    (
        '"Harrow House" is produced by Gorse Films, while "Saltmarsh" comes from UCP. Both return for season 2.',
        {("Harrow House", "Gorse Films"), ("Saltmarsh", "UCP")},
    ),
    (
        'ITV renewed "Harrow House" for a second series. The drama is made by Gorse Films, the company behind '
        '"Saltmarsh" and Sky\'s "Night Ferry".',
        {("Harrow House", "Gorse Films"), ("Saltmarsh", "Gorse Films"), ("Night Ferry", "Gorse Films")},
    ),
    (
        'Gorse Films, which also makes "Saltmarsh" for Channel 4, will produce season 2 of "Harrow House" for ITV.',
        {("Harrow House", "Gorse Films"), ("Saltmarsh", "Gorse Films")},
    ),
    (
        'Gorse Films\' previous work includes "Harrow House" (ITV) and a second series of "Saltmarsh".',
        {("Harrow House", "Gorse Films"), ("Saltmarsh", "Gorse Films")},
    ),
    (
        'NBC renewed "Harrow House" and "Saltmarsh" for season 2. Universal Television produces both.',
        {("Harrow House", "Universal Television"), ("Saltmarsh", "Universal Television")},
    ),
    (
        'NBC renewed "Harrow House" for season 2 and Fox cancelled "Saltmarsh". The former comes from UCP and the '
        "latter from Universal Television.",
        {("Harrow House", "UCP"), ("Saltmarsh", "Universal Television")},
    ),
    (
        'NBC renewed "Harrow House" for season 2. The drama "Saltmarsh" was cancelled. It is produced by Gorse Films.',
        {("Saltmarsh", "Gorse Films")},
    ),
    (
        'NBC renewed "Harrow House" for season 2. It beat "Saltmarsh" on Sunday. The drama is made by Gorse Films.',
        {("Harrow House", "Gorse Films")},
    ),
    (
        'NBC renewed "Harrow House" for season 2, while "Saltmarsh" was cancelled. It is produced by Gorse Films.',
        {("Saltmarsh", "Gorse Films")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), OF_SEVERAL)
def test_which_of_several_shows_a_studio_makes(text: str, expected: set[tuple[str, ...]]) -> None:
    assert said(text, "company", "show", "name") & {(s, n) for s, n, r in _all(text) if r == "studio"} == expected


def _all(text: str) -> set[tuple[str, ...]]:
    return said(text, "company", "show", "name", "role")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"Harrow House" ran for two seasons on CBS, "Saltmarsh" made it to three at NBC.',
            {("Harrow House", "CBS"), ("Saltmarsh", "NBC")},
        ),
        (
            'For season 2, "Harrow House" was CBS\'s top drama, ahead of NBC\'s "Saltmarsh".',
            {("Harrow House", "CBS"), ("Saltmarsh", "NBC")},
        ),
        (
            '"Harrow House" has a second season. It has eight episodes, two fewer than "Saltmarsh," and is on Hulu.',
            {("Harrow House", "Hulu")},
        ),
        (
            'Season 2 of "Harrow House" and "Saltmarsh" has been ordered by ITV and the BBC, respectively.',
            {("Harrow House", "ITV"), ("Saltmarsh", "BBC")},
        ),
        (
            'Season 2 of "Harrow House" and "Saltmarsh" on NBC is due in May.',
            {("Harrow House", "NBC"), ("Saltmarsh", "NBC")},
        ),
        (
            'NETFLIX\n• "Harrow House": renewed for season 2\n\nAMAZON\n• "Saltmarsh": renewed for season 3',
            {("Harrow House", "NETFLIX"), ("Saltmarsh", "AMAZON")},
        ),
        (
            'Also on Hulu\n"Harrow House" was renewed for season 2.\nThe comedy series "Saltmarsh" was cancelled.',
            {("Harrow House", "Hulu"), ("Saltmarsh", "Hulu")},
        ),
    ],
)
def test_which_of_several_shows_a_channel_has(text: str, expected: set[tuple[str, ...]]) -> None:
    assert shows(text) == expected
