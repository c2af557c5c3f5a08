import os

from interviewer.models import machine


def test_cores_are_at_least_one_and_never_more_than_the_machine_has():

    assert 1 <= machine.physical_cores() <= (os.cpu_count() or 1)


def test_two_threads_of_one_core_count_once(tmp_path, monkeypatch):
    for cpu, siblings in enumerate(["0,2", "1,3", "0,2", "1,3"]):
        folder = tmp_path / f"cpu{cpu}" / "topology"
        folder.mkdir(parents=True)
        (folder / "thread_siblings_list").write_text(siblings)
    monkeypatch.setattr(machine, "_CPUS", tmp_path)
    monkeypatch.setattr(machine, "_QUOTA", tmp_path / "none")
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    assert machine.physical_cores() == 2


def test_a_container_gets_no_more_threads_than_its_share(tmp_path, monkeypatch):
    quota = tmp_path / "cpu.max"
    monkeypatch.setattr(machine, "_QUOTA", quota)
    monkeypatch.setattr(machine, "_CPUS", tmp_path)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(64)), raising=False)
    for text, cores in (("200000 100000\n", 2), ("50000 100000\n", 1), ("max 100000\n", 64)):
        quota.write_text(text)
        assert machine.physical_cores() == cores


def test_memory_is_counted_in_bytes():
    memory = machine.memory_bytes()
    assert memory is None or memory > 10**8
