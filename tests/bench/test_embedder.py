import json

import numpy as np
import pytest

from interviewer.bench.embedder import retrieval_at_1, run
from interviewer.errors import InputError

ANSWERS = [
    ("后进先出的结构。", 10), ("一种后进先出的数据结构。", 10), ("最后放进去的最先取出。", 9),
    ("只能在一端进出。", 6), ("一种数据结构。", 3), ("存放数据的地方。", 2),
    ("先进先出的结构。", 1), ("今天天气很好。", 0), ("不知道。", 0), ("我喜欢吃苹果。", 0),
]  # fmt: skip


def test_retrieval_counts_queries_whose_own_target_is_nearest():
    targets = np.eye(4, dtype=np.float32)
    assert retrieval_at_1(targets[[0, 1, 3, 2]], targets) == 0.5
    assert retrieval_at_1(targets, targets) == 1.0


@pytest.mark.parametrize("content", ["", "no tab here\n", "one\t\n"])
def test_a_file_without_pairs_is_refused(tmp_path, content):
    file = tmp_path / "pairs.tsv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="English TAB Chinese"):
        run(file, None)


def test_a_score_that_is_no_number_is_named_with_its_line(tmp_path):
    pairs, sts = tmp_path / "pairs.tsv", tmp_path / "sts.tsv"
    pairs.write_text("a stack\t栈\n", encoding="utf-8")
    sts.write_text("5.0\t一\t二\nfive\t一\t二\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2: 'five'"):
        run(pairs, sts)


@pytest.mark.model
def test_the_report_has_the_fields_others_rely_on_beside_plain_minilm(tmp_path):
    pairs, sts = tmp_path / "pairs.tsv", tmp_path / "sts.tsv"
    pairs.write_text(
        "The dog sleeps.\t狗在睡觉。\nA thread waits for a lock.\t线程在等待锁。\n"
        "Prices rose again.\t价格又上涨了。\n",
        encoding="utf-8",
    )
    sts.write_text(
        "5\t孩子在跑步。\t小孩在跑。\n2\t孩子在跑步。\t孩子在吃饭。\n0\t孩子在跑步。\t股市下跌了。\n",
        encoding="utf-8",
    )
    graded = tmp_path / "graded.csv"
    graded.write_text(
        "question,reference,answer,score\n"
        + "".join(f"栈是什么？,后进先出的结构。,{a},{s}\n" for a, s in ANSWERS),
        encoding="utf-8",
    )
    report = run(pairs, sts, everyday=pairs, graded=graded)
    assert report["everyday_at_1"] == report["retrieval_at_1"]
    assert report["graded_n"] == len(ANSWERS)
    assert report["graded_cosine"] > 0.5
    assert report["graded_alignment"] > 0.5
    assert report["pairs"] == 3
    assert report["retrieval_at_1"] == 1.0
    assert report["sts_n"] == 3
    assert report["sts_spearman"] == 1.0
    assert report["sentences_per_second"] > 0
    assert report["load_seconds"] > 0
    assert report["embedder"] != report["plain"]["embedder"]
    json.dumps(report)
