"""Quotations: what stands between marks, who says it, to whom, and what is no quotation at all."""

import pytest

from .claims import claims_of

NEWS = "Netflix has renewed its drama Cold Harbour for a second season. "


def quotes_of(text: str) -> list[tuple[str, str]]:
    return [(c.speaker, c.quote) for c in claims_of(NEWS + text, "quote")]


def speakers_of(text: str) -> list[str]:
    return [speaker for speaker, _ in quotes_of(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"It rained on us for weeks," said Martin Doyle.', "It rained on us for weeks,"),
        ("“It rained on us for weeks,” said Martin Doyle.", "It rained on us for weeks,"),
        ("‘It rained on us for weeks,’ said Martin Doyle.", "It rained on us for weeks,"),
        ("'It rained on us for weeks,' said Martin Doyle.", "It rained on us for weeks,"),
        ("«It rained on us for weeks,» said Martin Doyle.", "It rained on us for weeks,"),
        ("''It rained on us for weeks,'' said Martin Doyle.", "It rained on us for weeks,"),
        ("``It rained on us for weeks,'' said Martin Doyle.", "It rained on us for weeks,"),
        ("''It rained on 'us' for weeks,'' said Martin Doyle.", "It rained on 'us' for weeks,"),
        # One attribution, words on both sides.
        ('"It rained," said Martin Doyle, "for nine weeks on end."', "It rained, for nine weeks on end."),
        ('"It rained for weeks," Martin Doyle said. "Then it snowed."', "It rained for weeks, Then it snowed."),
        # A paragraph that opens the marks again.
        (
            '"It rained for weeks," said Martin Doyle.\n\n"Then it snowed on us.',
            "It rained for weeks, Then it snowed on us.",
        ),
        (
            'Martin Doyle said: "It rained for weeks.\n\n"Then it snowed on us."',
            "It rained for weeks. Then it snowed on us.",
        ),
        # A quotation inside a quotation.
        (
            "“She said ‘never again’ and meant it,” said Martin Doyle.",
            "She said ‘never again’ and meant it,",
        ),
        # Apostrophes, plural possessives and clipped decades close and open nothing.
        (
            "'The writers' room didn't sleep in the '90s,' said Martin Doyle.",
            "The writers' room didn't sleep in the '90s,",
        ),
        # Inches.
        ('He carried a 12" ruler. "It was a very long day," said Martin Doyle.', "It was a very long day,"),
        # The marks never close.
        ('Martin Doyle said: "It rained on us for weeks.', "It rained on us for weeks."),
        # Part of a sentence.
        ("Martin Doyle called it “the wettest shoot in history” on Friday.", "the wettest shoot in history"),
    ],
)
def test_the_words(text: str, words: str) -> None:
    assert quotes_of(text) == [("Martin Doyle", words)]


def test_two_quotations_with_sentences_between_are_two() -> None:
    text = '"It rained for weeks," said Martin Doyle. He lit a fire. Nobody spoke. "Then it snowed on us," he said.'
    assert quotes_of(text) == [
        ("Martin Doyle", "It rained for weeks,"),
        ("Martin Doyle", "Then it snowed on us,"),
    ]


def test_a_quotation_printed_twice_is_one() -> None:
    text = 'Martin Doyle said: "It rained on us for weeks."\n\n"It rained on us for weeks," said Martin Doyle.'
    assert len(quotes_of(text)) == 1


@pytest.mark.parametrize(
    "attributed",
    [
        'Martin Doyle said: "{}"',
        'Martin Doyle told reporters, "{}"',
        'Martin Doyle, who wrote all eight hours, said "{}"',
        'Martin Doyle, 61, the head of drama at the channel, said: "{}"',
        'Martin Doyle (The Long Tide) added: "{}"',
        'Asked about the weather, Martin Doyle shrugged: "{}"',
        'Martin Doyle was unimpressed: "{}"',
        'Martin Doyle rubbished the story, saying: "{}"',
        'Martin Doyle came to the window and said, "{}"',
        'Martin Doyle took to Twitter to say: "{}"',
        'In an interview with Screen Weekly, Martin Doyle says, "{}"',
        'Showrunner Martin Doyle tweeted: "{}"',
        'The creator, Martin Doyle, said: "{}"',
        'Its creator and sole writer, Martin Doyle, said: "{}"',
        '"{}" says Martin Doyle.',
        '"{}" Martin Doyle says.',
        '"{}" executive producer Martin Doyle told Screen Weekly.',
        '"{}" said the producer, Martin Doyle, last week.',
        '"{}" said creator and showrunner Martin Doyle.',
        '"{}" Martin Doyle, who plays the vicar, recalled.',
        '"{}" according to Martin Doyle.',
        '"{}" is how Martin Doyle puts it.',
        '"{}" sobbed Martin Doyle.',
        '"{}" emails Martin Doyle.',
    ],
)
def test_the_speaker(attributed: str) -> None:
    assert speakers_of(attributed.format("We are so very happy here,")) == ["Martin Doyle"]


@pytest.mark.parametrize(
    ("text", "speaker", "mention"),
    [
        ('Helen Marsh plays the mayor. "I cried for a week," Marsh said.', "Helen Marsh", "Marsh"),
        ('Helen Marsh plays the mayor. "I cried for a week," she said.', "Helen Marsh", "she"),
        ('Helen Marsh plays the mayor. "I cried for a week," Ms. Marsh said.', "Helen Marsh", "Marsh"),
        ('Helen Marsh plays the mayor. "I cried for a week," the actress said.', "Helen Marsh", "the actress"),
        ('Helen Marsh plays the mayor. "I cried for a week," said the 44-year-old.', "Helen Marsh", "the 44-year-old"),
        (
            'Showrunner Helen Marsh and actor Peter Lund were there. "I cried for a week," the showrunner said.',
            "Helen Marsh",
            "the showrunner",
        ),
        # He is not she.
        (
            'Helen Marsh wrote it. Peter Lund directed it. "I cried for a week," she said.',
            "Helen Marsh",
            "she",
        ),
        # Bodies, and those who speak for them without a name.
        ('"We have nothing to announce today," Netflix said.', "Netflix", "Netflix"),
        ('"We have nothing to announce today," the streamer said.', "Netflix", "the streamer"),
        (
            'A Netflix spokesperson said: "We have nothing to announce today."',
            "A Netflix spokesperson",
            "A Netflix spokesperson",
        ),
        ('A source close to the show told us: "We are all in bits."', "A source close to the show", None),
    ],
)
def test_who_is_meant(text: str, speaker: str, mention: str | None) -> None:
    (claim,) = claims_of(NEWS + text, "quote")
    assert claim.speaker == speaker
    assert claim.speaker_mention is not None
    assert mention is None or claim.speaker_mention.text == mention


def test_an_unattributed_sentence_goes_on_with_the_speaker() -> None:
    text = 'Helen Marsh would not be drawn on a third year. "Ask me again in the spring."'
    assert quotes_of(text) == [("Helen Marsh", "Ask me again in the spring.")]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ('"We cried for a week," Helen Marsh and Bo Tarn said in a statement.', ["Helen Marsh and Bo Tarn"]),
        ('Helen Marsh and Bo Tarn said: "We cried for a week."', ["Helen Marsh and Bo Tarn"]),
        ('Netflix has not decided. "We have no news for you," a spokeswoman said.', ["Netflix"]),
        ('"I cried for a week," said Helen Marsh. Bo Tarn joked, "I only cried for two."', ["Helen Marsh", "Bo Tarn"]),
        ('Ravi Menon, a writer, quit. Priya Menon has not. "I cried for a week," he said.', ["Ravi Menon"]),
        ('Helen Marsh, asked about it on Monday: "I cried for a week."', ["Helen Marsh"]),
        ('In May, showrunner Theo March said: "I cried for a week."', ["Theo March"]),
        ('"I cried for a week," said star June Tiller.', ["June Tiller"]),
        ('Helen Marsh is calm. "I cried for a week," her agent said.', ["her agent"]),
        (
            'It ended, and a source on the set claimed it was personal. "I cried for a week," the insider said.',
            ["a source on the set"],
        ),
        ('His wife, actor Helen Marsh, calls: "I cried for a week."', ["Helen Marsh"]),
        ('Helen Marsh is late. "I cried for a week," says the star of Cold Harbour.', ["Helen Marsh"]),
    ],
)
def test_who_speaks_beside_somebody_else(text: str, speakers: list[str]) -> None:
    assert speakers_of(text) == speakers


def test_another_one_is_not_the_last_speaker() -> None:
    text = 'Helen Marsh said: "I cried for a week." Another wrote: "My nan will riot over this."'
    assert speakers_of(text) == ["Helen Marsh"]


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ('"I cried for a week," Helen Marsh told Variety.', "Variety"),
        ('"I cried for a week," Helen Marsh told Variety in an interview on Monday.', "Variety"),
        ('Speaking to The Hollywood Reporter, Helen Marsh said: "I cried for a week."', "The Hollywood Reporter"),
        ('In an interview with Radio Times, Helen Marsh said: "I cried for a week."', "Radio Times"),
        ('Helen Marsh tweeted: "I cried for a week."', "Twitter"),
        ('"I cried for a week," Helen Marsh wrote on Instagram.', "Instagram"),
        ('"I cried for a week," Helen Marsh wrote in an Instagram post.', "Instagram"),
        ('"I cried for a week," Helen Marsh said on “Late Doors” on Monday.', "Late Doors"),
        ('On the podcast Screen Talk, Helen Marsh said: "I cried for a week."', "Screen Talk"),
        ('"I cried for a week," Helen Marsh said at the Leeds Television Festival.', "Leeds Television Festival"),
        ('In a Variety interview, Helen Marsh said: "I cried for a week."', "Variety"),
        ('"I cried for a week," Helen Marsh said on Lorraine on Monday.', "Lorraine"),
        ('"I cried for a week," Helen Marsh told this week\'s Screen Talk podcast.', "Screen Talk podcast"),
        ('"I cried for a week," Helen Marsh told Access at the Golden Globes.', "Access"),
        ('"I cried for a week," Helen Marsh told fans on Instagram Live.', "Instagram Live"),
        ('"I cried for a week," Helen Marsh told Bill Adair on The Late Chair.', "The Late Chair"),
        ('Per Variety, Helen Marsh said that she "cried for a whole week".', "Variety"),
        ('During a Reddit AMA, Helen Marsh wrote: "I cried for a week."', "Reddit"),
        ('On this week’s episode of Screen Talk, Helen Marsh said: "I cried for a week."', "Screen Talk"),
        ('The Guardian\'s Helen Marsh called it "the best of all long summers".', "The Guardian"),
        ('Helen Marsh told Variety that it is over. "I cried for a week," she said.', "Variety"),
        ('Collider caught up with Helen Marsh. "I cried for a week," she said.', "Collider"),
        ('Helen Marsh marked it on Instagram.\n\n"I cried for a week," she wrote.', "Instagram"),
        ('Speaking exclusively to Radio Times, Helen Marsh said: "I cried for a week."', "Radio Times"),
        ('Helen Marsh confirmed the news to Deadline.\n\n"I cried for a week," Marsh said.', "Deadline"),
        ('Helen Marsh spoke last week to Variety. "I cried for a week," she said.', "Variety"),
        ('"I cried for a week," Helen Marsh said. Speaking to Variety, she thanked the crew.', "Variety"),
        ('According to Deadline, it is over. "I cried for a week," Helen Marsh told the site.', "Deadline"),
        ('When Collider\'s Ada Quill asked about it, Helen Marsh said: "I cried for a week."', "Collider"),
        ('Helen Marsh was on BBC Radio 2. "I cried for a week," she told listeners.', "BBC Radio 2"),
        ('"I cried for a week," Helen Marsh said at Fox\'s upfront presentation.', "Fox's upfront presentation"),
        ('"I cried for a week," Helen Marsh said on the earnings call.', "the earnings call"),
        ('On Ada Quill\'s podcast Night Desk, Helen Marsh said: "I cried for a week."', "Night Desk"),
        ('\n\nVariety: Is it over?\nHelen Marsh: "I cried for a week."', "Variety"),
        ('Bo Tarn told Variety that it is over. "I cried for a week," Helen Marsh said.', None),
        ('"I cried for a week," Helen Marsh said on a conference call.', None),
        ('"I cried for a week," Helen Marsh said in a statement.', None),
        ('"I cried for a week," Helen Marsh told reporters.', None),
        ('"I cried for a week," Helen Marsh told Peter on Monday.', None),
        ('"I cried for a week," Helen Marsh said on Tuesday.', None),
    ],
)
def test_the_venue(text: str, venue: str | None) -> None:
    (claim,) = claims_of(NEWS + text, "quote")
    assert claim.venue == venue


def test_an_outlet_holds_for_all_who_speak_to_it_unnamed() -> None:
    text = 'A source told Deadline: "I cried for a week." Another source said: "So did I, for two."'
    assert [c.venue for c in claims_of(NEWS + text, "quote")] == ["Deadline", "Deadline"]


def test_words_posted_under_words_posted() -> None:
    text = 'Helen Marsh wrote on Instagram: "I cried for a week." Bo Tarn commented: "I cried for two."'
    assert [c.venue for c in claims_of(NEWS + text, "quote")] == ["Instagram", "Instagram"]


def test_a_venue_holds_for_the_rest_of_the_conversation() -> None:
    text = '"I cried for a week," Helen Marsh told Variety. The room is open. "We start in May," Marsh said.'
    assert [c.venue for c in claims_of(NEWS + text, "quote")] == ["Variety", "Variety"]


def test_what_is_told_to_all_is_said_on_the_occasion() -> None:
    text = 'It was at the TCA press tour. "I cried for a week," Helen Marsh told reporters.'
    assert [c.venue for c in claims_of(NEWS + text, "quote")] == ["TCA press tour"]


def test_she_goes_on_to_be_whom_the_sentences_are_about() -> None:
    text = 'Helen Marsh has made four of them. She writes them; Ada Quill directs. "I cried for a week," she said.'
    assert [c.speaker for c in claims_of(NEWS + text, "quote")] == ["Helen Marsh"]


def test_show_and_season_that_the_words_speak_of() -> None:
    text = '"I have read all of season three and I am thrilled," Helen Marsh said of Cold Harbour.'
    (claim,) = claims_of(NEWS + text, "quote")
    assert (claim.show, claim.season) == ("Cold Harbour", 3)


@pytest.mark.parametrize(
    "text",
    [
        'Helen Marsh is "thrilled" about it.',  # too few words
        'Helen Marsh said the "big bad wolf" was back.',
        'Helen Marsh said "A Long Night in the Valley" was her favourite.',  # a title
        'The sign over the door said only "must like long cold silences".',
        '"You were never my daughter," Eleanor tells Grace in the opening scene.',
        "Q: Was it cold? A: It was cold every single day.",
        'I asked, "Will there be another one after this?"',
        'Some would say "it is better to burn out".',
    ],
)
def test_no_quote(text: str) -> None:
    assert quotes_of(text) == []


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "LEEDS (AP) - Mayor Helen Marsh on Tuesday defended the tax, saying that “there was no other way.”",
            ["Helen Marsh"],
        ),
        (
            "Police said the road was shut. “I heard it from my kitchen,” said Joan Price, 71, who lives opposite.",
            ["Joan Price"],
        ),
        (
            "The bill “would add billions to the deficit every year”, according to Senator Peter Lund.",
            ["Peter Lund"],
        ),
        (
            'His sister, Karen Cole, paid tribute to Martin Cole. "He was the kindest man," she said.',
            ["Karen Cole"],
        ),
        (
            'A spokesman for Midland Fire and Rescue Service said: "Crews remain at the scene."',
            ["spokesman for Midland Fire and Rescue Service"],
        ),
    ],
)
def test_news_of_any_kind(text: str, speakers: list[str]) -> None:
    assert speakers_of("\n\n" + text) == speakers
