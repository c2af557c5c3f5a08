"""What outlives the program: cards, sittings, answers, grades."""
