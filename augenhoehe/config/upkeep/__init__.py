"""What operators and developers do with a server: check, back up, restore, translate."""
