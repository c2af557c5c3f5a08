"""Any OpenAI-compatible server as ports.ChatModel: llama-server, llama_cpp.server, vLLM.

The only part of the program that speaks to another machine while it runs, and only when
a URL is set. Knows nothing of prompts. `RemoteChat("http://127.0.0.1:8000").stream(…)`
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from interviewer.adapters.reasoning import visible
from interviewer.adapters.remote_verdicts import WAYS, Way
from interviewer.errors import InputError, ModelError, WorkerDiedError
from interviewer.ports import VERDICT_DIGITS, Message

if TYPE_CHECKING:
    import httpx


class RemoteChat:
    """A chat model behind a URL, with or without /v1 at its end.

    `model` is the name the server knows it by; None takes the first one it offers.
    """

    def __init__(
        self,
        url: str,
        *,
        model: str | None = None,
        key: str | None = None,
        connect_seconds: float = 5.0,
        silence_seconds: float = 120.0,
    ) -> None:
        """Raises InputError when `url` is none. Connects at the first request only."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError(f"{url!r} is no address of a server. Write it as http://host:port.")
        base = url.rstrip("/")
        self._base = base if base.endswith("/v1") else f"{base}/v1"
        self._host = parts.hostname
        self._model = model
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._ways: Sequence[Way] = WAYS
        self._timeouts = (connect_seconds, silence_seconds)

    @property
    def name(self) -> str:
        """The model and where it runs."""
        return f"{self._model} at {self._host}" if self._model else self._host

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        temperature: float = 0.0,
        seed: int = 0,
    ) -> Iterator[str]:
        """Pieces of the reply, reasoning left out; closing the iterator drops the connection.

        Raises ModelError when the server cannot be reached or refuses, WorkerDiedError when
        the connection breaks in the middle.
        """
        with self._client() as client:
            body = {
                "model": self._model or self._first_model(client),
                "messages": [{"role": m.role, "content": m.content} for m in messages],
                "max_tokens": max_tokens,
                "temperature": temperature,
                "seed": seed,
                "stream": True,
            }
            with client.stream("POST", f"{self._base}/chat/completions", json=body) as response:
                self._check(response)
                yield from visible(_pieces(response))

    def choose(self, messages: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:
        """How likely the reply begins with each option: see ports.ChatModel; raises as `stream`.

        The way that the server understood is kept for the next requests. A server that only
        names one option gives that one 1.
        """
        if not options:
            return ()
        with self._client() as client:
            body = {
                "model": self._model or self._first_model(client),
                "messages": [{"role": m.role, "content": m.content} for m in messages],
                "temperature": 0.0,
                "seed": 0,
            }
            for place, way in enumerate(self._ways):
                asked = {**body, **way.fields(options)}
                response = client.post(f"{self._base}/chat/completions", json=asked)
                found = way.read(_document(response), options) if response.is_success else None
                if found is not None:
                    self._ways = self._ways[place:]
                    return tuple(round(share, VERDICT_DIGITS) for share in found)
            self._check(response)
        raise ModelError(f"The server at {self._base} gave no verdict that can be read.")

    def _first_model(self, client: httpx.Client) -> str:
        response = client.get(f"{self._base}/models")
        self._check(response)
        try:
            name = str(response.json()["data"][0]["id"])
        except (ValueError, LookupError, TypeError) as error:
            raise ModelError(
                f"The server at {self._base} names no model. Set INTERVIEWER_LLM__MODEL to one."
            ) from error
        self._model = name
        return name

    def _check(self, response: httpx.Response) -> None:
        if response.is_success:
            return
        response.read()
        raise ModelError(
            f"The server at {self._base} answered {response.status_code}: "
            f"{response.text.strip()[:200] or 'nothing more'}."
        )

    @contextmanager
    def _client(self) -> Iterator[httpx.Client]:
        import httpx

        connect, silence = self._timeouts
        # A proxy of the environment is for other machines, never for this one.
        with httpx.Client(
            headers=self._headers,
            timeout=httpx.Timeout(silence, connect=connect),
            trust_env=not _is_loopback(self._host),
        ) as client:
            try:
                yield client
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                raise ModelError(
                    f"No server answers at {self._base} ({error}). Start it, or choose a model "
                    "file: `interviewer models use PATH`."
                ) from error
            except httpx.TimeoutException as error:
                raise ModelError(
                    f"The server at {self._base} gave no word within {silence:.0f} seconds."
                ) from error
            except httpx.HTTPError as error:
                raise WorkerDiedError(
                    f"The connection to {self._base} broke in the middle ({error})."
                ) from error


def _document(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return None


def _pieces(response: httpx.Response) -> Iterator[str]:
    """The text of each server-sent event. Raises ModelError when one is no such event."""
    for line in response.iter_lines():
        data = line.removeprefix("data:").strip()
        if not line.startswith("data:") or data == "[DONE]":
            continue
        text = _delta(data)
        if text:
            yield text


def _delta(data: str) -> str | None:
    try:
        event: dict[str, Any] = json.loads(data)
        if "error" in event:
            raise ModelError(f"The server reports an error: {event['error']}.")
        choices = event["choices"]
        return choices[0]["delta"].get("content") if choices else None
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ModelError(
            "The server does not speak the OpenAI chat protocol; check its address."
        ) from error


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
