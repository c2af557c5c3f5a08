"""Ways of asking an OpenAI-compatible server for a verdict, and reading its reply.

By the probabilities of the first token where the server gives them, else by output that
is constrained to the options. Knows nothing of connections.
`WAYS[0].read(response.json(), ["A", "B"])`
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from interviewer.adapters.reasoning import visible

_MOST_TOP = 20
_QUIET = {"chat_template_kwargs": {"enable_thinking": False}}


@dataclass(frozen=True)
class Way:
    """Fields to add to a chat request, and how its reply is read: None when it says nothing."""

    fields: Callable[[Sequence[str]], dict[str, Any]]
    read: Callable[[Any, Sequence[str]], tuple[float, ...] | None]


def from_logprobs(reply: Any, options: Sequence[str]) -> tuple[float, ...] | None:
    """Probability of each option from the alternatives of the first token."""
    try:
        top = reply["choices"][0]["logprobs"]["content"][0]["top_logprobs"]
        found = [(str(each["token"]).strip(), float(each["logprob"])) for each in top]
    except (LookupError, TypeError, ValueError):
        return None
    shares = [0.0] * len(options)
    for token, logprob in found:
        meant = [i for i, option in enumerate(options) if token and option.startswith(token)]
        if len(meant) == 1:
            shares[meant[0]] += math.exp(min(0.0, logprob))
    return tuple(shares)


def from_choice(reply: Any, options: Sequence[str]) -> tuple[float, ...] | None:
    """1 for the option that the reply names, 0 for the others."""
    try:
        text = "".join(visible([str(reply["choices"][0]["message"]["content"])])).strip()
        named = json.loads(text)["verdict"]
    except (LookupError, TypeError, ValueError):
        return None
    return tuple(float(option == named) for option in options) if named in options else None


def _logprobs(_: Sequence[str]) -> dict[str, Any]:
    return {"max_tokens": 1, "logprobs": True, "top_logprobs": _MOST_TOP, **_QUIET}


def _object(options: Sequence[str]) -> dict[str, Any]:
    form = {"type": "json_object", "schema": _schema(options)}
    return {"max_tokens": 24, "response_format": form, **_QUIET}


def _json_schema(options: Sequence[str]) -> dict[str, Any]:
    named = {"name": "verdict", "strict": True, "schema": _schema(options)}
    return {
        "max_tokens": 24,
        "response_format": {"type": "json_schema", "json_schema": named},
    }


def _schema(options: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"verdict": {"type": "string", "enum": list(options)}},
        "required": ["verdict"],
        "additionalProperties": False,
    }


# In this order: llama-server, vLLM and the like; llama_cpp.server; everything else.
WAYS = (Way(_logprobs, from_logprobs), Way(_object, from_choice), Way(_json_schema, from_choice))
