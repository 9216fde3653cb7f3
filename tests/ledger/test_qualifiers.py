"""What qualifies a title, and which kept titles are one with it."""

import pytest

from underway.ledger.qualifiers import Qualifier, bears, keys_to_look_up, read_title


@pytest.mark.parametrize(
    ("title", "base", "told"),
    [
        ("Harrow House", "Harrow House", None),
        ("Harrow House (2021)", "Harrow House", Qualifier(2021)),
        ("“Harrow House” (2021)", "Harrow House", Qualifier(2021)),
        ("Harrow House (1994 series)", "Harrow House", Qualifier(1994)),
        ("Harrow House (1994 TV series)", "Harrow House", Qualifier(1994)),
        ("Harrow House (1994–1996)", "Harrow House", Qualifier(1994)),
        ("Harrow House (2021-)", "Harrow House", Qualifier(2021)),
        ("Harrow House (2021–present)", "Harrow House", Qualifier(2021)),
        ("Harrow House (UK)", "Harrow House", Qualifier(country="GB")),
        ("Harrow House (U.S. TV series)", "Harrow House", Qualifier(country="US")),
        ("Harrow House (South Korean drama)", "Harrow House", Qualifier(country="KR")),
        ("Harrow House (US, 2021)", "Harrow House", Qualifier(2021, "US")),
        ("Harrow House (BBC One)", "Harrow House", Qualifier(network="BBC One")),
        ("Harrow House (2021, BBC One)", "Harrow House", Qualifier(2021, None, "BBC One")),
        ("Harrow House (2021 BBC One drama)", "Harrow House", Qualifier(2021, None, "BBC One")),
        ("Harrow House (TV series)", "Harrow House", None),
        ("Harrow House (season 2)", "Harrow House (season 2)", None),
        ("Harrow House (1986 film)", "Harrow House (1986 film)", None),
        ("Harrow House (2021 season)", "Harrow House (2021 season)", None),
        ("Harrow House (October 3, 2021)", "Harrow House (October 3, 2021)", None),
        ("Harrow House 2021", "Harrow House 2021", None),
        ("1883", "1883", None),
        ("1883 (2021)", "1883", Qualifier(2021)),
        ("(2021)", "(2021)", None),
        ("", "", None),
    ],
)
def test_a_title_and_what_qualifies_it(title: str, base: str, told: Qualifier | None) -> None:
    assert read_title(title) == (base, told)


@pytest.mark.parametrize(
    ("kept", "asked", "same"),
    [
        ("Harrow House", "Harrow House", True),
        ("Harrow House (2021)", "harrow house", True),
        ("Harrow House", "The Harrow House (2021)", True),
        ("Harrow House (UK)", "Harrow House (2021)", True),
        ("Harrow House (TV series)", "Harrow House", True),
        ("Harrow House 2021", "Harrow House", False),
        ("Harrow House (Again)", "Harrow House", False),
        ("Harrow House (Again)", "Harrow House (again)", True),
        ("Harrow Houses (2021)", "Harrow House", False),
    ],
)
def test_which_kept_titles_speak_of_a_show(kept: str, asked: str, same: bool) -> None:
    assert bears(kept, asked) is same
    if same:
        keys, beginning = keys_to_look_up(asked)
        (own,) = {key for key in keys_to_look_up(kept)[0] if key not in keys} or {next(iter(keys))}
        assert own in keys or own.startswith(beginning)
