"""The bicycle maker Lindenrad: a fictitious firm, told with the real actions.

`stories/` says what happened, `load` lets it happen again, in the order of time.
"""
