"""Places to talk, each with a reach: the circle, the house, or the world (thesis b).

The reach of a space is the reach of everything in it, and it is chosen once.
"""
