"""The text of PDF files, without the lines that every page repeats.

Knows pypdf, nothing of questions. `pdf_to_text(data, deadline_seconds=60)`
"""

from __future__ import annotations

import io
import re
import time
from collections import Counter

MOST_PAGES = 2000


class UnreadablePdfError(ValueError):
    """The PDF gives no text; the message says why and what to do."""


def pdf_to_text(data: bytes, deadline_seconds: float = 60.0) -> str:
    """The text of all pages in order. UnreadablePdfError when encrypted, broken or scanned."""
    import logging

    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    started = time.monotonic()
    pages: list[list[str]] = []
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadablePdfError("the PDF is encrypted; save a copy without a password")
        if len(reader.pages) > MOST_PAGES:
            raise UnreadablePdfError(f"the PDF has more than {MOST_PAGES} pages; split it")
        for page in reader.pages:
            pages.append([line.rstrip() for line in page.extract_text().split("\n")])
            if time.monotonic() - started > deadline_seconds:
                raise UnreadablePdfError(
                    "reading the PDF takes over a minute; split it or save it as text"
                )
    except (
        PyPdfError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
        NotImplementedError,
        AssertionError,
        ZeroDivisionError,
    ) as error:
        raise UnreadablePdfError(
            f"the PDF cannot be read ({error}); print it to a new PDF or save it as text"
        ) from error
    text = "\n".join("\n".join(page) for page in _without_repeats(pages))
    if not text.strip():
        raise UnreadablePdfError(
            "the PDF holds no text, only pictures; run text recognition on it first"
        )
    return text


def _without_repeats(pages: list[list[str]]) -> list[list[str]]:
    """Drop page numbers, and first and last lines that most pages share."""
    edges: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line.strip()]
        edges.update({_shape(line) for line in (*filled[:1], *filled[-1:])})
    often = {shape for shape, count in edges.items() if count >= 3 and count > 0.5 * len(pages)}
    return [_inner(page, often) for page in pages]


def _inner(page: list[str], often: set[str]) -> list[str]:
    """A page without its running head and foot and its number."""
    filled = [i for i, line in enumerate(page) if line.strip()]
    drop = {i for i in (*filled[:1], *filled[-1:]) if _shape(page[i]) in often}
    drop |= {i for i in filled[-1:] if re.fullmatch(r"\s*[-–—]?\s*\d{1,4}\s*[-–—]?\s*", page[i])}
    return [line for i, line in enumerate(page) if i not in drop]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())
