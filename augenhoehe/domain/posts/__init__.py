"""What people say: posts, their versions and tombstones, reactions, timelines.

No approval before, and every wording of a public post stays readable after (theses a, d).
Who may read a post is decided in one place, `audience.py`.
"""
