"""Who says it: the model's words where they pass the checks, composed sentences where not."""
