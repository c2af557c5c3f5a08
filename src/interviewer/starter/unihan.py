"""English meanings of common Chinese characters, as pairs to train on.

Reads Unihan_Readings.txt of the Unicode Character Database; knows nothing else.
`python -m interviewer.starter.unihan Unihan_Readings.txt > unihan.tsv`
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path


def meanings(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(English, character) for each character of the first level of GB 2312 with a definition."""
    for line in lines:
        cells = line.rstrip("\n").split("\t")
        if len(cells) != 3 or cells[1] != "kDefinition":
            continue
        character = chr(int(cells[0].removeprefix("U+"), 16))
        english = re.sub(r"\([^)]*\)", "", cells[2]).split("; surname")[0].strip(" ;,")
        if _common(character) and re.search("[A-Za-z]", english):
            yield " ".join(english.split()), character


def _common(character: str) -> bool:
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return 0xB0 <= code[0] <= 0xD7


def main(path: str) -> None:
    """Write the pairs of a file to standard output."""
    with Path(path).open(encoding="utf-8") as lines:
        for english, character in meanings(lines):
            sys.stdout.write(f"{english}\t{character}\n")


if __name__ == "__main__":
    main(sys.argv[1])
