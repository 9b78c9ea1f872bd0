"""The desk: where members of the organisation see what waits, and work on it together."""
