"""A process that polls a newsstand: `python -m watch.poller LEDGER`.

For each line of its input, the number of a round an hour after the one before, it starts a child, which has in memory
what it itself had when it began, and nothing of other rounds. Children print their events, and digests as they hand
them out; it prints the id of each child, and how that ended. Every line is JSON.
"""

import os
import sys
from datetime import timedelta

from underway import reading
from underway.ledger import Ledger
from underway.render.records import json_text
from underway.sources import Record, to_document
from underway.vocabulary import Document
from underway.watch.digests import digest
from underway.watch.polling import poll

from .newsstand import START, Article, TurnedClock, web

HOUR = timedelta(hours=1)


def main(place: str) -> None:
    article = Article("Brackwater", "http://tideway.example/")
    for document in to_document(Record(article.address, "html", article.page)):
        assert isinstance(document, Document)
        reading.read(document)  # so that no child has to load what reading needs
    for line in sys.stdin:
        child = os.fork()
        if not child:
            play(place, int(line))
            os._exit(0)
        say({"child": child})
        _, ended = os.waitpid(child, 0)
        say({"ended": os.waitstatus_to_exitcode(ended)})


def play(place: str, number: int) -> None:
    """One round, and the digest after it; of two digests that are handed out one is confirmed."""
    clock = TurnedClock(START + number * HOUR)
    with Ledger.open(place, now=clock.now) as ledger, ledger.polled.polling():
        for event in poll(ledger, web(clock), every=HOUR, clock=clock):
            say(event)
        made = digest(ledger)
        if made:
            told = [change.id for news in made.shows for change in news.changes]
            say({"digest": made.id, "changes": told})
            if number % 2:
                ledger.followed.confirm_digest(made.id)


def say(value: object) -> None:
    """In one piece: half a line would run into the next."""
    os.write(sys.stdout.fileno(), json_text(value).encode() + b"\n")


if __name__ == "__main__":
    main(sys.argv[1])
