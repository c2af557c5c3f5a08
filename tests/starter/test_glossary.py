import re

from interviewer.starter.glossary import FILES, load_glossary, read_terms


def test_the_glossary_knows_the_terms_of_the_field():
    pairs = set(load_glossary())
    assert {
        ("self-attention", "自注意力"),
        ("closure", "闭包"),
        ("gradient", "梯度"),
        ("deadlock", "死锁"),
        ("linked list", "链表"),
    } <= pairs


def test_every_line_has_english_and_chinese():
    for english, chinese in load_glossary():
        assert re.search("[A-Za-z]", english), english
        assert re.search("[\u4e00-\u9fff]", chinese), chinese


def test_no_pair_stands_in_two_files():
    first, second = (read_terms(file) for file in FILES)
    assert not set(first) & set(second)
