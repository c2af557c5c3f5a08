"""Cards: the questions, reference answers and key points that notes become.

Knows nothing of files, models or the screen. `new_id("Python", "What is a closure?")`
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePath


class Lang(StrEnum):
    """Language of a text. `MIXED` only when whole sentences of both occur."""

    EN = "en"
    ZH = "zh"
    MIXED = "mixed"


class Level(StrEnum):
    """How senior a candidate is expected to be to answer well."""

    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"


class CardStatus(StrEnum):
    """Where a card stands in the library."""

    ACTIVE = "active"
    UNANSWERED = "unanswered"
    CHANGED = "changed"
    RETIRED = "retired"


@dataclass(frozen=True)
class KeyPoint:
    """One checkable statement that a good answer makes.

    `weight` > 0. `start:end` are code-point offsets into the card's reference when
    the point stands there literally, else both are None.
    """

    text: str
    weight: float = 1.0
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Misconception:
    """Something candidates wrongly say, and why it is wrong."""

    claim: str
    why: str


@dataclass(frozen=True)
class Source:
    """Where a card stands in the notes: path as imported, first line (1-based)."""

    path: str
    line: int

    @property
    def shown(self) -> str:
        """The path without folders of this machine: as given if relative, else the file's name."""
        path = PurePath(self.path)
        return path.name if path.is_absolute() else self.path


@dataclass(frozen=True)
class Card:
    """A question with its reference answer (Markdown) and key points.

    `reference` is None when the notes leave the question open. `pair` is a name that
    a card shares with the same card in the other language, or None. `aliases` holds
    groups of terms that mean the same, e.g. ("self-attention", "自注意力").
    """

    id: str
    topic: str
    question: str
    reference: str | None
    key_points: tuple[KeyPoint, ...]
    lang: Lang
    source: Source
    pair: str | None = None
    level: Level | None = None
    misconceptions: tuple[Misconception, ...] = ()
    angles: tuple[str, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()
    reading: tuple[str, ...] = ()
    other_references: tuple[str, ...] = ()

    @property
    def references(self) -> tuple[str, ...]:
        """Every reference answer, the main one first; empty when there is none."""
        return () if self.reference is None else (self.reference, *self.other_references)

    @property
    def content_hash(self) -> str:
        """Changes with every edit of what the learner sees or is graded by (16 hex digits)."""
        parts = [
            self.topic,
            self.question,
            self.reference,
            [(p.text, p.weight) for p in self.key_points],
            [(m.claim, m.why) for m in self.misconceptions],
            self.angles,
            self.aliases,
            self.level,
            self.other_references,
        ]
        return _digest(json.dumps(parts, ensure_ascii=False))


def new_id(topic: str, question: str) -> str:
    """The id of a card at its first import, 16 hex digits; permanent from then on."""
    return _digest(f"{_same_topic(topic)}\n{normalised(question)}")


@lru_cache(maxsize=1 << 10)
def _same_topic(topic: str) -> str:
    """A topic folded; the same one stands over many questions."""
    return normalised(topic)


_APART = re.compile(r"[^\w+#]+")
# Texts in which only the width of punctuation could change, which falls away in any case.
_AS_IT_IS = re.compile(r"[\x00-\x7f\u4e00-\u9fff，。？！：；（）、“”‘’《》【】]*+")
# The same for plain ASCII, where a table of bytes is much quicker than an expression.
_FOLDED_ASCII = bytes(
    ord(char.lower()) if (char := chr(i)).isalnum() or char in "_+#" else ord(" ")
    for i in range(128)
).ljust(256)


def normalised(text: str) -> str:
    """Text with case, width and punctuation folded, for telling whether two questions are one."""
    if text.isascii():
        return b" ".join(text.encode().translate(_FOLDED_ASCII).split()).decode()
    narrow = text if _AS_IT_IS.fullmatch(text) else unicodedata.normalize("NFKC", text)
    return _APART.sub(" ", narrow.casefold()).strip()


def topics_of(cards: Iterable[Card]) -> list[str]:
    """The topics of some cards, each once, in order of first appearance."""
    return list(dict.fromkeys(card.topic for card in cards))


def in_language(cards: Sequence[Card], lang: Lang) -> list[Card]:
    """One card of each pair: the one in `lang` where there is one. Unpaired cards all stay."""
    has_lang = {card.pair for card in cards if card.pair and card.lang is lang}
    chosen: dict[str, Card] = {}
    for card in cards:
        if card.pair and card.pair in has_lang and card.lang is not lang:
            continue
        chosen.setdefault(card.pair or card.id, card)
    return list(chosen.values())


_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_CODE = re.compile(r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$\n]+\$", re.S)
_SENTENCE_END = re.compile(r"[。！？!?\n；;]+|(?<=\w)\.(?:\s+|$)")
_WORD = re.compile(r"[A-Za-z]{2,}")
_SENTENCE_WORDS = 4


def language_of(text: str) -> Lang:
    """Language of a text: `zh` also for Chinese sentences with English terms in them."""
    if text.isascii():
        return Lang.EN
    plain = _CODE.sub(" ", text) if "`" in text or "$" in text else text
    if len(_WORD.findall(plain)) < _SENTENCE_WORDS:
        return Lang.ZH if _HAN.search(plain) else Lang.EN
    chinese = english = 0
    for sentence in _SENTENCE_END.split(plain):
        if _HAN.search(sentence):
            chinese += 1
        elif len(_WORD.findall(sentence)) >= _SENTENCE_WORDS:
            english += 1
    if not chinese:
        return Lang.ZH if _HAN.search(plain) else Lang.EN
    return Lang.MIXED if english >= 1 and english * 3 >= chinese else Lang.ZH


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
