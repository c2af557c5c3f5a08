import numpy as np
import pytest

from interviewer.errors import ModelBrokenError
from interviewer.starter.addon import AddOn, read_addon, write_addon


@pytest.fixture
def addon():
    rng = np.random.default_rng(0)

    def numbers(*shape):
        return rng.normal(size=shape).astype(np.float32)

    return AddOn(
        base="abc",
        words=("注意力", "的"),
        logp=np.array([-5.0, -1.0], dtype=np.float32),
        rows=numbers(2, 8),
        adapters={"encoder.layer.0.weight": (numbers(8, 2), numbers(2, 8))},
        shifts={"encoder.layer.0.bias": numbers(8)},
    )


def test_what_is_written_comes_back_within_the_rounding_of_int8(addon, tmp_path):
    path = tmp_path / "zh.safetensors"
    write_addon(addon, path)
    back = read_addon(path, base="abc")
    assert back.words == addon.words
    step = np.abs(addon.rows).max(axis=1, keepdims=True) / 127
    assert (np.abs(back.rows - addon.rows) <= 0.51 * step + 1e-3).all()
    left, right = back.adapters["encoder.layer.0.weight"]
    assert left.shape == (8, 2)
    assert right.shape == (2, 8)
    np.testing.assert_allclose(
        back.shifts["encoder.layer.0.bias"], addon.shifts["encoder.layer.0.bias"], atol=2e-3
    )


def test_the_version_changes_with_the_content(addon, tmp_path):
    path = tmp_path / "zh.safetensors"
    write_addon(addon, path)
    first = read_addon(path, base="abc").version
    addon.rows[0, 0] += 1
    write_addon(addon, path)
    assert read_addon(path, base="abc").version != first


def test_an_add_on_of_another_model_is_refused(addon, tmp_path):
    path = tmp_path / "zh.safetensors"
    write_addon(addon, path)
    with pytest.raises(ModelBrokenError, match="another version of the sentence model"):
        read_addon(path, base="other")


@pytest.mark.parametrize("place", [100, -3])
def test_a_changed_byte_is_noticed(addon, tmp_path, place):
    path = tmp_path / "zh.safetensors"
    write_addon(addon, path)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelBrokenError):
        read_addon(path, base="abc")


@pytest.mark.parametrize("content", [b"", b"half a file"])
def test_a_cut_file_is_refused_with_a_way_out(tmp_path, content):
    path = tmp_path / "zh.safetensors"
    path.write_bytes(content)
    with pytest.raises(ModelBrokenError, match="install the program again"):
        read_addon(path, base="abc")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ModelBrokenError, match="cannot be read"):
        read_addon(tmp_path / "none.safetensors", base="abc")
