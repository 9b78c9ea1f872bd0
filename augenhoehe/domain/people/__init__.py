"""Who takes part: accounts, sign-ins, voices, affiliation, follows, tokens.

There is one kind of account for staff, customers and people on other servers (thesis a).
A voice is an account several people speak through; every post of it names its human author.
"""
