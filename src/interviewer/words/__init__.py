"""The words on screens and in reports, in English and Chinese, one TOML file each.

Knows nothing of where they are shown. `say("pass_mark", Lang.ZH, mark=60)`
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from interviewer.cards import Lang


@cache
def catalogue(lang: Lang) -> dict[str, str]:
    """Every text of one language by its key; English for MIXED."""
    name = "zh.toml" if lang is Lang.ZH else "en.toml"
    raw = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return {key: str(value) for key, value in tomllib.loads(raw).items()}


def say(key: str, lang: Lang, **values: object) -> str:
    """One text with its values filled in. Raises KeyError for a key or value that is missing."""
    text = catalogue(lang)[key]
    return text.format(**values) if values else text


@cache
def _forms(prefix: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The English texts whose keys begin so, as patterns that give back their values.

    What says more of its own comes first: another may fit as well, with that in its values.
    """
    made: list[tuple[int, str, re.Pattern[str]]] = []
    for key, text in catalogue(Lang.EN).items():
        if key.startswith(prefix):
            parts = re.split(r"\{(\w+)\}", text)
            pattern = "".join(
                f"(?P<{part}>.*?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)
            )
            own = sum(map(len, parts[::2]))
            made.append((-own, key, re.compile(pattern, re.S)))
    return tuple((key, pattern) for _, key, pattern in sorted(made, key=lambda one: one[0]))


def coded(text: str, prefix: str) -> tuple[str, dict[str, str]] | None:
    """The key and the values of an English text of ours; None for any other text."""
    for key, pattern in _forms(prefix):
        found = pattern.fullmatch(text)
        if found:
            return key, found.groupdict()
    return None


def reworded(text: str, lang: Lang, prefix: str) -> str:
    """An English text of ours in `lang`, with the same values; any other text as it is."""
    if lang is Lang.EN:
        return text
    found = coded(text, prefix)
    return text if found is None else say(found[0], lang, **found[1])


# Texts of errors, which are raised in English, begin so in the catalogues.
_ERRORS = ("get_", "switch_", "error_")


def told(error: object, lang: Lang) -> str:
    """What an error says, in `lang` where it is a text of ours, and so are the reasons in it."""
    text = str(error)
    if lang is Lang.EN:
        return text
    for prefix in _ERRORS:
        found = coded(text, prefix)
        if found is not None:
            key, values = found
            return say(key, lang, **{name: told(value, lang) for name, value in values.items()})
    return text


def translated(text: str, lang: Lang) -> str:
    """A reason that a grade keeps in English, in `lang`; a text that is not ours as it is."""
    for key, english in catalogue(Lang.EN).items():
        if english == text and key.startswith("grade_why_"):
            return say(key, lang)
    return text
