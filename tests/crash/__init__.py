"""Crash tests: real processes killed with SIGKILL at random moments, and what is there after it."""
