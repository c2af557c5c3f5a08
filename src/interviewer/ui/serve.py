"""Serves the page: checks the port, brings in the pack, starts Gradio, warms the models up.

Raises InputError when the port is taken. `serve(settings.load(), host="127.0.0.1", …)`
"""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
import threading
import time
from pathlib import Path

from interviewer import locations
from interviewer.claim import claimed
from interviewer.errors import InputError, InterviewerError
from interviewer.parts import Parts
from interviewer.settings import Settings

_HOUR = 3600
# Models are loaded once the first page stands, or after so many seconds without a visitor.
_UNVISITED = 5.0


def serve(
    settings: Settings, *, host: str, port: int, open_browser: bool, auth_file: Path | None
) -> None:
    """Serve until the process is told to stop."""
    _check_port(host, port)
    auth = None if auth_file is None else read_passwords(auth_file)
    if auth is None and not _is_loopback(host):
        print(
            f"interviewer: {host} can be reached from other machines and no password is set; "
            "give --auth-file, or leave --host out.",
            file=sys.stderr,
        )
    # Gradio's copies of downloads stay with everything else that the program writes.
    os.environ.setdefault("GRADIO_TEMP_DIR", str(locations.home() / "gradio"))
    with claimed(locations.home()) as other, Parts(settings) as parts:
        # With the history in a database they are meant to be several.
        if other is not None and not parts.keeper.on_server:
            parts.tell("folder_in_use", who=other)
        parts.take_pack()
        threading.Thread(target=_keep_copies, args=(parts,), daemon=True).start()
        _launch(parts, host, port, open_browser, auth)


def _launch(
    parts: Parts, host: str, port: int, open_browser: bool, auth: list[tuple[str, str]] | None
) -> None:
    from starlette.middleware import Middleware

    from interviewer.ui import theme
    from interviewer.ui.data_section import MOST_UPLOAD
    from interviewer.ui.gate import Door, Gate, hosts_for
    from interviewer.ui.page import Page

    if auth is not None:
        locations.keep_apart(_who)
    hosts = hosts_for(host, parts.settings.ui.names)
    gate = Middleware(Gate, hosts=hosts, files=Path(os.environ["GRADIO_TEMP_DIR"]))

    page = Page(parts)
    threading.Thread(target=_warm_up, args=(parts, page.opened), daemon=True).start()
    page.blocks.queue(default_concurrency_limit=8)
    page.blocks.launch(
        server_name=host,
        server_port=port,
        inbrowser=open_browser,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        ssr_mode=False,
        auth=None if auth is None else Door(auth),
        app_kwargs={"middleware": [gate]},
        # Copies are made of what a download button offers; the gate serves only those.
        allowed_paths=[str(locations.exports_folder()), str(locations.home() / "people")],
        run_history=False,
        max_file_size=MOST_UPLOAD,
        footer_links=[],
        theme=theme.theme(),
        css=theme.css(),
        head=theme.head(),
    )
    print(f"interviewer is ready: http://{host}:{port}", flush=True)
    page.blocks.block_thread()


def _who() -> str | None:
    """Whoever sent the request at hand; None outside of one."""
    from gradio.context import LocalContext

    request = LocalContext.request.get(None)
    return None if request is None else request.username


def _keep_copies(parts: Parts) -> None:
    """A copy of the history each day, for as long as the page is served."""
    while True:
        parts.keep_daily()
        time.sleep(_HOUR)


def _warm_up(parts: Parts, opened: threading.Event) -> None:
    """Make what the first answer needs while the learner looks at the first screen, not before it
    stands. An error shows up where it is used.
    """
    opened.wait(_UNVISITED)
    try:
        parts.library.sync()
        parts.grader()
        model = parts.model()
        if model is not None:
            from interviewer.ports import Message

            for _ in model.stream([Message("user", "Ready?")], max_tokens=1):
                pass
    except InterviewerError as error:
        print(f"interviewer: {error}", file=sys.stderr, flush=True)


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise InputError(
                f"{host}:{port} cannot be used ({error.strerror}). Another interviewer may be "
                f"running there; stop it, or choose a port: make start PORT={port + 1}"
            ) from error


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read_passwords(path: Path) -> list[tuple[str, str]]:
    """Pairs from `name:password` lines. Raises InputError when there is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as text. Name a readable file.") from error
    pairs = [
        (name, password)
        for name, colon, password in (line.partition(":") for line in lines)
        if colon and name and password
    ]
    if not pairs:
        raise InputError(f"{path} has no line of the form name:password. Write one a person.")
    return pairs
