"""Names what a key point is about without saying it.

Pure; works on the words alone: the point's subject, or what it shares with the question.
 `aspect("Early versions were weak on small objects.", "…")`
→ "early versions"
"""

from __future__ import annotations

import re

from interviewer.phrasing.wording import content_of, matter_of

_HAN = re.compile(r"[\u3400-\u9fff]")
_SUBJECT_EN = re.compile(
    r"^(?:(?P<article>the|a|an)\s+)?(?P<subject>[^,;:.()\"“”]{2,40}?)\s+"
    r"(?:is|are|was|were|has|have|had|can|could|may|must|will|should|does|do|needs?|uses?|makes?"
    r"|gives?|keeps?|takes?|holds?|means?|works?|comes?|depends?|helps?|reduces?|adds?|allows?)\b",
    re.IGNORECASE,
)
_SUBJECT_ZH = re.compile(
    r"^(?P<subject>[^，。；：、（）“”]{2,12}?)(?:都|也|则|就|会|还|要|被)?"
    r"(?:是|有|可以|需要|(?<![功性])能|(?<![调使作利应常采引])用|(?<!存)在|把|将|(?<![自理])由"
    r"|对(?![象齐比应])|让|使|(?<![行作因认称])为|不|没|(?<!对)比(?![例较])|随(?!机)|只)"
)
_GRAMMAR = "的都了是在和与被把时也就不"
_NO_SUBJECT = re.compile(
    r"^(?:its?|they|them|th(?:is|at|ese|ose|ere)|s?he|one|each|both|some|all|most|you|we|what|which"
    r"|when|if|so|because|not|only|as|with|for|in|on|at|by|to"
    r"|where|after|before|while|since|without|every|another|once|until)\b|\b(?:that|which|who|it)$"
    r"|^(?:它|这|那|两者|其|每|因此|所以|如果|因为|当|不|没|按|把|以后|之后|在|用|要|可|由|与|从|对|可以)"
    r"|(?:如果|之后|时|的|后|里|中|上|下)$",
    re.IGNORECASE,
)


def aspect(point: str, question: str) -> str | None:
    """Words that name the point's subject and give little of it away, or None.

    Words taken from the question stand in quotation marks in English, where they would need
    an article otherwise.
    """
    subject = _subject(point, question)
    if subject is not None:
        return subject
    shared = _shared(point, question)
    return f"“{shared}”" if shared and not _HAN.search(point) else shared


def _subject(point: str, question: str) -> str | None:
    chinese = _HAN.search(point) is not None
    match = (_SUBJECT_ZH if chinese else _SUBJECT_EN).match(point.strip())
    if match is None:
        return None
    subject = match["subject"].strip()
    if _NO_SUBJECT.search(subject) or len(subject.split()) > 4:
        return None
    new = content_of(point) - content_of(question)
    told = content_of(subject) & new
    if not content_of(subject) or len(told) > max(3 if chinese else 2, len(new) // 5):
        return None
    return subject if chinese else _in_sentence(subject, match["article"])


def _in_sentence(subject: str, article: str | None) -> str:
    """English as it stands in the middle of a sentence: "Early versions" → "early versions"."""
    head = subject.split()[0]
    plain = head[1:].islower() and head[0].isupper() and article is None and len(head) > 2
    lowered = subject[0].lower() + subject[1:] if plain else subject
    return f"{article.lower()} {lowered}" if article else lowered


def _shared(point: str, question: str) -> str | None:
    """The longest stretch of words, or of Chinese characters, that both texts have."""
    chinese = _HAN.search(question) is not None
    pieces = re.findall(r"[A-Za-z][\w+#-]*|[\u3400-\u9fff]" if chinese else r"[\w+#-]+", question)
    glue = "" if chinese else " "
    folded = re.sub(r"\s+", " ", point).casefold()
    runs = [
        glue.join(pieces[i:j])
        for i in range(len(pieces))
        for j in range(i + 1, min(i + 9, len(pieces)) + 1)
    ]
    found = [run for run in runs if matter_of(run) and _names(run) and _stands_in(run, folded)]
    return max(found, key=lambda run: (len(content_of(run)), -len(run)), default=None)


def _names(run: str) -> bool:
    """Whether a stretch is long or odd enough to be a term: several words, a name, a long word."""
    if _HAN.search(run):
        return len(run) > 2 and run[0] not in _GRAMMAR and run[-1] not in _GRAMMAR
    return " " in run or len(run) > 5 or not run.islower() or not run.isalpha()


def _stands_in(run: str, folded: str) -> bool:
    if _HAN.search(run):
        return run.casefold() in folded
    return re.search(rf"(?<!\w){re.escape(run.casefold())}(?!\w)", folded) is not None
