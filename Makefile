# make start | test | lint | bench — each does its own set-up and is quick the second time.
#
# HOST= PORT=        where the page is served (127.0.0.1:7860)
# TORCH_INDEX_URL=   a package index with CPU builds of torch, asked before the usual one.
#                    On Linux the usual index brings a CUDA build of several GB.
# PYTHON=            the Python to build the environment with (3.11 or newer)

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 7860
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: start test lint bench crash fuzz soak screenshots setup clean

start: setup
	@$(BIN)/interviewer ui --host $(HOST) --port $(PORT) --no-browser

test: setup
	@PYTHON=$(BIN)/python sh scripts/test.sh

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup
	$(BIN)/interviewer bench speed

# The long runs; shorter ones are among the tests. A model's process is killed as well.
crash: setup
	$(BIN)/python -m tests.crash.fast --kills 2000
	$(BIN)/python -m tests.crash.full --kills 200

fuzz: setup
	$(BIN)/pip install --quiet atheris==3.0.0 || echo "atheris cannot be installed: nothing is guided by coverage"
	$(BIN)/python -m tests.fuzz --inputs 1000000 --slow-seconds 600 --guided-seconds 600

soak: setup
	$(BIN)/interviewer bench soak --minutes 30

screenshots: setup
	$(BIN)/python -m scripts.screenshots

setup:
	@STAMP=$(STAMP) PYTHON=$(PYTHON) TORCH_INDEX_URL=$(TORCH_INDEX_URL) sh scripts/setup.sh

clean:
	rm -rf $(VENV)
