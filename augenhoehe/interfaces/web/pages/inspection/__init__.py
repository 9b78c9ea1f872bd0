"""What who inspects this server reads: how it is set up, and who read what. It changes nothing."""
