import jinja2
import pytest

from interviewer.cards import Lang
from interviewer.prompts.render import render

VALUES = {
    "question": {"question": "QQ"},
    "follow_up": {"question": "QQ", "point": "PP", "verdict": "partial", "quote": "SS"},
    "critique": {
        "question": "QQ",
        "answer": "AA",
        "verdicts": [{"verdict": "VV", "point": "PP", "quote": "SS"}],
    },
}
# What changes least stands first: rubric, answer, number of the key point.
IN_TURNS = {
    "question": "QQ",
    "points": ["PP"],
    "answer": "AA",
    "fence": "FF",
    "number": 77,
}
EVERY = [(name, lang) for name in VALUES for lang in (Lang.EN, Lang.ZH)]


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_every_value_stands_in_the_last_message_and_nowhere_before(name, lang):
    *constant, last = render(name, lang, **VALUES[name])
    marks = {"QQ", "PP", "SS", "AA", "VV"} & set(str(VALUES[name]).replace("'", " ").split())
    assert marks
    for mark in marks:
        assert mark in last.content
        assert all(mark not in message.content for message in constant)


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_a_chat_begins_with_the_system_and_ends_with_the_user(name, lang):
    roles = [message.role for message in render(name, lang, **VALUES[name])]
    assert roles[0] == "system"
    assert roles[1::2] == ["user"] * len(roles[1::2])
    assert roles[2::2] == ["assistant"] * len(roles[2::2])
    assert roles[-1] == "user"


@pytest.mark.parametrize(
    ("name", "lang", "missing"),
    [(name, lang, value) for name, lang in EVERY for value in VALUES[name]],
)
def test_a_missing_variable_raises(name, lang, missing):
    values = {key: value for key, value in VALUES[name].items() if key != missing}
    with pytest.raises(jinja2.UndefinedError, match=missing):
        render(name, lang, **values)


def test_an_unknown_prompt_raises():
    with pytest.raises(jinja2.TemplateNotFound):
        render("gossip", Lang.EN)


def test_values_are_text_and_never_template():
    [*_, last] = render("question", Lang.EN, question="{{ 7 * 7 }} <b>&</b>")
    assert "{{ 7 * 7 }} <b>&</b>" in last.content


def test_prompts_are_in_their_language():
    assert "面试官" in render("question", Lang.ZH, question="Q")[0].content
    assert render("question", Lang.MIXED, question="Q") == render("question", Lang.EN, question="Q")


def test_a_follow_up_prompt_tells_what_was_said_only_when_something_was():
    values = {**VALUES["follow_up"], "verdict": "missing"}
    assert "SS" not in render("follow_up", Lang.EN, **values)[-1].content
    values["verdict"] = "contradicted"
    assert "the opposite" in render("follow_up", Lang.EN, **values)[-1].content


@pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
def test_a_verdict_prompt_goes_from_constant_to_variable(lang):
    system, rubric, _, answer, _, point = render("verdict", lang, **IN_TURNS)
    for mark, place in (("QQ", rubric), ("1. PP", rubric), ("AA", answer), ("77", point)):
        holders = [m for m in (system, rubric, answer, point) if mark in m.content]
        assert holders == [place]
    assert answer.content == "[FF]\nAA\n[FF]"


@pytest.mark.parametrize("missing", list(IN_TURNS))
def test_a_verdict_prompt_without_a_variable_raises(missing):
    values = {key: value for key, value in IN_TURNS.items() if key != missing}
    with pytest.raises(jinja2.UndefinedError, match=missing):
        render("verdict", Lang.EN, **values)
