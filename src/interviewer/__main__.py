"""`python -m interviewer`: the command line."""

from interviewer.cli import main

main()
