"""What is written for download names no folder of the server."""

from __future__ import annotations

from interviewer import locations
from interviewer.ui.leaving import without_folders, written


def test_an_error_in_a_download_names_the_file_and_not_the_data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_HOME", str(tmp_path / "home"))
    broken = locations.models_folder() / "some.gguf"
    path = written("report.md", f"{broken} cannot be used; see {locations.home()}")
    assert path.parent == locations.exports_folder()
    assert path.read_text() == "models/some.gguf cannot be used; see …"


def test_other_paths_stay_as_they_were_written():
    assert without_folders("open /etc/hosts") == "open /etc/hosts"
