"""Criticism is answered in the open, never quietly suppressed (thesis c).

A case opens on a post when its author says so. A named person answers in public, and
only the critic can call it resolved: no action of the organisation leads there.
"""
