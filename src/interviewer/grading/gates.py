"""Gates: answers that say nothing, found before any similarity is looked at.

Knows nothing of embeddings or points. `gates(fold("I don't know"), …)` → (Gate.DONT_KNOW,)
"""

from __future__ import annotations

import re

from interviewer.grade import Gate
from interviewer.grading.coherence import is_keyword_list
from interviewer.grading.echo import disordered
from interviewer.grading.frequency import rarity
from interviewer.grading.terms import Term, content, terms
from interviewer.grading.text import Folded, Span, clause_texts
from interviewer.grading.wording import expressions

_WORD = re.compile(r"[^\W_]")
_DONT_KNOW = re.compile(
    r"""\b(?:i\ )?(?:really\ |honestly\ |just\ )?(?:do\ ?n[o']?t|did\ ?n[o']?t|do\ not|don’t
    |can\ ?no?t|can'?t|could\ ?n[o']?t|cannot)\ (?:really\ |quite\ |even\ )?
        (?:know|remember|recall|understand|think\ of|answer|say|tell)\b
    | \b(?:no\ (?:idea|clue)|not\ (?:too\ |so\ |really\ |very\ |quite\ )?(?:sure|certain)|idk
    |dunno|beats\ me|haven'?t\ (?:learned|studied|seen|read|a\ clue)|no\ (?:answer|response)
    |not\ answered|unanswered|unsure)\b
    | \b(?:never\ (?:heard|learned|studied|used)|forgot(?:ten)?|skip\ this|would\ have\ to\ look
    |i\ give\ up)\b
    | (?:^|我|真的?|完全|也|都|实在|确实|抱歉|,)(?:还|是|都|也)?不(?:太|大|是很|怎么)?(?:知道
    |清楚|会(?:做|答)?(?=$|[,。!了啊])|记得|了解|明白|确定|懂)|看不(?:太)?懂|(?:没|未)(?:学|听|见
    |用|了解|接触)(?:说)?过|忘(?:记)?了|想不起来|^不会|不会[。!,]?$|记不(?:清|得)|答不(?:上|出)
    |毫无头绪|没(?:有)?(?:头绪|思路|印象)|无从
    |未(?:作答|回答)|没有?(?:作答|回答)""",
    re.VERBOSE,
)
# What people write to leave a question out, unless it is the answer.
_LEFT_OUT = re.compile(r"pass|skip(?:ped)?|blank|n/?a|[略无空]|跳过|空白")
_EDGES = " .。!?,;:()\n\t\"'"
# Words that fill a sentence without saying anything about the subject.
_FILLER = re.compile(
    r"\b(?:no|yes|ok|okay|hi|hello|sure|let|see|fine|many|good|great|nice|say|said|hard|maybe)\b"
    r"|\b(?:interesting|important|question|topic|depends?|situation|context|various|aspect|thing"
    r"|thank|please|sorry|guess|perhaps|probably|something|anything|stuff|answer|thought|process"
    r"|solution|overall|experience|general|ask|complex|simple|learn|study|remember|recall|idea"
    r"|clue)\w*"
    r"|(?:这是?(?:一)?个|非常|很|十分)?(?:好|重要|有趣|有意思|复杂|关键|经典)的?(?:问题|话题|概念"
    r"|知识点)"
    r"|具体情况具体分析|各有(?:优劣|千秋|利弊)|看情况|很多方面|综合考虑|因人而异|好的|谢谢|抱歉"
    r"|老师"
)
_MARKS = re.compile(r"[*&<>=+\-/^\[\](){}|%]")
_RUN, _COPIED_RUNS = 6, 0.5
_FATAL_SHARE = 0.12
_OWN_WORDS = 8


def gates(kept: Folded, removed: int, question: str, reference: str) -> tuple[Gate, ...]:
    """Gates that stop an answer of which `removed` parts to the grader were left out already.

    `kept` is the rest of the answer; `question` and `reference` are folded texts.
    """
    text = kept.text
    if not text.strip():
        return (Gate.INSTRUCTIONS,) if removed else (Gate.EMPTY,)
    if not _WORD.search(text):
        return () if text.strip() in reference else (Gate.SYMBOLS,)
    known = {t.key for t in content(terms(reference))}
    asked = {t.key for t in content(terms(question))}
    said = content(terms(text))
    bare = text.strip(_EDGES)
    left_out = _LEFT_OUT.fullmatch(bare) and bare not in reference
    if left_out or _dont_know(text, known - asked, asked):
        return (Gate.DONT_KNOW,)
    if _too_short(text, bare, said, known, reference):
        return (Gate.INSTRUCTIONS,) if removed else (Gate.TOO_SHORT,)
    new = expressions(text) - expressions(question)
    plain = content(terms(_FILLER.sub(" ", text)))
    repeats = _in_order(text, question) or len(said) < 2
    if not new and repeats and _copied(plain or said, asked, known - asked):
        return (Gate.QUESTION_COPIED,)
    if _repeated(said):
        return (Gate.REPEATED,)
    strung = is_keyword_list(text, reference) or disordered(reference, question, text)
    return (Gate.KEYWORD_LIST,) if strung else ()


def _dont_know(text: str, wanted: set[str], asked: set[str]) -> bool:
    """Nothing of weight is left beside clauses that admit not knowing."""
    parts = clause_texts(text)
    left = [part for part in parts if not _DONT_KNOW.search(part)]
    if len(left) == len(parts):
        return False
    own = {t.key for t in content(terms(_FILLER.sub(" ", "\n".join(left))))} - asked
    few = len(own & wanted) <= _FATAL_SHARE * max(4, len(wanted))
    return few and len(own) < _OWN_WORDS


def _too_short(text: str, bare: str, said: list[Term], known: set[str], reference: str) -> bool:
    """No content at all, and not a short answer that the reference itself gives."""
    if bare and (bare in reference or {t.key for t in said} & known):
        return False
    left = content(terms(_FILLER.sub(" ", text)))
    if expressions(text) and not left:
        return False
    return not left or (len(text.strip()) < 3 and not re.search(r"\d", text))


def _copied(said: list[Term], asked: set[str], wanted: set[str]) -> bool:
    """Nearly all that is said stands in the question, and none of what was wanted beyond it."""
    weights = {t.key: rarity(t.key) for t in said}
    if not wanted or len(weights.keys() & wanted) > 0.1 * len(wanted):
        return False
    own = sum(w for key, w in weights.items() if key not in asked)
    return own < 0.15 * sum(weights.values())


def _in_order(text: str, question: str) -> bool:
    """Whether a text has the question's words in the question's order, and no signs of its own."""
    if set(_MARKS.findall(text)) - set(_MARKS.findall(question)):
        return False
    flat, asked = " ".join(text.split()), " ".join(question.split())
    runs = [flat[i : i + _RUN] for i in range(max(1, len(flat) - _RUN + 1))]
    return sum(run in asked for run in runs) >= _COPIED_RUNS * len(runs)


def _repeated(said: list[Term]) -> bool:
    """A handful of terms over and over."""
    keys = [t.key for t in said]
    return len(keys) >= 24 and len(set(keys)) < 0.15 * len(keys) and len(set(keys)) < 8


def distinct(text: str, spans: list[Span]) -> list[Span]:
    """The sentences without repetitions of an earlier one."""
    seen: set[str] = set()
    kept = []
    for span in spans:
        key = re.sub(r"\W+", " ", text[span.start : span.end]).strip()
        if key not in seen or not key:
            kept.append(span)
        seen.add(key)
    return kept
