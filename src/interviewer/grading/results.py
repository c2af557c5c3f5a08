"""Results: the formula or number a question asks for, as the reference gives it and as the answer does.

Knows nothing of scores. `asked_for("How many are there?", "There are 2^(n-1).")[0].formula.text`
→ "2^(n-1)"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from interviewer.grading.formulas import Formula, formulas
from interviewer.grading.text import Span, sentences

# What asks for a value: each place asks for one, these for each of several things.
_ASKS = re.compile(
    r"\bhow (?:many|much|long|large|big|high|deep)\b|\bwhat(?:'s| is| are| would be| will be)(?: the)?(?: [\w-]+){0,3}?"
    r" (?:number|value|values|result|output|probability|cost|sum|complexity|complexities|formula|height|depth)\b"
    r"|\bcomplexity\b|\bformula\b|多少|几(?=[个种次棵条位层趟])|复杂度|公式|(?:结果|值)(?:是|为)(?:什么|$|\?)"
)
# Everything that asks: a question may want more than values.
_ALL_ASKS = re.compile(
    r"\b(?:what|how|why|when|where|which|who)\b|多少|什么|为何|哪|如何|怎|几(?=[个种次棵条位层趟])|能否|是否|解释|说明"
)
_OF_EACH = re.compile(r"\b(?:each|respectively|both)\b|各|分别")
# A sentence that concludes gives the result; what stands before it may be steps on the way.
_CONCLUDES = re.compile(
    r"\b(?:so|therefore|thus|hence|altogether|in total|total)\b|所以|因此|故|总"
)


@dataclass(frozen=True)
class Result:
    """A formula that a sentence gives, and where that sentence stands."""

    formula: Formula
    span: Span


@dataclass(frozen=True)
class Given:
    """What became of the results asked for: `met` of `wanted`, and what was given in their place.

    `missed` is the share of all that is asked for which such results are and the answer does not
    give, 0..1; 0 for an answer in words alone, of which nothing is known.
    """

    wanted: tuple[Result, ...] = ()
    met: tuple[bool, ...] = ()
    missed: float = 0.0
    instead: Result | None = None


def results(text: str) -> list[Result]:
    """All formulas of a folded text, each with its sentence."""
    return [
        Result(formula, span)
        for span in sentences(text)
        for formula in formulas(text[span.start : span.end])
    ]


def wanted(question: str, reference: str) -> tuple[Result, ...]:
    """The results a folded question asks for, as the folded reference gives them; often none."""
    asks = _ASKS.findall(question)
    if not asks:
        return ()
    known = formulas(question)
    new = [r for r in results(reference) if not _among(r.formula, known)]
    if _OF_EACH.search(question):
        return tuple(new)
    concluded = [r for r in new if _CONCLUDES.search(_clause(reference, r))]
    return tuple(concluded[-len(asks) :] if len(concluded) >= len(asks) else new[: len(asks)])


def given(question: str, reference: str, answer: str) -> Given:
    """How the results asked for fare in a folded answer."""
    asked = wanted(question, reference)
    said = results(answer)
    if not asked or not said:
        return Given(asked, (True,) * len(asked))
    together = [a.formula.to_the(b.formula) for a, b in pairwise(said)]
    forms = [*(r.formula for r in said), *together]
    met = tuple(any(f.same(w.formula) or f.one_off(w.formula) for f in forms) for w in asked)
    things = max(len(asked), len(_ALL_ASKS.findall(question)))
    missed = met.count(False) / things
    # A reference sentence that says more than the result is not denied by another one.
    only = things == len(asked) and missed
    return Given(asked, met, missed, _instead(question, reference, said) if only else None)


def _instead(question: str, reference: str, said: Sequence[Result]) -> Result | None:
    """The last formula of the answer that is given for a result and is none."""
    known = (*formulas(question), *(r.formula for r in results(reference)))
    letters = frozenset[str]().union(*(f.letters for f in known))
    other = [r for r in said if not _among(r.formula, known) and r.formula.letters <= letters]
    return other[-1] if other else None


def _among(formula: Formula, known: Sequence[Formula]) -> bool:
    return any(formula.same(k) for k in known if k.growth == formula.growth)


def _clause(text: str, result: Result) -> str:
    return text[result.span.start : result.span.end]
