"""Two programs on one data folder: the second knows of the first, and nothing gets lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from interviewer.claim import claimed
from interviewer.errors import StoreError

HOLD = """
import sys, time
from pathlib import Path
from interviewer.claim import claimed
with claimed(Path(sys.argv[1])) as other:
    print(other, flush=True)
    time.sleep(60)
"""


def test_the_first_program_holds_the_folder_and_the_second_is_told_of_it(tmp_path):
    with claimed(tmp_path) as first, claimed(tmp_path) as second:
        assert first is None
        assert second == f"process {os.getpid()}"
    with claimed(tmp_path) as later:
        assert later is None


def test_a_killed_program_lets_go_of_the_folder(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "None\n"
    with claimed(tmp_path) as other:
        assert other == f"process {process.pid}"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with claimed(tmp_path) as other:
        assert other is None


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="INTERVIEWER_HOME"), claimed(tmp_path / "file" / "home"):
        pass
