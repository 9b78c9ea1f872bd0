"""Augenhöhe: a company's own home on the open social web, at eye level."""

__version__ = "0.1.0"
