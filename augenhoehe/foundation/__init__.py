"""What every room stands on: verdicts, events, jobs, ids, clock, safe HTTP, text, images.

Nothing in here knows what the product is about.
"""
