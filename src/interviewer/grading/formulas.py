"""Formulas and numbers in a folded text, read by what they come to: two are the same when that is.

So no notation is preferred: `(2n+1)/3`, `(2*n + 1) / 3` and `\\frac{1+2n}{3}` are one formula.
Knows nothing of references or answers. `formulas("takes 2n+1 steps")[0].text` → "2n+1"
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
# What letters stand for: two small values tell formulas apart, two large ones how they grow.
_SCALES = np.array([7.0, 11.0, 200.0, 400.0])
_SAME, _SAME_GROWTH = 1e-6, 0.03
_LONGEST = 80
_SIGNS = str.maketrans("−–∗×·⋅÷∕[]{}", "--****//()()")
_GROUP = r"\{((?:[^{}]|\{[^{}]*\})*)\}"
_SMALL = r"\(?\s*([0-9a-z](?:\s*[-+]\s*[0-9a-z])*)\s*\)?"
_REWRITTEN = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"(?m)(^|[;,。]|\.\s)\s*(?:\(\d{1,2}\)|\d{1,2}\s*[.)、:](?!\d))", r"\1 "),
        (rf"\\d?frac\s*{_GROUP}\s*{_GROUP}", r"((\1)/(\2))"),
        (r"\\(?:cdot|times|ast)", "*"),
        (r"\\(?:left|right)|\\(?=\W)|[$`]", ""),
        (r"\\", " "),
        (rf"\s*的\s*{_SMALL}\s*次(?:方|幂)", r"^(\1)"),
        (r"的平方|(?<=\b[a-z]) squared\b|(?<=\bn)2\b", "^2"),
        (rf" to the (?:power (?:of )?)?{_SMALL}(?![a-z])", r"^(\1)"),
        (r"\bpow\s*\(([^(),]+),([^(),]+)\)", r"\1^(\2)"),
        (r"(?<![a-z])([a-z]?)(?:log|lg|ln)(?:_?\(?(?:2|10)\)?(?=\s*[a-z(]))?\s*(?=[a-z(\d])(?![a-z]{2})", r"\1L"),
        (r"(?<![a-z])sqrt\s*(?=\()", "R"),
        (r"[a-z_'][a-z_']+|[^-+*/^().\w\s]", " _ "),
        (r"\s*([*/^+])\s*|(?<=\()\s+|\s+(?=\))", r"\1"),
        (r"(?<=[\da-z])\s+(?=L)", ""),
        (r"(?<=[\w)])\s+-\s+(?=[\w(])", "-"),
    )
)  # fmt: skip
_RUN = re.compile(r"(?:[oθω]\s*(?=\())?[-a-z\dLR+*/^().]*[a-z\d][-a-z\dLR+*/^().]*")
_BESIDE = re.compile(r"(?<=[\da-z)])(?=[a-zLR(])|(?<=\))(?=\d)")
_LIKE_WORDS = frozenset("ai")


@dataclass(frozen=True, eq=False)
class Formula:
    """A formula or number as written, signs made plain.

    `values` (4,) is what it comes to for some values of its `letters`; `growth` says that it is
    an order of growth, O(…).
    """

    text: str
    values: Values
    letters: frozenset[str]
    growth: bool = False

    def same(self, other: Formula) -> bool:
        """Whether both come to the same; where one is an order of growth, whether both grow alike."""
        if self.growth or other.growth:
            return self.grows_like(other)
        return bool(np.allclose(self.values, other.values, rtol=_SAME, atol=0))

    def grows_like(self, other: Formula) -> bool:
        """Whether the ratio of the two no longer changes: n and 2n + 1, but not n and n^2."""
        with np.errstate(all="ignore"):
            ratio = self.values[2:] / other.values[2:]
            return bool(abs(ratio[1] / ratio[0] - 1) < _SAME_GROWTH)

    def one_off(self, other: Formula) -> bool:
        """Whether the two differ by one whatever the letters: the counts of steps and of places."""
        apart = np.abs(self.values - other.values)
        return bool(self.letters) and bool(np.allclose(apart, 1.0))

    def to_the(self, power: Formula) -> Formula:
        """This to that power: what a copied text has lost when the two stand one after the other."""
        with np.errstate(all="ignore"):
            values = self.values**power.values
        return Formula(f"{self.text}^({power.text})", values, self.letters | power.letters)


@lru_cache(maxsize=1024)
def formulas(text: str) -> tuple[Formula, ...]:
    """All formulas and numbers of a folded text, in order; "a" and "i" alone are words."""
    text = text.translate(_SIGNS) if "\\" not in text else text
    for pattern, new in _REWRITTEN:
        text = pattern.sub(new, text)
    found = (_formula(match.group()) for match in _RUN.finditer(text.translate(_SIGNS)))
    return tuple(f for f in found if f is not None)


def _formula(run: str) -> Formula | None:
    growth = bool(re.match(r"[oθω]\s*\(", run))
    run = _balanced(run[1:].strip() if growth else run)
    if not run or len(run) > _LONGEST or run in _LIKE_WORDS:
        return None
    # A logarithm or root is written as a power of its sign, which binds as it does.
    product = re.sub("([LR])", r"\1**", _BESIDE.sub("*", run)).replace("^", "**")
    try:
        with np.errstate(all="ignore"):
            values = _value(ast.parse(product, mode="eval").body)
    except (SyntaxError, ValueError):
        return None
    if not np.isfinite(values).all():
        return None
    shown = run.replace("L", " log ").replace("R", "sqrt").strip()
    letters = frozenset(c for c in run if c.islower())
    return Formula(f"O{shown}" if growth else shown, values, letters, growth)


def _balanced(run: str) -> str:
    """Without signs at the ends that belong to no formula."""
    run = run.strip("+*/^.").rstrip("-")
    while run.count("(") > run.count(")") and "(" in run:
        run = run[1:] if run[0] == "(" else run[: run.rindex("(")]
    while run.count(")") > run.count("("):
        run = run[:-1] if run[-1] == ")" else run[run.index(")") + 1 :]
    return run.strip("+*/^.").rstrip("-")


def _value(node: ast.expr) -> Values:
    """(4,) what a parsed formula comes to. Raises ValueError for what is none."""
    match node:
        case ast.Constant(value=int() | float() as number):
            return np.full(len(_SCALES), float(number))
        case ast.Name(id=name) if len(name) == 1 and name.islower():
            return _SCALES * (1 + 0.0731 * (ord(name) - ord("n")))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand)
        case ast.BinOp(left=ast.Name(id="L"), op=ast.Pow(), right=right):
            return np.log2(_value(right))
        case ast.BinOp(left=ast.Name(id="R"), op=ast.Pow(), right=right):
            return np.sqrt(_value(right))
        case ast.BinOp(left=left, op=op, right=right):
            return _joined(_value(left), op, _value(right))
    raise ValueError(ast.dump(node))


def _joined(left: Values, op: ast.operator, right: Values) -> Values:
    match op:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
        case ast.Pow():
            return left**right
    raise ValueError(ast.dump(op))
