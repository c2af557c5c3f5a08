"""Where the learner's data is and what it weighs, what a backup holds, what deleting means.

Built from escaped values; knows nothing of Gradio. `facts(folder, weight(), [], None, Lang.EN)`
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from interviewer.backup import Contents
from interviewer.cards import Lang
from interviewer.holdings import Weight
from interviewer.ui.markup import paragraph
from interviewer.ui.models_html import size
from interviewer.words import say


def facts(
    folder: Path, weight: Weight, copies: Sequence[Path] | None, sent_to: str | None, lang: Lang
) -> str:
    """The folder, its weight, and the daily copies in it (the newest first).

    `copies` is None where the history is in a database, of which none are made.
    `sent_to` is the address of a language model elsewhere, which learns questions and answers.
    """
    rows = [
        ("data_folder", str(folder)),
        ("data_weighs", size(weight.own)),
        ("data_copies", _copies(copies, lang)),
    ]
    if weight.models:
        rows.insert(2, ("data_models", size(weight.models)))
    listed = "".join(
        f"<dt>{escape(say(key, lang))}</dt><dd>{escape(text)}</dd>" for key, text in rows
    )
    about = say("data_about" if copies is not None else "data_about_database", lang)
    if sent_to:
        about = f"{about} {say('data_sent', lang, url=sent_to)}"
    return (
        f"<h2>{escape(say('data_head', lang))}</h2>{paragraph(about, 'facts')}"
        f'<dl class="settings-facts">{listed}</dl>'
    )


def _copies(copies: Sequence[Path] | None, lang: Lang) -> str:
    if copies is None:
        return say("data_copies_elsewhere", lang)
    if not copies:
        return say("data_copies_none", lang)
    latest = copies[0].name.removeprefix("interviewer-").removesuffix(".sqlite3")
    return say("data_copies_held", lang, count=len(copies), date=latest)


def backup_holds(contents: Contents, lang: Lang) -> str:
    """What a sound backup holds, and what restoring it means."""
    text = say(
        "restore_holds",
        lang,
        date=f"{contents.made.astimezone():%Y-%m-%d %H:%M}",
        interviews=contents.interviews,
        answers=contents.answers,
        notes=contents.notes,
    )
    means = paragraph(say("restore_means", lang), "facts")
    return f'<div role="status">{paragraph(text)}{means}</div>'


def deleting(folder: Path, lang: Lang) -> str:
    """What goes and what stays."""
    return (
        f"{paragraph(say('delete_means', lang, folder=folder))}"
        f"{paragraph(say('delete_what', lang))}"
        f"{paragraph(say('delete_stays', lang), 'facts')}"
    )
