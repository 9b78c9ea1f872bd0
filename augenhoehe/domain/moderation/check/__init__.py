"""Before anything is restricted: whether it is criticism, what it would set off, what is milder."""
