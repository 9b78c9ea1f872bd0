"""Reporting a post or a person, and the office that reads the reports."""
