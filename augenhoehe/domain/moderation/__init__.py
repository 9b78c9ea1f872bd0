"""Every restriction has a clause, facts and reasons, and stands in a public register (thesis c).

One door (`actions`) leads to the restrictions of posts and people; `effects` works out what
is in force. `check` asks first whether it is criticism and would be louder than an answer;
`register` writes what was done into a chain; `dsa` tells the European Union's database.
`terms` are the words all of them share.
"""
