"""The command line. Knows how to ask and to print; everything else is called.

Commands import what they need when they run, so that `interviewer --help` answers at once.
"""

from __future__ import annotations

import os
import sys

from interviewer.errors import InterviewerError


def main() -> None:
    """Run the command line: exit 0 done, 1 a problem the user can mend, 2 wrong usage."""
    from interviewer.cli.commands import app

    set_environment()
    try:
        app()
    except InterviewerError as error:
        print(f"interviewer: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output left, as `| head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def set_environment() -> None:
    """Settle what the libraries read from the environment, before any of them is imported.

    What they would send or fetch is turned off.
    """
    # Threads that wait should sleep: spinning, torch and llama.cpp starve each other on few cores.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    # numpy's threads go on spinning for a tenth of a second after each product, in torch's way. Its
    # products here are small.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # A row of a matrix product is then the same whatever rows stand beside it, on every processor:
    # without it a text's vector, and so its grade, depends on what is embedded along with it.
    os.environ.setdefault("MKL_CBWR", "AUTO,STRICT")
    for name, value in {
        "GRADIO_ANALYTICS_ENABLED": "False",
        # Else statistics of all requests so far, for a page that is not served, with each of them.
        "GRADIO_ANALYTICS_CACHE_FREQUENCY": str(1 << 40),
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "ANONYMIZED_TELEMETRY": "False",
        "DO_NOT_TRACK": "1",
        "TOKENIZERS_PARALLELISM": "false",
    }.items():
        os.environ[name] = value
    # What runs on this machine is reached directly, also where a proxy is set for all else.
    for name in ("no_proxy", "NO_PROXY"):
        os.environ[name] = ",".join(filter(None, [os.environ.get(name), "127.0.0.1,localhost,::1"]))
