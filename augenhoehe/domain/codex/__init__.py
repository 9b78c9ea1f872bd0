"""The rules of the house, in versions: what a measure can cite. Grows with the codex."""
