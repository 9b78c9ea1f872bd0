"""Pictures: checked, stripped of what they tell about a person, resized, described.

Films and sounds too, which are kept as they came; and the emoji of this server. A picture is
as private as the post it belongs to; before that only its owner sees it.
"""
