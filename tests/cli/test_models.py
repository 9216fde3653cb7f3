"""`--reader model` and `both`: what a language model says, kept only where its words stand in the document."""

import json
from pathlib import Path
from typing import Any

import pytest
from models.endpoint_server import MODEL, Answer, Asked, EndpointServer, claims, in_turn, serving

from .command import RENEWED, run

WORDS = "Netflix has renewed Harrow House for a second season"
SAID: dict[str, Any] = {
    "kind": "status",
    "words": WORDS,
    "show": "Harrow House",
    "season": 2,
    "status": "renewed",
    "certainty": "asserted",
    "attributed_to": None,
}
INVENTED = SAID | {"words": "Netflix has cancelled Harrow House", "status": "cancelled"}
OTHERWISE = SAID | {"season": None, "status": "undecided"}


def article(folder: Path, name: str = "article.txt", text: str = RENEWED) -> None:
    (folder / name).write_text(text)


def variables(server: EndpointServer) -> dict[str, Any]:
    return {"UNDERWAY_MODEL_URL": server.url, "UNDERWAY_MODEL": MODEL, "UNDERWAY_MODEL_KEY": "a-secret-key"}


def test_it_never_asks_unless_it_is_told_to(tmp_path: Path) -> None:
    article(tmp_path)
    with serving(claims(SAID)) as server:
        assert run(tmp_path, "read", "article.txt", **variables(server)).status == 0
        assert server.asked == []
    done = run(tmp_path, "read", "article.txt", "--reader", "model")
    assert (done.status, done.out) == (1, "")
    assert done.problems[0].startswith("UNDERWAY_MODEL_URL: is not set")


def test_what_it_says_is_kept_where_the_words_stand_there(tmp_path: Path) -> None:
    article(tmp_path)
    with serving(claims(SAID, INVENTED)) as server:
        done = run(tmp_path, "read", "article.txt", "--reader", "model", "--format", "jsonl", **variables(server))
    (record,) = done.json_lines()
    assert (record["status"], record["evidence"]["text"]) == ("renewed", WORDS)
    assert record["reader"].startswith(f"model:{MODEL} ")
    assert "2 claims said, 1 refused: 1 words not in the document" in done.err
    assert "a-secret-key" not in done.out + done.err


def test_both_say_who_said_what_and_where_they_disagree(tmp_path: Path) -> None:
    article(tmp_path)
    with serving(claims(SAID)) as server:
        agreed = run(tmp_path, "read", "article.txt", "--reader", "both", "--format", "jsonl", **variables(server))
    status = next(record for record in agreed.json_lines() if record["kind"] == "status")
    assert len(status["readers"]) == 2 and status["disagree"] == []
    article(tmp_path, "another.txt", RENEWED.replace("Wednesday", "Friday"))
    with serving(claims(OTHERWISE)) as server:
        done = run(tmp_path, "read", "another.txt", "--reader", "both", "--format", "jsonl", **variables(server))
    one, other = (record for record in done.json_lines() if record["kind"] == "status")
    assert (one["disagree"], other["disagree"]) == ([other["id"]], [one["id"]])
    text = run(tmp_path, "read", "another.txt", "--reader", "both", **variables(server)).out
    assert "alone; another reader says otherwise]" in text


def test_what_was_answered_is_not_asked_for_again(tmp_path: Path) -> None:
    article(tmp_path)
    with serving(claims(SAID)) as server:
        first = run(tmp_path, "read", "article.txt", "--reader", "model", **variables(server))
        again = run(tmp_path, "read", "article.txt", "--reader", "model", **variables(server))
        assert len(server.asked) == 1
    assert first.out == again.out
    assert "0 requests, 1 answered before" in again.err


def test_the_ledger_keeps_who_read(tmp_path: Path) -> None:
    article(tmp_path)
    with serving(claims(SAID)) as server:
        assert run(tmp_path, "add", "article.txt", "--reader", "model", **variables(server)).status == 0
    (record,) = run(tmp_path, "claims", "--format", "jsonl").json_lines()
    assert record["reader"].startswith(f"model:{MODEL}")
    assert run(tmp_path, "ask", "Harrow House").out.strip().startswith("Yes: season 2 of Harrow House is coming.")


def test_the_ledger_keeps_who_found_the_same_words(tmp_path: Path) -> None:
    article(tmp_path)
    (found,) = (
        c for c in run(tmp_path, "read", "article.txt", "--format", "jsonl").json_lines() if c["kind"] == "status"
    )
    same = {name: found[name] for name in SAID if name in found} | {"words": found["evidence"]["text"]}
    with serving(claims(SAID | same)) as server:
        assert run(tmp_path, "add", "article.txt", "--reader", "both", **variables(server)).status == 0
    (record,) = run(tmp_path, "claims", "--kind", "status", "--format", "jsonl").json_lines()
    assert record["reader"].startswith("rules") and record["also_by"][0].startswith("model:")


def test_what_it_would_take(tmp_path: Path) -> None:
    article(tmp_path)
    article(tmp_path, "weather.txt", "It will rain on Friday.\n")
    with serving(claims(SAID)) as server:
        done = run(tmp_path, "read", ".", "--reader", "model", "--dry-run", "--prices", "1,2", **variables(server))
        assert server.asked == []
    assert done.out.startswith("2 documents, of which 1 hold nothing to read; 1 request; about ")


def test_a_budget_stops_it(tmp_path: Path) -> None:
    article(tmp_path)
    with serving(claims(SAID)) as server:
        done = run(tmp_path, "read", "article.txt", "--reader", "model", "--max-tokens", "10", **variables(server))
        assert server.asked == []
    assert (done.status, done.out) == (1, "")
    assert done.problems[0].startswith("article.txt: the budget is spent: 0 of 10 tokens used")


def test_a_batch(tmp_path: Path) -> None:
    article(tmp_path)
    with serving(claims(SAID)) as server:
        given = variables(server)
    written = run(tmp_path, "read", "article.txt", "--reader", "model", "--write-requests", "asked.jsonl", **given)
    assert written.out == "asked.jsonl: 1 request\n"
    request = json.loads((tmp_path / "asked.jsonl").read_text())
    answer = {
        "id": "batch-1",
        "custom_id": request["custom_id"],
        "response": {"status_code": 200, "request_id": "r", "body": json.loads(claims(SAID).body)},
        "error": None,
    }
    (tmp_path / "answered.jsonl").write_text(f"{json.dumps(answer)}\nnothing\n")
    arguments = ("--reader", "model", "--read-responses", "answered.jsonl", "--format", "jsonl")
    done = run(tmp_path, "read", "article.txt", *arguments, **given)
    assert [record["evidence"]["text"] for record in done.json_lines()] == [WORDS]
    assert done.problems[0].startswith("answered.jsonl:2: ")


def test_one_that_fails_stops_none_of_the_others(tmp_path: Path) -> None:
    article(tmp_path, "one.txt")
    article(tmp_path, "two.txt", RENEWED.replace("Wednesday", "Friday"))

    def answer(asked: Asked) -> Answer:
        return Answer(b"{}", 400) if "Wednesday" in asked.text else claims(SAID)

    with EndpointServer(answer).open() as server:
        done = run(
            tmp_path, "read", "one.txt", "two.txt", "--reader", "model", "--format", "jsonl", **variables(server)
        )
    assert done.status == 1
    assert [record["document"] for record in done.json_lines()] == ["two.txt"]
    assert done.problems[0].startswith("one.txt: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--dry-run"],
        ["--reader", "oracle"],
        ["--reader", "model", "--prices", "free"],
        ["--reader", "model", "--dry-run", "--write-requests", "x"],
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str]) -> None:
    article(tmp_path)
    assert run(tmp_path, "read", "article.txt", *arguments).status == 2


def test_answers_in_turn_are_of_the_documents_in_turn(tmp_path: Path) -> None:
    article(tmp_path, "one.txt")
    article(tmp_path, "two.txt", RENEWED.replace("Wednesday", "Friday"))
    with EndpointServer(in_turn(claims(SAID), claims())).open() as server:
        done = run(
            tmp_path, "read", "one.txt", "two.txt", "--reader", "model", "--concurrency", "1", "--format", "jsonl",
            **variables(server),
        )  # fmt: skip
    assert [record["document"] for record in done.json_lines()] == ["one.txt"]
