"""Public figures about how the organisation answers, never about a person (thesis i).

So far the statistics only: what has not happened yet is counted as not happened yet.
"""
