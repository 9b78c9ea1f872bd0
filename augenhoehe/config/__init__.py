"""The wiring: settings, addresses, who hears what, and how the server starts."""
