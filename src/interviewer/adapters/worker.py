"""A child process that is spoken to in JSON, one line a message.

Knows nothing of language models. It runs in a process group of its own, so that Ctrl-C
in the terminal reaches the program first, and it ends when its standard input closes.
`Worker([sys.executable, "-m", "some.module"]).send({"id": 1})`
"""

from __future__ import annotations

import json
import queue
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from typing import IO, Any

from interviewer.errors import WorkerDiedError

_TAIL = 4000


class Worker:
    """One running child process."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        """Start `command`; `env` is its whole environment, None for that of this process."""
        self._stderr: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            process_group=0,
            env=env,
        )
        self._replies: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._sending = threading.Lock()
        self._reader = threading.Thread(target=self._read, name="worker-reader", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def send(self, message: Mapping[str, Any]) -> None:
        """Write one message; from any thread. Raises WorkerDiedError."""
        line = json.dumps(message).encode() + b"\n"
        pipe = self._process.stdin
        assert pipe is not None
        with self._sending:
            try:
                pipe.write(line)
                pipe.flush()
            except (OSError, ValueError) as error:  # ValueError: end() closed the pipe
                raise self._died() from error

    def receive(self, seconds: float) -> dict[str, Any]:
        """The next message. Raises TimeoutError after `seconds`, WorkerDiedError at the end."""
        try:
            reply = self._replies.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None
        if reply is None:
            self._replies.put(None)  # the end stays the end for whoever asks next
            raise self._died()
        return reply

    def end(self) -> None:
        """End the process at once; harmless when it has ended already."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        with self._sending:
            for pipe in (self._process.stdin, self._process.stdout):
                assert pipe is not None
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue  # bytes for a process that is gone
        self._stderr.close()

    def last_words(self) -> str:
        """The end of what the process wrote to its standard error."""
        if self._stderr.closed:
            return ""
        self._stderr.seek(0, 2)
        self._stderr.seek(max(0, self._stderr.tell() - _TAIL))
        return self._stderr.read().decode(errors="replace")

    def _read(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        for line in pipe:
            # A process that is killed can leave half a line behind.
            if line.endswith(b"\n"):
                self._replies.put(json.loads(line))
        self._replies.put(None)

    def _died(self) -> WorkerDiedError:
        try:
            code: object = self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            code = "unknown"
        return WorkerDiedError(
            f"The model's process ended unexpectedly (code {code}). It starts anew at the next use."
        )
