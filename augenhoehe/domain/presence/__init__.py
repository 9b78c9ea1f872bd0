"""Public figures about how the organisation answers, never about a person (thesis i).

What has not happened yet is counted as not happened yet, and what the organisation removed as
never answered. `selectors.mirror` is what the page `/spiegel` shows.
"""
