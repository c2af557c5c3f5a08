"""`appeal`: "I did say this", the log of appeals, and their undoing."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from interviewer.appeal import Appeal
from interviewer.cards import Card, Lang
from interviewer.cli.output import as_json, say

app = typer.Typer(help="Have one key point of a graded answer judged again.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command()
def make(
    session: Annotated[str, typer.Argument(help="Id of an interview, see `history`.")],
    question: Annotated[int, typer.Argument(help="Number of the question in it, from 1.")],
    point: Annotated[int, typer.Argument(help="Number of the key point, from 1.")],
    quote: Annotated[str, typer.Argument(help="The words of the answer that make it.")],
    noted: Annotated[str, typer.Option(help="What the notes call it.")] = "",
    own: Annotated[str, typer.Option(help="What you called it.")] = "",
    as_document: Json = False,
) -> None:
    """Have one key point judged again, given the words of the answer that make it."""
    from interviewer import settings
    from interviewer.appeal import Plea
    from interviewer.appealing import appeal
    from interviewer.parts import Parts

    with Parts(settings.load(), use_llm=False) as parts:
        turns = [t for t in parts.store.session(session).turns if t.number == question]
        points = turns[0].grade.points if turns and turns[0].grade else ()
        if not 1 <= point <= len(points):
            raise typer.BadParameter("there is no graded question or key point of that number")
        plea = Plea(points[point - 1].point.text, quote, noted, own)
        made, now = appeal(parts.interviewer, session, turns[0].id, plea)
        card = parts.store.card(made.card_id)
        grade = next(t.grade for t in now.turns if t.id == turns[0].id)
    score = None if grade is None else grade.score
    if as_document:
        as_json({**_fields(made, card), "score": score})
    elif made.refusal is None:
        say(f"Granted ({made.id}). The score is now {score}.")
    else:
        say(f"Not granted: {_why(made)}")
    if made.refusal is not None:
        raise typer.Exit(1)


@app.command("list")
def list_(as_document: Json = False) -> None:
    """The log of appeals, the oldest first."""
    from interviewer import settings
    from interviewer.parts import Parts

    with Parts(settings.load(), use_llm=False) as parts:
        rows = [_fields(one, parts.store.card(one.card_id)) for one in parts.store.appeals()]
    if as_document:
        as_json({"appeals": rows})
        return
    for row in rows:
        state = "undone" if row["undone"] else row["refusal"] or "granted"
        say(f"{row['id']}  {state:<12}  {row['question']}: “{row['quote']}” → {row['point']}")
    if not rows:
        say("No appeals yet.")


@app.command()
def undo(
    appeal: Annotated[str, typer.Argument(help="Id of an appeal, see `appeal list`.")],
) -> None:
    """Take back what a granted appeal taught; its answer is graded again without it."""
    from interviewer import settings
    from interviewer.appealing import undo as undo_appeal
    from interviewer.parts import Parts

    with Parts(settings.load(), use_llm=False) as parts:
        undo_appeal(parts.interviewer, appeal)
    say("Undone.")


def _why(made: Appeal) -> str:
    from interviewer.words import say as word

    return word(f"appeal_refused_{made.refusal}", Lang.EN)


def _fields(made: Appeal, card: Card) -> dict[str, Any]:
    return {
        "id": made.id,
        "card": made.card_id,
        "question": " ".join(card.question.split()),
        "point": made.plea.point,
        "quote": made.plea.quote,
        "kind": made.kind.value,
        "names": made.plea.names,
        "refusal": made.refusal and made.refusal.value,
        "made": made.made.isoformat(),
        "undone": made.undone and made.undone.isoformat(),
    }
