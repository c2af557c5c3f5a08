"""Bytes to text: the encoding is detected, and said when it is not certain.

Knows nothing of notes. `decode(b"\xef\xbb\xbf# Python")`
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_USUAL = re.compile(r"[\t\n\r -~\u2010-\u2026\u3000-\u3011\u4e00-\u9fa5\uff01-\uff5e]")
_CERTAIN = 0.9


class Decoded(NamedTuple):
    """Text with `\n` line ends, its encoding, and lines (1-based) that may be wrong, with why."""

    text: str
    encoding: str
    doubts: tuple[tuple[int, str], ...] = ()


class UndecodableError(ValueError):
    """The bytes are no text, or text that breaks off; the message is a plain sentence."""


def decode(data: bytes) -> Decoded:
    """Text of some bytes. UndecodableError when they are none, or break off in a character."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], name.removesuffix("-sig"), name)
    wide = _wide(data)
    if wide:
        return _strict(data, wide, wide)
    if len(_CONTROL.findall(data)) > max(2, len(data) // 200) or b"\x00" in data:
        raise UndecodableError("this is a binary file, not text; give a text, Word or PDF file")
    try:
        return Decoded(_lines(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        return _almost_utf8(data) or _legacy(data)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _strict(data: bytes, codec: str, name: str) -> Decoded:
    try:
        return Decoded(_lines(data.decode(codec)), name)
    except UnicodeDecodeError as error:
        raise UndecodableError(
            f"the {name} text is broken or breaks off at byte {error.start}; "
            "save the file again as UTF-8"
        ) from error


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: the byte order in which the text is made of usual characters."""
    if len(data) < 4 or b"\x00" not in data[:4096]:
        return None
    sample = data[:4096]
    for name in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(name, "replace")
        usual = len(_USUAL.findall(text))
        if usual >= 0.9 * len(text) and re.search(r"[\n \u3400-\u9fff]", text):
            return name
    return None


def _almost_utf8(data: bytes) -> Decoded | None:
    """UTF-8 in which at most one character in a hundred is broken; those lines are named."""
    text = _lines(data.decode("utf-8", "replace"))
    broken = text.count("\ufffd")
    sound = sum(ord(c) > 127 for c in text) - broken
    if sound < 20 or broken > 0.01 * sound + 1:
        return None
    lines = [i for i, line in enumerate(text.split("\n"), 1) if "\ufffd" in line]
    why = "a character here is not UTF-8 and was replaced; correct it in the file"
    return Decoded(text, "utf-8", tuple((line, why) for line in lines[:50]))


def _legacy(data: bytes) -> Decoded:
    """GB18030, Big5 or a Western code page, by how common the characters are that it gives."""
    scored = sorted(
        ((_plausible(data, name), name) for name in ("gb18030", "big5", "cp1252")), reverse=True
    )
    (best, name), (second, _) = scored[0], scored[1]
    if best < 0.5:
        name, best = _by_statistics(data), 0.0
    doubts: tuple[tuple[int, str], ...] = ()
    if best < _CERTAIN or best - second < 0.05:
        doubts = (
            (
                1,
                f"the encoding is not certain; read as {name}. Save the file as UTF-8 if it looks wrong",
            ),
        )
    return Decoded(_lines(data.decode(name)), name, doubts)


def _plausible(data: bytes, name: str) -> float:
    """Share of the characters beyond ASCII that texts in this encoding commonly use, 0..1."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return 0.0
    if name == "cp1252":
        foreign = re.findall(r"[^\x00-\x7f]+", text)
        alone = sum(len(run) == 1 and run.isprintable() for run in foreign)
        return alone / len(foreign) if foreign else 0.0
    foreign = [c for c in text if ord(c) > 127]
    return sum(_common(c, name) for c in foreign) / len(foreign) if foreign else 0.0


def _common(char: str, name: str) -> bool:
    """Whether a character is in the first level of GB 2312 or Big5, or is their punctuation."""
    try:
        code = char.encode("gb2312" if name == "gb18030" else "big5")
    except UnicodeEncodeError:
        return False
    low, high = (0xB0, 0xD7) if name == "gb18030" else (0xA4, 0xC6)
    return len(code) == 2 and (0xA1 <= code[0] <= 0xA3 or low <= code[0] <= high)


def _by_statistics(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise UndecodableError("the encoding cannot be told; save the file as UTF-8")
    return best.encoding
