"""What the project adds to the packaged models: Chinese for MiniLM, a glossary, their training."""
