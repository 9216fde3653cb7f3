"""Reads texts with whichever `underway` is on the path: JSON Lines of texts in, a JSON array of their claims out."""

import sys

import msgspec

from eval.texts import decode_texts, read_texts

if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(read_texts(decode_texts(sys.stdin.buffer.read()))))
