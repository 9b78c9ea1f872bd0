"""The one file an outsider needs to check the register; nothing of ours is imported in it."""
