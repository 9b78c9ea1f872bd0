"""Every restriction has a clause, facts and reasons, and stands in a public register (thesis c).

So far the parts that need no tables: the Streisand check, the form of the register with its
plain verifier, and the statements for the transparency database of the European Union.
"""
