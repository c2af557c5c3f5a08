"""Every error that the program raises on purpose, drawn as one tree.

    InterviewerError           something the user can mend; str() says what and how
    ├── InputError             a file, an answer or an option cannot be used
    │   └── NotesError         a notes file cannot be read; has .path
    ├── StoreError             the history cannot be read or written
    │   ├── NewerStoreError    the history was written by a newer version
    │   └── DamagedStoreError  the history's file is damaged
    ├── ModelError             a model is missing, broken or gave no usable text
    │   ├── ModelMissingError  no such model file or package
    │   ├── ModelBrokenError   the file is there and cannot be used
    │   └── WorkerDiedError    the worker process ended in the middle of a request
    └── GradingError           an answer could not be graded; the reason is the text

The command line prints the text in one line and exits with 1; the page shows it
where it happened. Anything else that is raised is a defect.
"""

from __future__ import annotations


class InterviewerError(Exception):
    """Something the user can mend. The text says what is wrong and what to do."""


class InputError(InterviewerError):
    """A file, an answer or an option cannot be used as it is."""


class NotesError(InputError):
    """A notes file cannot be read. `path` is the file as the user named it."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


class StoreError(InterviewerError):
    """The history cannot be read or written."""


class NewerStoreError(StoreError):
    """The history was written by a newer version of the program."""


class DamagedStoreError(StoreError):
    """The file of the history is damaged; it is left as it is."""


class ModelError(InterviewerError):
    """A model is missing, broken, or gave no usable text."""


class ModelMissingError(ModelError):
    """There is no such model file or package."""


class ModelBrokenError(ModelError):
    """The model file is there and cannot be used."""


class WorkerDiedError(ModelError):
    """The worker process ended while it was at work on a request."""


class GradingError(InterviewerError):
    """An answer could not be graded. There is no default grade."""
