"""The public entities in Mastodon's literal field names; one file for each."""
