"""Measurements the README quotes, each with the command that makes it. Not tests: nothing fails."""
