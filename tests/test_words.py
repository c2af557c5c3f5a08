"""The catalogues of both languages."""

import re
from pathlib import Path

import interviewer
from interviewer.appeal import Refusal as Appealed
from interviewer.cards import Lang
from interviewer.grade import Band, Gate, Verdict
from interviewer.models.catalogue import CATALOGUE
from interviewer.notes.audit import audit
from interviewer.notes.parsed import ParsedFile
from interviewer.phrasing.phrased import Refusal
from interviewer.progress.mastery import Level
from interviewer.reason import Why
from interviewer.words import catalogue, coded, reworded, say, told
from tests.making import card

SOURCE = Path(interviewer.__file__).parent


def test_both_languages_have_the_same_keys():
    assert catalogue(Lang.EN).keys() == catalogue(Lang.ZH).keys()


def test_both_languages_fill_in_the_same_values():
    fields = re.compile(r"\{(\w+)\}")
    for key, text in catalogue(Lang.EN).items():
        assert set(fields.findall(text)) == set(fields.findall(say(key, Lang.ZH))), key


def test_every_verdict_band_gate_and_refusal_has_a_word():
    keys = catalogue(Lang.EN)
    assert all(f"verdict_{v}" in keys for v in Verdict)
    assert all(f"band_{b}" in keys for b in Band)
    assert all(f"gate_{g}" in keys for g in Gate)
    assert all(f"refused_{r}" in keys for r in Refusal)
    assert all(f"appeal_refused_{r}" in keys for r in Appealed)
    assert all(f"why_{w}" in keys for w in Why)
    assert all(f"level_{level}" in keys for level in Level)
    assert all(f"why_{w}_about" in keys for w in Why if w is not Why.NEW)


MADE = (
    "appeal_refused|line|doubt|grade_why|verdict|band|gate|refused|why|many_how|many_col|mode|length"
    "|persona|reveal|confidence|kind|answer_in|download|level|badge_fit|badge_lang|model_langs|model_good"
    "|model_starter|get|theme|doctor|error"
)


def test_every_text_is_used():
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    for key in catalogue(Lang.EN):
        made = re.match(rf"({MADE})_", key)
        assert made or re.search(rf"""["']{key}["']""", code), key


def test_every_reason_for_a_line_of_notes_has_words_in_both_languages():
    known = [text for key, text in catalogue(Lang.EN).items() if key.startswith("line_")]
    sources = "\n".join(p.read_text(encoding="utf-8") for p in (SOURCE / "notes").rglob("*.py"))
    for text in known:
        fixed = max(re.split(r"\{\w+\}", text), key=len)
        assert fixed in sources.replace('"\n                "', ""), text


def test_every_text_of_an_error_is_one_that_the_program_raises():
    raw = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    joined = re.sub(r'"\s*\n\s*f?"', "", raw)
    for key, text in catalogue(Lang.EN).items():
        # What the system says is not ours.
        if key.startswith("error_") and not key.startswith("error_os_"):
            fixed = max(re.split(r"\{\w+\}", text), key=len)
            assert fixed.removeprefix(": ").rstrip(" (") in joined, key


def test_an_error_is_told_in_chinese_with_the_reason_in_it():
    text = "/x/a.zip cannot be restored: the history in it is damaged. Nothing changed."
    assert told(text, Lang.ZH) == "无法恢复 /x/a.zip：里面的面试记录已损坏。没有任何改动。"
    full = "/x/b cannot be read or written (No space left on device). Check that the folder may "
    full += "be written, or set INTERVIEWER_HOME to another one."
    assert "磁盘空间已满" in told(full, Lang.ZH)
    assert told(text, Lang.EN) == text
    assert told("what nobody wrote down", Lang.ZH) == "what nobody wrote down"


def test_no_error_is_told_by_the_words_of_another():
    for key, text in catalogue(Lang.EN).items():
        if key.startswith("error_"):
            values = {name: f"some {name}" for name in re.findall(r"\{(\w+)\}", text)}
            assert coded(text.format(**values), "error_") == (key, values)


def test_what_the_catalogue_says_of_a_model_is_said_in_chinese_too():
    for one in CATALOGUE:
        assert reworded(one.good_for, Lang.ZH, "model_good_") != one.good_for, one.name
        assert reworded(one.languages, Lang.ZH, "model_langs_") != one.languages, one.name


def test_a_reason_with_values_keeps_them_in_chinese():
    text = "not sure that questions stand at “##”; --questions-at names another marker"
    assert coded(text, "line_") == ("line_unsure", {"mark": "##"})
    assert "“##”" in reworded(text, Lang.ZH, "line_")
    assert reworded("something else", Lang.ZH, "line_") == "something else"


def test_what_is_doubtful_in_notes_is_said_in_chinese_too():
    cards = [
        card("什么是栈？", "x", reference=None),
        card("什么是队列？", "x", reference="先进先出。"),
        card("什么是队列?", "y", reference="后进先出的一种结构，和栈一样。"),
    ]
    parsed = ParsedFile("a.md", "markdown", "utf-8", tuple(cards), (), "##", 1.0)
    findings = audit([parsed], [])
    assert findings
    for one in findings:
        assert reworded(f"{one.why} {one.mend}", Lang.ZH, "doubt_") != f"{one.why} {one.mend}"
