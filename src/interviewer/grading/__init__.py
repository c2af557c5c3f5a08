"""Grades an answer against a reference and its key points, with evidence.

Knows no file, no screen and no particular model: embeddings come through a port.
Start at `grader.py`: `Grader(embedder).grade(Rubric.of(card), "the answer")`.
"""
