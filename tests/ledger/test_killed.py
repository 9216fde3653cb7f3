"""Processes killed at random moments while they write to a ledger."""

from tools.kill_runs import kill_runs


def test_what_a_killed_process_leaves_is_whole_and_can_be_completed() -> None:
    wrong, killed = kill_runs(20, seed=7)
    assert wrong == []
    assert killed >= 10
