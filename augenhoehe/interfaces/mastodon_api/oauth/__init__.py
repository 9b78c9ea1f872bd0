"""OAuth 2 in the dialect that Mastodon's apps speak, by django-oauth-toolkit.

- `server`: oauthlib's endpoints with our rules; what is kept is kept by `people.actions`
- `apps`: an app registers itself; `consent`: a person lets it; `tokens`: code for token
- `metadata`: where all of this is found
"""
