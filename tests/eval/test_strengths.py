"""How sure the rules are of their claims says how often these are right."""

from eval.scoring import pair, scored
from eval.texts import ARTICLES, load_texts, said
from underway.reading.reader import lay_out, read_page
from underway.reading.strength import strength

SURE = 0.8


def test_of_what_is_sure_more_is_right() -> None:
    right: dict[bool, list[bool]] = {True: [], False: []}
    for text in load_texts(ARTICLES)[::3]:
        page = lay_out(text.document())
        claims = read_page(page)
        sure = {claim.id: strength(page, claim) >= SURE for claim in claims}
        pairs, _, spurious = pair(text.claims, scored(said(claims)))
        for _, claim in pairs:
            right[sure[claim["id"]]].append(True)
        for claim in spurious:
            right[sure[claim["id"]]].append(False)
    share = {is_sure: sum(so) / len(so) for is_sure, so in right.items()}
    assert share[True] > 0.85
    assert share[True] > share[False] + 0.15
