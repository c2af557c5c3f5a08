"""Benchmarks that anyone can run: how well the program grades, embeds, and how fast.

Knows nothing of the screen. `interviewer bench grading FILE`
"""
