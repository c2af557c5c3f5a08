"""Renders a prompt file into the messages of a chat.

Each file is a row of blocks named after the role that speaks: `system`, examples as
`user_1`, `assistant_1`, …, and last `user`. Only blocks without a number have variables,
those that change least first (`user_rubric` before `user_answer`), so that a model
evaluates the constant part once. Knows nothing of models.
`render("question", Lang.EN, question="What is a closure?")`
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from interviewer.cards import Lang
from interviewer.ports import Message


def render(name: str, lang: Lang, **values: object) -> tuple[Message, ...]:
    """The messages of prompt `name`, the user's last; the English file for MIXED.

    Raises jinja2.UndefinedError for a missing variable, TemplateNotFound for an unknown name.
    """
    template = _template(name, "zh" if lang is Lang.ZH else "en")
    return tuple(
        Message(_ROLES[block.partition("_")[0]], _text(template, block, values))
        for block in template.blocks
    )


def digest(name: str) -> str:
    """Stands for the exact wording of a prompt in both languages; 12 hexadecimal digits."""
    files = [Path(__file__).parent / lang / f"{name}.j2" for lang in ("en", "zh")]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


_ROLES: dict[str, Literal["system", "user", "assistant"]] = {
    "system": "system",
    "user": "user",
    "assistant": "assistant",
}


@cache
def _template(name: str, folder: str) -> Template:
    # Plain text goes to a model, not to a page: escaping would only garble it.
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent, encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(f"{folder}/{name}.j2")


def _text(template: Template, block: str, values: dict[str, object]) -> str:
    context = template.new_context({} if block[-1].isdigit() else values)
    return "".join(template.blocks[block](context)).strip()
