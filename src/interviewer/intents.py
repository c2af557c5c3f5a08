"""Intents: "next question", "give me a hint", "I don't know" are not answers to be graded.

A text is an intent only when every clause of it is one, or mere politeness: "I don't know
exactly, but a closure keeps …" stays an answer. Pure; knows nothing of sittings.
`intent_of("could you repeat the question?")` → Intent.REPEAT
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Intent(StrEnum):
    """What a learner wants when they do not answer."""

    STOP = "stop"
    HINT = "hint"
    REPEAT = "repeat"
    CLARIFY = "clarify"
    DONT_KNOW = "dont_know"
    SKIP = "skip"


_LONGEST = 120

_CLAUSE = re.compile(r"[.,!?;:~…\n]+|\s-+\s")


@dataclass(frozen=True)
class _Wording:
    """The patterns of words/intents.toml, made ready once."""

    rules: tuple[tuple[Intent, re.Pattern[str]], ...]
    polite: re.Pattern[str]
    leading: re.Pattern[str]


@cache
def _wording() -> _Wording:
    file = files("interviewer.words").joinpath("intents.toml")
    languages = tomllib.loads(file.read_text(encoding="utf-8")).values()
    rules = [
        (intent, re.compile(part["before"] + _either(part, intent) + part["after"]))
        for intent in Intent
        for part in languages
    ]
    english, chinese = (part["polite"] for part in languages)
    return _Wording(
        tuple(rules),
        re.compile(f"{english}(?: {english})*|{chinese}+"),
        # "No clue" has no politeness in front of it.
        re.compile(f"^(?:(?!no ){english} )+"),
    )


def _either(part: dict[str, Any], intent: Intent) -> str:
    return f"(?:{'|'.join(part[intent])})".replace("<question>", part["question"])


def intent_of(text: str, reference: str = "") -> Intent | None:
    """The intent of what was typed, None for an answer. A slash command (`/hint`) is one too.

    A single word that `reference` has as code (`next`, `pass`) is an answer. When several
    intents are named, asking for help comes before giving up, and giving up before going on.
    """
    written = text.strip()
    if len(written) > _LONGEST or _is_code(written, reference):
        return None
    folded = unicodedata.normalize("NFKC", written).casefold().replace("’", "'").replace("。", ".")
    clauses = [clause.strip(" '\"") for clause in _CLAUSE.split(folded.replace("、", ","))]
    found: set[Intent] = set()
    for clause in filter(None, clauses):
        named = _clause_intent(clause.removeprefix("/"))
        if named is None and not _wording().polite.fullmatch(clause):
            return None
        found |= {named} if named else set()
    return next((intent for intent in Intent if intent in found), None)


def _clause_intent(clause: str) -> Intent | None:
    whole = " ".join(clause.split())
    bare = _wording().leading.sub("", whole, count=1)
    squeezed = whole.replace(" ", "")
    for intent, rule in _wording().rules:
        if any(rule.fullmatch(form) for form in (whole, bare, squeezed)):
            return intent
    return None


def _is_code(written: str, reference: str) -> bool:
    return f"`{written}`" in reference or f"`{written}()`" in reference
