"""Builds attacks from a question and its reference: bad answers that look good to a careless grader.

Knows nothing of graders. `build(rubric, "negated", "report", 0, others)` → the attack's text
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from interviewer.bench.attack_wordings import wordings
from interviewer.cards import Lang, language_of
from interviewer.grading.contrast import sides
from interviewer.grading.frequency import rarity
from interviewer.grading.rubric import Rubric, key_points
from interviewer.grading.terms import STOP_EN, content, terms
from interviewer.grading.text import clauses, fold, sentences

KINDS = (
    "symbols", "dont_know", "question_copy", "keyword_salad", "negated", "swapped",
    "off_topic", "injected", "deleted", "echo_wrong", "padding", "wrong_language",
)  # fmt: skip
_TEMPLATED = {"symbols", "dont_know", "injected", "padding", "echo_wrong", "wrong_language"}
_LEAST_TERMS = 4


def lang_of(rubric: Rubric) -> str:
    """ "zh" or "en": the language of the question."""
    return "en" if language_of(rubric.question) is Lang.EN else "zh"


def build(rubric: Rubric, kind: str, part: str, turn: int, others: Sequence[Rubric]) -> str | None:
    """The attack of a kind on a question, None where the kind does not fit it.

    `part` is "fit" or "report", `turn` chooses among wordings, `others` are the file's
    other questions. The same arguments give the same text.
    """
    lang = lang_of(rubric)
    if kind in _TEMPLATED:
        choice = wordings(kind, lang, part)
        text = choice[turn % len(choice)]
        names = dict(zip("abc", _keywords(rubric, 3), strict=False))
        if kind == "echo_wrong" and len(names) < 3:
            return None
        return fill(text, topic=_topic(rubric.question, lang), **names)
    order = random.Random(f"{rubric.question}|{kind}|{part}|{turn}")
    makers: dict[str, Callable[[], str | None]] = {
        "question_copy": lambda: _question_copy(rubric, lang, part, turn),
        "keyword_salad": lambda: _salad(rubric, lang, part, turn, order),
        "negated": lambda: _negated(rubric.references[0], lang, part),
        "swapped": lambda: _swapped(rubric),
        "off_topic": lambda: _off_topic(rubric, others, order),
        "deleted": lambda: _deleted(rubric),
    }
    return makers[kind]()


def fill(template: str, **names: str) -> str:
    """The template with `{name}` replaced; other braces stay as they are."""
    for name, value in names.items():
        template = template.replace("{" + name + "}", value)
    return template


def _topic(question: str, lang: str) -> str:
    """A rough subject of the question: its content words, or the question's first clause."""
    if lang == "zh":
        return re.split(r"[，。？?！：:（(]", question)[0][:16]
    kept = [w for w in re.findall(r"[A-Za-z0-9+#]+", question) if w.lower() not in STOP_EN]
    return " ".join(kept[:4]) or question


def _keywords(rubric: Rubric, count: int) -> list[str]:
    """Telling words of the reference as written, the rarest first; Chinese as short phrases."""
    reference = rubric.references[0]
    if lang_of(rubric) == "zh":
        found = re.findall(
            r"[\u4e00-\u9fff]{2,5}|[A-Za-z]{2,}", re.sub(r"[的了是在和与或而但]", " ", reference)
        )
    else:
        found = [w for w in re.findall(r"[A-Za-z]{3,}", reference) if w.lower() not in STOP_EN]
    distinct = list(dict.fromkeys(found))
    return sorted(
        distinct, key=lambda w: -max((rarity(t.key) for t in terms(fold(w).text)), default=0)
    )[:count]


def _question_copy(rubric: Rubric, lang: str, part: str, turn: int) -> str:
    question = rubric.question
    bare = question.rstrip("?？。. ")
    if part == "fit":
        forms = [question, f"{question} {question}", bare + "."]
    elif lang == "zh":
        forms = [
            f"你问的是：{question}",
            f"{bare}，这就是{bare}。",
            f"关于“{bare}”这个问题，{bare}。",
        ]
    else:
        forms = [
            f"You are asking: {question}",
            f"{bare}, that is {bare}.",
            f'The question "{bare}" is about {bare}.',
        ]
    return forms[turn % len(forms)]


def _salad(rubric: Rubric, lang: str, part: str, turn: int, order: random.Random) -> str | None:
    reference = " ".join(rubric.references[0].split())
    if lang == "zh":
        parts = re.findall(r"[\u4e00-\u9fff]{2}|[A-Za-z0-9]+", reference)
    else:
        parts = re.findall(r"[A-Za-z0-9+#]+", reference)
    if len(parts) < 8:
        return None
    order.shuffle(parts)
    if (part == "fit") == (turn % 2 == 0):
        return (" " if lang == "en" else "").join(parts)
    kept = [p for p in dict.fromkeys(parts) if p.lower() not in STOP_EN]
    return (", " if lang == "en" else "、").join(kept)


_EN_VERB = re.compile(
    r"\b(is|are|was|were|can|will|may|must|should|has to|does|do|could|would)\b(?! not)", re.I
)
_ZH_VERBS = (
    "不会",
    "不能",
    "不是",
    "没有",
    "可以",
    "能够",
    "需要",
    "必须",
    "会",
    "能",
    "是",
    "有",
    "为",
    "使",
    "要",
)
_ZH_OPPOSITE = {"不会": "会", "不能": "能", "不是": "是", "没有": "有", "可以": "不可以", "能够": "不能够",
                "需要": "不需要", "必须": "不必", "会": "不会", "能": "不能", "是": "不是", "有": "没有",
                "为": "不为", "使": "不使", "要": "不要"}  # fmt: skip


def _negated(reference: str, lang: str, part: str) -> str | None:
    """Every sentence denied: at its verb, or as a whole ("It is not the case that …")."""
    text = " ".join(reference.split())
    if len(content(terms(fold(text).text))) < _LEAST_TERMS:
        return None
    found = [text[slice(*_original(text, s.start, s.end))] for s in sentences(fold(text).text)]
    if lang == "zh":
        return "。".join(denied(s, lang, part) for s in found) + "。"
    return " ".join(denied(s, lang, part) + "." for s in found)


def denied(sentence: str, lang: str, part: str) -> str:
    """A sentence in "en" or "zh" made to say the opposite."""
    return _deny_zh(sentence, part) if lang == "zh" else _deny_en(sentence, part)


def _original(text: str, start: int, end: int) -> tuple[int, int]:
    return fold(text).span(start, end)


def _deny_en(sentence: str, part: str) -> str:
    match = _EN_VERB.search(sentence)
    if re.search(r"\b(?:not|no|never)\b|n't\b", sentence):
        return re.sub(r"\s*\b(?:not|never)\b|n't\b|\bno\b", "", sentence, count=1)
    if match:
        return f"{sentence[: match.end()]} not{sentence[match.end() :]}"
    start = sentence[0].lower() + sentence[1:]
    return f"It is not true that {start}" if part == "fit" else f"It is never the case that {start}"


def _deny_zh(sentence: str, part: str) -> str:
    places = [(sentence.find(v), v) for v in _ZH_VERBS if v in sentence]
    if not places:
        return ("并不是" if part == "fit" else "绝非") + sentence
    _, verb = min(places, key=lambda p: (p[0], -len(p[1])))
    return sentence.replace(verb, _ZH_OPPOSITE[verb], 1)


def _swapped(rubric: Rubric) -> str | None:
    """The two compared things exchanged throughout, or the first and last term of a clause."""
    reference = " ".join(rubric.references[0].split())
    names = sides(fold(rubric.question).text)
    if names:
        swapped = _exchange_names(reference, names)
        if swapped:
            return swapped
    changed = False
    out = []
    for sentence in sentences(fold(reference).text):
        for clause in clauses(fold(reference).text, sentence):
            text = reference[slice(*_original(reference, clause.start, clause.end))]
            new = _exchange_ends(text)
            changed = changed or new is not None
            out.append(new or text)
    return ", ".join(out) + "." if changed else None


def _exchange_names(reference: str, names: tuple[frozenset[str], frozenset[str]]) -> str | None:
    """Words of one side written for those of the other; None unless both stand there."""
    folded = fold(reference)
    places = []
    for term in terms(folded.text):
        for side in (0, 1):
            if term.key in names[side]:
                places.append((*folded.span(term.start, term.end), side))
    if {p[2] for p in places} != {0, 1}:
        return None
    first = {p[2]: reference[p[0] : p[1]] for p in reversed(places)}
    out, at = "", 0
    for start, end, side in sorted(places):
        if start >= at:
            out += reference[at:start] + first[1 - side]
            at = end
    return out + reference[at:]


def _exchange_ends(clause: str) -> str | None:
    """ "A … B" → "B … A" for the first and last telling word of an English clause."""
    found = [m for m in re.finditer(r"[A-Za-z]{3,}", clause) if m.group().lower() not in STOP_EN]
    if len(found) < 3 or found[0].group().lower() == found[-1].group().lower():
        return None
    a, b = found[0], found[-1]
    if re.fullmatch(r"[\s,]*(?:and|or|,)[\s,]*", clause[a.end() : b.start()]):
        return None
    return (
        clause[: a.start()]
        + b.group()
        + clause[a.end() : b.start()]
        + a.group()
        + clause[b.end() :]
    )


def _off_topic(rubric: Rubric, others: Sequence[Rubric], order: random.Random) -> str | None:
    """The reference of another question that shares few terms with this one."""
    own = {t.key for t in content(terms(fold(rubric.references[0] + " " + rubric.question).text))}
    lang = lang_of(rubric)
    far = [
        o.references[0]
        for o in others
        if o.question != rubric.question
        and lang_of(o) == lang
        and len({t.key for t in content(terms(fold(o.references[0]).text))} & own)
        <= max(1, 0.1 * len(own))
    ]
    return order.choice(far) if far else None


def _deleted(rubric: Rubric) -> str | None:
    """Only the lightest key points are left, together under 40 % of the weight."""
    points = rubric.points if len(rubric.points) > 1 else key_points(rubric.references[0])
    total = sum(p.weight for p in points)
    kept: list[str] = []
    weight = 0.0
    for point in sorted(points, key=lambda p: (p.weight, len(p.text))):
        if weight + point.weight >= 0.4 * total:
            break
        kept.append(point.text)
        weight += point.weight
    return " ".join(kept) or None
