"""Model files: which there are, where they lie, how to get them, what fits this machine."""
