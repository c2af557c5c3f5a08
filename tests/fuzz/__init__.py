"""Fuzzing: whatever bytes come in, a target gives a value or an error that says what to do."""
