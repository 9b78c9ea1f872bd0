"""Django's SQLite, which remembers how a statement is written in SQLite's words."""
