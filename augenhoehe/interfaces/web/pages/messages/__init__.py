"""Conversations among a few people."""
