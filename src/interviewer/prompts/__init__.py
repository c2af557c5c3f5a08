"""What is said to the language model: one template a task and language, and their renderer."""
