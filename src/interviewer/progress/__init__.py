"""What the history says about the learner's progress: days, scores, mastery, what is due. Pure."""
