"""The knowledge pack that ships, as values: its cards in both languages and the gold answers.

Knows nothing of graders or of the learner's own notes; both kinds of file are read by the
readers that everything else uses. `interviewer pack`, `read_pack().pairs`
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from interviewer.bench import datasets
from interviewer.cards import Card, Lang, Level
from interviewer.errors import InputError
from interviewer.grade import Verdict
from interviewer.locations import knowledge_folder


@dataclass(frozen=True)
class PackCards:
    """The cards of the pack, in file order, one tuple a language."""

    en: tuple[Card, ...]
    zh: tuple[Card, ...]

    @property
    def by_lang(self) -> tuple[tuple[Lang, tuple[Card, ...]], ...]:
        """Each language with its cards."""
        return ((Lang.EN, self.en), (Lang.ZH, self.zh))

    @property
    def all(self) -> tuple[Card, ...]:
        """Every card, the English ones first."""
        return self.en + self.zh

    @property
    def pairs(self) -> tuple[tuple[Card, Card], ...]:
        """English and Chinese card of each name that both languages have."""
        chinese = {card.pair: card for card in self.zh if card.pair}
        return tuple((card, chinese[card.pair]) for card in self.en if card.pair in chinese)


@dataclass(frozen=True)
class GoldAnswer:
    """An answer to the card called `card`, scored (0..100) by reasoning from its key points.

    `split` is `fit` or `test`, `kind` one of those in `knowledge/README.md`; `verdicts`
    holds one verdict a key point, in the card's order.
    """

    card: str
    lang: Lang
    split: str
    kind: str
    answer: str
    verdicts: tuple[Verdict, ...]
    score: float


@dataclass(frozen=True)
class Counts:
    """How many cards and gold answers there are, by what tells them apart."""

    cards: Counter[tuple[Lang, str, Level | None]]
    gold: Counter[tuple[Lang, str, str]]


def read_pack() -> PackCards:
    """Every card of the pack. Raises NotesError when a file cannot be read."""
    en, zh = (
        datasets.cards_of(knowledge_folder().resolve() / lang.value) for lang in (Lang.EN, Lang.ZH)
    )
    return PackCards(en, zh)


def read_gold() -> tuple[GoldAnswer, ...]:
    """Every gold answer, in file order. InputError when one fits no card of the pack."""
    named = {
        (lang.value, card.question): card.pair
        for lang, cards in read_pack().by_lang
        for card in cards
        if card.pair
    }
    gold = datasets.load_pack()
    if not gold:
        where = knowledge_folder() / "gold"
        raise InputError(f"{where}: holds no gold answers; install the program again")
    return tuple(
        GoldAnswer(
            named[one.lang, one.question],
            Lang(one.lang),
            one.split,
            one.kind,
            one.answer,
            one.verdicts,
            one.score,
        )
        for one in gold
    )


def counts() -> Counts:
    """Cards by language, topic and level; gold answers by language, split and kind."""
    pack = read_pack()
    return Counts(
        Counter((lang, card.topic, card.level) for lang, cards in pack.by_lang for card in cards),
        Counter((one.lang, one.split, one.kind) for one in read_gold()),
    )
