#!/bin/sh
# Runs every test. Without Chromium the browser tests are left out and named;
# with CI set, a missing browser and any skipped test is a failure.
set -eu
if [ -n "${CI:-}" ]; then
    exec "$PYTHON" -m pytest -p tests.no_skips "$@"
fi
exec "$PYTHON" -m pytest "$@"
