"""Many answers graded at once: a document split, each part aligned to a card, graded, reported."""
