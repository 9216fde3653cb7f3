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
]

SILENT = [
    'Helen Tarrow told NBC that "Harrow House" was renewed for a second season.',
    '"Harrow House" was renewed for a second season, NBC News reported.',
    '"Harrow House" was cancelled; the studio shopped it to NBC.',
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
