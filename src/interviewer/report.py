"""The report of a sitting: a value computed from it, and its Markdown, JSON, CSV and Anki forms.

Pure; knows nothing of the store or the screen. `report_of(session, cards)`
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from statistics import fmean

from interviewer.cards import Card, Lang
from interviewer.codec import plain
from interviewer.grade import Grade, PointVerdict, Verdict
from interviewer.patience import was_late
from interviewer.reason import in_words
from interviewer.session import Session, Turn, answer_text, grade_of, live, turns_of
from interviewer.standing import Standing, scores_of, standing_of
from interviewer.tables import separated
from interviewer.words import catalogue, say, told, translated


class Format(StrEnum):
    """Forms in which a report leaves the program."""

    MD = "md"
    JSON = "json"
    CSV = "csv"
    ANKI = "anki"


@dataclass(frozen=True)
class Entry:
    """One question of a sitting with everything that was said about it."""

    card: Card
    turns: tuple[Turn, ...]
    answer: str
    grade: Grade | None

    @property
    def skipped(self) -> bool:
        """True when the question was put and passed over."""
        return bool(self.turns) and all(turn.skipped for turn in self.turns)

    @property
    def open_points(self) -> tuple[PointVerdict, ...]:
        """The key points still to learn, weightiest first."""
        points = self.grade.points if self.grade else ()
        todo = [point for point in points if point.verdict is not Verdict.COVERED]
        return tuple(sorted(todo, key=lambda verdict: -verdict.point.weight))


@dataclass(frozen=True)
class Report:
    """A sitting summed up. `score` is the mean over graded questions; the others stay out of it."""

    session: Session
    entries: tuple[Entry, ...]
    standing: Standing = field(default_factory=Standing)

    @property
    def score(self) -> float | None:
        """Mean score of the graded questions (0..100), None when there is none."""
        return session_score(self.session)

    @property
    def study_first(self) -> tuple[tuple[Card, PointVerdict], ...]:
        """The three weightiest gaps, contradictions before what was missing."""
        return tuple(self.gaps[:3])

    @property
    def strengths(self) -> tuple[tuple[Card, PointVerdict], ...]:
        """The three weightiest points that were made."""
        made = [
            (entry.card, point)
            for entry in self.entries
            for point in (entry.grade.points if entry.grade else ())
            if point.verdict is Verdict.COVERED
        ]
        return tuple(sorted(made, key=lambda one: -one[1].point.weight)[:3])

    def card(self, card_id: str) -> Card:
        """A card that was asked."""
        return next(entry.card for entry in self.entries if entry.card.id == card_id)

    @property
    def gaps(self) -> list[tuple[Card, PointVerdict]]:
        """All open points, contradictions before what was missing, the weightiest first."""
        gaps = [(entry.card, point) for entry in self.entries for point in entry.open_points]
        order = {Verdict.CONTRADICTED: 0, Verdict.MISSING: 1, Verdict.PARTIAL: 2}
        return sorted(gaps, key=lambda gap: (order[gap[1].verdict], -gap[1].point.weight))


def session_score(session: Session) -> float | None:
    """Mean over the questions that have a score, each counted once (0..100)."""
    scores = scores_of(session)
    return fmean(scores.values()) if scores else None


def answered_count(session: Session) -> int:
    """How many questions (follow-ups aside) got an answer."""
    return len({turn.card_id for turn in live(session) if turn.answer is not None})


def report_of(
    session: Session, cards: Mapping[str, Card], earlier: Sequence[Session] = ()
) -> Report:
    """Sum a sitting up. `cards` holds every card that it asked, `earlier` sittings before it."""
    entries = []
    for card_id in dict.fromkeys(turn.card_id for turn in live(session)):
        turns = turns_of(session, card_id)
        entries.append(Entry(cards[card_id], turns, answer_text(turns), grade_of(turns)))
    return Report(session, tuple(entries), standing_of(session, earlier, cards))


def rendered(report: Report, form: Format) -> str:
    """The report as text in one of its forms."""
    return _RENDER[form](report)


def markdown(report: Report) -> str:
    """The report as Markdown, in the language of the sitting."""
    lang = report.session.lang
    score = report.score
    lines = [f"# {say('report_title', lang)}", ""]
    lines.append(
        say(
            "report_summary",
            lang,
            date=f"{report.session.started:%Y-%m-%d %H:%M} UTC",
            answered=answered_count(report.session),
            asked=len(report.entries),
            score=say("no_score", lang) if score is None else f"{score:.0f}",
        )
    )
    if report.study_first:
        lines += ["", f"## {say('study_first', lang)}", "", *_places(report.study_first)]
    lines += standing_lines(report, lang)
    for number, entry in enumerate(report.entries, start=1):
        lines += ["", f"## {number}. {one_line(entry.card.question)}", ""]
        lines += _entry_lines(entry, lang)
    return "\n".join(lines).rstrip() + "\n"


def _places(points: Sequence[tuple[Card, PointVerdict]]) -> list[str]:
    return [
        f"- {one_line(point.point.text)} — {one_line(card.question)} "
        f"({card.source.shown}:{card.source.line})"
        for card, point in points
    ]


def standing_lines(report: Report, lang: Lang) -> list[str]:
    """Strengths, topics, the sitting before, and what is due, as Markdown."""
    standing, lines = report.standing, []
    if report.strengths:
        lines += ["", f"## {say('strengths', lang)}", "", *_places(report.strengths)]
    if standing.topics:
        lines += ["", f"## {say('by_topic', lang)}", ""]
        lines += [
            f"- {topic.name}: {topic.score:.0f} ({say('topic_questions', lang, n=topic.questions)})"
            for topic in standing.topics
        ]
    lines += _before_lines(report, lang)
    if standing.due:
        lines += ["", f"## {say('due_when', lang)}", ""]
        lines += [
            f"- {due.when:%Y-%m-%d}: {one_line(report.card(due.card_id).question)}"
            for due in standing.due
        ]
    return lines


def _before_lines(report: Report, lang: Lang) -> list[str]:
    before, score = report.standing.before, report.score
    if before is None or score is None:
        return []
    lines = ["", f"## {say('beside_last', lang)}", ""]
    lines.append(
        say(
            "last_and_now",
            lang,
            date=f"{before.when:%Y-%m-%d}",
            before=f"{before.score:.0f}",
            now=f"{score:.0f}",
        )
    )
    changes = [(name, old, new) for name, old, new in before.topics]
    changes += [
        (one_line(report.card(one.card_id).question), one.before, one.now)
        for one in report.standing.again
    ]
    if changes:
        lines.append("")
        lines += [f"- {name}: {old:.0f} → {new:.0f}" for name, old, new in changes]
    return lines


def _entry_lines(entry: Entry, lang: Lang) -> list[str]:
    grade = entry.grade
    lines = [f"{say('topic', lang)}: {entry.card.topic}", ""]
    for turn in entry.turns:
        lines += [f"**{say('interviewer', lang)}**: {one_line(turn.question)}", ""]
        why = in_words(turn.why, lang) if turn.why else ""
        notes = " · ".join(filter(None, (wording_note(turn, lang), why)))
        lines += [f"_{notes}_", ""] if notes else []
        if turn.skipped:
            lines += [say("was_skipped", lang), ""]
        elif turn.answer is not None:
            lines += [*quoted(turn.answer), ""]
    lines += grade_markdown(grade, lang)
    if entry.card.reference is not None:
        lines += ["", f"**{say('reference', lang)}**:", "", *quoted(entry.card.reference)]
    return lines


def grade_markdown(grade: Grade | None, lang: Lang) -> list[str]:
    """A grade as lines of Markdown: the score, a line a key point, the critique."""
    if grade is None or grade.score is None:
        return [
            f"**{say('not_graded', lang)}** {translated((grade and grade.why) or '', lang)}".rstrip()
        ]
    band = say(f"band_{grade.band}", lang)
    similarity = f"{grade.similarity or 0:.2f}"
    score = say("score_line", lang, score=f"{grade.score:.0f}", band=band, sim=similarity)
    lines = [f"**{score}**" + (f" ({translated(grade.why, lang)})" if grade.why else ""), ""]
    lines += [_point_line(point, lang) for point in grade.points]
    if grade.critique:
        lines += ["", f"**{say('critique', lang)}**: {grade.critique}"]
    return lines


def wording_note(turn: Turn, lang: Lang) -> str:
    """Whose words a question is in, and why the model's were not used; "" if time alone was why.

    That stays in the history and in the JSON report.
    """
    if was_late(turn.refused):
        return ""
    if turn.phrased_by == "model":
        return say("phrased_by_model", lang)
    source = "phrased_by_program" if turn.target is None else "composed_by_program"
    if turn.refused is None:
        return say(source, lang)
    # An error of the model is a sentence of its own; a refusal is a word of ours.
    why = catalogue(lang).get(f"refused_{turn.refused}") or told(turn.refused, lang)
    return say("phrased_refused", lang, source=say(source, lang), why=why)


def _point_line(point: PointVerdict, lang: Lang) -> str:
    line = f"- {say(f'verdict_{point.verdict}', lang)}: {one_line(point.point.text)}"
    if point.quote:
        line += f" — {say('your_words', lang)} “{one_line(point.quote)}”"
    return line + (f" ({point.because})" if point.because else "")


def one_line(text: str) -> str:
    """A text with its line breaks and runs of spaces as single spaces."""
    return " ".join(text.split())


def quoted(text: str) -> list[str]:
    """A text as lines of a Markdown quotation, so that nothing in it opens a heading."""
    return [f"> {line}".rstrip() for line in text.splitlines()]


def as_json(report: Report) -> str:
    """The report as one JSON document."""
    document = {
        "session": plain(report.session),
        "score": report.score,
        "standing": plain(report.standing),
        "study_first": [
            {
                "card": card.id,
                "point": point.point.text,
                "verdict": point.verdict.value,
                "path": card.source.shown,
                "line": card.source.line,
            }
            for card, point in report.study_first
        ],
        "questions": [
            {
                "card": plain(_shown(entry.card)),
                "answer": entry.answer,
                "grade": entry.grade and plain(entry.grade),
            }
            for entry in report.entries
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _shown(card: Card) -> Card:
    """The card with no folder of this machine in it: a report may go anywhere."""
    return replace(card, source=replace(card.source, path=card.source.shown))


def as_csv(report: Report) -> str:
    """One row a question."""
    rows = [["topic", "question", "answer", "score", "covered", "open"]]
    for entry in report.entries:
        points = entry.grade.points if entry.grade else ()
        covered = [point.point.text for point in points if point.verdict is Verdict.COVERED]
        score = entry.grade.score if entry.grade else None
        rows.append(
            [
                entry.card.topic,
                entry.card.question,
                entry.answer,
                "" if score is None else f"{score:.0f}",
                "; ".join(covered),
                "; ".join(point.point.text for point in entry.open_points),
            ]
        )
    return separated(rows)


def as_anki(report: Report) -> str:
    """The questions with open points as an Anki import file (tabs, no HTML)."""
    rows = []
    for entry in report.entries:
        if entry.open_points:
            points = "; ".join(point.point.text for point in entry.open_points)
            rows.append([entry.card.question, points, entry.card.topic.replace(" ", "_")])
    return "#separator:tab\n#html:false\n#tags column:3\n" + separated(rows, "\t")


_RENDER = {
    Format.MD: markdown,
    Format.JSON: as_json,
    Format.CSV: as_csv,
    Format.ANKI: as_anki,
}
