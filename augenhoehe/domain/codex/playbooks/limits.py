"""How much fits into a playbook: the same for whoever reads one and for the published schema."""

MOST_QUESTIONS = 60
MOST_OUTCOMES = 60
MOST_OPTIONS = 8  # of a question
MOST_STEPS = 20  # of an outcome
MOST_LISTED = 20  # helpers, promises, clauses …
MOST_KEYWORDS = 100  # of a language
LONGEST_ID = 60  # characters, these and those below
LONGEST_KEYWORD = 60
LONGEST_TITLE = 150
LONGEST_LINE = 300  # a question, an option, a step
LONGEST_TEXT = 1_000  # help, advice, a summary

ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
# For whom it is written (as clauses are; a test holds them together).
AUDIENCES = ("everybody", "members", "writers", "desk", "moderators")
CHECKS = ("streisand",)
