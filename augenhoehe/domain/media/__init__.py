"""Pictures: checked, stripped of what they tell about a person, resized, described.

A picture is as private as the post it belongs to; before that only its owner sees it.
"""
