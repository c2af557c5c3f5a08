"""A mock interviewer that runs wholly on the learner's own machine.

Start reading at `interview.py`: the loop that wires everything else.
"""

__version__ = "0.1.0"
