"""The worker's watch over a request: a cancel is seen, and long work gives signs of life."""

from __future__ import annotations

from interviewer.adapters import llama_child


def test_long_work_gives_a_sign_of_life_now_and_then(monkeypatch):
    now, signs = [100.0], []
    monkeypatch.setattr(llama_child.time, "perf_counter", lambda: now[0])
    look = llama_child._watched(lambda: False, lambda: signs.append(now[0]))
    for _ in range(24):
        assert look() is False
        now[0] += 0.5
    assert signs == [105.0, 110.0]


def test_a_cancel_is_seen_through_the_watch():
    wanted = [False, True]
    look = llama_child._watched(lambda: wanted.pop(0), lambda: None)
    assert [look(), look()] == [False, True]
