"""The models to choose from, and how far a download is, as HTML from escaped values.

Knows nothing of Gradio. `models(choices(Use.CHAT, None), memory_bytes(), Lang.EN)`
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from interviewer.cards import Lang
from interviewer.models.choices import Choice
from interviewer.models.downloading import Phase, State
from interviewer.models.find import STARTER
from interviewer.models.removing import removable, room
from interviewer.ui.markup import fold, paragraph
from interviewer.words import reworded, say, told

_LICENCES = {"apache-2.0": "Apache 2.0", "mit": "MIT", "gemma": "Gemma", "llama3.1": "Llama 3.1",
             "llama3.2": "Llama 3.2"}  # fmt: skip


def models(known: Sequence[Choice], memory: int | None, lang: Lang, *, asking: str = "") -> str:
    """Models on this disk, with their buttons; the others in a fold, those too big at its end.

    `asking` names the model of which is asked whether it is to be removed.
    """
    here = [
        _row(one, memory, lang, asking=one.name == asking) for one in known if one.ready or one.part
    ]
    away = [one for one in known if not (one.ready or one.part)]
    away.sort(key=lambda one: one.fits(memory) is False)
    rows = "".join(_row(one, memory, lang) for one in away)
    more = say("models_more", lang, count=len(away))
    use = known[0].use if known else ""
    rest = fold(f"models-{use}", more, f'<ul class="models">{rows}</ul>') if away else ""
    return f'<ul class="models">{"".join(here)}</ul>{rest}'


def _row(one: Choice, memory: int | None, lang: Lang, *, asking: bool = False) -> str:
    mark = f' <span class="mark">{escape(say("model_here", lang))}</span>' if one.in_use else ""
    facts = " · ".join(escape(fact) for fact in _facts(one, lang))
    asks = asking and removable(one)
    buttons = _asked(one, lang) if asks else f"{_button(one, lang)}{_remove(one, lang)}"
    return (
        f'<li data-name="{escape(one.name)}" tabindex="-1"{" class=in-use" if one.in_use else ""}>'
        f"<div><b>{escape(shown_name(one.name, lang))}</b>{mark}{paragraph(_good_for(one, lang))}"
        f"<small>{facts}{_fit(one, memory, lang)}</small></div>"
        f'<div class="buttons">{buttons}</div></li>'
    )


def shown_name(name: str, lang: Lang) -> str:
    """A model's name as it is said; only the starter's is a word."""
    return say("model_starter_name", lang) if name == STARTER else name


def _good_for(one: Choice, lang: Lang) -> str:
    if one.name == STARTER:
        return say(f"model_starter_{one.use}", lang)
    if one.entry is None:
        return say("model_own_file", lang)
    return reworded(one.entry.good_for, lang, "model_good_")


def _facts(one: Choice, lang: Lang) -> list[str]:
    facts = [size(one.size)] if one.size else []
    if one.part:
        facts = [say("model_part", lang, part=size(one.part), size=size(one.size))]
    if one.entry is not None:
        facts.append(reworded(one.entry.languages, lang, "model_langs_"))
        facts.append(_LICENCES.get(one.entry.licence, one.entry.licence))
    return facts


def _fit(one: Choice, memory: int | None, lang: Lang) -> str:
    """Memory that it needs, with a sign and words for whether this machine has it."""
    if not one.size:
        return ""
    needs = f" · {escape(say('model_memory', lang, size=size(one.memory_bytes)))}"
    fits = one.fits(memory)
    if fits is None or memory is None:
        return needs
    if fits:
        return f'{needs} · <span class="fits">✓ {escape(say("model_fits_yes", lang))}</span>'
    return f'{needs} · <span class="big">⚠ {escape(say("model_fits_no", lang, memory=size(memory)))}</span>'


def _button(one: Choice, lang: Lang) -> str:
    if one.in_use:
        return ""
    name = shown_name(one.name, lang)
    if one.ready:
        does, word, label = "use", "model_use_it", say("model_use_name", lang, name=name)
    elif one.part:
        does, word, label = "get", "model_go_on", say("model_go_on_name", lang, name=name)
    else:
        told = say("model_get_name", lang, name=name, size=size(one.size))
        does, word, label = "get", "model_get", told
    return _press(does, one, label, say(word, lang))


def _press(does: str, one: Choice, label: str, word: str, more: str = "") -> str:
    return (
        f'<button type="button" data-does="{does}" data-name="{escape(one.name)}"{more} '
        f'aria-label="{escape(label)}">{escape(word)}</button>'
    )


def _remove(one: Choice, lang: Lang) -> str:
    if not removable(one):
        return ""
    label = say("model_remove_name", lang, name=one.name)
    return _press("ask", one, label, say("model_remove", lang), ' class="quiet"')


def _asked(one: Choice, lang: Lang) -> str:
    """The question before a model is removed; the answer that changes nothing comes first."""
    asked = say("model_remove_ask", lang, name=one.name, size=size(room(one)))
    about = ' aria-describedby="model-remove-ask"'
    keep, do = say("model_keep", lang), say("model_remove_do", lang)
    return (
        f'<p id="model-remove-ask">{escape(asked)}</p>'
        f"{_press('keep', one, keep, keep, about + ' data-first')}"
        f"{_press('remove', one, do, do, about)}"
    )


def download(state: State, lang: Lang) -> str:
    """How far a download is, or how it ended."""
    numbers = {"name": state.name, "done": size(state.done), "total": size(state.total)}
    if state.phase is Phase.FAILED:
        return f'<div role="alert">{paragraph(told(state.error, lang), "error")}</div>'
    text = say(f"get_{state.phase}", lang, **numbers)
    if not state.running:
        return f'<div role="status">{paragraph(text)}</div>'
    if state.phase is Phase.LOADING:
        text = f"{text} {time_left(state.seconds_left, lang)}"
    return bar(state.done, state.total, text)


def bar(done: int, total: int, text: str) -> str:
    """A progress bar with its words; without an end while nothing is known."""
    value = f' value="{done}" max="{total}"' if done and total else ""
    label = escape(text)
    return f'<div class="bar-line"><progress{value} aria-label="{label}"></progress><p>{label}</p></div>'


def time_left(seconds: float | None, lang: Lang) -> str:
    """About how long something still takes; "" while that is not known."""
    if seconds is None:
        return ""
    for limit, unit, key in ((90, 1, "left_seconds"), (5400, 60, "left_minutes")):
        if seconds < limit:
            return say(key, lang, n=max(1, round(seconds / unit)))
    return say("left_hours", lang, n=f"{seconds / 3600:.1f}")


def size(count: int) -> str:
    """Bytes as people say them."""
    if count < 10**9:
        return f"{count / 1e6:.1f} MB" if count < 10**7 else f"{count / 1e6:.0f} MB"
    return f"{count / 1e9:.1f} GB"
