"""The protocol, without a server and without tables."""
