"""What this machine can carry: cores to compute with, memory to load into.

Knows nothing of models. `physical_cores()`
"""

from __future__ import annotations

import os
import platform
from pathlib import Path

_CPUS = Path("/sys/devices/system/cpu")
_QUOTA = Path("/sys/fs/cgroup/cpu.max")
_CPU_INFO = Path("/proc/cpuinfo")


def physical_cores() -> int:
    """Cores this process may use, at least 1; two threads of one core count once.

    llama.cpp gains nothing from the second thread of a core, and more threads than a
    container's share of the CPU make it many times slower.
    """
    cores = _distinct_cores() or os.cpu_count() or 1
    share = _cpu_share()
    return max(1, min(cores, cores if share is None else round(share)))


def processor() -> str:
    """The processor's name as the system gives it, so that one machine is told from another."""
    if _CPU_INFO.is_file():
        for line in _CPU_INFO.read_text(encoding="utf-8", errors="replace").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def memory_bytes() -> int | None:
    """Physical memory of the machine, None where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def _distinct_cores() -> int:
    """How many cores the CPUs given to this process belong to; 0 where Linux does not tell."""
    if not hasattr(os, "sched_getaffinity"):
        return 0
    cores = set()
    for cpu in os.sched_getaffinity(0):
        file = _CPUS / f"cpu{cpu}" / "topology" / "thread_siblings_list"
        cores.add(file.read_text() if file.is_file() else str(cpu))
    return len(cores)


def _cpu_share() -> float | None:
    """CPUs a container is limited to (cgroup v2), None without a limit."""
    if not _QUOTA.is_file():
        return None
    quota, _, period = _QUOTA.read_text().partition(" ")
    return None if quota == "max" else int(quota) / int(period)
