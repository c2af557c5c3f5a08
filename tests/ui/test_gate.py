"""The gate before the page's server: foreign hosts, foreign sites, foreign files, guessed passwords."""

from __future__ import annotations

import hmac
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from interviewer.ui import gate
from interviewer.ui.gate import TRIES, TRIES_SECONDS, Door, Gate, hosts_for

JOIN = "/gradio_api/queue/join"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


def _client(tmp_path, clock, host="127.0.0.1", names=(), base="http://127.0.0.1:7860"):
    async def reached(request):
        wrong = request.url.path == "/login" and request.headers.get("password") != "right"
        return PlainTextResponse("reached", 400 if wrong else 200)

    hosts = hosts_for(host, names)
    app = Starlette(
        routes=[Route("/{path:path}", reached, methods=["GET", "POST"])],
        middleware=[Middleware(Gate, hosts=hosts, files=tmp_path / "files", clock=clock)],
    )
    return TestClient(app, base_url=base)


@pytest.fixture
def client(tmp_path, clock):
    with _client(tmp_path, clock) as opened:
        yield opened


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost:7860", "LOCALHOST", "[::1]:7860"])
def test_our_own_host_names_are_served(client, host):
    assert client.get("/", headers={"host": host}).text == "reached"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "localhost.evil.example",
     "192.168.0.7:7860", "[::1", "", "127.0.0.1@evil.example", "evil.example\\@127.0.0.1"],
)  # fmt: skip
def test_a_name_rebound_to_this_machine_is_not_served(client, host):
    for path in ("/", "/config", JOIN):
        assert client.get(path, headers={"host": host}).status_code == 403


def test_on_an_open_address_literal_addresses_are_served_and_names_only_when_told(tmp_path, clock):
    with _client(tmp_path, clock, "0.0.0.0", ["study.example"]) as client:
        for host, status in {
            "192.168.0.7:7860": 200,
            "study.example": 200,
            "evil.example": 403,
        }.items():
            assert client.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:3000"},
        {"origin": "http://localhost:7860"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"},
        {"origin": "http://127.0.0.1:7860", "sec-fetch-site": "cross-site"},
    ],
)
def test_another_site_s_post_is_not_taken(client, headers):
    assert client.post(JOIN, headers=headers).status_code == 403


def test_the_page_s_own_requests_and_a_link_to_it_are_taken(client):
    own = {"origin": "http://127.0.0.1:7860", "sec-fetch-site": "same-origin"}
    assert client.post(JOIN, headers=own).status_code == 200
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/", headers=link).status_code == 200
    assert client.post("/login", headers={**link, "password": "right"}).status_code == 403


def test_behind_a_proxy_the_name_that_the_browser_used_is_the_origin(tmp_path, clock):
    with _client(tmp_path, clock, names=["study.example"]) as client:
        headers = {"origin": "https://study.example", "x-forwarded-host": "study.example"}
        assert client.post(JOIN, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/gradio_api/proxy=http://evil.example/", "/gradio_api/run/predict", "/gradio_api/call/x",
     "/gradio_api/vibe-edit", "/gradio_api/process_recording", "/monitoring", "/docs",
     "/openapi.json", "/gradio_api/openapi.json", "/gradio_api/mcp/sse", "/gradio_api/runs",
     "/gradio_api/deep_link", "/gradio_api/dev/reload", "/gradio_api/stream/a/b/c/playlist.m3u8"],
)  # fmt: skip
def test_routes_that_the_page_does_not_need_are_not_served(client, path):
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


def test_only_files_made_for_the_page_are_served(client, tmp_path):
    files, secret = tmp_path / "files", tmp_path / "secret"
    files.mkdir()
    secret.write_text("x")
    (files / "report.md").write_text("x")
    (files / "link").symlink_to(secret)
    assert client.get(f"/gradio_api/file={files}/report.md").status_code == 200
    for path in (
        secret,
        "/etc/passwd",
        f"{files}/../secret",
        f"{files}/%2e%2e/secret",
        f"{files}/..%2fsecret",
        f"{files}/link",
        "http://evil.example/",
        "nul%00byte",
    ):
        assert client.get(f"/gradio_api/file={path}").status_code == 404, path
        assert client.get(f"/gradio_api/file/{path}").status_code == 404, path


def test_passwords_are_tried_few_times_and_then_again_later(client, clock):
    for _ in range(TRIES):
        assert client.post("/login").status_code == 400
    assert client.post("/login", headers={"password": "right"}).status_code == 429
    assert client.get("/").status_code == 200
    clock.now += TRIES_SECONDS + 1
    assert client.post("/login", headers={"password": "right"}).status_code == 200


def test_a_right_password_is_never_refused_for_being_used_often(client):
    for _ in range(3 * TRIES):
        assert client.post("/login", headers={"password": "right"}).status_code == 200


def test_nothing_may_be_fetched_from_elsewhere_or_framed(client):
    headers = client.get("/").headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_the_door_opens_to_a_right_pair_only():
    door = Door([("ann", "one"), ("贝", "二")])
    assert door("ann", "one")
    assert door("贝", "二")
    assert not any(door(*pair) for pair in [("ann", "二"), ("ann", ""), ("", "one"), ("x", "y")])


def test_every_known_pair_is_compared_in_constant_time_whatever_is_tried(monkeypatch):
    compared = []

    def compare(one, other):
        compared.append((len(one), len(other)))
        return hmac.compare_digest(one, other)

    monkeypatch.setattr(gate, "hmac", SimpleNamespace(compare_digest=compare))
    door = Door([("ann", "a"), ("bob", "a much longer password"), ("cy", "c")])
    for pair in [("ann", "a"), ("cy", "wrong"), ("nobody", "x" * 1000)]:
        compared.clear()
        door(*pair)
        assert compared == [(32, 32)] * 3
