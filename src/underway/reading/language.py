"""Is a text in another language than English? Its common words tell of nearly every text; a model tells of the others.

What counts is the prose: words that begin without a capital. Names and titles are foreign in English texts, too.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from unicodedata import normalize

from underway.reading.lexicon import common_words

_NAMES = """
af Afrikaans, am Amharic, an Aragonese, ar Arabic, as Assamese, az Azerbaijani, ba Bashkir, be Belarusian, bg Bulgarian,
bn Bengali, br Breton, bs Bosnian, ca Catalan, cs Czech, cy Welsh, da Danish, de German, dz Dzongkha, el Greek,
eo Esperanto, es Spanish, et Estonian, eu Basque, fa Persian, fi Finnish, fo Faroese, fr French, fy Western Frisian,
ga Irish, gd Scottish Gaelic, gl Galician, gu Gujarati, ha Hausa, he Hebrew, hi Hindi, hr Croatian, ht Haitian Creole,
hu Hungarian, hy Armenian, id Indonesian, ig Igbo, is Icelandic, it Italian, ja Japanese, jv Javanese, ka Georgian,
kk Kazakh, km Khmer, kn Kannada, ko Korean, ku Kurdish, ky Kyrgyz, la Latin, lb Luxembourgish, lg Ganda, ln Lingala,
lo Lao, lt Lithuanian, lv Latvian, mg Malagasy, mk Macedonian, ml Malayalam, mn Mongolian, mr Marathi, ms Malay,
mt Maltese, my Burmese, ne Nepali, nl Dutch, nn Norwegian Nynorsk, no Norwegian, oc Occitan, om Oromo, or Odia,
pa Punjabi, pl Polish, ps Pashto, pt Portuguese, qu Quechua, ro Romanian, ru Russian, rw Kinyarwanda, sa Sanskrit,
se Northern Sami, si Sinhala, sk Slovak, sl Slovenian, sn Shona, so Somali, sq Albanian, sr Serbian, st Southern Sotho,
sv Swedish, sw Swahili, ta Tamil, te Telugu, tg Tajik, th Thai, tk Turkmen, tl Tagalog, tr Turkish, tt Tatar, ug Uyghur,
uk Ukrainian, ur Urdu, uz Uzbek, vi Vietnamese, vo Volapük, wa Walloon, xh Xhosa, yo Yoruba, zh Chinese, zu Zulu"""

LANGUAGES: Mapping[str, str] = dict(entry.split(maxsplit=1) for entry in _NAMES.split(","))
"""What can be recognised: English names of languages by their codes of ISO 639-1."""

_NOT_FOREIGN = ("en", "pcm", "zxx")  # English, Nigerian Pidgin, and what is in no language: code, a scrambled text

# A long text is judged by pieces from all over it.
_PIECES = 6
_PIECE = 500  # characters

_ENGLISH = 0.3  # of the letters in common English words, as where half is in English; other languages have few
_LEAST = 40  # bytes of different words in UTF-8, some ten of Latin script: less may come from a few titles
_CERTAIN = 0.6  # not more, as close relatives share the probability of what is in one of them

# A word of the prose, as the group; addresses, tags and what between quotation marks is short as titles are pass by.
_WORD = re.compile(
    r"""(?: https?:// | www\. | [@#] ) \S+
      | “[^“”]{,40}” | „[^„“”]{,40}[“”] | «[^«»]{,40}» | "[^"\n]{,40}"
      | ( [^\W\d_]+ )""",
    re.VERBOSE,
)


def foreign_language(text: str) -> str | None:
    """The language that the text is clearly in instead of English, a key of LANGUAGES; judged by most of its prose.

    None for English, for too little to tell, and in doubt. The work is bounded, whatever the length of the text.
    """
    sample = _sample(text)
    if _common(sample.split()) >= _ENGLISH * len(sample):
        return None  # most texts end here, for a quarter of what telling words apart takes
    words = [word for word in _WORD.findall(normalize("NFC", sample)) if word and not word[0].isupper()]
    if len("".join(set(words)).encode()) < _LEAST or _common(words) >= _ENGLISH * sum(map(len, words)):
        return None
    code: str = _model().classify(" ".join(words))[0]
    return code if code in LANGUAGES else None


def _sample(text: str) -> str:
    if len(text) <= _PIECES * _PIECE:
        return text
    return " ".join(text[at : at + _PIECE] for at in range(0, len(text), -(-len(text) // _PIECES)))


def _common(words: Iterable[str]) -> int:
    """How many letters are in words that are common in English."""
    return sum(map(len, filter(common_words().__contains__, words)))


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - slow to import, and seldom needed

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True, min_confidence=_CERTAIN)
    model.set_languages([*LANGUAGES, *_NOT_FOREIGN])
    return model
