"""`/anderswo-schreiben`: advice on a text that will stand somewhere else. Nothing is kept."""
