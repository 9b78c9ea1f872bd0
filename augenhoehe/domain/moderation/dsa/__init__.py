"""Statements of reasons as the transparency database of the European Union takes them."""
