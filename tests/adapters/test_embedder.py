import logging
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from interviewer.adapters.embedder import load_embedder, starter_folder
from interviewer.bench.embedder import retrieval_at_1
from interviewer.errors import ModelBrokenError, ModelMissingError
from interviewer.starter.addon import ADDON_PATH

pytestmark = pytest.mark.model

PACK_PAIRS = Path(__file__).parents[1] / "data" / "pairs.tsv"
"""English and Chinese key points of the pack; nothing of the pack was trained on."""

ENGLISH = [
    "What is a closure?",
    "Self-attention compares every token with every other one.",
    "",
    "naïve café — ｗｉｄｅ, 50% 🙂",
    "x" * 300,
    "ひらがな カタカナ ｱｲｳ 한국어",
]
# Written for this test; question and its translation.
PAIRS = [
    ("Why does self-attention divide by the square root of the dimension?", "自注意力为什么要除以维度的平方根？"),
    ("What is the difference between a process and a thread?", "进程和线程有什么区别？"),
    ("How does garbage collection find objects that are no longer used?", "垃圾回收如何找到不再使用的对象？"),
    ("Why is looking up a key in a dictionary fast?", "为什么在字典里查找一个键很快？"),
    ("What does a decorator do in Python?", "Python 的装饰器做什么？"),
    ("What makes a neural network overfit the training data?", "是什么让神经网络对训练数据过拟合？"),
    ("When is a virtual destructor needed?", "什么时候需要虚析构函数？"),
    ("How does a convolution layer share its weights?", "卷积层是如何共享权重的？"),
    ("The train was late because of the snow.", "因为下雪，火车晚点了。"),
    ("My sister bought fresh bread this morning.", "我姐姐今天早上买了新鲜的面包。"),
]  # fmt: skip


@pytest.fixture(scope="module")
def embedder():
    return load_embedder()


@pytest.fixture(scope="module")
def plain():
    return load_embedder(addon=None)


def test_chinese_is_in_force_and_named(embedder, plain):
    assert embedder.chinese
    assert embedder.why_plain == ""
    assert embedder.name.startswith(f"{plain.name}+zh-")
    assert not plain.chinese


def test_a_chinese_question_is_nearest_to_its_english_translation(embedder, plain):
    def found(model):
        english = model.encode([pair[0] for pair in PAIRS])
        chinese = model.encode([pair[1] for pair in PAIRS])
        return int(((chinese @ english.T).argmax(axis=1) == np.arange(len(PAIRS))).sum())

    assert found(embedder) == len(PAIRS)
    assert found(plain) < len(PAIRS)


def test_two_hundred_key_points_of_the_pack_find_their_translation(embedder):
    lines = PACK_PAIRS.read_text(encoding="utf-8").splitlines()
    pairs = [tuple(line.split("\t")) for line in lines]
    english, chinese = (embedder.encode([pair[side] for pair in pairs]) for side in (0, 1))
    assert retrieval_at_1(chinese, english) >= 0.97


def test_english_is_bit_for_bit_what_it_was(embedder, plain):
    assert (embedder.encode(ENGLISH) == plain.encode(ENGLISH)).all()
    for ours, theirs in zip(embedder.tokens(ENGLISH), plain.tokens(ENGLISH), strict=True):
        assert ours.offsets == theirs.offsets
        assert (ours.vectors == theirs.vectors).all()


def test_plain_vectors_are_those_of_sentence_transformers(plain):
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(starter_folder()), device="cpu", local_files_only=True)
    theirs = model.encode(ENGLISH, normalize_embeddings=True, show_progress_bar=False)
    np.testing.assert_allclose(plain.encode(ENGLISH), theirs, atol=1e-6)


def test_a_vector_does_not_depend_on_the_company_it_is_encoded_in(embedder):
    texts = [side for pair in PAIRS for side in pair]
    together = embedder.encode(texts)
    for text, vector in zip(texts, together, strict=True):
        assert (embedder.encode([text])[0] == vector).all()


def test_the_vector_that_comes_with_the_tokens_is_the_one_of_encode(embedder):
    texts = [*(side for pair in PAIRS for side in pair), "注意力 " * 400, "attention " * 90, ""]
    vectors = embedder.encode(texts)
    for text, vector, together in zip(texts, vectors, embedder.tokens(texts), strict=True):
        assert (together.whole == vector).all()
        assert (embedder.tokens([text])[0].whole == vector).all()


def test_rows_have_unit_length_and_no_texts_give_no_rows(embedder):
    vectors = embedder.encode([*ENGLISH, "注意力 " * 400])
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert embedder.encode([]).shape == (0, embedder.dimension)
    assert embedder.tokens([]) == []


@pytest.mark.parametrize(
    ("filler", "fact", "question"),
    [
        ("The weather was mild and nobody was in a hurry. ", "A mutex lets one thread in at a time.",
         "How does a mutex protect a critical section?"),
        ("那天天气不错，大家都不着急。", "互斥锁一次只让一个线程进入。", "互斥锁怎样保护临界区？"),
    ],
)  # fmt: skip
def test_the_last_sentence_of_two_thousand_words_is_read(embedder, filler, fact, question):
    long = filler * (2000 // 10)
    asked, without, with_fact = embedder.encode([question, long, long + fact])
    assert asked @ with_fact > asked @ without + 0.01
    point, silent, said = embedder.tokens([fact, long, long + fact])
    best = [(point.vectors @ answer.vectors.T).max(axis=1).mean() for answer in (silent, said)]
    assert best[1] > best[0] + 0.1
    assert said.offsets[-1][1] == len(long + fact)


def test_token_offsets_are_code_points_of_the_original(embedder):
    text = "🙂 為什麼 self-attention 要除以根號dk？"
    [tokens] = embedder.tokens([text])
    words = [text[start:end] for start, end in tokens.offsets]
    assert "".join(words) == text.replace(" ", "")
    assert "為什麼" in words
    assert len(tokens.vectors) == len(words)
    np.testing.assert_allclose(np.linalg.norm(tokens.vectors, axis=1), 1.0, atol=1e-5)


def test_traditional_and_simplified_are_one(embedder):
    traditional, simplified = embedder.encode(["為什麼需要虛析構函數？", "为什么需要虚析构函数？"])
    assert (traditional == simplified).all()


@pytest.mark.parametrize(
    "text",
    ["闭" * 10_000, "x" * 10_000, "🙂" * 3000, "ｱｲｳ", "\x00\ud7ff词", "日本語の文です。", "한국어 문장", "\u3000"],
)  # fmt: skip
def test_odd_text_gives_finite_vectors_and_offsets_in_order(embedder, text):
    assert np.isfinite(embedder.encode([text])).all()
    [tokens] = embedder.tokens([text])
    assert all(0 <= start <= end <= len(text) for start, end in tokens.offsets)
    assert list(tokens.offsets) == sorted(tokens.offsets)


def test_a_damaged_add_on_is_left_out_and_said(tmp_path, caplog, plain):
    broken = tmp_path / "zh.safetensors"
    content = bytearray(ADDON_PATH.read_bytes())
    content[-1] ^= 255
    broken.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        embedder = load_embedder(addon=broken)
    assert not embedder.chinese
    assert "damaged" in embedder.why_plain
    assert "graded by its wording" in caplog.text
    assert embedder.name == plain.name


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(ModelMissingError, match=r"no modules\.json"):
        load_embedder(str(tmp_path))


def test_a_broken_model_is_refused(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(starter_folder(), folder)
    (folder / "model.safetensors").write_bytes(b"nonsense")
    with pytest.raises(ModelBrokenError, match="cannot be loaded"):
        load_embedder(str(folder))


def test_a_model_of_the_users_own_is_taken_as_it_is(tmp_path, plain):
    folder = tmp_path / "mine"
    shutil.copytree(starter_folder(), folder)
    mine = load_embedder(str(folder))
    assert not mine.chinese
    assert mine.name.startswith("mine@")
    ours, theirs = (one.encode(["什么是闭包？"]) for one in (mine, plain))
    np.testing.assert_allclose(ours, theirs, atol=1e-6)


def test_another_process_gives_the_same_bits(embedder):
    text = "闭包让内部函数记住外部变量。"
    script = (
        "from interviewer.adapters.embedder import load_embedder\n"
        f"print(load_embedder().encode([{text!r}]).tobytes().hex())"
    )
    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert printed == embedder.encode([text]).tobytes().hex()
