"""How much is taken of what a stranger sends. Texts are cut, lists end, documents are refused."""

LARGEST_DOCUMENT = 1024 * 1024  # bytes; what Mastodon takes as well
DEEPEST = 40  # levels; a boost of a poll with pictures has nine
MOST_NODES = 20_000  # values of a document

LONGEST_ID = 500  # characters; what the tables keep
LONGEST_URL = 2_000
LONGEST_HANDLE = 64
LONGEST_NAME = 500
LONGEST_SUMMARY = 20_000
LONGEST_CONTENT = 250_000
LONGEST_DESCRIPTION = 10_000  # of a picture; Mastodon writes up to 1,500
LONGEST_KEY = 8_000
LONGEST_WORD = 100  # kinds, media types, names of emoji

MOST_RECIPIENTS = 1_000
MOST_TAGS = 200
MOST_ATTACHMENTS = 40
MOST_OPTIONS = 50
MOST_FIELDS = 30
MOST_KEYS = 10
MOST_ALIASES = 50
MOST_LANGUAGES = 20
MOST_OBJECTS = 200
MOST_ITEMS = 1_000
MOST_LINKS = 50

LARGEST_NUMBER = 2**53 - 1  # what JSON can carry exactly
