import pytest

from interviewer.phrasing.aspect import aspect


@pytest.mark.parametrize(
    ("point", "question", "named"),
    [
        ("Early versions were weak on small objects.", "What limits YOLO?", "early versions"),
        ("The pipeline is simple and trained end to end.", "Why YOLO?", "the pipeline"),
        ("ReLU has no upper bound, so activations stay sparse.", "Why ReLU?", "ReLU"),
        ("训练配方有权重 EMA、余弦学习率。", "YOLOX 改了什么？", "训练配方"),
        ("掩码损失是二元交叉熵，只算真实类别那一张。", "Mask R-CNN 加了什么？", "掩码损失"),
        (
            "After training, dropout does nothing to activations.",
            "What does dropout do at test time?",
            "“dropout”",
        ),
    ],
)
def test_a_point_is_named_by_its_subject_or_by_what_the_question_says_too(point, question, named):
    assert aspect(point, question) == named


@pytest.mark.parametrize(
    ("point", "question"),
    [
        ("It keeps the variables of the scope.", "What is late binding?"),
        ("Because memory is scarce, use checkpoints.", "How do you train on one card?"),
        ("流程简单，整个网络端到端训练。", "YOLO 好在哪？"),
        ("它混合通道，不看邻居。", "一乘一卷积有什么用？"),
    ],
)
def test_a_point_without_a_safe_name_has_none(point, question):
    assert aspect(point, question) is None
