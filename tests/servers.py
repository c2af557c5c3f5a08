"""Real servers on loopback for tests: PostgreSQL from the system's packages, and `chroma run`.

Each is started once a session, when a test first asks for it, and killed at the end.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

PROXY = Path(__file__).parent.parent / "deploy" / "haproxy.cfg"
NAME, PASSWORD = "learner", "p@ss/wörd:1"
# Debian keeps those that only an administrator calls in a folder of their own.
_PLACES = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/bin")]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Postgres:
    """A cluster of its own that asks everybody for a password, and may be stopped and started."""

    folder: Path
    bin: Path
    port: int

    @property
    def url(self) -> str:
        return self.url_of("postgres")

    def url_of(self, database: str, password: str = PASSWORD) -> str:
        who = f"{NAME}:{quote(password, safe='')}"
        return f"postgresql+psycopg://{who}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        # Nothing here has to outlive the machine's power.
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._ctl("start", "-w", "-l", str(self.folder / "log"), "-o", options)

    def stop(self) -> None:
        self._ctl("stop", "-w", "-m", "immediate")

    def psql(self, statement: str, database: str = "postgres") -> str:
        """What a statement gives, run by somebody who may do everything."""
        command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-p", self.port]
        return self._run(*command, "-U", NAME, "-d", database, "-c", statement).strip()

    def make(self, contents: Path) -> None:
        """Make the cluster; the password does not stand on a command line."""
        self._run(
            "initdb", "-D", self._data, "-U", NAME, "--pwfile", contents, "-E", "UTF8",
            "--locale=C.UTF-8", "--auth-host=scram-sha-256", "--auth-local=trust", "-N",
        )  # fmt: skip

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _ctl(self, *words: str) -> None:
        self._run("pg_ctl", "-D", self._data, *words)

    def _run(self, command: str, *words: object) -> str:
        # PostgreSQL refuses to run as root.
        prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        run = subprocess.run(
            [*prefix, str(self.bin / command), *map(str, words)],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert run.returncode == 0, run.stdout
        return run.stdout


@contextmanager
def postgres_server() -> Iterator[Postgres]:
    found = next((place for place in _PLACES if (place / "initdb").is_file()), None)
    if found is None:
        pytest.skip("PostgreSQL is not installed: what keeps a history in it was not tested")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        server = Postgres(folder, found, free_port())
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        if os.getuid() == 0:
            for path in (folder, folder / "password"):
                shutil.chown(path, "postgres", "postgres")
        server.make(folder / "password")
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def new_schema() -> str:
    return f"interviewer-test-{uuid.uuid4().hex[:12]}"


@contextmanager
def running(
    command: list[str], address: str, log: Path, **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A server's process, once something answers at its address; killed with all it started."""
    with log.open("ab") as out, subprocess.Popen(
        command, stdout=out, stderr=out, start_new_session=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore", **environment},
    ) as process:  # fmt: skip
        try:
            await_answer(address, process, log)
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def await_answer(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server answers; fails when its process ends before."""
    with httpx.Client(trust_env=False) as client:
        while process.poll() is None:
            with suppress(httpx.TransportError):
                client.get(address, timeout=5)
                return
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
    raise AssertionError(f"the server ended: {log.read_text(errors='replace')[-2000:]}")


@contextmanager
def chroma_server(folder: Path, port: int) -> Iterator[str]:
    """A Chroma server over a folder; gives its address."""
    url = f"http://127.0.0.1:{port}"
    command = [str(Path(sys.executable).parent / "chroma"), "run", "--path", str(folder)]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    with running(command, f"{url}/api/v2/heartbeat", folder.parent / "chroma.log"):
        yield url


@contextmanager
def llama_server(port: int, log: Path) -> Iterator[str]:
    """The starter model behind an OpenAI-compatible server; gives its address."""
    from interviewer.models.find import starter_gguf

    options = {"model": starter_gguf(), "n_ctx": 2048, "host": "127.0.0.1", "port": port}
    command = [sys.executable, "-m", "llama_cpp.server"]
    command += [part for key, value in options.items() for part in (f"--{key}", str(value))]
    url = f"http://127.0.0.1:{port}"
    with running(command, f"{url}/v1/models", log):
        yield url


@contextmanager
def proxy(page: str, apps: list[str], folder: Path) -> Iterator[None]:
    """HAProxy with the configuration of the repository, over these addresses."""
    found = shutil.which("haproxy") or shutil.which("/usr/sbin/haproxy")
    if found is None:
        pytest.skip("HAProxy is not installed: several app processes behind it were not tested")
    names = dict(zip(("PAGE", "APP_ONE", "APP_TWO"), (page, *apps), strict=True))
    command = [found, "-db", "-f", str(PROXY)]
    with running(command, f"http://{page}/", folder / "haproxy.log", **names):
        yield
