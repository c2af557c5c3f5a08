"""Checks one sentence of a critique against the grade that it comments on. Pure.

The verdicts are the truth here: a sentence may not praise what is missing, blame what is
covered, or name a score. Knows nothing of models.
`why_not("You are right about scope.", card, answer, grade, Lang.EN)`
"""

from __future__ import annotations

import re

from interviewer.cards import Card, Lang
from interviewer.grade import Band, Grade, Verdict
from interviewer.phrasing import checks
from interviewer.phrasing.phrased import Refusal
from interviewer.phrasing.wording import content_of, matter_of

_SCORE = re.compile(
    r"\b(?:scor(?:e|es|ed|ing)|grades?|graded|marks?|rating|rated|percent(?:age)?)\b|\d\s*[%％]"
    r"|\d+\s*/\s*\d+|\bout of (?:\d+|five|ten|a hundred|one hundred)\b|\b\d+(?:\.\d+)? points?\b"
    r"|\bA\+|得分|打分|评分|分数|满分|及格|百分之|\d\s*分(?!钟|之|类|支|布|割|配|辨)|[一二三四五六七八九十]成",
    re.IGNORECASE,
)
_TELL = r"(?:mention|explain|say|cover|address|name|state|describe|include|talk)\w*"
_BLAME = re.compile(
    r"\b(?:miss(?:ed|es|ing)?|forgot|omitt?(?:ed)?|left out|lacks?|lacking|wrong(?:ly)?"
    r"|incorrect(?:ly)?|mistaken|inaccurate|contradicts?|opposite|fail(?:ed|s)? to|unclear|vague"
    rf"|not (?:{_TELL}|correct|right|true|accurate|enough|clear)"
    rf"|(?:did|do|does|have|has)(?:n't| not) {_TELL}|should (?:have|also)|needs? to|partly"
    r"|partial(?:ly)?|could have)\b"
    r"|没有|没提|没说|未|漏|缺|错|不对|不准确|不够|不完整|相反|矛盾|忽略|应该|需要|补充|改正|混淆|误解|误以为",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:right(?:ly)?|correct(?:ly)?|accurate(?:ly)?|(?<!as )well|good|great|excellent|strong"
    r"|solid|nice(?:ly)?|perfect(?:ly)?|clear(?:ly)?|impressive|thorough"
    r"|you (?:also |have |rightly |correctly |clearly )*"
    r"(?:explain|mention|said|say|cover|identif|not(?:e|ed|ing)\b|describ|point|underst"
    r"|state|recogni|name|show|gave|give|know)\w*)"
    r"|对了|[是很]对的?|没错|有道理|正确|准确|很好|不错|清楚|出色|优秀|完整|说得对|答对"
    r"|你(?:也|还|正确地|准确地)?(?:说出|指出|提到|讲到|讲清|解释|说明|说到|理解|抓住)",
    re.IGNORECASE,
)
_YOU = re.compile(r"\byou(?:r|rs)?\b|你", re.IGNORECASE)
_EVERYTHING = re.compile(
    r"\b(?:all (?:of )?(?:the |your )?(?:key |main |important )?(?:points|aspects|parts)|everything"
    r"|nothing (?:is|was) missing|(?:complete|perfect|flawless|full|comprehensive) answer"
    r"|answer (?:is|was) (?:complete|perfect|flawless|comprehensive))\b"
    r"|所有要点|全部要点|没有遗漏|无遗漏|面面俱到|(?:回答|答案)(?:很|非常|十分)?(?:完整|完美|全面)|全都",
    re.IGNORECASE,
)
_ALL_BAD = re.compile(
    r"\b(?:completely|totally|entirely|all) (?:wrong|incorrect)|nothing (?:is|was|you said) \w*"
    r"|完全(?:错|不对)|全错|一无是处",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」")
_CLAUSE = re.compile(
    r"[,;，；](?=\s|[\u3400-\u9fff])|\b(?:but|however|though|although|yet|while)\b|但是?|不过|然而|只是"
)
_GOOD = (Verdict.COVERED, Verdict.PARTIAL)


def why_not(sentence: str, card: Card, answer: str, grade: Grade, lang: Lang) -> Refusal | None:
    """The reason not to show one sentence of a critique, or None."""
    own = _QUOTED.sub(" ", sentence)
    matter = " ".join([card.question, *card.references])
    if re.search(r"[?？]", own):
        return Refusal.QUESTIONS
    return (
        checks.form(sentence, lang, longest=160 if lang is Lang.ZH else 360, allowed=matter)
        or (None if _to_learner(own) else Refusal.NO_FEEDBACK)
        or _names_score(own, f"{matter} {answer}")
        or _sweeping(own, grade)
        or _off_card(sentence, card, answer, grade)
        or checks.true_quotes(sentence, [matter, answer, *_points(grade)])
        or _against(sentence, card, grade)
    )


def _to_learner(text: str) -> bool:
    """Whether it speaks to the learner or judges; a bare statement may be the model's own fact."""
    return any(sign.search(text) for sign in (_YOU, _PRAISE, _BLAME))


def _names_score(text: str, matter: str) -> Refusal | None:
    """A score; words such as "attention score" or "20 %" are fine where the matter has them."""
    known = matter.casefold()
    named = (match.group().casefold() for match in _SCORE.finditer(text))
    return Refusal.SCORE if any(name not in known for name in named) else None


def _sweeping(text: str, grade: Grade) -> Refusal | None:
    """Praise or blame of the whole answer that its verdicts or band do not bear out."""
    kinds = {point.verdict for point in grade.points}
    if _EVERYTHING.search(text) and not _BLAME.search(text) and kinds - {Verdict.COVERED}:
        return Refusal.AGAINST_VERDICT
    if _ALL_BAD.search(text) and (kinds & {Verdict.COVERED} or grade.band is Band.STRONG):
        return Refusal.AGAINST_VERDICT
    return None


def _off_card(sentence: str, card: Card, answer: str, grade: Grade) -> Refusal | None:
    sources = [card.question, *card.references, *_points(grade), answer]
    return checks.grounded(sentence, sources, share=0.5)


def _against(sentence: str, card: Card, grade: Grade) -> Refusal | None:
    """Whether any clause praises a point that is missing, or blames one that is covered.

    A clause that praises and blames at once, or speaks of no point, is left to the reader.
    """
    for clause in _CLAUSE.split(sentence):
        praised, blamed = bool(_PRAISE.search(clause)), bool(_BLAME.search(clause))
        about = spoken_of(clause, card, grade)
        if blamed and about and about <= {Verdict.COVERED}:
            return Refusal.AGAINST_VERDICT
        if praised and not blamed and not _borne_out(clause, about, card, grade):
            return Refusal.AGAINST_VERDICT
    return None


def _borne_out(clause: str, about: set[Verdict], card: Card, grade: Grade) -> bool:
    """Whether praise is deserved: most of what it names stands in points that were met."""
    if not grade.points:
        return grade.band not in (Band.WEAK, None)
    met = [point for point in grade.points if point.verdict in _GOOD]
    if not met or (about and not about & set(_GOOD)):
        return False
    named = matter_of(clause) - content_of(card.question)
    texts = (content_of(f"{point.point.text} {point.quote or ''}") for point in met)
    backed = named & frozenset[str]().union(*texts)
    return len(backed) >= 0.6 * len(named)


def _points(grade: Grade) -> list[str]:
    return [point.point.text for point in grade.points]


def spoken_of(clause: str, card: Card, grade: Grade) -> set[Verdict]:
    """Verdicts of the points that a text speaks of most, by their share of terms in it."""
    words = content_of(clause) - content_of(card.question)
    shares: list[tuple[float, Verdict]] = []
    for point in grade.points:
        own = content_of(f"{point.point.text} {point.quote or ''}") - content_of(card.question)
        shares.append((len(words & own) / max(1, len(own)), point.verdict))
    best = max((share for share, _ in shares), default=0.0)
    return {verdict for share, verdict in shares if share == best} if best > 0 else set()
