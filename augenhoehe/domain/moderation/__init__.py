"""Every restriction has a clause, facts and reasons, and stands in a public register (thesis c).

One door (`actions`) leads to the restrictions of posts and people; `effects` works out what
is in force; `streisand` asks first whether it would be louder than an answer.
"""
