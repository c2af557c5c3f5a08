"""HTML of notes as Markdown, whatever it holds."""

from __future__ import annotations

import pytest

from interviewer.notes.html import to_markdown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        # Found by `make fuzz`: Python's own parser raised AssertionError.
        ("<b>a</b><![<!-- [", "**a**<![<!-- ["),
        ("<b>a</b> <![<!-- [ x> b", "**a**  b"),
        ("<![CDATA[x]]><b>c</b>", "**c**"),
    ],
)
def test_a_broken_declaration_is_left_as_it_stands_and_the_rest_is_read(html, shown):
    assert to_markdown(html) == shown
