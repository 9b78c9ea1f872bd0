"""The Mastodon client API: apps and libraries people already have work with this server.

- `endpoint.py`: what every method has in common; `callers.py` who asks, `parameters.py` what
  was sent in which spelling, `pagination.py` pages, `errors.py` refusals in documented words
- `oauth/`: apps register, people let them in, codes become tokens
- `routes/`: the methods, one file for each page of the public documentation
- `entities/`: the domain in Mastodon's literal field names, which stand nowhere else
- `streaming/`: what happens, told to who listens; `config/server/streaming.py` holds the line
- `openapi/`: the description for programs, read off the code of the methods

A method is: scope, parse, selector or action, entity. There is no session here and no HTML
(but for the consent page): who asks is said by a bearer token, and every refusal is JSON.
`methods.txt` says of every documented method how far it goes.
"""
