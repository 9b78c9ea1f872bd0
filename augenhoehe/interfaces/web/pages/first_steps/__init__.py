"""`/erste-schritte`: what a new member may do without asking anybody."""
