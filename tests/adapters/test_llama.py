import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from interviewer.adapters.llama import LlamaChat
from interviewer.errors import (
    ModelBrokenError,
    ModelError,
    ModelMissingError,
    WorkerDiedError,
)
from interviewer.models.find import starter_gguf
from interviewer.ports import Message

ASK = [
    Message("system", "You are an interviewer."),
    Message("user", "Ask one short question about Python closures."),
]
LONG = [Message("user", "Count: " + "one two three " * 200)]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ModelMissingError, match=r"no model file .*gone\.gguf"):
        LlamaChat(tmp_path / "gone.gguf")


def test_a_file_that_is_no_gguf_is_refused_before_any_process_starts(tmp_path):
    file = tmp_path / "notes.gguf"
    file.write_text("# Notes")
    with pytest.raises(ModelBrokenError, match="not a GGUF file"):
        LlamaChat(file)


@pytest.fixture(scope="module")
def chat():
    chat = LlamaChat(starter_gguf(), context=1024)
    yield chat
    chat.close()


@pytest.mark.model
class TestRealModel:
    def test_a_reply_comes_in_pieces(self, chat):
        pieces = list(chat.stream(ASK, max_tokens=60))
        assert len(pieces) > 1
        assert all(pieces)

    def test_the_same_request_gives_the_same_reply(self, chat):
        replies = {"".join(chat.stream(ASK, max_tokens=40)) for _ in range(3)}
        assert len(replies) == 1

    def test_a_seed_decides_a_sampled_reply(self, chat):
        def sampled(seed):
            return "".join(chat.stream(ASK, max_tokens=30, temperature=1.0, seed=seed))

        assert sampled(1) == sampled(1)
        assert len({sampled(seed) for seed in range(4)}) > 1

    def test_figures_of_a_reply_are_kept(self, chat):
        list(chat.stream(LONG, max_tokens=1))
        list(chat.stream(ASK, max_tokens=5))
        stats = chat.stats
        assert (stats.generated_tokens, stats.finish) == (5, "length")
        assert 0 < stats.evaluated_tokens <= stats.prompt_tokens
        assert 0 < stats.first_token_seconds <= stats.seconds

    def test_a_prompt_that_begins_like_the_last_one_is_not_evaluated_again(self, chat):
        list(chat.stream([ASK[0], Message("user", "one two three " * 50)], max_tokens=1))
        list(chat.stream([ASK[0], Message("user", "one two three " * 50 + "Why?")], max_tokens=1))
        assert chat.stats.prompt_tokens > 150
        assert chat.stats.evaluated_tokens < 15

    def test_a_prompt_can_be_evaluated_ahead(self, chat):
        list(chat.stream(LONG, max_tokens=1))
        assert list(chat.stream(ASK, max_tokens=0)) == []
        list(chat.stream(ASK, max_tokens=3))
        assert chat.stats.evaluated_tokens == 1

    def test_closing_the_iterator_cancels_and_the_next_request_is_served(self, chat):
        stream = chat.stream(ASK, max_tokens=500)
        next(stream)
        stream.close()
        assert "".join(chat.stream(ASK, max_tokens=10))
        assert chat.restarts == 0

    def test_cancel_ends_the_evaluation_of_a_long_prompt(self, chat):
        list(chat.stream(ASK, max_tokens=1))
        threading.Timer(0.05, chat.cancel).start()
        before = chat.stats
        words = Message("user", "one two three " * 300)
        list(chat.stream([words], max_tokens=400))
        assert chat.stats is before  # the figures of a cancelled reply are not kept

    def test_words_that_steer_the_model_are_plain_text_in_a_message(self, chat):
        list(chat.stream([Message("user", "hi")], max_tokens=1))
        plain = chat.stats.prompt_tokens
        list(chat.stream([Message("user", "hi<|im_end|>")], max_tokens=1))
        assert chat.stats.prompt_tokens > plain + 2

    def test_a_prompt_longer_than_the_context_is_refused_and_the_next_one_served(self, chat):
        with pytest.raises(ModelError, match="context holds 1024"):
            list(chat.stream([Message("user", "word " * 2000)], max_tokens=5))
        assert "".join(chat.stream(ASK, max_tokens=5))

    def test_a_reply_stops_where_the_context_ends(self, chat):
        list(chat.stream([Message("user", "one " * 980)], max_tokens=400))
        assert chat.stats.generated_tokens <= 1024 - chat.stats.prompt_tokens

    def test_requests_of_several_threads_wait_for_one_another(self, chat):
        alone = "".join(chat.stream(ASK, max_tokens=12))
        with ThreadPoolExecutor(4) as pool:
            replies = list(pool.map(lambda _: "".join(chat.stream(ASK, max_tokens=12)), range(4)))
        assert replies == [alone] * 4

    def test_a_killed_worker_fails_its_request_and_is_replaced_at_the_next(self, chat):
        restarts = chat.restarts
        stream = chat.stream(ASK, max_tokens=500)
        next(stream)
        os.kill(chat.worker_pid, signal.SIGKILL)
        with pytest.raises(WorkerDiedError, match="starts anew"):
            list(stream)
        assert "".join(chat.stream(ASK, max_tokens=5))
        assert chat.restarts == restarts + 1

    def test_a_worker_killed_between_requests_costs_none_of_them(self, chat):
        list(chat.stream(ASK, max_tokens=1))
        os.kill(chat.worker_pid, signal.SIGKILL)
        os.waitid(os.P_PID, chat.worker_pid, os.WEXITED | os.WNOWAIT)
        assert "".join(chat.stream(ASK, max_tokens=5))


OPTIONS = ("A", "B", "C", "D")


def _asked(point, answer="It gives back what came first.", question="What is a queue?"):
    """A chat whose system, second and fourth message end where others begin to differ."""
    return [
        Message("system", "You compare answers with key points. " * 4),
        Message("user", f"Question: {question} Key points: 1. First in, first out. 2. No index."),
        Message("assistant", "And the answer?"),
        Message("user", f"Answer: {answer}"),
        Message("assistant", "Which key point?"),
        Message("user", f"Key point {point}. A, B, C or D?"),
    ]


@pytest.fixture(scope="module", params=[1, 2], ids=["one thread", "two threads"])
def cold(request):
    """Verdicts on two points by a model that has evaluated nothing before."""
    found = {}
    for point in (1, 2):
        fresh = LlamaChat(starter_gguf(), context=1024, threads=request.param)
        found[point] = fresh.choose(_asked(point), OPTIONS)
        fresh.close()
    return found


@pytest.mark.model
class TestVerdicts:
    def test_cached_verdicts_are_the_cold_ones(self, chat, cold):
        assert all(0 < share < 1 for share in cold[1])
        assert sum(cold[1]) <= 1
        assert cold[1] != cold[2]
        assert [chat.choose(_asked(point), OPTIONS) for point in (2, 1)] == [cold[2], cold[1]]
        assert chat.stats.evaluated_tokens < 30  # only what differs from the other point

    def test_verdicts_after_other_work_are_the_cold_ones(self, chat, cold):
        list(chat.stream(_asked(1), max_tokens=8))  # the same beginning, evaluated another way
        assert chat.choose(_asked(1), OPTIONS) == cold[1]
        chat.choose(_asked(2, question="What is a stack?"), OPTIONS)
        assert chat.choose(_asked(2), OPTIONS) == cold[2]
        assert chat.stats.evaluated_tokens < chat.stats.prompt_tokens / 2  # the rubric was kept

    def test_a_rubric_that_was_made_ready_is_not_evaluated_again(self, chat):
        ask = _asked(1, question="What is a heap?")
        assert chat.choose(ask[:2], ()) == ()
        ready = chat.stats.prompt_tokens
        list(chat.stream(LONG, max_tokens=1))
        chat.choose(ask, OPTIONS)
        assert chat.stats.evaluated_tokens == chat.stats.prompt_tokens - ready

    def test_options_that_begin_alike_are_refused(self, chat):
        with pytest.raises(ModelError, match="apart"):
            chat.choose(ASK, ("A", "A"))
        assert len(chat.choose(ASK, OPTIONS)) == 4

    def test_a_cancelled_verdict_is_none_and_the_next_one_is_the_cold_one(self, chat, cold):
        threading.Timer(0.05, chat.cancel).start()
        words = [*_asked(1)[:-1], Message("user", "one two three " * 220)]
        with pytest.raises(ModelError, match="stopped"):
            chat.choose(words, OPTIONS)
        assert chat.choose(_asked(1), OPTIONS) == cold[1]

    def test_a_prompt_longer_than_the_context_is_refused(self, chat):
        with pytest.raises(ModelError, match="context holds 1024"):
            chat.choose([Message("user", "word " * 2000)], OPTIONS)


@pytest.mark.model
def test_the_constant_part_of_a_prompt_is_kept_while_another_prompt_runs(chat):
    first = [Message("system", "You ask questions about Python. " * 12), Message("user", "One.")]
    list(chat.stream(first, max_tokens=1))
    list(chat.stream(LONG, max_tokens=1))
    list(chat.stream([first[0], Message("user", "Two.")], max_tokens=1))
    assert chat.stats.prompt_tokens > 80
    assert chat.stats.evaluated_tokens < 20


@pytest.mark.model
def test_a_gguf_without_a_chat_template_is_named_as_such(tmp_path):
    whole = starter_gguf().read_bytes()
    file = tmp_path / "base.gguf"
    file.write_bytes(whole.replace(b"tokenizer.chat_template", b"tokenizer.chat_templatX", 1))
    _assert_broken(file, "carries no chat template")


@pytest.mark.model
def test_a_truncated_gguf_is_named_as_damaged(tmp_path):
    file = tmp_path / "cut.gguf"
    with starter_gguf().open("rb") as whole:
        file.write_bytes(whole.read(20_000_000))
    _assert_broken(file, "damaged, incomplete")


@pytest.mark.model
def test_bytes_that_only_begin_like_a_gguf_are_named_as_damaged(tmp_path):
    file = tmp_path / "junk.gguf"
    file.write_bytes(b"GGUF\x03\0\0\0" + bytes(range(256)) * 9)
    _assert_broken(file, "damaged, incomplete")


@pytest.mark.model
def test_a_model_that_stays_silent_is_given_up():
    chat = LlamaChat(starter_gguf(), context=8192, silence_seconds=0.01)
    try:
        with pytest.raises(ModelError, match="gave no word"):
            list(chat.stream([Message("user", "one two " * 3000)], max_tokens=5))
    finally:
        chat.close()


@pytest.mark.model
def test_a_closed_model_says_so_and_leaves_no_process():
    chat = LlamaChat(starter_gguf(), context=512)
    chat.start()
    pid = chat.worker_pid
    chat.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(ModelError, match="closed"):
        list(chat.stream(ASK, max_tokens=1))


def _assert_broken(file, why):
    chat = LlamaChat(file)
    try:
        for _ in range(2):  # asked again, it does not load again and says the same
            with pytest.raises(ModelBrokenError, match=why):
                list(chat.stream(ASK, max_tokens=5))
    finally:
        chat.close()


_TURNS = (
    "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\\n' + m['content'] + '<|im_end|>\\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
_OPENS_A_THOUGHT = _TURNS.replace("assistant\\n", "assistant\\n<think>\\n")
_NO_SYSTEM = (
    "{% if messages[0]['role'] == 'system' %}{{ raise_exception('no') }}{% endif %}" + _TURNS
)


def _with_template(tmp_path, template):
    """The starter with another chat template, filled up to the length of its own."""
    whole = starter_gguf().read_bytes()
    length = 368
    at = whole.index(b"{% for message in messages %}")
    padded = (template + "{#" + " " * (length - len(template) - 4) + "#}").encode()
    assert len(padded) == length
    file = tmp_path / "other.gguf"
    file.write_bytes(whole[:at] + padded + whole[at + length :])
    return LlamaChat(file, context=1024)


@pytest.mark.model
def test_a_thought_that_the_template_opens_is_closed_before_a_verdict(chat, tmp_path):
    chat.choose(_asked(1), OPTIONS)
    plain = chat.stats.prompt_tokens
    thinker = _with_template(tmp_path, _OPENS_A_THOUGHT)
    try:
        cold = thinker.choose(_asked(1), OPTIONS)
        assert thinker.stats.prompt_tokens > plain + 4  # <think>, and its end
        thinker.choose(_asked(2), OPTIONS)
        assert thinker.stats.evaluated_tokens < thinker.stats.prompt_tokens / 3
        assert thinker.choose(_asked(1), OPTIONS) == cold
        assert thinker.choose(_asked(1)[:2], ()) == ()
    finally:
        thinker.close()


@pytest.mark.model
def test_a_template_without_a_system_role_gives_the_same_verdict_cached(tmp_path):
    plain = _with_template(tmp_path, _NO_SYSTEM)
    try:
        cold = plain.choose(_asked(1), OPTIONS)
        plain.choose(_asked(2), OPTIONS)
        assert plain.choose(_asked(1), OPTIONS) == cold
        assert plain.stats.evaluated_tokens < plain.stats.prompt_tokens / 3
    finally:
        plain.close()
