"""Trains the add-on that teaches Chinese to the packaged MiniLM; finds terms for the glossary.

Knows nothing of evaluation: pairs named by --without are never seen.
`python -m interviewer.starter.train pairs/*.tsv.gz --out addon.safetensors`
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from interviewer.errors import InterviewerError
from interviewer.starter.addon import AddOn, write_addon
from interviewer.starter.association import associate, first_rows, strongest
from interviewer.starter.found_terms import found_terms
from interviewer.starter.lessons import Habits, Lessons
from interviewer.starter.lexicon import Lexicon, learn_lexicon
from interviewer.starter.pairs import Pair, read_pairs, without
from interviewer.starter.plan import Plan
from interviewer.starter.reader import ChineseReader
from interviewer.starter.script import HAN_RUN, folded
from interviewer.starter.teacher import Teacher


@dataclass(frozen=True)
class Groundwork:
    """What stands before the first gradient step."""

    lexicon: Lexicon
    reader: ChineseReader
    strengths: Any
    """(Chinese words, English pieces), sparse; see `associate`."""


def groundwork(pairs: Sequence[Pair], fast: Any, pieces: int, words: int) -> Groundwork:
    """Words of the Chinese sides and what English goes with them.

    `fast` is the model's tokenizer with `pieces` English word pieces. A Chinese side that
    is a word by itself (a dictionary's entry) is taken for one.
    """
    chinese = [folded(pair.chinese) for pair in pairs]
    runs = [run for text in chinese for run in HAN_RUN.findall(text)]
    entries = {text for text in chinese if HAN_RUN.fullmatch(text)}
    lexicon = learn_lexicon(runs, words, entries)
    reader = ChineseReader(fast, lexicon.words, lexicon.logp, pieces)
    strengths = associate(
        [[i - pieces for i in reader.read(text)[0] if i >= pieces] for text in chinese],
        [
            encoding.ids
            for encoding in fast.encode_batch(
                [pair.english for pair in pairs], add_special_tokens=False
            )
        ],
        (len(lexicon.words), pieces),
    )
    return Groundwork(lexicon, reader, strengths)


def english_terms(ground: Groundwork, first: int, least: float = 0.2) -> dict[int, list[int]]:
    """Chinese word id → the English piece that goes with it beyond doubt."""
    terms: dict[int, list[int]] = {}
    for word in range(len(ground.lexicon.words)):
        best = strongest(ground.strengths, word, count=1)
        if best and best[0][1] >= least:
            terms[first + word] = [best[0][0]]
    return terms


def run(options: argparse.Namespace) -> None:
    """Read, associate, distil, write."""
    import torch

    from interviewer.adapters.embedder import fingerprint, load_embedder, starter_folder
    from interviewer.starter.student import Student
    from interviewer.starter.training import train

    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    pairs = read_pairs(options.files)
    if options.without:
        pairs = without(pairs, read_pairs(options.without))
    model = load_embedder(threads=options.threads, addon=None).model
    fast, network = model.tokenizer.backend_tokenizer, model[0].auto_model
    english_rows = network.get_input_embeddings().weight.detach().numpy()
    _say(f"{len(pairs)} pairs; learning words")
    ground = groundwork(pairs, fast, len(english_rows), options.words)
    if options.glossary:
        pieces = [fast.id_to_token(number) for number in range(len(english_rows))]
        terms = found_terms(ground.lexicon.words, pieces, ground.strengths)
        options.glossary.write_text(
            "".join(f"{english}\t{chinese}\n" for english, chinese in terms), encoding="utf-8"
        )
    student = Student(network, first_rows(ground.strengths, english_rows), options.rank)
    options.work.mkdir(parents=True, exist_ok=True)
    if options.epochs:
        targets = Teacher(options.work, starter_folder()).encode(
            [pair.english for pair in pairs],
            lambda done, total: _bar("English side", done, total, ""),
        )
        lessons = Lessons(
            pairs,
            ground.reader,
            english_terms(ground, student.first),
            (int(model.tokenizer.cls_token_id), int(model.tokenizer.sep_token_id)),
            options.seed,
            Habits(dropout=options.dropout, mixed=options.mixed),
        )
        train(
            student,
            lessons,
            targets,
            Plan(_course(pairs, options), epochs=options.epochs, seed=options.seed),
            options.work / "checkpoint.pt",
            lambda done, total, loss: _bar("training", done, total, f"loss {loss:.3f}"),
            save_every=options.save_every,
        )
    adapters, shifts = student.corrections()
    addon = AddOn(
        base=fingerprint(starter_folder()),
        words=ground.lexicon.words,
        logp=np.array(ground.lexicon.logp, dtype=np.float32),
        rows=student.rows.detach().numpy(),
        adapters=adapters,
        shifts=shifts,
    )
    write_addon(addon, options.out)
    _say(f"{options.out}: {len(addon.words)} words, {options.out.stat().st_size / 1e6:.2f} MB")


def _course(pairs: Sequence[Pair], options: argparse.Namespace) -> str:
    told = [(pair.english, pair.chinese) for pair in pairs]
    choices = (options.words, options.rank, options.dropout, options.mixed)
    return hashlib.sha256(repr((told, choices)).encode()).hexdigest()[:16]


def _bar(what: str, done: int, total: int, note: str) -> None:
    if done % 20 and done != total:
        return
    filled = 30 * done // total
    end = "\n" if done == total else ""
    sys.stderr.write(f"\r{what} [{'#' * filled:30}] {done}/{total} {note} {end}")
    sys.stderr.flush()


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m interviewer.starter.train")
    parser.add_argument("files", nargs="+", type=Path, help="English TAB Chinese, .gz or plain")
    parser.add_argument("--out", required=True, type=Path, help="the add-on to write")
    parser.add_argument("--without", nargs="*", type=Path, default=[], help="pairs kept out")
    parser.add_argument("--work", type=Path, default=Path("starter-work"), help="cache, checkpoint")
    parser.add_argument("--words", type=int, default=7000, help="words besides characters")
    parser.add_argument("--rank", type=int, default=16, help="of the layers' corrections; 0: none")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--dropout", type=float, default=0.1, help="words read as their parts")
    parser.add_argument("--mixed", type=float, default=0.3, help="share of texts with English")
    parser.add_argument("--save-every", type=float, default=120.0, help="seconds")
    parser.add_argument("--glossary", type=Path, help="write terms found, to be read through")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. 0 when done, 1 with one line when something is wrong."""
    try:
        run(_options(arguments))
    except InterviewerError as error:
        _say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
