"""Shows followed and unfollowed, listed, and their digests handed out and confirmed."""

import sys
from collections.abc import Sequence
from datetime import date, datetime

from underway.faces.cli.work import terminal
from underway.faces.cli.work.files import output_file
from underway.faces.cli.work.ledgers import opened
from underway.ledger import Ledger
from underway.render.digests import digest_atom, digest_html, digest_markdown, digest_text, followed_line
from underway.render.inert import inert
from underway.render.records import Format, json_page, written
from underway.vocabulary.dates import write_date
from underway.watch import digests
from underway.watch import following as shows

_LISTED = "`underway following` lists what is"


def follow(titles: Sequence[str], ledger: str | None) -> int:
    """Follows the shows, and prints a line for each."""

    def work() -> int:
        with opened(ledger) as kept:
            for begun in shows.follow(kept, titles):
                print(inert(_begun(begun)))
        return 0

    return terminal.finish(work)


def _begun(begun: shows.Begun) -> str:
    told = [f"{begun.title}: {'followed from now on' if begun.new else 'is followed already'}"]
    if not begun.known:
        told.append("no document here speaks of it yet")
    if begun.others:
        told.append(f"other shows of this title: {', '.join(begun.others)}")
    if begun.close_titles:
        told.append(f"did you mean {' or '.join(begun.close_titles)}?")
    return "; ".join(told)


def unfollow(titles: Sequence[str], ledger: str | None) -> int:
    """Follows the shows no longer, and prints a line for each; one that was not followed is told."""

    def work() -> int:
        with opened(ledger, create=False) as kept:
            ended = shows.unfollow(kept, titles)
            for one in ended:
                if one.was_followed:
                    print(inert(f"{one.title}: no longer followed"))
                else:
                    close = f"did you mean {' or '.join(one.close_titles)}?" if one.close_titles else _LISTED
                    terminal.complain(f"{one.title}: is not followed; {close}")
        return 0 if all(one.was_followed for one in ended) else 1

    return terminal.finish(work)


def following(format_: Format, ledger: str | None) -> int:
    """Prints a line for each followed show, as text, json or jsonl."""

    def work() -> int:
        with opened(ledger, create=False) as kept:
            found = shows.following(kept)
            sys.stdout.writelines(map(followed_line, found) if format_ == "text" else written(found, format_))
            _tell_of_none(kept)
        return 0

    return terminal.finish(work)


def digest(since: date | None, format_: str, output: str | None, ledger: str | None) -> int:
    """Writes the digest, as text, json, markdown, html or atom; nothing where nothing is new."""

    def work() -> int:
        with opened(ledger, create=False) as kept:
            unconfirmed = kept.followed.open_digest()
            made = digests.digest(kept, since=since)
            if made is None:
                if not _tell_of_none(kept):
                    terminal.complain("nothing is new of the shows that are followed")
                return 0
            if since is not None and unconfirmed is not None:
                terminal.complain(f"digest {made.id} of {_day(made.made)} is not confirmed yet, and comes first")
            with output_file(output, kept) as file:
                file.write(_written(made, format_))
        return 0

    return terminal.finish(work)


def _written(made: digests.Digest, format_: str) -> bytes:
    match format_:
        case "json":
            return json_page(made).encode()
        case "markdown":
            return digest_markdown(made).encode()
        case "html":
            return digest_html(made).encode()
        case "atom":
            return digest_atom(made)
        case _:
            return digest_text(made).encode()


def confirm(id_: str, ledger: str | None) -> int:
    """Confirms the digest of this id, or whose id begins so, and prints which that is."""

    def work() -> int:
        with opened(ledger, create=False) as kept:
            confirmed = kept.followed.confirm_digest(id_)
            print(f"Digest {confirmed.id} of {_day(confirmed.made)} is confirmed.")
        return 0

    return terminal.finish(work)


def _tell_of_none(kept: Ledger) -> bool:
    """Whether no show is followed, which is then told."""
    if kept.followed.follows():
        return False
    terminal.complain("no show is followed; `underway follow TITLE` follows one")
    return True


def _day(moment: datetime) -> str:
    return write_date(moment.date().isoformat())
