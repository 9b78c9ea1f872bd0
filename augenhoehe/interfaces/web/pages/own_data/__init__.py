"""What this server holds about oneself: read it, take it along, have it erased."""
