from hypothesis import given
from hypothesis import strategies as st

from interviewer.starter.script import folded, has_chinese


def test_traditional_characters_become_simplified():
    assert folded("為什麼要學習注意力機制") == "为什么要学习注意力机制"


def test_wide_punctuation_and_letters_become_narrow():
    assert folded("ＧＰＵ：快，好。") == "GPU:快,好."


def test_simplified_text_stays():
    assert folded("自注意力为什么要除以根号 dk") == "自注意力为什么要除以根号 dk"


@given(st.text())
def test_folding_keeps_every_offset(text):
    assert len(folded(text)) == len(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF)))
def test_text_without_chinese_characters_has_no_chinese(text):
    assert not has_chinese(text)


def test_kana_and_hangul_are_not_chinese_and_one_character_is_enough():
    assert not has_chinese("ひらがな カタカナ ｱｲｳ 한국어 🙂")
    assert has_chinese("the 词 in it")
