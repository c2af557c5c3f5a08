import numpy as np
import pytest

from interviewer.starter.addon import read_addon
from interviewer.starter.train import main

pytestmark = pytest.mark.model

SUBJECTS = {"The dog": "小狗", "The child": "孩子", "The teacher": "老师", "The driver": "司机"}
DEEDS = {"sleeps": "在睡觉", "sings": "在唱歌", "reads a book": "在看书", "drinks water": "在喝水"}
PLACES = {"at home": "家里", "in the park": "公园里", "at school": "学校里"}


@pytest.fixture(autouse=True)
def _threads():
    import torch

    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.fixture
def pairs(tmp_path):
    file = tmp_path / "own.tsv"
    lines = [
        f"{who} {does} {where}.\t{zh_who}在{zh_where}{zh_does[1:]}。\n"
        for who, zh_who in SUBJECTS.items()
        for does, zh_does in DEEDS.items()
        for where, zh_where in PLACES.items()
    ]
    file.write_text("".join(lines), encoding="utf-8")
    return file


def _train(pairs, tmp_path, name, *options):
    out = tmp_path / f"{name}.safetensors"
    work = str(tmp_path / "work")
    assert (
        main(
            [
                str(pairs),
                "--out",
                str(out),
                "--work",
                work,
                "--rank",
                "2",
                "--threads",
                "1",
                *options,
            ]
        )
        == 0
    )
    return out


def _similarity(addon):
    from interviewer.adapters.embedder import load_embedder

    vectors = load_embedder(addon=addon).encode(
        ["The teacher sings at school.", "老师在学校里唱歌。"]
    )
    return float(vectors[0] @ vectors[1])


def test_training_brings_chinese_nearer_to_its_english_than_association(pairs, tmp_path):
    before = _train(pairs, tmp_path, "before", "--epochs", "0")
    after = _train(pairs, tmp_path, "after", "--epochs", "12")
    assert _similarity(after) > _similarity(before) + 0.05


def test_the_same_seed_gives_the_same_file(pairs, tmp_path):
    first = _train(pairs, tmp_path, "first", "--epochs", "2").read_bytes()
    assert _train(pairs, tmp_path, "second", "--epochs", "2").read_bytes() == first


def test_an_interrupted_training_goes_on_to_the_same_file(pairs, tmp_path, monkeypatch):
    from interviewer.starter import training

    whole = _train(pairs, tmp_path, "whole", "--epochs", "3").read_bytes()
    loss, calls = training._loss, []

    def interrupted(*arguments):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return loss(*arguments)

    monkeypatch.setattr(training, "_loss", interrupted)
    options = ("--epochs", "3", "--save-every", "0")
    with pytest.raises(KeyboardInterrupt):
        _train(pairs, tmp_path, "cut", *options)
    monkeypatch.setattr(training, "_loss", loss)
    assert (tmp_path / "work" / "checkpoint.pt").is_file()
    assert _train(pairs, tmp_path, "cut", *options).read_bytes() == whole


def test_pairs_held_out_teach_nothing(pairs, tmp_path):
    held = tmp_path / "held.tsv"
    held.write_text("Rain fell.\t下雨了。\n", encoding="utf-8")
    pairs.write_text(
        pairs.read_text(encoding="utf-8") + held.read_text(encoding="utf-8"), encoding="utf-8"
    )
    out = _train(pairs, tmp_path, "out", "--epochs", "0", "--without", str(held))
    from interviewer.adapters.embedder import fingerprint, starter_folder

    words = read_addon(out, base=fingerprint(starter_folder())).words
    assert not [word for word in words if "雨" in word]


def test_rows_alone_can_be_trained(pairs, tmp_path):
    from interviewer.adapters.embedder import fingerprint, starter_folder

    out = _train(pairs, tmp_path, "rows", "--epochs", "1", "--rank", "0")
    addon = read_addon(out, base=fingerprint(starter_folder()))
    assert not addon.adapters
    assert not addon.shifts
    assert np.isfinite(addon.rows).all()


def test_a_missing_file_ends_with_one_line(tmp_path, capsys):
    missing = str(tmp_path / "none.tsv")
    assert main([missing, "--out", str(tmp_path / "out.safetensors")]) == 1
    assert "none.tsv" in capsys.readouterr().err
