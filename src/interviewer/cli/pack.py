"""`pack`: what the knowledge pack that ships holds, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from interviewer.cli.output import as_json, say

if TYPE_CHECKING:
    from interviewer.pack import Counts


def pack(
    as_document: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Count the pack's questions by topic, level and language, its gold answers by split and kind."""
    from interviewer.pack import counts

    found = counts()
    if as_document:
        as_json(_document(found))
    else:
        for line in _lines(found):
            say(line)


def _document(found: Counts) -> dict[str, Any]:
    cards = [
        {"lang": lang.value, "topic": topic, "level": level and level.value, "cards": number}
        for (lang, topic, level), number in found.cards.items()
    ]
    gold = [
        {"lang": lang.value, "split": split, "kind": kind, "answers": number}
        for (lang, split, kind), number in sorted(found.gold.items())
    ]
    return {
        "cards": cards,
        "gold": gold,
        "total": {"cards": found.cards.total(), "answers": found.gold.total()},
    }


def _lines(found: Counts) -> list[str]:
    document = _document(found)
    lines = [f"{document['total']['cards']} cards"]
    for row in document["cards"]:
        lines.append(
            f"  {row['lang']}  {row['level'] or '-':<6}  {row['cards']:>4}  {row['topic']}"
        )
    lines.append(f"{document['total']['answers']} gold answers")
    for row in document["gold"]:
        lines.append(f"  {row['lang']}  {row['split']:<6}  {row['answers']:>4}  {row['kind']}")
    return lines
