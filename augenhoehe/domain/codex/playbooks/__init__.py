"""Playbooks: decision trees that say what to do when. Pure: no tables, no network."""
