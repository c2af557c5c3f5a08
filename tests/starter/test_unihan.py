from interviewer.starter.unihan import meanings

LINES = [
    "# comment",
    "U+5B66\tkDefinition\tlearning, knowledge; school (formal); surname",
    "U+5B66\tkMandarin\txué",
    "U+5B78\tkDefinition\tlearning, knowledge; school",
    "U+9B51\tkDefinition\ta mountain demon resembling a tiger",
]


def test_common_characters_with_a_definition_are_given_without_remarks():
    assert list(meanings(LINES)) == [("learning, knowledge; school", "学")]
