"""How this server runs: one loop for streams and jobs, Django behind a thread hop."""
