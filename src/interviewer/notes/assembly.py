"""A card put together from its parts.

Knows nothing of lines, blocks or tables. `assemble("Python", "What is the GIL?", parts, source)`
"""

from __future__ import annotations

from interviewer.cards import Card, KeyPoint, Level, Source, language_of, new_id
from interviewer.notes.keypoints import key_points
from interviewer.notes.sections import Sections, literal_points


def assemble(
    topic: str,
    question: str,
    parts: Sections,
    source: Source,
    name: str | None = None,
    level: Level | None = None,
) -> Card:
    """A card from its parts; key points come from the reference when none are given."""
    reference = parts.reference if parts.reference.strip() else None
    points: tuple[KeyPoint, ...] = key_points(reference)
    if parts.points:
        points = literal_points(parts.points, reference or "")
    return Card(
        id=new_id(topic, question),
        topic=topic,
        question=question,
        reference=reference,
        key_points=points,
        lang=language_of(f"{question}\n{reference or ''}"),
        source=source,
        pair=name,
        level=level,
        misconceptions=parts.misconceptions,
        angles=parts.angles,
        aliases=parts.aliases,
        reading=parts.reading,
    )
