"""What deploy/ ships is what the program understands, and the proxy does what it says."""

from __future__ import annotations

import configparser
import re
import shlex
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
import yaml

from interviewer.settings import Settings
from tests.servers import PROXY, free_port, proxy

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "deploy"
UNITS = sorted(FOLDER.glob("*.service"))
BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))


def _unit(path: Path) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment]
    unit.read_string(path.read_text(encoding="utf-8"))
    return unit


def _commands(compose) -> list[list[str]]:
    """Every command line of ours in the units and in the compose file."""
    lines = [_unit(path)["Service"]["ExecStart"] for path in UNITS]
    lines += [s["command"] for s in compose["services"].values() if "command" in s]
    return [shlex.split(line) for line in lines]


def test_every_setting_that_is_named_is_one():
    known = {
        f"INTERVIEWER_{group}__{name}".upper()
        for group, field in Settings.model_fields.items()
        for name in field.annotation.model_fields
    }
    named = set()
    for path in [*FOLDER.iterdir(), ROOT / "docs" / "deploy.md"]:
        if path.is_file():
            named |= set(re.findall(r"INTERVIEWER_\w+__\w+", path.read_text(encoding="utf-8")))
    assert named <= known
    assert {"INTERVIEWER_HISTORY__URL", "INTERVIEWER_CHROMA__URL"} <= named


def test_every_command_and_option_is_there(compose):
    help_of: dict[tuple[str, ...], str] = {}
    for words in _commands(compose):
        program = Path(words[0]).name
        start = words[1:3] if program == "python" else words[1:2]
        key = (str(BIN / program), *start)
        if key not in help_of:
            run = subprocess.run([*key, "--help"], capture_output=True, text=True)
            assert run.returncode == 0, run.stderr
            help_of[key] = run.stdout
        for option in (word for word in words if word.startswith("--")):
            assert option in help_of[key], (key, option)
    assert len(help_of) == 3


def test_the_services_of_the_compose_file_know_each_other(compose):
    services = compose["services"]
    for service in services.values():
        assert set(service.get("depends_on", ())) <= set(services)
        assert set(service.get("secrets", ())) <= set(compose["secrets"])
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            assert source in compose["volumes"] or source.startswith((".", "$"))
        if "build" in service:
            assert (FOLDER / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
    places = {
        name: service["networks"]["inside"]["ipv4_address"]
        for name, service in services.items()
        if isinstance(service["networks"], dict)
    }
    sent_to = services["proxy"]["environment"]
    assert sent_to["APP_ONE"] == f"{places['app-one']}:7860"
    assert sent_to["APP_TWO"] == f"{places['app-two']}:7860"
    assert services["app-one"]["environment"]["FORWARDED_ALLOW_IPS"] == places["proxy"]
    # Nothing but the proxy is reached from outside, and that from this machine only.
    assert {n: s["ports"] for n, s in services.items() if "ports" in s} == {
        "proxy": ["127.0.0.1:7860:7860"]
    }


def test_no_password_stands_on_a_command_line_or_in_a_file_of_the_repository(compose):
    for words in _commands(compose):
        assert not any("password" in word or "://" in word for word in words)
    for path in UNITS:
        assert "postgresql" not in " ".join(_unit(path)["Service"].values())
    assert "POSTGRES_PASSWORD" not in compose["services"]["postgres"]["environment"]


def test_every_server_of_the_units_listens_on_this_machine_only():
    for path in UNITS:
        words = shlex.split(_unit(path)["Service"]["ExecStart"])
        # The page does, unless told otherwise.
        assert "--host" not in words or words[words.index("--host") + 1] == "127.0.0.1"


@pytest.mark.model
def test_passwords_are_guessed_a_few_times_by_one_and_others_still_get_in(tmp_path, home):
    from tests.ui.driving import Server

    assert PROXY.is_file()
    (tmp_path / "people").write_text("ann:right\n")
    home.mkdir()
    app = Server(home, free_port())
    options = ["--auth-file", str(tmp_path / "people")]
    app.start(options=options, INTERVIEWER_LLM__ENABLED="false")
    page = f"127.0.0.1:{free_port()}"
    try:
        with proxy(page, [f"127.0.0.1:{app.port}", "127.0.0.1:9"], tmp_path):
            tried = [_login(page, "127.0.0.2", "wrong", forged=f"10.0.0.{n}") for n in range(22)]
            assert _login(page, "127.0.0.3", "right") == 200
    finally:
        app.kill()
    assert tried[:10] == [400] * 10
    assert set(tried[10:]) == {429}


def _login(page: str, source: str, password: str, forged: str = "") -> int:
    """Try a password from an address of this machine; gives the status."""
    headers = {"X-Forwarded-For": forged} if forged else {}
    way = httpx.HTTPTransport(local_address=source)
    with httpx.Client(transport=way, trust_env=False) as client:
        form = {"username": "ann", "password": password}
        return client.post(f"http://{page}/login", data=form, headers=headers).status_code
