import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from interviewer.errors import InputError, ModelBrokenError, ModelError
from interviewer.models import fetch
from interviewer.models.catalogue import entry

COMMIT = "c" * 40
WEIGHTS = b"GGUF" + bytes(range(256)) * 4096
NAME = "qwen3-4b"


class Hub:
    """Speaks the hub's routes for one file: facts by HEAD, bytes by GET, from any offset."""

    def __init__(self):
        self.etag = hashlib.sha256(WEIGHTS).hexdigest()
        self.content = WEIGHTS
        self.names = ()
        self.break_after = None
        self.stall_after = None
        self.stalled, self.go_on = threading.Event(), threading.Event()
        self.ranges = []
        owner = self
        known = entry(NAME)

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args):
                """Keep the test's output clean."""

            def do_HEAD(self):
                self._facts(len(owner.content))

            def do_GET(self):
                if self.path.startswith("/api/models/"):
                    self._listing()
                    return
                asked = self.headers.get("Range")
                owner.ranges.append(asked)
                start = int(asked.split("=")[1].split("-")[0]) if asked else 0
                body = owner.content[start:]
                self._facts(len(body), 206 if start else 200, start)
                if owner.break_after is not None:
                    body, owner.break_after = body[: owner.break_after], None
                    self.close_connection = True
                if owner.stall_after is not None:
                    self.wfile.write(body[: owner.stall_after])
                    body, owner.stall_after = body[owner.stall_after :], None
                    owner.stalled.set()
                    owner.go_on.wait(60)
                    self.close_connection = True
                    return
                self.wfile.write(body)

            def _listing(self):
                """An embedding model's repository: every file in it has the same content."""
                lfs = {"sha256": owner.etag, "size": len(owner.content), "pointerSize": 1}
                files = [
                    {"rfilename": name, "size": len(owner.content), "blobId": "b", "lfs": lfs}
                    for name in owner.names
                ]
                body = json.dumps({"id": "x/y", "sha": COMMIT, "siblings": files}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def _facts(self, length, status=200, start=0):
                known_path = f"/{known.repo}/resolve/"
                ours = self.path.startswith(known_path) and known.file in self.path
                if not ours and self.path.rpartition("/")[2] not in owner.names:
                    status = 404
                    length = 0
                self.send_response(status)
                self.send_header("X-Repo-Commit", COMMIT)
                self.send_header("ETag", f'"{owner.etag}"')
                self.send_header("X-Linked-Etag", f'"{owner.etag}"')
                self.send_header("X-Linked-Size", str(len(owner.content)))
                self.send_header("Accept-Ranges", "bytes")
                if start:
                    end = len(owner.content) - 1
                    total = len(owner.content)
                    self.send_header("Content-Range", f"bytes {start}-{end}/{total}")
                self.send_header("Content-Length", str(length))
                self.end_headers()

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever)
        self._thread.start()

    def close(self):
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


@pytest.fixture
def hub(monkeypatch):
    import huggingface_hub
    from huggingface_hub import constants

    for name in (
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", 50_000)
    huggingface_hub.close_session()
    hub = Hub()
    yield hub
    huggingface_hub.close_session()
    hub.close()


def test_a_model_arrives_whole_and_where_it_came_from_is_recorded(hub, tmp_path):
    file = fetch.get(NAME, tmp_path, endpoint=hub.url)
    assert file.read_bytes() == WEIGHTS
    origin = json.loads((file.parent / "origin.json").read_text())
    assert origin["commit"] == COMMIT
    assert origin["sha256"] == hub.etag


def test_a_model_that_is_there_is_not_fetched_again(hub, tmp_path):
    fetch.get(NAME, tmp_path, endpoint=hub.url)
    file = fetch.get(NAME, tmp_path, endpoint="http://127.0.0.1:9")
    assert file.read_bytes() == WEIGHTS


def test_a_download_that_broke_off_goes_on_where_it_was(hub, tmp_path):
    hub.break_after = 300_000
    try:
        file = fetch.get(NAME, tmp_path, endpoint=hub.url)
    except ModelError:
        file = fetch.get(NAME, tmp_path, endpoint=hub.url)
    assert file.read_bytes() == WEIGHTS
    assert any(asked and not asked.startswith("bytes=0-") for asked in hub.ranges)


def test_a_damaged_download_is_removed_and_named_as_such(hub, tmp_path):
    hub.content = WEIGHTS[:-1] + b"!"
    with pytest.raises(ModelBrokenError, match="damaged"):
        fetch.get(NAME, tmp_path, endpoint=hub.url)
    assert not (tmp_path / NAME / entry(NAME).file).exists()
    assert not (tmp_path / NAME / "origin.json").exists()


def test_a_file_that_was_damaged_later_is_fetched_again(hub, tmp_path):
    file = fetch.get(NAME, tmp_path, endpoint=hub.url)
    file.write_bytes(b"GGUF and then nothing")
    assert fetch.get(NAME, tmp_path, endpoint=hub.url).read_bytes() == WEIGHTS


def test_a_full_disk_is_told_before_the_download(hub, tmp_path, monkeypatch):
    usage = type("Usage", (), {"free": 10**6})
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    with pytest.raises(InputError, match="Make room"):
        fetch.get(NAME, tmp_path, endpoint=hub.url)
    assert hub.ranges == []


def test_a_hub_that_cannot_be_reached_is_told_with_what_to_do(hub, tmp_path):
    with pytest.raises(ModelError, match="HF_ENDPOINT"):
        fetch.get(NAME, tmp_path, endpoint="http://127.0.0.1:9")


def test_a_file_that_the_hub_does_not_have_is_told(hub, tmp_path):
    with pytest.raises(ModelError, match="could not be downloaded"):
        fetch.get("qwen3-8b", tmp_path, endpoint=hub.url)


def test_an_unknown_name_lists_the_known_ones(tmp_path):
    with pytest.raises(InputError, match="qwen3-4b"):
        fetch.get("gpt-17", tmp_path)


def test_an_embedding_model_is_the_files_it_is_loaded_from_and_nothing_else(hub, tmp_path):
    hub.names = ("modules.json", "model.safetensors", "pytorch_model.bin", "README.md")
    told = []
    place = fetch.get(
        "bge-small-zh", tmp_path, endpoint=hub.url, tell=lambda *now: told.append(now)
    )
    assert fetch.is_whole(place)
    held = {file.name for file in place.iterdir()}
    assert held == {"modules.json", "model.safetensors", "origin.json"}
    assert told[-1] == (2 * len(WEIGHTS), 2 * len(WEIGHTS))
    assert sorted(told) == told
    fetch.get("bge-small-zh", tmp_path, endpoint="http://127.0.0.1:9")


def test_weights_in_the_older_format_are_taken_where_there_are_no_others(hub, tmp_path):
    hub.names = ("modules.json", "pytorch_model.bin")
    place = fetch.get("bge-m3", tmp_path, endpoint=hub.url)
    assert (place / "pytorch_model.bin").read_bytes() == WEIGHTS


def test_an_embedding_model_goes_on_with_the_file_that_broke_off(hub, tmp_path):
    hub.names = ("modules.json", "model.safetensors")
    hub.break_after = 300_000
    try:
        fetch.get("bge-small-zh", tmp_path, endpoint=hub.url)
    except ModelError:
        assert fetch.arrived("bge-small-zh", tmp_path) > 0
    place = fetch.get("bge-small-zh", tmp_path, endpoint=hub.url)
    assert (place / "model.safetensors").read_bytes() == WEIGHTS
    assert fetch.arrived("bge-small-zh", tmp_path) == 0


def test_a_file_whose_check_was_cut_short_is_checked_and_not_fetched_again(hub, tmp_path):
    file = fetch.get(NAME, tmp_path, endpoint=hub.url)
    (file.parent / "origin.json").unlink()
    hub.ranges.clear()
    assert fetch.get(NAME, tmp_path, endpoint=hub.url) == file
    assert hub.ranges == []
    assert fetch.is_whole(file.parent)
