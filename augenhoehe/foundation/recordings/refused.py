class Refused(Exception):
    """The file cannot be used; the argument is the machine-readable code."""


MOST_PARTS = 20_000  # boxes or elements of a file that are looked at
LONGEST = 10**6  # seconds: eleven days
