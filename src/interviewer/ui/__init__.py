"""The page: thin handlers that call one function of the program and show its value."""
