"""The Mastodon client API in its simplest form: write a post, read a post.

The full API comes with issue 4; these two methods are what scripts may rely on until then:

- `POST /api/v1/statuses` (scope `write` or `write:statuses`)
- `GET /api/v1/statuses/:id` (scope `read` or `read:statuses`; open posts without a token too)

Field names are Mastodon's, inside of this folder and nowhere else. There is no session
here and no HTML: who asks is said by a bearer token, and every refusal is JSON.
"""
