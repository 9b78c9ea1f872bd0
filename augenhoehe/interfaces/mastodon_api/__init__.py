"""The Mastodon client API in its simplest form: write a post, read a post.

The full API comes with issue 4; these two methods are what scripts may rely on until then.
"""
