"""A chat model behind a URL that keeps everyone waiting until a test lets it speak."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class HeldModel:
    """An OpenAI-compatible server. `hold()` keeps back replies from now on, `release()` ends that.

    Use it with `with HeldModel() as model`; what it says passes no check of a wording.
    """

    def __init__(self, text: str = "No.") -> None:
        self.text = text
        self._free = threading.Event()
        self._free.set()
        self._waiting = threading.Semaphore(0)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    def __enter__(self) -> HeldModel:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
        self._server.shutdown()
        self._server.server_close()

    @property
    def environment(self) -> dict[str, str]:
        """What makes the program use it."""
        return {"INTERVIEWER_LLM__URL": f"http://127.0.0.1:{self._server.server_port}"}

    def hold(self) -> None:
        self._free.clear()

    def release(self) -> None:
        self._free.set()

    def wait_for_request(self, seconds: float = 60.0) -> None:
        """Return once one more request has arrived that is kept waiting."""
        assert self._waiting.acquire(timeout=seconds), "the model was not asked"

    def _reply(self) -> str:
        if not self._free.is_set():
            self._waiting.release()
        self._free.wait()
        event = {"choices": [{"delta": {"content": self.text}}]}
        return f"data: {json.dumps(event)}\n\ndata: [DONE]\n\n"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        reply = self._reply

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._send("application/json", json.dumps({"data": [{"id": "held"}]}))

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self._send("text/event-stream", reply())

            def _send(self, kind: str, text: str) -> None:
                data = text.encode()
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                """Nothing is written to the terminal."""

        return Handler
