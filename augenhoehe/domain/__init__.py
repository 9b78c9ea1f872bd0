"""What Augenhöhe is about: one room per subject, and imports that point down."""
