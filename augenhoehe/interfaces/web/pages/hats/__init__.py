"""Who speaks for what: the public log, one's own hats, and how they are given."""
