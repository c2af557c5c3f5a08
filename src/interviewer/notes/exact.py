"""The form that the program itself writes, read word for word, with nothing inferred.

A first line `<!-- questions at: ## -->` says that `#` is a topic and `##` a question.
Knows nothing of other notes. `exact_structure(scan(text))`
"""

from __future__ import annotations

import re

from interviewer.notes.body import Body
from interviewer.notes.layout import Block, Layout
from interviewer.notes.lines import Document, State
from interviewer.notes.sections import card_name
from interviewer.notes.structure import Structure

DIRECTIVE = "<!-- questions at: ## -->"
MARK = "## exactly"


def is_exact(doc: Document) -> bool:
    """Whether the text says of itself that it is in this form."""
    return bool(doc.lines) and doc.lines[0].raw.strip() == DIRECTIVE


def exact_structure(doc: Document) -> Structure:
    """Blocks of the `##` headings under their `#` topics."""
    topic: tuple[str, ...] = ()
    starts: list[int] = []
    topics: list[tuple[str, ...]] = []
    ends: list[int] = []
    left: dict[int, str] = {}
    opened = False
    for i, line in enumerate(doc.lines):
        level = heading_level(line.raw) if line.state is not State.CODE else 0
        if level == 2:
            ends += [i] if opened else []
            starts.append(i)
            topics.append(topic)
            opened = True
        elif level == 1:
            ends += [i] if opened else []
            opened = False
            topic = (line.raw[2:].strip(),)
            left[i] = "a topic heading"
        elif not opened and not line.blank:
            left[i] = (
                "a comment" if line.state is State.COMMENT else "text before the first question"
            )
    ends += [len(doc.lines)] if opened else []
    blocks = tuple(Block(a, b, t) for a, b, t in zip(starts, ends, topics, strict=True))
    return Structure(Layout(blocks, left), "##", 1.0, dict.fromkeys(starts, MARK), {})


def exact_body(doc: Document, block: Block) -> Body:
    """Question and answer of a block as they stand, less the comment that names the card."""
    question = doc.lines[block.start].raw[3:].strip().replace("<br>", "\n")
    rest = [line.raw for line in doc.lines[block.start + 1 : block.end]]
    named = rest[:1] if rest and card_name(rest[0]) else []
    return Body(question, "\n".join(rest[len(named) :]).strip("\n"), tuple(named), ())


def heading_level(raw: str) -> int:
    """1 for `# …`, 2 for `## …`, else 0."""
    found = re.match(r"(#{1,2})[ \t]", raw)
    return len(found[1]) if found else 0
