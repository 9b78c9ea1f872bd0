"""What concerns somebody: a mention, a follow, a step of a case."""
