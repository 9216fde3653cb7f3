"""Bytes to text: byte order marks, UTF-8, what the bytes say of themselves, what they look like."""

import codecs
import re

import msgspec

from underway.sources.records import Fault, RefusedError

REPLACEMENT = "\ufffd"
_SAMPLE_BYTES = 64 * 1024
_BINARY_SHARE = 0.1  # of characters that stand for broken bytes, or control a device: no text has as many

_MARKS = [
    (codecs.BOM_UTF8, "utf_8_sig"),
    (codecs.BOM_UTF32_LE, "utf_32"),
    (codecs.BOM_UTF32_BE, "utf_32"),
    (codecs.BOM_UTF16_LE, "utf_16"),
    (codecs.BOM_UTF16_BE, "utf_16"),
]
# Names that pages use, and the wider encoding that browsers read under them, as https://encoding.spec.whatwg.org lists.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_CANDIDATES = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 koi8_r koi8_u cp932 euc_jp gb18030 big5 cp949".split()
)
_DECLARABLE = {
    *_CANDIDATES,
    *_WIDER.values(),
    *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    "cp866",
    "cp1258",
    "mac-roman",
    "mac-cyrillic",
}
_XML_ENCODING = re.compile(rb"\s*<\?xml\b[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_LABEL = re.compile(r"[A-Za-z0-9._:-]{1,40}")
_HIGH = bytes(range(128, 256))
# Quotation marks, dashes, ellipsis, euro and pound, spaces in windows-1252: most of what is not ASCII in English.
_TYPOGRAPHY = bytes([0x80, 0x85, *range(0x91, 0x98), 0x99, 0xA0, 0xA3, 0xA9, 0xAB, 0xAE, 0xB7, 0xBB])
# One or two letters from the upper half that no other letter touches, "à" aside.
_STRAY = re.compile(rb"(?<![A-Za-z\x80-\xff-])[\xc0-\xdf\xe1-\xff]{1,2}(?![A-Za-z\x80-\xff-])")
_CONTROL = re.compile(r"[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f]")


class Decoded(msgspec.Struct, frozen=True):
    """`broken` is how many U+FFFD stand for bytes that have no meaning in the encoding."""

    text: str
    encoding: str
    broken: int = 0

    def warnings(self, place: str) -> list[Fault]:
        if not self.broken:
            return []
        many = "1 broken character" if self.broken == 1 else f"{self.broken:,} broken characters"
        encoding = self.encoding.upper().replace("_SIG", "").replace("_", "-").replace("CP125", "windows-125")
        return [Fault(place, f"{many}, read as {encoding}; replaced with U+FFFD", fatal=False)]


def xml_encoding(payload: bytes) -> str | None:
    """What an XML declaration at the beginning says the encoding is."""
    match = _XML_ENCODING.match(payload)
    return match[1].decode("ascii", "ignore") if match else None


def decode(payload: bytes, declared: str | None = None) -> Decoded:
    """The text in whichever encoding it is; a byte order mark is not part of it. Raises RefusedError where it is none.

    `declared` is what the bytes say of themselves: it counts where they are not UTF-8 after all.
    """
    decoded = _decode(payload, declared)
    marks = decoded.broken + len(_CONTROL.findall(decoded.text)) if decoded.broken else 0
    if marks > len(decoded.text) * _BINARY_SHARE:
        raise RefusedError("is not text in any encoding that can be told")
    return decoded


def _decode(payload: bytes, declared: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if payload.startswith(mark):
            return _replacing(payload, encoding)
    try:
        return Decoded(payload.decode("utf-8"), "utf_8")
    except UnicodeDecodeError:
        utf8 = _replacing(payload, "utf_8")
    whole = len(utf8.text) - len(utf8.text.encode("ascii", "ignore")) - utf8.text.count(REPLACEMENT)
    if whole >= utf8.broken:
        return utf8
    high = len(payload) - len(payload.translate(None, _HIGH))
    label = _python_name(declared)
    if label:
        decoded = _replacing(payload, label)
        if decoded.broken * 10 <= high:
            return decoded
    if high - (len(payload) - len(payload.translate(None, _TYPOGRAPHY))) <= high * 0.2:
        return _replacing(payload, "cp1252")
    stray = sum(map(len, _STRAY.findall(payload)))
    detected = None if stray * 2 > high else _detect(payload)
    return _replacing(payload, detected) if detected else utf8


def _replacing(payload: bytes, encoding: str) -> Decoded:
    text = payload.decode(encoding, "replace")
    written = payload.count(REPLACEMENT.encode()) if encoding.startswith("utf_8") else 0
    return Decoded(text, encoding, text.count(REPLACEMENT) - written)


def _python_name(declared: str | None) -> str | None:
    if not declared or not _LABEL.fullmatch(declared):
        return None
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    name = _WIDER.get(name, name)
    return name if name in _DECLARABLE else None


def _detect(payload: bytes) -> str | None:
    """The likeliest encoding; windows-1252 where it is about as likely as that, being by far the most used."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, and most texts are UTF-8

    first = re.search(rb"[\x80-\xff]", payload)
    start = max(first.start() - 1024, 0) if first else 0
    matches = from_bytes(payload[start : start + _SAMPLE_BYTES], cp_isolation=_CANDIDATES)
    best = matches.best()
    if best is None:
        return None
    for match in matches:
        alike = match.chaos <= best.chaos + 0.05 and match.coherence >= best.coherence - 0.05
        if alike and "cp1252" in (match.encoding, *match.could_be_from_charset):
            return "cp1252"
    return best.encoding
