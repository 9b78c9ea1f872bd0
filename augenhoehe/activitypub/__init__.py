"""ActivityPub as a protocol: no database, no Django, nothing of ours but `foundation`."""
