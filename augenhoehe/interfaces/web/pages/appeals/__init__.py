"""Appeals: by whom something concerns, objections by everybody else, and who decides them."""
