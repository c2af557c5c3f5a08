import json
import math
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from interviewer.adapters.remote_chat import RemoteChat
from interviewer.errors import InputError, ModelError, WorkerDiedError
from interviewer.ports import Message

ASK = [Message("system", "Ask."), Message("user", "闭包？")]


def _event(text):
    return {"choices": [{"delta": {"content": text}}]}


class Server:
    """A server of the OpenAI chat protocol that says what the test wants and records requests."""

    def __init__(self):
        self.events = [{"choices": [{"delta": {"role": "assistant"}}]}, _event("Hel"), _event("lo")]
        self.models = {"data": [{"id": "tiny"}]}
        self.status = 200
        self.ends = True
        self.replies = []
        self.requests = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args):
                """Keep the test's output clean."""

            def do_GET(self):
                self._send(200, json.dumps(owner.models).encode())

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                owner.requests.append((self.path, json.loads(body), dict(self.headers)))
                if owner.replies:
                    status, reply = owner.replies.pop(0)
                    self._send(status, json.dumps(reply).encode())
                    return
                if owner.status != 200:
                    self._send(owner.status, b'{"error": "model not loaded"}')
                    return
                self.send_response(200)
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                for event in owner.events:
                    data = event if isinstance(event, str) else json.dumps(event)
                    self._chunk(f"data: {data}\n\n".encode())
                if owner.ends:
                    self._chunk(b"data: [DONE]\n\n")
                    self._chunk(b"")
                self.close_connection = True

            def _chunk(self, data):
                self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

            def _send(self, status, body):
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever)
        self._thread.start()

    def close(self):
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


@pytest.fixture
def server():
    server = Server()
    yield server
    server.close()


def test_a_reply_comes_in_pieces(server):
    assert list(RemoteChat(server.url).stream(ASK, max_tokens=9)) == ["Hel", "lo"]


def test_the_request_says_everything_that_was_asked(server):
    list(RemoteChat(server.url, model="big").stream(ASK, max_tokens=9, temperature=0.5, seed=3))
    path, body, _ = server.requests[0]
    assert path == "/v1/chat/completions"
    assert body == {
        "model": "big",
        "messages": [{"role": "system", "content": "Ask."}, {"role": "user", "content": "闭包？"}],
        "max_tokens": 9,
        "temperature": 0.5,
        "seed": 3,
        "stream": True,
    }


@pytest.mark.parametrize("ending", ["", "/", "/v1", "/v1/"])
def test_the_address_may_end_in_v1_or_not(server, ending):
    assert list(RemoteChat(server.url + ending).stream(ASK, max_tokens=9))
    assert server.requests[0][0] == "/v1/chat/completions"


def test_without_a_name_the_first_model_of_the_server_is_used(server):
    chat = RemoteChat(server.url)
    list(chat.stream(ASK, max_tokens=9))
    assert server.requests[0][1]["model"] == "tiny"
    assert chat.name == "tiny at 127.0.0.1"


def test_a_server_without_models_is_named_as_such(server):
    server.models = {"data": []}
    with pytest.raises(ModelError, match="names no model"):
        list(RemoteChat(server.url).stream(ASK, max_tokens=9))


def test_a_key_is_sent_as_a_bearer_token(server):
    list(RemoteChat(server.url, key="k1").stream(ASK, max_tokens=9))
    assert server.requests[0][2]["Authorization"] == "Bearer k1"


def test_reasoning_is_left_out(server):
    server.events = [_event("<think>hm"), _event("</think>\n"), _event("Why?")]
    assert "".join(RemoteChat(server.url).stream(ASK, max_tokens=9)) == "Why?"


def test_a_proxy_of_the_environment_is_not_asked_for_a_server_on_this_machine(server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert list(RemoteChat(server.url).stream(ASK, max_tokens=9))


def test_an_error_of_the_server_is_told(server):
    server.status = 503
    with pytest.raises(ModelError, match=r"503.*model not loaded"):
        list(RemoteChat(server.url).stream(ASK, max_tokens=9))


def test_an_error_in_the_stream_is_told(server):
    server.events = [_event("Hel"), {"error": "out of memory"}]
    with pytest.raises(ModelError, match="out of memory"):
        list(RemoteChat(server.url).stream(ASK, max_tokens=9))


@pytest.mark.parametrize("junk", ["<html>", "[]", '{"choices": [{}]}', '{"choices": 3}'])
def test_a_server_of_another_kind_is_named_as_such(server, junk):
    server.events = [junk]
    with pytest.raises(ModelError, match="does not speak"):
        list(RemoteChat(server.url).stream(ASK, max_tokens=9))


def test_a_connection_that_breaks_in_the_middle_is_told(server):
    server.ends = False
    stream = RemoteChat(server.url).stream(ASK, max_tokens=9)
    assert next(stream) == "Hel"
    with pytest.raises(WorkerDiedError, match="broke in the middle"):
        list(stream)


def test_closing_the_iterator_ends_the_request_and_the_next_one_is_served(server):
    chat = RemoteChat(server.url)
    stream = chat.stream(ASK, max_tokens=9)
    next(stream)
    stream.close()
    assert list(chat.stream(ASK, max_tokens=9)) == ["Hel", "lo"]


def test_nobody_at_the_address_is_told_with_what_to_do():
    server = Server()
    server.close()
    with pytest.raises(ModelError, match="Start it"):
        list(RemoteChat(server.url).stream(ASK, max_tokens=9))


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "ftp://host", "http://", "model.gguf"])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(InputError, match="http://host:port"):
        RemoteChat(url)


def _top(*pairs):
    alternatives = [{"token": token, "logprob": math.log(share)} for token, share in pairs]
    return 200, {"choices": [{"logprobs": {"content": [{"top_logprobs": alternatives}]}}]}


def _says(text, status=200):
    return status, {"choices": [{"message": {"content": text}, "logprobs": None}]}


def test_a_verdict_is_read_from_the_probabilities_of_the_first_token(server):
    server.replies = [_top(("A", 0.5), (" A", 0.2), ("B", 0.1), ("The", 0.1))]
    assert RemoteChat(server.url).choose(ASK, ["A", "B", "C"]) == (0.7, 0.1, 0.0)
    assert server.requests[0][1]["max_tokens"] == 1


@pytest.mark.parametrize("refusal", [(500, {"error": "no logprobs"}), _says("A"), (200, {})])
def test_a_server_without_probabilities_is_held_to_the_options(server, refusal):
    server.replies = [refusal, _says('<think>x</think>{"verdict": "B"}'), _says('{"verdict": "A"}')]
    chat = RemoteChat(server.url)
    assert chat.choose(ASK, ["A", "B"]) == (0.0, 1.0)
    assert chat.choose(ASK, ["A", "B"]) == (1.0, 0.0)  # not asked for probabilities again
    form = server.requests[2][1]["response_format"]
    assert form["schema"]["properties"]["verdict"]["enum"] == ["A", "B"]


def test_a_server_that_gives_no_verdict_in_any_way_is_told(server):
    server.replies = [_says("Well"), _says("I think B"), _says('{"verdict": "Z"}')]
    with pytest.raises(ModelError, match="no verdict"):
        RemoteChat(server.url).choose(ASK, ["A", "B"])
    server.replies = [(503, {"error": "busy"})] * 3
    with pytest.raises(ModelError, match="busy"):
        RemoteChat(server.url).choose(ASK, ["A", "B"])
